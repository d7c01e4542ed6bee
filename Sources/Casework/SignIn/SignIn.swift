import Crypto
import Foundation
import People
import Storage
import Vocabulary

/// Opens the hub to its staff: by a password, or by a link that is good once for choosing one.
public struct SignIn: Sendable {
    /// Why somebody is not let in.
    public enum Refusal: Error, Equatable, Sendable {
        /// No such address, no password yet, or the wrong one: nobody can tell which.
        case wrong
        case tooManyTries(retryAfterSeconds: Int)
        /// The link is unknown, was used, or its time is over.
        case linkEnded
        case password(PasswordRule.Refusal)
    }

    /// A session just opened: its secret is shown to the browser now and never again.
    public struct Opened: Sendable {
        public let secret: Secret
        public let actor: Actor
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

    /// Whose a set-up link is.
    public struct Owner: Sendable {
        public let name: String
        public let email: String
    }

    /// A session as its owner sees it in the list of theirs.
    public struct OpenSession: Sendable {
        public let id: String
        public let startedAt: Moment
        public let seenAt: Moment
    }

    static let triesForAnAccount = 5
    static let triesFromAnAddress = 40
    static let window = 15 * 60
    /// A phone in a library is put down and taken away: a session ends two hours after it was last used.
    static let idle = 2 * 60 * 60
    /// And at the end of a long working day.
    static let longest = 12 * 60 * 60

    let desk: Desk
    let cost: PasswordKey.Cost

    public init(desk: Desk) { self.init(desk: desk, cost: .house) }

    init(desk: Desk, cost: PasswordKey.Cost) {
        self.desk = desk
        self.cost = cost
    }

    // MARK: In

    /// Signs in. An address that nobody has takes as long as a wrong password, and gives the same answer.
    ///
    /// - Throws: ``Refusal/wrong`` or ``Refusal/tooManyTries(retryAfterSeconds:)``.
    public func signIn(email: String, password: String, from address: String?) async throws -> Opened {
        let email = Accounts.tidied(email)
        let subjects = Self.subjects(email: email, address: address)
        try await refuseTooMany(subjects)
        let account = try await account(of: email)
        // Counted before the password is looked at: tries sent all at once do not slip through together.
        try await count(subjects)
        guard try await fits(password, account?.account), let account, account.account.isOpen else {
            throw Refusal.wrong
        }
        return try await open(account.hub, account.account, forgetting: subjects.map(\.subject))
    }

    // MARK: A link that is good once

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

    /// Stores the password that the owner of the link chose, ends what was open, and signs in.
    ///
    /// - Throws: ``Refusal/linkEnded`` or ``Refusal/password(_:)``.
    public func choose(_ password: String, by link: String) async throws -> Opened {
        guard let secret = Secret(text: link) else { throw Refusal.linkEnded }
        let account = try await account(behind: link)
        let key = try await key(for: password, of: account)
        let desk = desk
        let changed = try await desk.database.write(secret.hub) { hub -> Account? in
            guard try hub.setupLinks.use(tokenHash: secret.hash, at: desk.clock.now) else { return nil }
            return try Self.store(key, of: account, keeping: nil, in: hub, desk: desk)
        }
        guard let changed else { throw Refusal.linkEnded }
        let email = Self.subjects(email: account.email, address: nil).map(\.subject)
        return try await open(secret.hub, changed, forgetting: email)
    }

    // MARK: While signed in

    /// Who is signed in by this secret; nil where nobody is, or no longer.
    public func current(_ text: String) async throws -> Current? {
        guard let secret = Secret(text: text) else { return nil }
        let now = desk.clock.now
        let found = try await desk.database.read(secret.hub) { hub -> (StaffSession, Account)? in
            guard let session = try hub.staffSessions.find(secret.hash), session.endsAt > now,
                session.seenAt.adding(seconds: Self.idle) > now, let account = try hub.accounts.find(session.account),
                account.isOpen
            else { return nil }
            return (session, account)
        }
        guard let (session, account) = found, let actor = Actor(hub: secret.hub, account: account) else { return nil }
        if session.seenAt.adding(seconds: 60) < now {
            try await desk.database.keepHouse(secret.hub) { try $0.staffSessions.note(session.id, seenAt: now) }
        }
        return Current(id: session.id, actor: actor, startedAt: session.startedAt, seenAt: session.seenAt)
    }

    /// Ends the session that this secret opens.
    public func signOut(_ text: String) async throws {
        guard let secret = Secret(text: text) else { return }
        try await desk.database.keepHouse(secret.hub) { try $0.staffSessions.remove(secret.hash) }
    }

    /// Changes the password of whoever is signed in, and ends their other sessions.
    ///
    /// - Throws: ``Refusal/wrong`` where the present password is not right, or ``Refusal/password(_:)``.
    public func change(from present: String, to new: String, for actor: Actor, session: String) async throws {
        guard let worker = actor.worker,
            let account = try await desk.database.read(actor.hub, { try $0.accounts.find(worker) })
        else { throw Access.Refusal.notFound }
        // Somebody who found an open session must not guess the password at leisure.
        let subjects = Self.subjects(email: account.email, address: nil)
        try await refuseTooMany(subjects)
        try await count(subjects)
        guard try await fits(present, account) else { throw Refusal.wrong }
        let key = try await key(for: new, of: account)
        let desk = desk
        try await desk.database.write(actor.hub) { hub in
            _ = try Self.store(key, of: account, keeping: session, in: hub, desk: desk)
            for subject in subjects { try hub.transaction.tries.clear(subject.subject) }
        }
    }

    /// The sessions of whoever is signed in, the one used last first.
    public func sessions(of actor: Actor) async throws -> [OpenSession] {
        guard let worker = actor.worker else { return [] }
        let now = desk.clock.now
        return try await desk.database.read(actor.hub) { try $0.staffSessions.all(of: worker) }
            .filter { $0.endsAt > now && $0.seenAt.adding(seconds: Self.idle) > now }
            .map { OpenSession(id: $0.id, startedAt: $0.startedAt, seenAt: $0.seenAt) }
    }

    /// Ends every session of whoever is signed in but the one they are using.
    public func endOtherSessions(of actor: Actor, keeping session: String) async throws {
        guard let worker = actor.worker else { return }
        try await desk.database.keepHouse(actor.hub) { try $0.staffSessions.removeAll(of: worker, but: session) }
    }

    // MARK: Below

    private func open(
        _ hub: Identifier<Hub>, _ account: Account, forgetting subjects: [String]
    ) async throws -> Opened {
        guard let actor = Actor(hub: hub, account: account) else { throw Refusal.wrong }
        let secret = desk.secrets.token(for: hub)
        let now = desk.clock.now
        let clock = desk.clock
        try await desk.database.write(hub) { hub in
            try hub.staffSessions.forget(endedBefore: now, unusedSince: now.adding(seconds: -Self.idle))
            try hub.staffSessions.add(
                StaffSession(
                    id: secret.hash, account: account.id, startedAt: now, seenAt: now,
                    endsAt: now.adding(seconds: Self.longest)))
            for subject in subjects { try hub.transaction.tries.clear(subject) }
            try hub.record("signed-in", of: .account(account.id), by: actor, clock: clock)
        }
        return Opened(secret: secret, actor: actor)
    }

    private func account(of email: String) async throws -> (hub: Identifier<Hub>, account: Account)? {
        guard let place = try await desk.database.readAll({ try $0.accountAddresses.find(email) }),
            let account = try await desk.database.read(place.hub, { try $0.accounts.find(place.account) })
        else { return nil }
        return (place.hub, account)
    }

    /// Whether the password is the account's. Without an account or a password there is one derivation
    /// all the same.
    private func fits(_ password: String, _ account: Account?) async throws -> Bool {
        let offered = String(password.unicodeScalars.prefix(PasswordRule.longest))
        guard let stored = account?.password, let key = PasswordKey(text: stored) else {
            _ = try await PasswordKey.derive(from: offered, salt: Array(repeating: 0, count: 16), cost: cost)
            return false
        }
        return try await key.matches(offered)
    }

    private func key(for password: String, of account: Account) async throws -> String {
        do { try PasswordRule.check(password, email: account.email) } catch { throw Refusal.password(error) }
        return try await PasswordKey.derive(from: password, salt: desk.secrets.salt(), cost: cost).text
    }

    private static func store(
        _ key: String, of account: Account, keeping session: String?, in hub: HubTransaction, desk: Desk
    ) throws -> Account {
        var account = account
        account.password = key
        try hub.accounts.save(account)
        try hub.staffSessions.removeAll(of: account.id, but: session)
        if let actor = Actor(hub: hub.hub, account: account) {
            try hub.record("password-chosen", of: .account(account.id), by: actor, clock: desk.clock)
        }
        return account
    }

    private func refuseTooMany(_ subjects: [(subject: String, most: Int)]) async throws {
        let start = desk.clock.now.adding(seconds: -Self.window)
        let wait = try await desk.database.readAll { try Self.wait(for: subjects, since: start, in: $0) }
        if let wait { throw Refusal.tooManyTries(retryAfterSeconds: wait) }
    }

    /// Counts this try too, and refuses it where others that came at the same time have used up what there was.
    private func count(_ subjects: [(subject: String, most: Int)]) async throws {
        let now = desk.clock.now
        let start = now.adding(seconds: -Self.window)
        let wait = try await desk.database.writeAll { transaction in
            for (subject, _) in subjects { try transaction.tries.addFailure(of: subject, at: now, since: start) }
            return try Self.wait(for: subjects.map { ($0.subject, $0.most + 1) }, since: start, in: transaction)
        }
        if let wait { throw Refusal.tooManyTries(retryAfterSeconds: wait) }
    }

    /// Seconds to wait where one of these was tried as often as it may be; nil where none was.
    private static func wait(
        for subjects: [(subject: String, most: Int)], since start: Moment, in transaction: Transaction
    ) throws -> Int? {
        try subjects.compactMap { subject, most -> Int? in
            let failures = try transaction.tries.failures(of: subject, since: start)
            guard failures.count >= most, let first = failures.first else { return nil }
            return Int((first.milliseconds - start.milliseconds) / 1000) + 1
        }.max()
    }

    /// What is counted: the account, whether there is one or not, and where the try came from.
    private static func subjects(email: String, address: String?) -> [(subject: String, most: Int)] {
        var subjects = [(Secret.hash(of: "account|\(email)"), triesForAnAccount)]
        if let address { subjects.append((Secret.hash(of: "address|\(address)"), triesFromAnAddress)) }
        return subjects
    }
}

extension Actor {
    /// Whoever owns the account; nil where its role is none that we know.
    init?(hub: Identifier<Hub>, account: Account) {
        guard let role = Role(rawValue: account.role) else { return nil }
        self.init(hub: hub, identity: .worker(account.id, name: account.name, role))
    }
}
