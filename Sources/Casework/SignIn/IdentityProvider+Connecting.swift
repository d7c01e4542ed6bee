import OpenID
import People
import Storage
import Vocabulary

/// Connecting one's own account with the provider, and parting the two again.
///
/// An open session alone is not enough: whoever sits down at it could come back by a provider's account of theirs. So the
/// code from the phone comes first, or the password where there is no phone. What follows from it is good for one
/// way there and back, in that session.
extension IdentityProvider {
    private static let minutes = 10
    private static let way = "connecting"

    /// Since when the account is connected; nil where it is not.
    public func connectedSince(_ actor: Actor) async throws -> Moment? {
        guard let worker = actor.worker else { throw Access.Refusal.notFound }
        return try await signIn.desk.database.read(actor.hub) { try $0.providerLinks.find(worker)?.linkedAt }
    }

    /// Whether connecting asks for the code from the phone, and not for the password.
    public func asksForCode(_ actor: Actor) async throws -> Bool {
        try await signIn.secondStepSince(of: actor) != nil
    }

    /// Lets a session go to the provider and connect its account with whom it comes back as.
    ///
    /// - Parameter proof: the code that the phone shows, or the password where no phone is set up.
    /// - Returns: what the browser keeps.
    /// - Throws: ``Refusal/taken`` where it is connected, and what a wrong code or password throws.
    public func begin(with proof: String, for actor: Actor, session: String) async throws -> String {
        let account = try await signIn.ownAccount(of: actor)
        let desk = signIn.desk
        guard try await connectedSince(actor) == nil else { throw Refusal.taken }
        let secret = desk.secrets.token(for: actor.hub)
        let permit = HalfSignIn(
            id: Self.permit(secret, session), account: account.id, way: Self.way,
            endsAt: desk.clock.now.adding(seconds: Self.minutes * 60))
        guard try await asksForCode(actor) else {
            let tries = try await signIn.checkPresent(proof, of: account, session: session)
            try await desk.database.keepHouse(actor.hub) { hub in
                try hub.halfSignIns.add(permit)
                try tries.clear(in: hub.transaction)
            }
            return secret.text
        }
        let tries = Tries(desk: desk, subjects: [.init("codes|\(session)", most: SignIn.triesForCode)])
        try await tries.refuse()
        try await tries.count()
        let code = try await SecondStep(desk: desk, settings: signIn.settings)
            .checked(.phone(proof), of: account, in: actor.hub)
        try await desk.database.keepHouse(actor.hub) { hub in
            try hub.use(code, of: account, by: actor, desk: desk)
            try hub.halfSignIns.add(permit)
            try tries.clear(in: hub.transaction)
        }
        return secret.text
    }

    /// Whether the session may go there now.
    public func mayConnect(_ secret: String, for actor: Actor, session: String) async throws -> Bool {
        guard let secret = Self.secret(secret, of: actor) else { return false }
        let now = signIn.desk.clock.now
        return try await signIn.desk.database.read(actor.hub) {
            try $0.isPermitted(Self.permit(secret, session), to: actor, at: now)
        }
    }

    /// The way there, for connecting.
    ///
    /// - Throws: ``Refusal/notBegun`` or ``Refusal/away``.
    public func depart(toConnect secret: String, for actor: Actor, session: String) async throws -> Departure {
        guard try await mayConnect(secret, for: actor, session: session) else { throw Refusal.notBegun }
        return Departure(address: try await address(for: Self.handshake(secret, session)), secret: secret)
    }

    /// Whether a browser that kept this comes back to connect, and not to sign in.
    public static func connects(_ secret: String) -> Bool { Secret(text: secret) != nil }

    /// Connects the account of whoever is signed in with whom the provider vouches for, and tells them by mail.
    ///
    /// - Throws: ``Refusal``, or ``SignIn/Refusal/tooManyTries(retryAfterSeconds:)``.
    public func connect(
        _ brought: Return, secret text: String, for actor: Actor, session: String, from caller: SignIn.Caller
    ) async throws {
        guard let secret = Self.secret(text, of: actor), try await mayConnect(text, for: actor, session: session) else {
            throw Refusal.notBegun
        }
        let tries = tries(from: caller)
        let subject = try await subject(brought, Self.handshake(text, session), counting: tries)
        let account = try await signIn.ownAccount(of: actor)
        let desk = signIn.desk
        try await desk.database.write(actor.hub) { hub in
            let permit = Self.permit(secret, session)
            let link = ProviderLink(account: account.id, subject: subject, linkedAt: desk.clock.now)
            guard try hub.isPermitted(permit, to: actor, at: desk.clock.now), try hub.halfSignIns.remove(permit) else {
                throw Refusal.notBegun
            }
            guard try hub.providerLinks.add(link) else { throw Refusal.taken }
            try tries.clear(in: hub.transaction)
            try hub.record("provider-connected", of: .account(account.id), by: actor, clock: desk.clock)
            try hub.post(
                Letter.signInChanged(.providerConnected, to: account, from: try hub.ownHub()), to: account.email,
                desk: desk)
        }
    }

    /// Parts the account from the provider.
    ///
    /// - Throws: ``Refusal/notConnected`` where there is nothing to part.
    public func disconnect(_ actor: Actor) async throws {
        guard try await connectedSince(actor) != nil else { throw Refusal.notConnected }
        let account = try await signIn.ownAccount(of: actor)
        let desk = signIn.desk
        try await desk.database.write(actor.hub) { hub in
            guard try hub.endProviderLink(of: account, by: actor, desk: desk) else { throw Refusal.notConnected }
        }
    }

    private static func secret(_ text: String, of actor: Actor) -> Secret? {
        Secret(text: text).flatMap { $0.hub == actor.hub ? $0 : nil }
    }

    /// Bound to the session: in another one, even of the same browser, neither the permit nor the way back counts.
    private static func permit(_ secret: Secret, _ session: String) -> String {
        Secret.hash(of: "\(way)|\(secret.text)|\(session)")
    }

    private static func handshake(_ secret: String, _ session: String) -> Handshake {
        Handshake(secret: "\(way)|\(secret)|\(session)")
    }
}

extension HubTransaction {
    fileprivate func isPermitted(_ permit: String, to actor: Actor, at now: Moment) throws -> Bool {
        guard let found = try halfSignIns.find(permit) else { return false }
        return found.account == actor.worker && found.endsAt > now
    }

    /// Parts an account from the provider, says so in the trail, and tells its owner. False where it is not connected.
    func endProviderLink(of account: Account, by actor: Actor, desk: Desk) throws -> Bool {
        guard try providerLinks.remove(account.id) else { return false }
        try record("provider-disconnected", of: .account(account.id), by: actor, clock: desk.clock)
        try post(
            Letter.signInChanged(.providerDisconnected, to: account, from: try ownHub()), to: account.email, desk: desk)
        return true
    }
}
