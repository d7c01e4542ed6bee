import Crypto
import Foundation
import People
import Storage
import Vocabulary

/// Opens the hub to its staff: by a password, by a link in a mail, or by a link that is good once for choosing a
/// password; and, where a phone was set up for it, by a code as a second step.
public struct SignIn: Sendable {
    /// Why somebody is not let in.
    public enum Refusal: Error, Equatable, Sendable {
        /// No such address, no password yet, or the wrong one: nobody can tell which.
        case wrong
        case tooManyTries(retryAfterSeconds: Int)
        /// The link is unknown, was used, or its time is over.
        case linkEnded
        case password(PasswordRule.Refusal)
        /// The time for typing the code is over: the sign-in begins anew.
        case codeTimeOver
        /// Not the code, or one that was used before.
        case wrongCode
        /// The hubs' keys are not set up, or not all of them: no code can be checked.
        case keysMissing
    }

    /// What an administrator decides about sign-in when the program starts.
    public struct Settings: Sendable {
        /// Whether mail goes out, so that a link can be sent.
        public var sendsMail: Bool
        /// Whether this is the demo, whose passwords were made with it.
        public var isDemo: Bool
        /// A list of passwords that were found elsewhere; nil where there is none.
        public var breached: BreachedPasswords?
        /// How long asking for a link takes at least, so that nobody can tell by the time whether one was sent.
        var evenTime: Duration
        var cost: PasswordKey.Cost

        public init(sendsMail: Bool = false, isDemo: Bool = false, breached: BreachedPasswords? = nil) {
            self.sendsMail = sendsMail
            self.isDemo = isDemo
            self.breached = breached
            evenTime = .milliseconds(600)
            cost = .house
        }
    }

    /// Where a request comes from, as far as a sign-in has to know.
    public struct Caller: Sendable {
        /// The address in the network.
        public let address: String?
        /// What the browser kept from an earlier sign-in.
        public let device: String?
        /// What the browser says it is.
        public let userAgent: String?
        /// The browser's visit, to which a sign-in that waits for its code is bound.
        public let visit: String

        public init(address: String?, device: String? = nil, userAgent: String? = nil, visit: String = "") {
            self.address = address
            self.device = device
            self.userAgent = userAgent
            self.visit = visit
        }
    }

    /// By what a session was opened.
    enum Way: String, Sendable {
        case setup, password, link, provider
    }

    /// Where a sign-in leads.
    public enum Entered: Sendable {
        case opened(Opened)
        /// Nobody is signed in yet: the secret belongs to the page that asks for the code.
        case codeWanted(Secret)
    }

    /// A session just opened: its secret is shown to the browser now and never again.
    public struct Opened: Sendable {
        public let secret: Secret
        public let actor: Actor
        /// What the browser keeps so that it is known again.
        public let device: String
    }

    /// A session in use.
    public struct Current: Sendable {
        /// The session's id, which is no secret.
        public let id: String
        public let actor: Actor
        public let startedAt: Moment
        public let seenAt: Moment
        /// Whether the session began with a second step.
        public var hasSecondStep: Bool { actor.hasSecondStep }
    }

    /// Whose a link is.
    public struct Owner: Sendable {
        public let name: String
        public let email: String
    }

    static let triesForAnAccount = 5
    static let triesFromAnAddress = 40
    /// A phone in a library is put down and taken away: a session ends two hours after it was last used.
    static let idle = 2 * 60 * 60
    /// And at the end of a long working day.
    static let longest = 12 * 60 * 60
    /// How long a browser is known after the last sign-in there.
    public static let daysForDevices = 180

    let desk: Desk
    public let settings: Settings

    public init(desk: Desk, settings: Settings = Settings()) {
        self.desk = desk
        self.settings = settings
    }

    // MARK: By password

    /// Signs in, or asks for the code. An address that nobody has takes as long as a wrong password, and gives the
    /// same answer.
    ///
    /// - Throws: ``Refusal/wrong`` or ``Refusal/tooManyTries(retryAfterSeconds:)``.
    public func signIn(email: String, password: String, from caller: Caller) async throws -> Entered {
        let email = Accounts.tidied(email)
        let tries = try await tries(for: email, from: caller)
        try await tries.refuse()
        let account = try await account(of: email)
        // Counted before the password is looked at: tries sent all at once do not slip through together.
        try await tries.count()
        guard try await fits(password, account?.account), let account, account.account.isOpen else {
            throw Refusal.wrong
        }
        let renewed = try await renewed(password, of: account.account)
        return try await enter(
            account.hub, account.account, by: .password, from: caller, forgetting: tries, renewed: renewed)
    }

    // MARK: By a link that is good once, for choosing a password

    /// Whose link this is, so that the page can greet them.
    ///
    /// - Throws: ``Refusal/linkEnded``.
    public func owner(of link: String) async throws -> Owner {
        let account = try await account(behind: link)
        return Owner(name: account.name, email: account.email)
    }

    private func account(behind link: String) async throws -> Account {
        guard let secret = Secret(text: link) else { throw Refusal.linkEnded }
        let now = desk.clock.now
        let account = try await desk.database.read(secret.hub) { hub -> Account? in
            guard let link = try hub.setupLinks.find(tokenHash: secret.hash), link.usedAt == nil, link.endsAt > now
            else {
                return nil
            }
            return try hub.accounts.find(link.account)
        }
        guard let account, account.isOpen else { throw Refusal.linkEnded }
        return account
    }

    /// Stores the password that the owner of the link chose, ends what was open, and signs in. A second step of before
    /// ends too: whoever has the administrator's link may have lost the phone. And so does what another may have connected.
    ///
    /// - Throws: ``Refusal/linkEnded`` or ``Refusal/password(_:)``.
    public func choose(_ password: String, by link: String, from caller: Caller) async throws -> Opened {
        guard let secret = Secret(text: link) else { throw Refusal.linkEnded }
        let account = try await account(behind: link)
        let key = try await key(for: password, of: account, in: secret.hub)
        let desk = desk
        let changed = try await desk.database.write(secret.hub) { hub -> Account? in
            guard try hub.setupLinks.use(tokenHash: secret.hash, at: desk.clock.now) else { return nil }
            try hub.endSecondStep(of: account, desk: desk)
            if let actor = Actor(hub: hub.hub, account: account) {
                _ = try hub.endProviderLink(of: account, by: actor, desk: desk)
            }
            return try Self.store(key, of: account, keeping: nil, in: hub, desk: desk)
        }
        guard let changed else { throw Refusal.linkEnded }
        let tries = Tries(desk: desk, subjects: [Self.subject(of: account.email)])
        return try await open(secret.hub, changed, by: .setup, from: caller, forgetting: tries)
    }

    // MARK: While signed in

    /// Who is signed in by this secret; nil where nobody is, or no longer.
    public func current(_ text: String) async throws -> Current? {
        guard let secret = Secret(text: text), !desk.left.holds(secret, isStaff: true) else { return nil }
        let (now, today) = (desk.clock.now, desk.clock.today)
        let found = try await desk.database.read(secret.hub) { hub -> (StaffSession, Account, [Cover])? in
            guard let session = try hub.staffSessions.find(secret.hash), session.endsAt > now,
                session.seenAt.adding(seconds: Self.idle) > now, let account = try hub.accounts.find(session.account),
                account.isOpen
            else { return nil }
            // A team lead sees everybody's people anyway.
            let standsIn = account.role == Role.linkWorker.rawValue
            return (session, account, standsIn ? try hub.covers.inForce(by: account.id, on: today) : [])
        }
        guard let (session, account, covering) = found,
            let actor = Actor(
                hub: secret.hub, account: account, hasSecondStep: session.hasSecondStep, covering: covering)
        else { return nil }
        if session.seenAt.adding(seconds: 60) < now {
            try await desk.database.keepHouse(secret.hub) { try $0.staffSessions.note(session.id, seenAt: now) }
        }
        return Current(id: session.id, actor: actor, startedAt: session.startedAt, seenAt: session.seenAt)
    }

    /// Ends the session that this secret opens, at once and without the store.
    public func signOut(_ text: String) {
        guard let secret = Secret(text: text) else { return }
        desk.left.leave(secret, isStaff: true)
    }

    /// Changes the password of whoever is signed in, and ends their other sessions.
    ///
    /// - Throws: ``Refusal/wrong`` where the present password is not right, or ``Refusal/password(_:)``.
    public func change(from present: String, to new: String, for actor: Actor, session: String) async throws {
        let account = try await ownAccount(of: actor)
        let tries = try await checkPresent(present, of: account, session: session)
        let key = try await key(for: new, of: account, in: actor.hub)
        let desk = desk
        try await desk.database.write(actor.hub) { hub in
            _ = try Self.store(key, of: account, keeping: session, in: hub, desk: desk)
            try tries.clear(in: hub.transaction)
        }
    }

    /// Whether this is the password of whoever is signed in. Somebody who found an open session must not guess it at
    /// leisure, and must not use up the owner's tries elsewhere.
    ///
    /// - Throws: ``Refusal/wrong`` or ``Refusal/tooManyTries(retryAfterSeconds:)``.
    func checkPresent(_ password: String, of account: Account, session: String) async throws -> Tries {
        let tries = Tries(desk: desk, subjects: [.init("session|\(session)", most: Self.triesForAnAccount)])
        try await tries.refuse()
        try await tries.count()
        guard try await fits(password, account) else { throw Refusal.wrong }
        return tries
    }

    func ownAccount(of actor: Actor) async throws -> Account {
        guard let worker = actor.worker,
            let account = try await desk.database.read(actor.hub, { try $0.accounts.find(worker) })
        else { throw Access.Refusal.notFound }
        return account
    }

    // MARK: Below

    func account(of email: String) async throws -> (hub: Identifier<Hub>, account: Account)? {
        guard let place = try await desk.database.readAll({ try $0.accountAddresses.find(email) }),
            let account = try await desk.database.read(place.hub, { try $0.accounts.find(place.account) })
        else { return nil }
        return (place.hub, account)
    }

    /// Whether the password is the account's. Without an account or a password there is one derivation
    /// all the same.
    private func fits(_ password: String, _ account: Account?) async throws -> Bool {
        let offered = Self.offered(password)
        guard let stored = account?.password, let key = PasswordKey(text: stored) else {
            _ = try await PasswordKey.derive(
                from: offered, salt: Array(repeating: 0, count: 16), cost: settings.cost)
            return false
        }
        return try await key.matches(offered)
    }

    private static func offered(_ password: String) -> String {
        String(password.unicodeScalars.prefix(PasswordRule.longest))
    }

    /// The key of a password that was right, derived anew where the stored one costs less than is usual today.
    private func renewed(_ password: String, of account: Account) async throws -> PasswordRenewal? {
        guard let old = account.password, let key = PasswordKey(text: old), key.cost.isWeaker(than: settings.cost)
        else { return nil }
        let anew = try await PasswordKey.derive(
            from: Self.offered(password), salt: desk.secrets.salt(), cost: settings.cost)
        return PasswordRenewal(old: old, new: anew.text)
    }

    private func key(for password: String, of account: Account, in hub: Identifier<Hub>) async throws -> String {
        let home = try await desk.database.readAll { try $0.hubs.find(hub) }
        do {
            try PasswordRule.check(
                password, email: account.email, own: [account.name, home?.name ?? "", hub.rawValue])
        } catch { throw Refusal.password(error) }
        if try settings.breached?.contains(password) == true { throw Refusal.password(.breached) }
        return try await PasswordKey.derive(from: password, salt: desk.secrets.salt(), cost: settings.cost).text
    }

    private static func store(
        _ key: String, of account: Account, keeping session: String?, in hub: HubTransaction, desk: Desk
    ) throws -> Account {
        var account = account
        account.password = key
        try hub.accounts.save(account)
        try hub.staffSessions.removeAll(of: account.id, but: session)
        try hub.halfSignIns.removeAll(of: account.id)
        try hub.signInLinks.removeAll(of: account.id)
        if let actor = Actor(hub: hub.hub, account: account) {
            try hub.record("password-chosen", of: .account(account.id), by: actor, clock: desk.clock)
        }
        return account
    }
}

/// A key that takes the place of one that cost less.
struct PasswordRenewal: Sendable {
    let old: String
    let new: String
}

extension Actor {
    /// Whoever owns the account; nil where its role is none that we know.
    init?(hub: Identifier<Hub>, account: Account, hasSecondStep: Bool = false, covering: [Cover] = []) {
        guard let role = Role(rawValue: account.role) else { return nil }
        self.init(
            hub: hub, identity: .worker(account.id, name: account.name, role), hasSecondStep: hasSecondStep,
            covering: covering)
    }
}
