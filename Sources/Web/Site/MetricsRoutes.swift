import Crypto
import HTTPTypes
import Hummingbird
import Metering
import NIOCore

/// The figures of this server, for whoever watches it from the same machine or has the token. For anybody else
/// there is no such page.
struct MetricsRoutes: Sendable {
    static let path = "/metrics"

    let registry: MetricsRegistry
    let token: MetricsToken?

    func add(to router: Router<SiteContext>) {
        router.get(RouterPath(MetricsRoutes.path)) { request, context in
            guard isLocal(request, context) || token?.opens(request.headers[.authorization]) == true else {
                throw Refusal.unknown
            }
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: registry.text())))
        }
    }

    /// Whether the request was made on this machine. A proxy that runs here too connects from here, whoever
    /// asked it; it is known by what it adds.
    private func isLocal(_ request: Request, _ context: SiteContext) -> Bool {
        guard let address = context.connectionAddress else { return false }
        return (address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127."))
            && !MetricsRoutes.signsOfAProxy.contains { request.headers.contains($0) }
    }

    private static let signsOfAProxy = [
        "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP",
    ].compactMap { HTTPField.Name($0) }
}

/// The secret with which figures are read from another machine.
public struct MetricsToken: Sendable {
    /// Fewer characters could be guessed.
    public static let leastLength = 20

    private let hash: SHA256Digest

    /// Nil for a text that is too short, or that no header could carry.
    public init?(_ text: String) {
        guard text.utf8.count >= MetricsToken.leastLength, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        hash = SHA256.hash(data: Array(text.utf8))
    }

    /// Whether this is the value of an `Authorization` header that carries the token. Hashes are compared, in a time
    /// that tells nothing about where they differ.
    func opens(_ authorization: String?) -> Bool {
        guard let authorization, let space = authorization.firstIndex(of: " "),
            authorization[..<space].lowercased() == "bearer"
        else { return false }
        let given = authorization[space...].drop { $0 == " " }
        return SHA256.hash(data: Array(given.utf8)) == hash
    }
}
