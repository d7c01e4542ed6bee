import CPostgreSQL
import Foundation
import Synchronization
import Vocabulary

/// Hears which hubs' directories change, on a connection and a thread of its own.
///
/// A notice is a hint and no more: whoever was away when it came asks the store, as every question does anyway.
final class NoticeListener: Sendable {
    static let channel = "kith_directory"

    private let isStopped = Mutex(false)
    private let ended = DispatchGroup()

    /// How long the thread sleeps on the socket before it looks whether it is to stop (milliseconds).
    private static let glance: Int32 = 250

    /// - Parameter hear: called with the hub of each notice, and with nil whenever the connection was new, so
    ///   that something may have been missed.
    init(_ address: PostgreSQLAddress, hear: @escaping @Sendable (Identifier<Hub>?) -> Void) {
        ended.enter()
        let thread = Thread { [self] in
            listen(at: address, hear)
            ended.leave()
        }
        thread.name = "postgresql-notices"
        thread.start()
    }

    func stop() {
        isStopped.withLock { $0 = true }
        ended.wait()
    }

    private var goesOn: Bool { isStopped.withLock { !$0 } }

    private func listen(at address: PostgreSQLAddress, _ hear: (Identifier<Hub>?) -> Void) {
        let connection = PostgreSQLConnection(address)
        var pause = 0.05
        while goesOn {
            do throws(PostgreSQLTrouble) {
                if !connection.isOpen {
                    try connection.open()
                    _ = try connection.simple("LISTEN \(Self.channel)")
                    hear(nil)
                    pause = 0.05
                }
                var socket = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
                if poll(&socket, 1, Self.glance) > 0 {
                    for hub in Set(try connection.notices()) { hear(Identifier(rawValue: hub)) }
                }
            } catch {
                connection.close()
                let until = ContinuousClock.now + .seconds(pause)
                while goesOn, ContinuousClock.now < until { Thread.sleep(forTimeInterval: 0.05) }
                pause = min(pause * 2, 5)
            }
        }
    }
}
