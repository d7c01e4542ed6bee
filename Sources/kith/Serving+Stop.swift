import Hummingbird
import ServiceLifecycle
import UnixSignals
import Web

extension Serving {
    /// How long the requests that are under way have when the server no longer listens. Somebody who never finishes
    /// sending would keep the program for ever.
    static let lastRequests = Duration.seconds(30)

    /// The application and what prepares its end. Services are stopped from the last to the first, each when the one
    /// after it has ended.
    func stoppable(_ application: some ApplicationProtocol, _ readiness: Readiness) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: [application, DrainService(readiness: readiness, pause: drain)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: application.logger)
        configuration.maximumGracefulShutdownDuration = drain + Serving.lastRequests
        return ServiceGroup(configuration: configuration)
    }
}
