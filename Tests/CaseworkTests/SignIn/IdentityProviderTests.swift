import Crypto
import Foundation
import Storage
import Synchronization
import Testing
import Vocabulary

@testable import Casework

struct IdentityProviderTests {
    private let rosa: Member
    private let told = ToldProvider()
    private let provider: IdentityProvider

    init() async throws {
        rosa = try await Member()
        let clock = rosa.test.clock.clock
        provider = IdentityProvider(
            signIn: rosa.signIn,
            settings: try #require(
                IdentityProvider.Settings(issuer: ToldProvider.issuer, client: "kith", secret: "s")),
            fetch: told.fetch(), post: told.post { clock.now })
    }

    /// What the browser brings back, once the provider was told what to vouch for.
    private func back(
        _ departure: IdentityProvider.Departure, _ claims: [String: any Sendable], code: String? = "code",
        state: String? = nil, issuer: String? = nil
    ) -> IdentityProvider.Return {
        let items = URLComponents(string: departure.address)?.queryItems ?? []
        let fields = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        told.state.withLock { $0.nonce = fields["nonce"] ?? "" }
        told.says(claims)
        return IdentityProvider.Return(code: code, state: state ?? fields["state"], issuer: issuer)
    }

    /// There and back, as somebody for whom the provider says `claims`.
    private func enter(
        _ claims: [String: any Sendable] = ["sub": "1"], code: String? = "code", state: String? = nil,
        issuer: String? = nil
    ) async throws -> SignIn.Entered {
        let departure = try await provider.depart()
        return try await provider.arrive(
            back(departure, claims, code: code, state: state, issuer: issuer), secret: departure.secret, from: .test)
    }

    /// Connects the account in this session with `sub`.
    private func connect(
        _ opened: SignIn.Opened, with proof: String = Member.password, as sub: String = "1"
    ) async throws {
        let session = try await rosa.session(of: opened)
        let secret = try await provider.begin(with: proof, for: opened.actor, session: session)
        let departure = try await provider.depart(toConnect: secret, for: opened.actor, session: session)
        try await provider.connect(
            back(departure, ["sub": sub]), secret: secret, for: opened.actor, session: session, from: .test)
    }

    private func refused(_ body: () async throws -> Void) async -> IdentityProvider.Refusal? {
        await refusal(IdentityProvider.Refusal.self, body)
    }

    // MARK: Connecting

    @Test func `an account opens for whom its owner connected it with, and for nobody else`() async throws {
        let opened = try await rosa.choose()
        #expect(await refused { _ = try await enter() } == .notConnected)
        try await connect(opened)
        let session = try #require(try await enter().session)
        #expect(session.actor.name == "Rosa" && !session.actor.hasSecondStep)
        #expect(try await rosa.events().suffix(2) == ["provider-connected", "signed-in"])
        #expect(await refused { _ = try await enter(["sub": "2"]) } == .notConnected)
        #expect(try await rosa.mails().contains { $0.body.contains("connected with your organisation's sign-in") })
        let sent = try #require(told.state.withLock { $0.sent.last })
        #expect(sent.contains("code_verifier=") && sent.contains("grant_type=authorization_code"))
        #expect(sent.hasSuffix(" kith:s") && !sent.contains("client_secret"))
    }

    @Test func `an e-mail address at the provider opens nothing, verified or not`() async throws {
        _ = try await rosa.choose()
        for verified in [true, false] {
            let claims: [String: any Sendable] = ["sub": "1", "email": rosa.email, "email_verified": verified]
            #expect(await refused { _ = try await enter(claims) } == .notConnected)
        }
        #expect(try await !rosa.events().contains("provider-connected"))
    }

    @Test func `connecting asks for the code from the phone, where one is set up, and writes nothing before`()
        async throws
    {
        let (phone, _, opened) = try await rosa.setUp()
        let session = try await rosa.session(of: opened)
        rosa.test.clock.move(seconds: 60)
        for wrong in [Member.password, "000000", ""] {
            #expect(
                await refusal { _ = try await provider.begin(with: wrong, for: opened.actor, session: session) }
                    == .wrongCode)
        }
        #expect(
            await refused { _ = try await provider.depart(toConnect: "test.x", for: opened.actor, session: session) }
                == .notBegun)
        #expect(try await provider.connectedSince(opened.actor) == nil)
        let code = phone.code(at: rosa.test.clock.clock.now)
        try await connect(opened, with: code)
        #expect(try await provider.connectedSince(opened.actor) == rosa.test.clock.clock.now)
        // A code counts once.
        try await provider.disconnect(opened.actor)
        #expect(
            await refusal { _ = try await provider.begin(with: code, for: opened.actor, session: session) }
                == .wrongCode)
    }

    @Test func `whoever guesses at an open session has to wait`() async throws {
        let opened = try await rosa.choose()
        let session = try await rosa.session(of: opened)
        for _ in 1...5 {
            #expect(
                await refusal { _ = try await provider.begin(with: "a guess", for: opened.actor, session: session) }
                    == .wrong)
        }
        guard
            case .tooManyTries = await refusal(
                SignIn.Refusal.self,
                {
                    _ = try await provider.begin(with: Member.password, for: opened.actor, session: session)
                })
        else {
            Issue.record("the password could be guessed without end")
            return
        }
    }

    @Test func `what was begun counts once, in its session, and for ten minutes`() async throws {
        let opened = try await rosa.choose()
        let session = try await rosa.session(of: opened)
        let secret = try await provider.begin(with: Member.password, for: opened.actor, session: session)
        let departure = try await provider.depart(toConnect: secret, for: opened.actor, session: session)
        let other = try await rosa.signIn.opened(rosa.email, Member.password)
        let otherSession = try await rosa.session(of: other)
        func comeBack(_ session: String) async throws {
            try await provider.connect(
                back(departure, ["sub": "1"]), secret: secret, for: opened.actor, session: session, from: .test)
        }
        #expect(await refused { try await comeBack(otherSession) } == .notBegun)
        // It signs nobody in.
        #expect(
            await refused {
                _ = try await provider.arrive(back(departure, ["sub": "1"]), secret: secret, from: .test)
            } == .notBegun)
        #expect(
            await refusal {
                _ = try await rosa.signIn.enterCode(.phone("000000"), half: secret, from: .test)
            } == .codeTimeOver)
        try await comeBack(session)
        try await provider.disconnect(opened.actor)
        #expect(await refused { try await comeBack(session) } == .notBegun)
        let late = try await provider.begin(with: Member.password, for: opened.actor, session: session)
        rosa.test.clock.move(seconds: 601)
        #expect(try await !provider.mayConnect(late, for: opened.actor, session: session))
    }

    @Test func `one name at the provider opens one account, and one account has one name`() async throws {
        let opened = try await rosa.choose()
        try await connect(opened)
        #expect(await refused { try await connect(opened, as: "2") } == .taken)
        let accounts = Accounts(desk: rosa.test.desk)
        let link = try await accounts.add(
            email: "lee@example.org", name: "Lee", role: .coordinator, by: rosa.test.administrator)
        let lee = try await rosa.choose(by: link)
        #expect(await refused { try await connect(lee) } == .taken)
        #expect(try await provider.connectedSince(lee.actor) == nil)
        #expect(try await enter().session?.actor.name == "Rosa")
        try await connect(lee, as: "2")
        #expect(try await enter(["sub": "2"]).session?.actor.name == "Lee")
    }

    @Test func `what is parted opens nothing, whoever parts it`() async throws {
        var opened = try await rosa.choose()
        try await connect(opened)
        try await provider.disconnect(opened.actor)
        #expect(await refused { try await provider.disconnect(opened.actor) } == .notConnected)
        #expect(await refused { _ = try await enter() } == .notConnected)
        try await connect(opened)
        let accounts = Accounts(desk: rosa.test.desk)
        try await accounts.disconnect(rosa.email, by: rosa.test.administrator)
        #expect(await refused { _ = try await enter() } == .notConnected)
        #expect(
            await refusal(Accounts.Refusal.self) {
                try await accounts.disconnect(rosa.email, by: rosa.test.administrator)
            } == .notConnected)
        try await connect(opened)
        // Whoever had the account in hand may have connected it: the administrator's new link ends that too.
        opened = try await rosa.choose(by: try await rosa.newLink())
        #expect(await refused { _ = try await enter() } == .notConnected)
        #expect(try await rosa.events().filter { $0 == "provider-disconnected" }.count == 3)
    }

    // MARK: Signing in

    @Test func `the code from the phone is asked for as ever, whatever the provider says`() async throws {
        let (phone, _, opened) = try await rosa.setUp()
        rosa.test.clock.move(seconds: 60)
        try await connect(opened, with: phone.code(at: rosa.test.clock.clock.now))
        let entered = try await enter(["sub": "1", "amr": ["pwd", "mfa"], "acr": "mfa"])
        let half = try #require(entered.half)
        rosa.test.clock.move(seconds: 60)
        let session = try await rosa.signIn.enterCode(
            .phone(phone.code(at: rosa.test.clock.clock.now)), half: half.text, from: .test)
        #expect(session.actor.hasSecondStep)
    }

    @Test func `a closed account stays closed, and a session of the provider may not set a second step up`()
        async throws
    {
        try await connect(try await rosa.choose())
        let session = try #require(try await enter().session)
        let standing = try await rosa.secondStep.standing(
            of: session.actor, session: try await rosa.session(of: session))
        guard case .needsNewLink = standing else {
            Issue.record("whoever runs the provider could bind an account to a phone")
            return
        }
        try await Accounts(desk: rosa.test.desk).close(rosa.email, by: rosa.test.administrator)
        #expect(await refused { _ = try await enter() } == .notConnected)
    }

    @Test func `a way back that does not fit opens nothing`() async throws {
        try await connect(try await rosa.choose())
        #expect(await refused { _ = try await enter(state: "another") } == .notBegun)
        #expect(await refused { _ = try await enter(code: nil) } == .denied)
        #expect(await refused { _ = try await enter(code: "") } == .denied)
        #expect(
            await refused { _ = try await enter(issuer: "https://other.example") }
                == .notBelieved(because: "another issuer came back"))
        let empty = try await provider.depart()
        #expect(
            await refused { _ = try await provider.arrive(back(empty, ["sub": "1"]), secret: "", from: .test) }
                == .notBegun)
        _ = try await enter(issuer: ToldProvider.issuer)
    }

    @Test(arguments: [
        ("nonce", ["nonce": "another"]), ("audience", ["aud": "another"]), ("issuer", ["iss": "https://other.example"]),
        ("audience", ["azp": "another"]),
    ])
    func `a token that was made for something else is not believed`(why: String, claims: [String: String]) async throws
    {
        try await connect(try await rosa.choose())
        #expect(
            await refused { _ = try await enter(claims.merging(["sub": "1"]) { $1 }) } == .notBelieved(because: why))
    }

    @Test func `a token of another time or with another signature is not believed`() async throws {
        try await connect(try await rosa.choose())
        let now = rosa.test.clock.clock.now.date.timeIntervalSince1970
        #expect(
            await refused { _ = try await enter(["sub": "1", "exp": now - 61]) } == .notBelieved(because: "expired"))
        #expect(
            await refused { _ = try await enter(["sub": "1", "iat": now + 61]) } == .notBelieved(because: "notNow"))
        _ = try await enter(["sub": "1", "iat": now + 59])
        told.state.withLock { $0.isForged = true }
        #expect(await refused { _ = try await enter() } == .notBelieved(because: "signature"))
    }

    // MARK: The provider

    @Test func `new keys are read at once, and not at every guess`() async throws {
        try await connect(try await rosa.choose())
        told.state.withLock { state in
            state.key = P256.Signing.PrivateKey()
            state.kid = "two"
        }
        // Read a moment ago: not again so soon.
        #expect(await refused { _ = try await enter() } == .notBelieved(because: "unknownKey"))
        rosa.test.clock.move(seconds: 61)
        _ = try await enter()
        #expect(told.state.withLock { $0.keysAsked } == 2)
    }

    @Test func `a provider that does not answer is told of, and not asked again at once`() async throws {
        told.state.withLock { $0.isAway = true }
        for _ in 1...3 { #expect(await refused { _ = try await provider.depart() } == .away) }
        #expect(told.state.withLock { $0.askedInVain } == 1)
        told.state.withLock { $0.isAway = false }
        #expect(await refused { _ = try await provider.depart() } == .away)
        rosa.test.clock.move(seconds: 6)
        _ = try await provider.depart()
    }

    @Test(arguments: [(400, IdentityProvider.Refusal.denied), (503, .away)])
    func `a code that is not redeemed opens nothing`(status: Int, why: IdentityProvider.Refusal) async throws {
        try await connect(try await rosa.choose())
        told.state.withLock { $0.status = status }
        #expect(await refused { _ = try await enter() } == why)
    }

    @Test func `nobody has us ask the provider without end`() async throws {
        told.state.withLock { $0.status = 400 }
        for _ in 1...40 { #expect(await refused { _ = try await enter() } == .denied) }
        guard case .tooManyTries = await refusal(SignIn.Refusal.self, { _ = try await enter() }) else {
            Issue.record("ways back are not counted")
            return
        }
        #expect(told.state.withLock { $0.sent.count } == 40)
    }

    @Test func `an issuer needs TLS, but on this machine`() {
        #expect(IdentityProvider.Settings(issuer: "http://id.example", client: "kith", secret: "s") == nil)
        #expect(IdentityProvider.Settings(issuer: "http://127.0.0.1:9", client: "kith", secret: "s") != nil)
    }
}
