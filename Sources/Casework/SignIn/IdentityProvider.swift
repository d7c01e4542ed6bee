import Foundation
import OpenID
import Storage
import Vocabulary

/// An identity provider at which staff sign in: the organisation's own, by OpenID Connect.
///
/// It says who somebody is and never makes an account: the address has to have one here. Whom it means is written down
/// at the first sign-in, so that an address that changes hands there does not change hands here.
public struct IdentityProvider: Sendable {
    /// Why somebody is not let in.
    public enum Refusal: Error, Equatable, Sendable {
        /// The provider does not answer, or says what cannot be used.
        case away
        /// The way back does not belong to a way there in this browser.
        case notBegun
        /// The provider did not let them in, or they broke off.
        case denied
        /// What it vouches for is not believed.
        case notBelieved
        /// It vouches for an address that has no account here, or not for that somebody.
        case noAccount
    }

    /// What an administrator agreed with the provider.
    public struct Settings: Sendable {
        let issuer: String
        let client: String
        let secret: String
        /// Whether a second proof at the provider counts as the second step here.
        let trustsSecondStep: Bool

        /// Nil for an issuer that cannot be asked: it needs TLS, but on this machine.
        public init?(issuer: String, client: String, secret: String, trustsSecondStep: Bool = false) {
            guard ProviderDocument.address(of: issuer) != nil, !client.isEmpty, !secret.isEmpty else { return nil }
            self.issuer = issuer
            self.client = client
            self.secret = secret
            self.trustsSecondStep = trustsSecondStep
        }
    }

    /// The way there: where the browser goes, and what it keeps until it comes back.
    public struct Departure: Sendable {
        public let address: String
        public let secret: String
    }

    /// What the browser brought back.
    public struct Return: Sendable {
        public let code: String?
        public let state: String?
        public let issuer: String?

        public init(code: String?, state: String?, issuer: String?) {
            self.code = code
            self.state = state
            self.issuer = issuer
        }
    }

    let signIn: SignIn
    let settings: Settings
    private let memory: ProviderMemory
    private let fetch: WebFetch
    private let post: WebPost

    public init(signIn: SignIn, settings: Settings, fetch: WebFetch = .provider(), post: WebPost = .live()) {
        self.signIn = signIn
        self.settings = settings
        self.fetch = fetch
        self.post = post
        memory = ProviderMemory(settings: settings, fetch: fetch, clock: signIn.desk.clock)
    }

    private var back: String { "\(signIn.desk.baseURL)/sign-in/provider/return" }

    /// - Throws: ``Refusal/away``.
    public func depart() async throws -> Departure {
        let document = try await memory.document()
        let secret = signIn.desk.secrets.device()
        guard let url = Handshake(secret: secret).address(at: document, client: settings.client, back: back) else {
            throw Refusal.away
        }
        return Departure(address: url.absoluteString, secret: secret)
    }

    /// Signs in whoever the provider vouches for.
    ///
    /// - Parameter secret: what the browser kept.
    /// - Throws: ``Refusal``.
    public func arrive(
        _ brought: Return, secret: String, from caller: SignIn.Caller
    ) async throws -> SignIn.Entered {
        let handshake = Handshake(secret: secret)
        guard !secret.isEmpty, let state = brought.state, handshake.isState(state) else { throw Refusal.notBegun }
        // RFC 9207: the answer of another provider is not for us.
        guard brought.issuer == nil || brought.issuer == settings.issuer else { throw Refusal.notBelieved }
        guard let code = brought.code, !code.isEmpty, code.utf8.count <= 4_096 else { throw Refusal.denied }
        let token = try await token(for: code, handshake)
        let (account, hub) = try await account(of: token)
        return try await enter(account, hub, token, from: caller)
    }

    // MARK: The token

    private func token(for code: String, _ handshake: Handshake) async throws -> IDToken {
        let document = try await memory.document()
        var form = handshake.form(code: code, back: back)
        if document.wantsSecretInForm {
            form += [("client_id", settings.client), ("client_secret", settings.secret)]
        }
        let header =
            document.wantsSecretInForm
            ? nil : "\(Handshake.encoded(settings.client)):\(Handshake.encoded(settings.secret))"
        let body = form.map { "\($0.name)=\(Handshake.encoded($0.value))" }.joined(separator: "&")
        guard case .success(let answer) = await post.send(document.token, body, header) else { throw Refusal.away }
        guard answer.status == 200 else { throw answer.status >= 500 ? Refusal.away : Refusal.denied }
        guard let read = try? JSONDecoder().decode(Answer.self, from: answer.body) else { throw Refusal.notBelieved }
        let expected = IDToken.Expected(
            issuer: settings.issuer, client: settings.client, nonce: handshake.nonce,
            now: signIn.desk.clock.now.date)
        return try await checked(read.token, expected)
    }

    /// A key that we do not know may be a new one: the keys are read once more, and not more often than once a minute.
    private func checked(_ text: String, _ expected: IDToken.Expected) async throws -> IDToken {
        for isAnew in [false, true] {
            let keys = try await memory.keys(anew: isAnew)
            do { return try await IDToken(text, keys: keys, expected: expected) } catch IDToken.Refusal.unknownKey {
                continue
            } catch { throw Refusal.notBelieved }
        }
        throw Refusal.notBelieved
    }

    private struct Answer: Decodable {
        let token: String

        private enum CodingKeys: String, CodingKey { case token = "id_token" }
    }

    // MARK: The account

    private func account(of token: IDToken) async throws -> (Account, Identifier<Hub>) {
        guard let email = token.verifiedEmail, let found = try await signIn.account(of: Accounts.tidied(email)),
            found.account.isOpen
        else { throw Refusal.noAccount }
        return (found.account, found.hub)
    }

    private func enter(
        _ account: Account, _ hub: Identifier<Hub>, _ token: IDToken, from caller: SignIn.Caller
    ) async throws -> SignIn.Entered {
        let subject = Secret.hash(of: "provider|\(settings.issuer)|\(token.subject)")
        let desk = signIn.desk
        let known = try await desk.database.read(hub) { try $0.providerLinks.subject(of: account.id) }
        if known == nil {
            try await desk.database.write(hub) { hub in
                guard let actor = Actor(hub: hub.hub, account: account) else { throw Refusal.noAccount }
                try hub.providerLinks.add(subject, of: account.id, at: desk.clock.now)
                try hub.record("provider-linked", of: .account(account.id), by: actor, clock: desk.clock)
            }
        }
        // Read again: somebody else may have been first.
        guard try await desk.database.read(hub, { try $0.providerLinks.subject(of: account.id) }) == subject else {
            throw Refusal.noAccount
        }
        let tries = Tries(desk: desk, subjects: [SignIn.subject(of: account.email)])
        if token.hasSecondStep, settings.trustsSecondStep {
            return .opened(
                try await signIn.open(
                    hub, account, by: .provider, from: caller, forgetting: tries, isVouched: true))
        }
        return try await signIn.enter(hub, account, by: .provider, from: caller, forgetting: tries)
    }
}

/// What is known of the provider: read once an hour, and its keys once more where one is met that is unknown. However
/// many come at once, it is asked once; and one that did not answer is left alone for a moment.
private actor ProviderMemory {
    private struct Known {
        let document: ProviderDocument
        let keys: ProviderKeys
        let readAt: Moment
    }

    private static let pauseAfterFailure = 5

    private let settings: IdentityProvider.Settings
    private let fetch: WebFetch
    private let clock: Clock
    private var held: Known?
    private var failedAt: Moment?
    private var reading: Task<Known?, Never>?

    init(settings: IdentityProvider.Settings, fetch: WebFetch, clock: Clock) {
        self.settings = settings
        self.fetch = fetch
        self.clock = clock
    }

    func document() async throws -> ProviderDocument { try await read(ifOlderThan: 3_600).document }

    func keys(anew: Bool) async throws -> ProviderKeys { try await read(ifOlderThan: anew ? 60 : 3_600).keys }

    private func read(ifOlderThan seconds: Int) async throws -> Known {
        let now = clock.now
        if let held, held.readAt.adding(seconds: seconds) > now { return held }
        if let failedAt, failedAt.adding(seconds: Self.pauseAfterFailure) > now { throw IdentityProvider.Refusal.away }
        guard let known = await asking().value else { throw IdentityProvider.Refusal.away }
        return known
    }

    private func asking() -> Task<Known?, Never> {
        if let reading { return reading }
        let task = Task {
            let known = await asked()
            if let known { held = known }
            failedAt = known == nil ? clock.now : nil
            reading = nil
            return known
        }
        reading = task
        return task
    }

    private func asked() async -> Known? {
        guard let address = ProviderDocument.address(of: settings.issuer), let told = await get(address),
            let document = try? ProviderDocument(told, issuer: settings.issuer),
            let published = await get(document.keys), let keys = try? ProviderKeys(published)
        else { return nil }
        return Known(document: document, keys: keys, readAt: clock.now)
    }

    private func get(_ address: URL) async -> Data? {
        guard case .success(let answer) = await fetch.get(address), answer.status == 200 else { return nil }
        return answer.body
    }
}
