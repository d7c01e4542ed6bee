import ServiceLifecycle
import Web

/// The first to hear of a stop, because it is the last in the list of services: it says that this server drains, and
/// keeps the others running for as long as a load balancer needs to notice.
struct DrainService: Service {
    let readiness: Readiness
    let pause: Duration

    func run() async throws {
        // Thrown out of the wait means that the others have failed: then there is nothing to drain.
        try await gracefulShutdown()
        readiness.drain()
        try await Task.sleep(for: pause)
    }
}
