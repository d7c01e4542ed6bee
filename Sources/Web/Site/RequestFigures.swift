import HTTPTypes
import Hummingbird
import Metering
import Metrics
import Synchronization

/// How many requests there were, how long they took, and how many went wrong, by the route's pattern. Their paths hold
/// ids and tokens, and what is asked of no route has one label together: nobody makes series by making up addresses.
final class RequestFigures: RouterMiddleware {
    private struct Kind: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct Instruments {
        let answered: Counter
        let took: Timer
        let errors: Counter
    }

    private let registry: MetricsRegistry
    private let underWay: Meter
    /// Looked up for every request, so that labels are written once for each kind.
    private let instruments = Mutex<[Kind: Instruments]>([:])

    init(registry: MetricsRegistry) {
        self.registry = registry
        underWay = Meter(label: "kith_requests_under_way", factory: registry)
    }

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        underWay.increment()
        defer { underWay.decrement() }
        do {
            let response = try await next(request, context)
            count(request, context, response.status, since: start)
            return response
        } catch {
            count(request, context, (error as? any HTTPResponseError)?.status ?? .internalServerError, since: start)
            throw error
        }
    }

    private func count(
        _ request: Request, _ context: SiteContext, _ status: HTTPResponse.Status, since start: ContinuousClock.Instant
    ) {
        let method = RequestFigures.methods.contains(request.method) ? request.method.rawValue : "other"
        let instruments = instruments(of: Kind(method: method, route: context.route, status: status.code))
        instruments.answered.increment()
        instruments.took.record(duration: start.duration(to: .now))
        // A server that is not ready says so on purpose.
        if status.code >= 500, context.route != HealthRoutes.readiness { instruments.errors.increment() }
    }

    private func instruments(of kind: Kind) -> Instruments {
        instruments.withLock { known in
            if let found = known[kind] { return found }
            let labels = [("method", kind.method), ("route", kind.route)]
            let made = Instruments(
                answered: Counter(
                    label: "kith_requests_total", dimensions: labels + [("status", String(kind.status))],
                    factory: registry),
                took: Timer(label: "kith_request_seconds", dimensions: labels, factory: registry),
                errors: Counter(label: "kith_request_errors_total", dimensions: labels, factory: registry))
            known[kind] = made
            return made
        }
    }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}
