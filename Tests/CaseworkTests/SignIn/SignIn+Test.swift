import Storage
import Testing
import Vocabulary

@testable import Casework

extension SignIn.Settings {
    /// Derivations that cost nothing, mail that is taken, and no waiting.
    static var cheap: SignIn.Settings {
        var settings = SignIn.Settings(sendsMail: true)
        settings.cost = PasswordKey.Cost(rounds: 16, blockSize: 8, parallelism: 1)
        settings.evenTime = .zero
        return settings
    }
}

extension SignIn.Caller {
    static let test = SignIn.Caller(address: nil, visit: "visit")
}

extension SignIn {
    /// Signs in by a password, where nothing else is asked for.
    func opened(
        _ email: String, _ password: String, from address: String? = nil, device: String? = nil
    ) async throws -> Opened {
        try #require(
            try await signIn(
                email: email, password: password, from: Caller(address: address, device: device, visit: "visit")
            ).session)
    }
}

extension SignIn.Entered {
    var session: SignIn.Opened? { if case .opened(let opened) = self { opened } else { nil } }
    var half: Secret? { if case .codeWanted(let half) = self { half } else { nil } }
}

/// What a test expects to be refused.
func refusal<Kind: Error>(_: Kind.Type = SignIn.Refusal.self, _ body: () async throws -> Void) async -> Kind? {
    do {
        try await body()
        return nil
    } catch {
        return error as? Kind
    }
}

/// Somebody with an account, and a phone that shows codes.
struct Member {
    static let password = "three tall green gates"

    let test: TestDesk
    let signIn: SignIn
    let secondStep: SecondStep
    let link: Secret
    let email = "rosa@example.org"

    init(
        _ role: Role = .linkWorker, keys: KeyRing = KeyRing { HubKeys.made() }, isDemo: Bool = false
    ) async throws {
        test = try await TestDesk(keys: keys)
        var settings = SignIn.Settings.cheap
        settings.isDemo = isDemo
        signIn = SignIn(desk: test.desk, settings: settings)
        secondStep = SecondStep(desk: test.desk, settings: settings)
        link = try await Accounts(desk: test.desk).add(
            email: email, name: "Rosa", role: role, by: test.administrator)
    }

    func choose(by link: Secret? = nil) async throws -> SignIn.Opened {
        try await signIn.choose(Self.password, by: (link ?? self.link).text, from: .test)
    }

    func newLink() async throws -> Secret {
        try await Accounts(desk: test.desk).link(for: email, by: test.administrator)
    }

    func session(of opened: SignIn.Opened) async throws -> String {
        try #require(try await signIn.current(opened.secret.text)?.id)
    }

    /// Sets the second step up in the session of a set-up link.
    func setUp() async throws -> (phone: Phone, codes: [String], opened: SignIn.Opened) {
        let opened = try await choose()
        let session = try await session(of: opened)
        let phone = try await Phone(of: secondStep, opened.actor, session: session)
        let codes = try await secondStep.setUp(
            code: phone.code(at: test.clock.clock.now), password: "", for: opened.actor, session: session)
        return (phone, codes, opened)
    }

    /// A sign-in that waits for its code.
    func half(visit: String = "visit", device: String? = nil) async throws -> Secret {
        try #require(
            try await signIn.signIn(
                email: email, password: Self.password,
                from: SignIn.Caller(address: nil, device: device, visit: visit)
            ).half)
    }

    func events() async throws -> [String] {
        try await test.desk.database.read(test.hub) { hub in
            try hub.rows("SELECT verb FROM events WHERE hub_id = \(hub.hub) ORDER BY number").map {
                try $0.text("verb")
            }
        }
    }

    func mails() async throws -> [OutgoingMail] {
        try await test.desk.database.read(test.hub) { try $0.outbox.latest(limit: 20) }
    }
}

/// A phone that was given the secret as the page shows it, in groups.
struct Phone {
    private let code: TimeCode

    init(of secondStep: SecondStep, _ actor: Actor, session: String) async throws {
        guard case .offered(let offer) = try await secondStep.standing(of: actor, session: session) else {
            throw NoOffer()
        }
        code = TimeCode(secret: Self.bytes(ofBase32: offer.groups.joined()))
    }

    struct NoOffer: Error {}

    func code(at moment: Moment) -> String { code.code(TimeCode.number(at: moment)) }

    private static func bytes(ofBase32 text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let bits = text.flatMap { sign in
            let value = alphabet.firstIndex(of: sign) ?? 0
            return (0..<5).map { value >> (4 - $0) & 1 }
        }
        return stride(from: 0, to: bits.count - 7, by: 8).map { start in
            UInt8(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
        }
    }
}
