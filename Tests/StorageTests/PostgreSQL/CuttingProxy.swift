import Foundation
import Synchronization

/// Stands between a program and a server on the loopback, and cuts the connection at a moment that a test chooses:
/// what a network does when it wants to be remembered.
///
///     program ──▶ proxy ──▶ server
///                  │ sees `COMMIT`: lets it pass and cuts, or cuts before it
final class CuttingProxy: Sendable {
    enum Cut: Sendable {
        /// The server never hears of the commit.
        case beforeCommit
        /// The server commits, and its answer never arrives.
        case afterCommit
    }

    let port: Int
    private let listener: Int32
    private let server: UInt16
    private let state = Mutex((cut: Cut?.none, cuts: 0))

    var cuts: Int { state.withLock { $0.cuts } }

    init(to server: Int) throws {
        self.server = UInt16(server)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = Self.loopback(0)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, listen(listener, 16) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(listener, $0, &length) }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread { [self] in accept() }.start()
    }

    /// Cuts at the next commit, once.
    func cut(_ cut: Cut) { state.withLock { $0.cut = cut } }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { break }
            let upstream = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = Self.loopback(server)
            let connected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(upstream, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard connected == 0 else {
                close(client)
                continue
            }
            Thread { [self] in pump(client, upstream) }.start()
            Thread { [self] in pump(upstream, client) }.start()
        }
        close(listener)
    }

    private func pump(_ source: Int32, _ target: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            let isCommit = Data(buffer[0..<count]).range(of: Data("COMMIT\0".utf8)) != nil
            let cut = isCommit ? state.withLock { state in take(&state) } : nil
            if cut == .beforeCommit { break }
            guard send(target, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
            if cut == .afterCommit {
                // Time for the server to do it; its answer goes nowhere.
                shutdown(source, Int32(SHUT_RDWR))
                Thread.sleep(forTimeInterval: 0.1)
                break
            }
        }
        shutdown(source, Int32(SHUT_RDWR))
        shutdown(target, Int32(SHUT_RDWR))
    }

    private func take(_ state: inout (cut: Cut?, cuts: Int)) -> Cut? {
        defer { state.cut = nil }
        if state.cut != nil { state.cuts += 1 }
        return state.cut
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
