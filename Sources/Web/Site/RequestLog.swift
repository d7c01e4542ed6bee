import Hummingbird
import Logging

/// One line for each request. The path as it was asked holds ids and tokens, so that only the
/// route's pattern is written.
struct RequestLog: RouterMiddleware {
    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let took = start.duration(to: .now)
        let milliseconds = Double(took.components.seconds) * 1000 + Double(took.components.attoseconds) / 1e15
        context.logger.info(
            "request",
            metadata: [
                "http.method": .string(request.method.rawValue),
                "http.route": .string(context.route),
                "http.status": .stringConvertible(response.status.code),
                "took.ms": .string(String(format(milliseconds))),
            ])
        return response
    }

    private func format(_ milliseconds: Double) -> Double { (milliseconds * 100).rounded() / 100 }
}
