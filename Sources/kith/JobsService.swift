import Casework
import ServiceLifecycle

/// Looks once a minute, beside the site, which jobs of every hub are due and in no other server's hands. When the
/// program is told to stop, the round ends with the message or the reminder that is under way.
struct JobsService: Service, CustomStringConvertible {
    let jobs: HubJobs
    static let pause = Duration.seconds(60)

    /// What a log says of it: not all that it holds, which would be the desk and the way out for mail.
    var description: String { "jobs by the clock" }

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await jobs.runOnce(isStopping: { Task.isShuttingDownGracefully || Task.isCancelled })
            // A sleep that is cut short is how a stop is noticed.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }
}
