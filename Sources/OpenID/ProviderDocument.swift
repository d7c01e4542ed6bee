public import Foundation

/// What an identity provider says about itself under `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0).
public struct ProviderDocument: Hashable, Sendable {
    /// Why it is not taken.
    public enum Fault: Error, Equatable, Sendable {
        case unreadable
        /// It speaks for another issuer than the one that was asked.
        case anotherIssuer
        /// An address in it that cannot be reached safely: no TLS, and not this machine.
        case notSafe
    }

    public let issuer: String
    public let authorization: URL
    public let token: URL
    public let keys: URL
    /// Whether the token's address takes our secret as a form field only.
    public let wantsSecretInForm: Bool

    private struct Read: Decodable {
        let issuer: String
        let authorization: String
        let token: String
        let keys: String
        let waysToBeKnown: [String]?

        private enum CodingKeys: String, CodingKey {
            case issuer
            case authorization = "authorization_endpoint"
            case token = "token_endpoint"
            case keys = "jwks_uri"
            case waysToBeKnown = "token_endpoint_auth_methods_supported"
        }
    }

    /// - Parameter issuer: as the administrator gave it.
    public init(_ json: Data, issuer: String) throws(Fault) {
        guard let read = try? JSONDecoder().decode(Read.self, from: json) else { throw .unreadable }
        guard read.issuer == issuer else { throw .anotherIssuer }
        guard let authorization = URL(string: read.authorization),
            let token = URL(string: read.token),
            let keys = URL(string: read.keys)
        else { throw .unreadable }
        guard [authorization, token, keys].allSatisfy(Self.isSafe) else { throw .notSafe }
        self.issuer = issuer
        (self.authorization, self.token, self.keys) = (authorization, token, keys)
        // Left out, it means that the header is taken.
        let methods = read.waysToBeKnown ?? ["client_secret_basic"]
        wantsSecretInForm = !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
    }

    /// Where the document of an issuer is; nil for an issuer that may not be asked.
    public static func address(of issuer: String) -> URL? {
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        guard let url = URL(string: base + "/.well-known/openid-configuration"), isSafe(url), url.query == nil,
            url.fragment == nil
        else { return nil }
        return url
    }

    /// TLS, or a provider on this very machine, as in a test.
    private static func isSafe(_ url: URL) -> Bool {
        guard let host = url.host(), !host.isEmpty, url.user() == nil else { return false }
        return url.scheme == "https" || url.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host)
    }
}
