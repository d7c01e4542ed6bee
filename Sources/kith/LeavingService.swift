import Casework
import Logging
import ServiceLifecycle

/// Ends in the store what people left, beside the site: whoever leaves does not wait for it. A store that does not
/// answer is asked again each second.
struct LeavingService: Service, CustomStringConvertible {
    let desk: Desk
    let logger: Logger
    static let pause = Duration.seconds(1)

    /// What a log says of it: not all that it holds, which would be the desk.
    var description: String { "ends of sessions" }

    func run() async throws {
        for await _ in desk.left.news.cancelOnGracefulShutdown() {
            var isTold = false
            while await !settle(), !Task.isShuttingDownGracefully, !Task.isCancelled {
                // Once for each time that the store is away: whoever looks after it hears what waits.
                if !isTold { logger.warning("sessions.left-waiting", metadata: waiting) }
                isTold = true
                // A sleep that is cut short is how a stop is noticed.
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            }
        }
        // Whoever left since, while the last requests were under way.
        guard await !settle() else { return }
        logger.error("sessions.left-open", metadata: waiting)
    }

    private var waiting: Logger.Metadata { ["count": .stringConvertible(desk.left.count)] }

    private func settle() async -> Bool {
        do {
            try await desk.left.settle(in: desk.database)
            return true
        } catch {
            return false
        }
    }
}
