import Foundation
import OpenID
import Storage
import Vocabulary

/// An identity provider at which staff sign in: the organisation's own, by OpenID Connect.
///
/// It makes no account, and its e-mail addresses open none: it opens an account that its owner has connected, while
/// signed in. It takes the place of the password. The code from the phone is asked for as ever.
public struct IdentityProvider: Sendable {
    /// Why somebody is not let in.
    public enum Refusal: Error, Equatable, Sendable {
        /// The provider does not answer, or says what cannot be used.
        case away
        /// The way back does not belong to a way there in this browser.
        case notBegun
        /// The provider did not let them in, or they broke off.
        case denied
        /// What it vouches for is not believed; for the log, in a word that says nothing about anybody.
        case notBelieved(because: String)
        /// Nobody here has connected their account with whom it vouches for, or the account is closed.
        case notConnected
        /// Whom it vouches for is connected with another account, or this account with somebody else.
        case taken
    }

    /// What an administrator agreed with the provider.
    public struct Settings: Sendable {
        let issuer: String
        let client: String
        let secret: String

        /// Nil for an issuer that cannot be asked: it needs TLS, but on this machine.
        public init?(issuer: String, client: String, secret: String) {
            guard ProviderDocument.address(of: issuer) != nil, !client.isEmpty, !secret.isEmpty else { return nil }
            self.issuer = issuer
            self.client = client
            self.secret = secret
        }
    }

    /// The way there: where the browser goes, and what it keeps until it comes back.
    public struct Departure: Sendable {
        public let address: String
        public let secret: String
    }

    /// What the browser brought back.
    public struct Return: Sendable {
        let code: String?
        let state: String?
        let issuer: String?

        public init(code: String?, state: String?, issuer: String?) {
            self.code = code
            self.state = state
            self.issuer = issuer
        }
    }

    let signIn: SignIn
    let settings: Settings
    private let memory: ProviderMemory
    private let post: WebPost

    public init(signIn: SignIn, settings: Settings, fetch: WebFetch = .provider(), post: WebPost = .live()) {
        self.signIn = signIn
        self.settings = settings
        self.post = post
        memory = ProviderMemory(settings: settings, fetch: fetch, clock: signIn.desk.clock)
    }

    private var back: String { "\(signIn.desk.baseURL)/sign-in/provider/return" }

    /// The way there, for signing in.
    ///
    /// - Throws: ``Refusal/away``.
    public func depart() async throws -> Departure {
        let secret = signIn.desk.secrets.device()
        return Departure(address: try await address(for: Handshake(secret: secret)), secret: secret)
    }

    /// Signs in the owner of the account that is connected with whom the provider vouches for, or asks for the code.
    ///
    /// - Parameter secret: what the browser kept.
    /// - Throws: ``Refusal``, or ``SignIn/Refusal/tooManyTries(retryAfterSeconds:)``.
    public func arrive(_ brought: Return, secret: String, from caller: SignIn.Caller) async throws -> SignIn.Entered {
        guard !secret.isEmpty else { throw Refusal.notBegun }
        let tries = tries(from: caller)
        let subject = try await subject(brought, Handshake(secret: secret), counting: tries)
        let desk = signIn.desk
        guard let place = try await desk.database.readAll({ try $0.providerSubjects.find(subject) }),
            let account = try await desk.database.read(place.hub, { try $0.accounts.find(place.account) }),
            account.isOpen
        else { throw Refusal.notConnected }
        return try await signIn.enter(place.hub, account, by: .provider, from: caller, forgetting: tries)
    }

    // MARK: There and back

    func address(for handshake: Handshake) async throws -> String {
        let document = try await memory.document()
        guard let url = handshake.address(at: document, client: settings.client, back: back) else {
            throw Refusal.away
        }
        return url.absoluteString
    }

    /// Each way back makes us ask the provider: nobody has us do that without end.
    func tries(from caller: SignIn.Caller) -> Tries {
        Tries(
            desk: signIn.desk,
            subjects: [.init("provider|\(caller.address ?? "")", most: SignIn.triesFromAnAddress)])
    }

    /// Whom the provider vouches for, as it is stored: a hash of its own name for them, which it never gives to
    /// anybody else.
    func subject(_ brought: Return, _ handshake: Handshake, counting tries: Tries) async throws -> String {
        guard let state = brought.state, handshake.isState(state) else { throw Refusal.notBegun }
        // RFC 9207: the answer of another provider is not for us.
        guard brought.issuer == nil || brought.issuer == settings.issuer else {
            throw Refusal.notBelieved(because: "another issuer came back")
        }
        guard let code = brought.code, !code.isEmpty, code.utf8.count <= 4_096 else { throw Refusal.denied }
        try await tries.refuse()
        try await tries.count()
        let token = try await token(for: code, handshake)
        return Secret.hash(of: "provider|\(settings.issuer)|\(token.subject)")
    }

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
        guard let read = try? JSONDecoder().decode(Answer.self, from: answer.body) else {
            throw Refusal.notBelieved(because: "no token")
        }
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
            } catch { throw Refusal.notBelieved(because: error.rawValue) }
        }
        throw Refusal.notBelieved(because: IDToken.Refusal.unknownKey.rawValue)
    }

    private struct Answer: Decodable {
        let token: String

        private enum CodingKeys: String, CodingKey { case token = "id_token" }
    }
}
