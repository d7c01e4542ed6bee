import Crypto
import Foundation
import Synchronization
import Vocabulary

@testable import Casework

/// A provider in memory: what it publishes, and the token it gives for the next code.
final class ToldProvider: Sendable {
    struct State {
        var key = P256.Signing.PrivateKey()
        var kid = "one"
        var claims: [String: any Sendable] = [:]
        var nonce = ""
        var sent: [String] = []
        var keysAsked = 0
        var isAway = false
        /// Signs with a key that it does not publish.
        var isForged = false
        /// What it answers in place of a token.
        var status = 200
        var askedInVain = 0
    }

    static let issuer = "https://id.example"
    let state = Mutex(State())

    func fetch() -> WebFetch {
        WebFetch { url in
            self.state.withLock { state in
                if state.isAway {
                    state.askedInVain += 1
                    return .failure(.unreachable)
                }
                let json: [String: Any]
                if url.path().hasSuffix("openid-configuration") {
                    json = [
                        "issuer": Self.issuer, "authorization_endpoint": "\(Self.issuer)/a",
                        "token_endpoint": "\(Self.issuer)/t", "jwks_uri": "\(Self.issuer)/k",
                    ]
                } else {
                    state.keysAsked += 1
                    let point = state.key.publicKey.x963Representation
                    json = [
                        "keys": [
                            [
                                "kty": "EC", "crv": "P-256", "kid": state.kid, "x": Self.base64URL(point[1..<33]),
                                "y": Self.base64URL(point[33...]),
                            ]
                        ]
                    ]
                }
                return .success(WebAnswer(status: 200, body: Self.json(json)))
            }
        }
    }

    func post(now: @escaping @Sendable () -> Moment) -> WebPost {
        WebPost { _, form, credentials in
            self.state.withLock { state in
                state.sent.append("\(form) \(credentials ?? "")")
                let seconds = now().date.timeIntervalSince1970
                let claims: [String: Any] = [
                    "iss": Self.issuer, "aud": "kith", "exp": seconds + 300, "iat": seconds, "nonce": state.nonce,
                ].merging(state.claims) { $1 }
                let text = [Self.json(["alg": "ES256", "kid": state.kid]), Self.json(claims)].map(Self.base64URL)
                    .joined(separator: ".")
                let key = state.isForged ? P256.Signing.PrivateKey() : state.key
                guard let signature = try? key.signature(for: Data(text.utf8)).rawRepresentation else {
                    return .failure(.brokeOff)
                }
                return .success(
                    WebAnswer(
                        status: state.status, body: Self.json(["id_token": "\(text).\(Self.base64URL(signature))"])))
            }
        }
    }

    func says(_ claims: [String: any Sendable]) { state.withLock { $0.claims = claims } }

    private static func json(_ value: [String: Any]) -> Data {
        (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
    }

    private static func base64URL(_ bytes: Data) -> String {
        bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
