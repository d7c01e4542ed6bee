import Casework
import ServiceLifecycle

/// Keeps the directories in memory up to date with what other servers change, beside the site.
struct FollowingService: Service, CustomStringConvertible {
    let follow: FollowDirectories

    /// What a log says of it: not all that it holds, which would be the desk and the way out for mail.
    var description: String { "following of directories" }

    func run() async throws {
        await cancelWhenGracefulShutdown { await follow() }
    }
}
