import People
import Storage
import Vocabulary

/// The door to a person's own page: a code in, a short session, and out again without a trace.
public struct OwnPage: Sendable {
    /// One refusal for all reasons: a code that never was, one that was stopped, and one of somebody who is erased
    /// cannot be told apart.
    public struct WrongCode: Error, Equatable, Sendable {
        public init() {}
    }

    /// A page just opened: its secret is shown to the browser now and never again.
    public struct Opened: Sendable {
        public let secret: Secret
        public let actor: Actor
    }

    /// A page in use.
    public struct Current: Sendable {
        /// The session's id, which is no secret.
        public let id: String
        public let actor: Actor
        /// Whether what could do harm is open: the code was typed once more a moment ago.
        public let isOpenFurther: Bool
    }

    /// Seconds for which what could do harm stays open, once the code was typed once more.
    public static let furtherSeconds = 5 * 60

    /// A phone is taken out of a hand: fifteen minutes without a touch, and the page is closed.
    static let idle = 15 * 60
    static let longest = 60 * 60
    /// A code that opened nothing for this long opens nothing any more.
    public static let unusedDays = 180

    let desk: Desk
    let cost: PasswordKey.Cost

    public init(desk: Desk) { self.init(desk: desk, cost: OwnPageCodeKey.house) }

    init(desk: Desk, cost: PasswordKey.Cost) {
        self.desk = desk
        self.cost = cost
    }

    /// - Parameter typed: as somebody typed it.
    /// - Throws: ``WrongCode``, ``GuessLimit/TooMany``.
    public func open(_ typed: String, from address: String?) async throws -> Opened {
        let limit = GuessLimit(desk: desk, door: .ownPages)
        try await limit.refuseGuessing(from: address)
        // Counted before it is looked at: tries sent all at once do not slip through together.
        try await limit.countMiss(from: address)
        guard let code = OwnPageCodeText.tidied(typed) else { throw WrongCode() }
        let key = try await OwnPageCodeKey(of: code, ring: try desk.keys.ring(), cost: cost)
        guard let (hub, found) = try await desk.database.readAll({ try $0.ownPageDoors.find(key.all) }) else {
            throw WrongCode()
        }
        let desk = desk
        let now = desk.clock.now
        let actor = Actor(hub: hub, identity: .person(found.person))
        let secret = desk.secrets.token(for: hub)
        let isOpen = try await desk.database.write(hub) { hub -> Bool in
            guard let stored = try hub.ownPageCodes.of(found.person), stored.hash == found.hash,
                stored.isGood(at: now), let person = try hub.people.find(found.person), person.erasedAt == nil,
                try !hub.isStopped(stored, of: person, clock: desk.clock)
            else {
                // Somebody tried what no longer counts: that is worth an event as well.
                try hub.record(
                    "own-page-refused", of: .person(found.person), by: actor, clock: desk.clock, person: found.person)
                return false
            }
            try hub.ownPageCodes.use(stored, as: key.current, at: now)
            try hub.ownPageSessions.forget(endedBefore: now, unusedSince: now.adding(seconds: -Self.idle))
            try hub.ownPageSessions.add(
                OwnPageSession(
                    id: secret.hash, person: found.person, startedAt: now, seenAt: now,
                    endsAt: now.adding(seconds: Self.longest)))
            try hub.record(
                "own-page-opened", of: .person(found.person), by: actor, clock: desk.clock, person: found.person)
            return true
        }
        guard isOpen else { throw WrongCode() }
        try await limit.forgive(address)
        return Opened(secret: secret, actor: actor)
    }

    /// Who is at their own page by this secret; nil where nobody is, or no longer.
    public func current(_ text: String) async throws -> Current? {
        guard let secret = Secret(text: text), !desk.left.holds(secret, isStaff: false) else { return nil }
        let now = desk.clock.now
        let found = try await desk.database.read(secret.hub) { try $0.ownPageSessions.find(secret.hash) }
        guard let found, found.endsAt > now, found.seenAt.adding(seconds: Self.idle) > now else { return nil }
        if found.seenAt.adding(seconds: 60) < now {
            try await desk.database.keepHouse(secret.hub) { try $0.ownPageSessions.note(found.id, seenAt: now) }
        }
        return Current(
            id: found.id, actor: Actor(hub: secret.hub, identity: .person(found.person)),
            isOpenFurther: found.openUntil.map { now < $0 } ?? false)
    }

    /// Opens what could do harm, for ``furtherSeconds``, to whoever types the code once more. It is an event: somebody
    /// else may hold the paper.
    ///
    /// - Throws: ``WrongCode``, ``GuessLimit/TooMany``.
    public func openFurther(_ typed: String, of current: Current, from address: String?) async throws {
        guard let person = current.actor.person else { throw Access.Refusal.notInRole }
        try await confirm(typed, of: current.actor, from: address)
        let desk = desk
        try await desk.database.write(current.actor.hub) { hub in
            try hub.ownPageSessions.open(current.id, until: desk.clock.now.adding(seconds: Self.furtherSeconds))
            try hub.record(
                "own-page-opened-further", of: .person(person), by: current.actor, clock: desk.clock, person: person)
        }
    }

    /// Shuts it again before its time.
    public func shutFurther(_ current: Current) async throws {
        try await desk.database.keepHouse(current.actor.hub) { try $0.ownPageSessions.open(current.id, until: nil) }
    }

    /// Closes the page that this secret opens, at once and without the store. Doing it twice is the same as once.
    public func leave(_ text: String) {
        guard let secret = Secret(text: text) else { return }
        desk.left.leave(secret, isStaff: false)
    }

    /// Whether this is the code of whoever is at the page: asked again before what cannot be undone, and before what is
    /// sealed opens.
    ///
    /// - Returns: what they may do now with it, and not after it.
    /// - Throws: ``WrongCode``, ``GuessLimit/TooMany``.
    @discardableResult
    public func confirm(_ typed: String, of actor: Actor, from address: String?) async throws -> Confirmed {
        guard let person = actor.person else { throw Access.Refusal.notInRole }
        let limit = GuessLimit(desk: desk, door: .ownPages)
        try await limit.refuseGuessing(from: address)
        try await limit.countMiss(from: address)
        guard let code = OwnPageCodeText.tidied(typed) else { throw WrongCode() }
        let key = try await OwnPageCodeKey(of: code, ring: try desk.keys.ring(), cost: cost)
        let stored = try await desk.database.read(actor.hub) { try $0.ownPageCodes.of(person) }
        guard let stored, key.all.contains(stored.hash), stored.isGood(at: desk.clock.now) else { throw WrongCode() }
        try await limit.forgive(address)
        return Confirmed(actor: Actor(hub: actor.hub, identity: actor.identity, hasSecondStep: true), person: person)
    }

    /// That somebody typed their code this moment. Only ``OwnPage/confirm(_:of:from:)`` makes one: what asks for it
    /// cannot be done by whoever merely found the page open.
    public struct Confirmed: Sendable {
        /// The person, with the second step passed.
        public let actor: Actor
        let person: Person.ID
    }
}

extension OwnPageCode {
    /// Whether it still opens anything.
    func isGood(at moment: Moment) -> Bool { (usedAt ?? givenAt).adding(days: OwnPage.unusedDays) > moment }
}
