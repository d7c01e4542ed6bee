import Casework
import ServiceLifecycle

/// Keeps the directories in memory up to date with what other servers change, beside the site.
struct FollowingService: Service {
    let follow: FollowDirectories

    func run() async throws {
        await cancelWhenGracefulShutdown { await follow() }
    }
}
