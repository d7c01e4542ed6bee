import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A mail server on this machine for one test: it speaks just enough SMTP to take a message, or to refuse it
/// in the way the test wants to see.
final class SMTPTestServer: Sendable {
    /// What the server does at the point where servers differ.
    enum Manner: Sendable {
        case takes
        /// Says this after `RCPT TO`.
        case refusesRecipient(String)
        /// Takes the whole message and hangs up without a word.
        case hangsUpAfterMessage
        /// Wants a user and a password.
        case wantsPassword(user: String, password: String)
        /// Says this after the message.
        case answersMessage(String)
    }

    let port: Int
    private let listener: Int32
    private let manner: Manner
    private let taken = Mutex<[String]>([])
    private let spoken = Mutex<[String]>([])

    /// The messages that were taken on, heads and bodies as they came over the line.
    var messages: [String] { taken.withLock { $0 } }
    /// Every line the sender said, outside messages.
    var lines: [String] { spoken.withLock { $0 } }
    var url: String { "smtp://127.0.0.1:\(port)" }

    struct CannotListen: Error {}

    init(_ manner: Manner = .takes) throws {
        self.manner = manner
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, length) == 0 }
        }
        guard isBound, listen(socket, 8) == 0 else { throw CannotListen() }
        var bound = sockaddr_in()
        var size = length
        _ = withUnsafeMutablePointer(to: &bound) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
        }
        port = Int(UInt16(bigEndian: bound.sin_port))
        listener = socket
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                talk(over: connection)
                close(connection)
            }
        }
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func talk(over connection: Int32) {
        var rest: [UInt8] = []
        say("220 test.example ESMTP", connection)
        while let line = line(from: connection, &rest) {
            spoken.withLock { $0.append(line) }
            switch line.uppercased().prefix(4) {
            case "EHLO", "HELO":
                if case .wantsPassword = manner {
                    say("250-test.example\r\n250 AUTH PLAIN", connection)
                } else {
                    say("250-test.example\r\n250 8BITMIME", connection)
                }
            case "AUTH":
                guard case .wantsPassword(let user, let password) = manner else { return }
                let wanted = Data("\0\(user)\0\(password)".utf8).base64EncodedString()
                // Some libraries send the secret with the command, some after the server's 334.
                if line.split(separator: " ").count == 2 { say("334 ", connection) }
                let given =
                    line.split(separator: " ").count > 2
                    ? line.split(separator: " ").last.map(String.init) : self.line(from: connection, &rest)
                say(given == wanted ? "235 welcome" : "535 no", connection)
            case "RCPT":
                if case .refusesRecipient(let answer) = manner {
                    say(answer, connection)
                } else {
                    say("250 ok", connection)
                }
            case "DATA":
                say("354 go on", connection)
                guard let message = message(from: connection, &rest) else { return }
                taken.withLock { $0.append(message) }
                switch manner {
                case .hangsUpAfterMessage: return
                case .answersMessage(let answer): say(answer, connection)
                default: say("250 taken", connection)
                }
            case "QUIT":
                say("221 bye", connection)
                return
            default: say("250 ok", connection)
            }
        }
    }

    private func message(from connection: Int32, _ rest: inout [UInt8]) -> String? {
        var lines: [String] = []
        while let line = line(from: connection, &rest) {
            if line == "." { return lines.joined(separator: "\r\n") }
            lines.append(line.hasPrefix(".") ? String(line.dropFirst()) : line)
        }
        return nil
    }

    private func line(from connection: Int32, _ rest: inout [UInt8]) -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = rest[..<end]
                rest.removeSubrange(...end)
                return String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
            }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            rest += buffer[..<count]
        }
    }

    private func say(_ line: String, _ connection: Int32) {
        let bytes = Array((line + "\r\n").utf8)
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
