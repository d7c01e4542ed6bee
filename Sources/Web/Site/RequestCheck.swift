import Hummingbird

/// Refuses what no browser sends that reads our pages: another site's name, an address or headers beyond all measure.
///
/// Supervisors ask for `/healthz`, `/readyz` and `/metrics` by the server's own address, whatever the site is called.
struct RequestCheck: RouterMiddleware {
    let hosts: SiteHosts

    /// Our longest address is that of a group with every filter, some hundred letters.
    static let longestAddress = 4_096
    /// A browser sends some fifteen, and two cookies of ours.
    static let mostHeaders = 64
    static let mostHeaderBytes = 16_384

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.string.utf8.count <= RequestCheck.longestAddress else { throw Refusal.addressTooLong }
        var bytes = 0
        for field in request.headers { bytes += field.name.rawName.utf8.count + field.value.utf8.count }
        guard request.headers.count <= RequestCheck.mostHeaders, bytes <= RequestCheck.mostHeaderBytes else {
            throw Refusal.headersTooLarge
        }
        guard hosts.contains(request.head.authority) || request.uri.path == MetricsRoutes.path else {
            throw Refusal.otherSite
        }
        return try await next(request, context)
    }
}
