import Crypto
import Foundation
import Testing

@testable import OpenID

struct HandshakeTests {
    private func document(_ change: [String: Any] = [:], issuer: String = "https://id.example") throws
        -> ProviderDocument
    {
        let json: [String: Any] = [
            "issuer": "https://id.example", "authorization_endpoint": "https://id.example/a?tenant=1",
            "token_endpoint": "https://id.example/t", "jwks_uri": "https://id.example/k",
        ]
        return try ProviderDocument(
            JSONSerialization.data(withJSONObject: json.merging(change) { $1 }), issuer: issuer)
    }

    @Test func `the way there holds a challenge and no secret`() throws {
        let handshake = Handshake(secret: "the browser's secret")
        let address = try #require(
            handshake.address(at: try document(), client: "kith & co", back: "https://kith.example/back"))
        let items = try #require(URLComponents(url: address, resolvingAgainstBaseURL: false)?.queryItems)
        let fields = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        #expect(fields["tenant"] == "1" && fields["client_id"] == "kith & co" && fields["response_type"] == "code")
        #expect(fields["code_challenge_method"] == "S256" && fields["redirect_uri"] == "https://kith.example/back")
        #expect(fields["code_challenge"] == Handshake.base64URL(SHA256.hash(data: Data(handshake.verifier.utf8))))
        #expect(handshake.verifier.utf8.count == 43)
        #expect(!address.absoluteString.contains(handshake.verifier))
        #expect(Set([handshake.state, handshake.nonce, handshake.verifier]).count == 3)
    }

    /// RFC 7636, appendix B.
    @Test func `the challenge is that of RFC 7636`() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        #expect(
            Handshake.base64URL(SHA256.hash(data: Data(verifier.utf8)))
                == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test func `the way back counts in the browser of the way there`() {
        let handshake = Handshake(secret: "one")
        #expect(handshake.isState(Handshake(secret: "one").state))
        #expect(!handshake.isState(Handshake(secret: "two").state))
        #expect(!handshake.isState("") && !handshake.isState(handshake.nonce))
    }

    @Test func `a provider speaks for itself alone, and over TLS`() throws {
        #expect(try document().wantsSecretInForm == false)
        #expect(try document(["token_endpoint_auth_methods_supported": ["client_secret_post"]]).wantsSecretInForm)
        #expect(throws: ProviderDocument.Fault.anotherIssuer) { try document(issuer: "https://id.example/") }
        #expect(throws: ProviderDocument.Fault.notSafe) { try document(["token_endpoint": "http://id.example/t"]) }
        #expect(throws: ProviderDocument.Fault.notSafe) { try document(["jwks_uri": "file:///etc/passwd"]) }
        #expect(throws: ProviderDocument.Fault.unreadable) { try document(["jwks_uri": 1]) }
        #expect(throws: ProviderDocument.Fault.unreadable) { try ProviderDocument(Data("<html>".utf8), issuer: "x") }
    }

    @Test(arguments: [
        ("https://id.example", "https://id.example/.well-known/openid-configuration"),
        ("https://id.example/tenant/", "https://id.example/tenant/.well-known/openid-configuration"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000/.well-known/openid-configuration"),
        ("http://id.example", nil), ("ftp://id.example", nil), ("https://a:b@id.example", nil),
        ("https://id.example?x=1", nil), ("", nil),
    ])
    func `an issuer's document stands where discovery says`(issuer: String, address: String?) {
        #expect(ProviderDocument.address(of: issuer)?.absoluteString == address)
    }
}
