import Crypto
public import Foundation

/// One sign-in at a provider, from the way there to the way back. All of it follows from one secret that only the
/// browser keeps, in a cookie: `state` shows that the way back ends in the browser in which the way there began,
/// `nonce` that the token was made for this sign-in, `verifier` that the code is redeemed by whoever asked for it
/// (PKCE, RFC 7636).
public struct Handshake: Sendable {
    private let secret: String

    public init(secret: String) { self.secret = secret }

    public var state: String { derived("state") }
    public var nonce: String { derived("nonce") }
    /// 43 signs, as RFC 7636 wants at least.
    public var verifier: String { derived("verifier") }
    public var challenge: String { Self.base64URL(SHA256.hash(data: Data(verifier.utf8))) }

    /// Whether this is the state that was sent along.
    public func isState(_ text: String) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: Self.comparing)),
            authenticating: Data(state.utf8), using: Self.comparing)
    }

    /// Where the browser is sent.
    public func address(at provider: ProviderDocument, client: String, back: String) -> URL? {
        var components = URLComponents(url: provider.authorization, resolvingAgainstBaseURL: false)
        let fields = [
            ("response_type", "code"), ("client_id", client), ("redirect_uri", back), ("scope", "openid"),
            ("state", state), ("nonce", nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ]
        let own = fields.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
        let query = [components?.percentEncodedQuery, own].compactMap(\.self).joined(separator: "&")
        components?.percentEncodedQuery = query
        return components?.url
    }

    /// What is sent to the provider for the token.
    public func form(code: String, back: String) -> [(name: String, value: String)] {
        [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back), ("code_verifier", verifier),
        ]
    }

    /// A form or a query, as RFC 6749 wants its fields.
    public static func encoded(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static let comparing = SymmetricKey(size: .bits256)

    private func derived(_ purpose: String) -> String {
        Self.base64URL(SHA256.hash(data: Data("kith \(purpose)|\(secret)".utf8)))
    }

    static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}
