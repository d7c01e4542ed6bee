import Crypto
import Foundation
import Synchronization
import Testing
import Vocabulary

@testable import Casework

/// A provider in memory: what it publishes, and the token it gives for the next code.
private final class ToldProvider: Sendable {
    struct State {
        var key = P256.Signing.PrivateKey()
        var kid = "one"
        var claims: [String: any Sendable] = [:]
        var nonce = ""
        var sent: [String] = []
        var keysAsked = 0
        var isAway = false
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
                    "email_verified": true,
                ].merging(state.claims) { $1 }
                let text = [Self.json(["alg": "ES256", "kid": state.kid]), Self.json(claims)].map(Self.base64URL)
                    .joined(separator: ".")
                guard let signature = try? state.key.signature(for: Data(text.utf8)).rawRepresentation else {
                    return .failure(.brokeOff)
                }
                return .success(
                    WebAnswer(
                        status: 200, body: Self.json(["id_token": "\(text).\(Self.base64URL(signature))"])))
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

struct IdentityProviderTests {
    private let rosa: Member
    private let told = ToldProvider()

    init() async throws {
        rosa = try await Member()
    }

    private func provider(trustsSecondStep: Bool = false) throws -> IdentityProvider {
        let settings = try #require(
            IdentityProvider.Settings(
                issuer: ToldProvider.issuer, client: "kith", secret: "s", trustsSecondStep: trustsSecondStep))
        let clock = rosa.test.clock.clock
        return IdentityProvider(
            signIn: rosa.signIn, settings: settings, fetch: told.fetch(), post: told.post { clock.now })
    }

    /// There and back, as somebody for whom the provider says `claims`.
    private func enter(
        _ provider: IdentityProvider, _ claims: [String: any Sendable], code: String? = "code", state: String? = nil,
        issuer: String? = nil
    ) async throws -> SignIn.Entered {
        let departure = try await provider.depart()
        let items = URLComponents(string: departure.address)?.queryItems ?? []
        let fields = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        told.state.withLock { $0.nonce = fields["nonce"] ?? "" }
        told.says(claims)
        return try await provider.arrive(
            IdentityProvider.Return(code: code, state: state ?? fields["state"], issuer: issuer),
            secret: departure.secret, from: .test)
    }

    private func refused(_ body: () async throws -> Void) async -> IdentityProvider.Refusal? {
        await refusal(IdentityProvider.Refusal.self, body)
    }

    @Test func `whoever is vouched for signs in to the account of their address`() async throws {
        let provider = try provider()
        let opened = try #require(
            try await enter(provider, ["sub": "1", "email": "Rosa@Example.org"]).session)
        #expect(opened.actor.name == "Rosa" && !opened.actor.hasSecondStep)
        #expect(try await rosa.events().suffix(2) == ["provider-linked", "signed-in"])
        _ = try await enter(provider, ["sub": "1", "email": rosa.email])
        #expect(try await rosa.events().filter { $0 == "provider-linked" }.count == 1)
        let sent = try #require(told.state.withLock { $0.sent.first })
        #expect(sent.contains("code_verifier=") && sent.contains("grant_type=authorization_code"))
        #expect(sent.hasSuffix(" kith:s") && !sent.contains("client_secret"))
    }

    @Test func `an address that changed hands at the provider does not change hands here`() async throws {
        let provider = try provider()
        _ = try await enter(provider, ["sub": "1", "email": rosa.email])
        #expect(await refused { _ = try await enter(provider, ["sub": "2", "email": rosa.email]) } == .noAccount)
        try await Accounts(desk: rosa.test.desk).unlink(rosa.email, by: rosa.test.administrator)
        _ = try await enter(provider, ["sub": "2", "email": rosa.email])
    }

    @Test func `nobody without an account, with a closed one or with an unchecked address gets in`() async throws {
        let provider = try provider()
        #expect(await refused { _ = try await enter(provider, ["sub": "1", "email": "x@example.org"]) } == .noAccount)
        #expect(
            await refused {
                _ = try await enter(provider, ["sub": "1", "email": rosa.email, "email_verified": false])
            } == .noAccount)
        #expect(await refused { _ = try await enter(provider, ["sub": "1"]) } == .noAccount)
        try await Accounts(desk: rosa.test.desk).close(rosa.email, by: rosa.test.administrator)
        #expect(await refused { _ = try await enter(provider, ["sub": "1", "email": rosa.email]) } == .noAccount)
        #expect(try await !rosa.events().contains("provider-linked"))
    }

    @Test func `a second proof counts where the administrator said so, and otherwise the code is asked for`()
        async throws
    {
        _ = try await rosa.setUp()
        let claims: [String: any Sendable] = ["sub": "1", "email": rosa.email, "amr": ["pwd", "mfa"]]
        #expect(try await enter(try provider(), claims).half != nil)
        let trusting = try provider(trustsSecondStep: true)
        #expect(try await enter(trusting, claims).session?.actor.hasSecondStep == true)
        #expect(try await enter(trusting, ["sub": "1", "email": rosa.email, "amr": ["pwd"]]).half != nil)
    }

    @Test func `a session of the provider may not set a second step up`() async throws {
        let opened = try #require(try await enter(try provider(), ["sub": "1", "email": rosa.email]).session)
        let standing = try await rosa.secondStep.standing(
            of: opened.actor, session: try await rosa.session(of: opened))
        guard case .needsNewLink = standing else {
            Issue.record("whoever runs the provider could bind an account to a phone")
            return
        }
    }

    @Test func `a way back that does not fit opens nothing`() async throws {
        let provider = try provider()
        let claims: [String: any Sendable] = ["sub": "1", "email": rosa.email]
        #expect(await refused { _ = try await enter(provider, claims, state: "another") } == .notBegun)
        #expect(await refused { _ = try await enter(provider, claims, code: nil) } == .denied)
        #expect(
            await refused { _ = try await enter(provider, claims, issuer: "https://other.example") } == .notBelieved)
        #expect(
            await refused {
                _ = try await provider.arrive(
                    IdentityProvider.Return(code: "c", state: "s", issuer: nil), secret: "", from: .test)
            } == .notBegun)
        // Made for another sign-in.
        #expect(
            await refused { _ = try await enter(provider, claims.merging(["nonce": "another"]) { $1 }) } == .notBelieved
        )
        _ = try await enter(provider, claims, issuer: ToldProvider.issuer)
    }

    @Test func `new keys are read at once, and not at every guess`() async throws {
        let provider = try provider()
        let claims: [String: any Sendable] = ["sub": "1", "email": rosa.email]
        _ = try await enter(provider, claims)
        told.state.withLock { state in
            state.key = P256.Signing.PrivateKey()
            state.kid = "two"
        }
        // Read a moment ago: not again so soon.
        #expect(await refused { _ = try await enter(provider, claims) } == .notBelieved)
        rosa.test.clock.move(seconds: 61)
        _ = try await enter(provider, claims)
        #expect(told.state.withLock { $0.keysAsked } == 2)
    }

    @Test func `a provider that does not answer is told of, and not asked again at once`() async throws {
        let provider = try provider()
        told.state.withLock { $0.isAway = true }
        for _ in 1...3 { #expect(await refused { _ = try await provider.depart() } == .away) }
        #expect(told.state.withLock { $0.askedInVain } == 1)
        told.state.withLock { $0.isAway = false }
        #expect(await refused { _ = try await provider.depart() } == .away)
        rosa.test.clock.move(seconds: 6)
        _ = try await provider.depart()
    }

    @Test func `an issuer needs TLS, but on this machine`() {
        #expect(IdentityProvider.Settings(issuer: "http://id.example", client: "kith", secret: "s") == nil)
    }
}
