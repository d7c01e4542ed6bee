import HTTPTypes
import Hummingbird

/// What the proxies in front say about a request. They are believed because of where they are: a header alone can be
/// sent by anybody.
struct ProxyWord: Sendable {
    let proxies: [AddressRange]

    /// Where the request came from: the last address of the list that is not one of our proxies. Nil where the
    /// connection comes from elsewhere, or the list cannot be read.
    func sender(_ request: Request, over connection: String?) -> String? {
        guard isProxy(connection), let header = Self.forwardedFor else { return nil }
        let list = request.headers[values: header].flatMap { $0.split(separator: ",") }
            .map { String($0.filter { !$0.isWhitespace }) }
        guard let sender = list.last(where: { !isProxy($0) }) ?? list.first, AddressRange.isAddress(sender) else {
            return nil
        }
        return sender
    }

    /// Whether the proxy says that the request came to it in the clear.
    func cameInTheClear(_ request: Request, over connection: String?) -> Bool {
        guard isProxy(connection), let header = Self.forwardedProto else { return false }
        return request.headers[header]?.lowercased() == "http"
    }

    private func isProxy(_ address: String?) -> Bool {
        guard let address else { return false }
        return proxies.contains { $0.contains(address) }
    }

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")
    private static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")
}

/// A page that was asked for in the clear, of a site that is served by TLS, is asked for again. What was sent in the
/// clear is not taken.
struct NothingInTheClear: RouterMiddleware {
    let settings: SiteSettings

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard settings.isSecure,
            ProxyWord(proxies: settings.proxies).cameInTheClear(request, over: context.connectionAddress)
        else { return try await next(request, context) }
        guard request.method == .get || request.method == .head else { return Response(status: .forbidden) }
        // The path may be anything; it is put behind the address by which people reach the site.
        let path = request.uri.string.utf8.allSatisfy { $0 > 32 && $0 < 127 } ? request.uri.string : "/"
        return Response(
            status: .permanentRedirect, headers: [.location: settings.address(of: path.hasPrefix("/") ? path : "/")])
    }
}
