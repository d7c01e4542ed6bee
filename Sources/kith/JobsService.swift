import Casework
import ServiceLifecycle

/// Looks once a minute, beside the site, which jobs of every hub are due and in no other server's hands. When the
/// program is told to stop, the round ends with the message or the reminder that is under way.
struct JobsService: Service {
    let jobs: HubJobs
    static let pause = Duration.seconds(60)

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await jobs.runOnce(isStopping: { Task.isShuttingDownGracefully || Task.isCancelled })
            // A sleep that is cut short is how a stop is noticed.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }
}
