import People
import Storage
import Vocabulary

/// Gives somebody the code of their own page, on paper or by a message that they said is safe; and takes it away.
///
/// The person gives themselves another one on the page.
public struct GiveOwnPageCode: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// A message would not be safe, or there is no address: on paper, then.
        case noSafeMessage
        /// The person has no code.
        case noCode
    }

    /// What stands on the slip of paper. It is shown once.
    public struct Slip: Sendable {
        public let person: Person.ID
        public let address: String
        public let code: String
        /// Whether it took the place of another, which opens nothing any more.
        public let replaces: Bool
        /// The short number, which says nothing of what it is for.
        public var number: ShortNumber { Person(id: person, createdAt: Moment(milliseconds: 0)).shortNumber }

        public init(person: Person.ID, address: String, code: String, replaces: Bool) {
            self.person = person
            self.address = address
            self.code = code
            self.replaces = replaces
        }
    }

    /// How a person's own page stands, for their worker.
    public struct State: Sendable {
        public let person: Person
        /// Nil where they have no code.
        public let givenAt: Moment?
        public let usedAt: Moment?
        /// Whether the code that they have has been left unused for so long that it opens nothing.
        public let isOver: Bool
        /// Who saw the code and has nothing to do with the person any more; nil where nobody did.
        public let witness: CodeWitness?
        public let mayMail: Bool
        public let requests: [PersonRequest]
        public let kept: [KeptPart]
        /// Whether this actor may say that a part has to be kept.
        public let mayKeep: Bool
    }

    let desk: Desk
    let cost: PasswordKey.Cost

    public init(desk: Desk) { self.init(desk: desk, cost: OwnPageCodeKey.house) }

    init(desk: Desk, cost: PasswordKey.Cost) {
        self.desk = desk
        self.cost = cost
    }

    // MARK: By a worker

    /// A new code on paper, in place of the one they had.
    public func onPaper(_ id: Person.ID, by actor: Actor) async throws -> Slip {
        try Access.require(.walkWithPeople, of: actor)
        return try await give(id, by: actor, way: "paper") { _, _ in }
    }

    /// A new code by e-mail, for somebody who said that nobody else reads it.
    ///
    /// - Throws: ``Refusal/noSafeMessage``.
    ///
    /// - Returns: whether it took the place of another.
    @discardableResult
    public func byMail(_ id: Person.ID, by actor: Actor) async throws -> Bool {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        return try await give(id, by: actor, way: "mail") { hub, slip in
            guard let person = try hub.people.find(id), person.about.reach.maySendCode else {
                throw Refusal.noSafeMessage
            }
            let letter = Letter.ownPage(link: slip.address, code: slip.code)
            guard let mail = try hub.posted(letter, to: person.about.reach.email, desk: desk) else {
                throw Refusal.noSafeMessage
            }
            try hub.outbox.belong(mail, to: id)
        }.replaces
    }

    /// Takes the code away and closes the page where it is open.
    public func stop(_ id: Person.ID, by actor: Actor) async throws {
        if actor.person == nil { try Access.require(.walkWithPeople, of: actor) }
        let desk = desk
        try await desk.database.write(actor.hub) { hub in
            _ = try hub.person(id, for: actor)
            guard try hub.ownPageCodes.remove(of: id) else { throw Refusal.noCode }
            try hub.ownPageSessions.removeAll(of: id)
            try hub.record("own-page-code-stopped", of: .person(id), by: actor, clock: desk.clock, person: id)
        }
    }

    public func state(of id: Person.ID, by actor: Actor) async throws -> State {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        return try await desk.database.write(actor.hub) { hub in
            let person = try hub.person(id, for: actor)
            try hub.recordLook(at: person, by: actor, clock: desk.clock, part: "own-page")
            let code = try hub.ownPageCodes.of(id)
            return State(
                person: person, givenAt: code?.givenAt, usedAt: code?.usedAt,
                isOver: code.map { !$0.isGood(at: desk.clock.now) } ?? false,
                witness: try hub.formerWitness(of: code, with: person, clock: desk.clock),
                mayMail: person.about.reach.maySendCode,
                requests: try hub.personRequests.of(id), kept: try hub.keptParts.of(id),
                mayKeep: Access.allows(actor, .keepByLaw))
        }
    }

    // MARK: By the person

    /// Another code for whoever is at their own page; the page stays open, on this device only.
    ///
    /// Whoever found the page open could make themselves a key to everything: the present code is typed first.
    public func change(by confirmed: OwnPage.Confirmed, keeping session: String) async throws -> Slip {
        try Access.require(.seeOwnRecord, of: confirmed.actor)
        return try await give(confirmed.person, by: confirmed.actor, way: "own-page") { hub, _ in
            try hub.ownPageSessions.removeAll(of: confirmed.person, but: session)
        }
    }

    private func give(
        _ id: Person.ID, by actor: Actor, way: String,
        _ rest: @escaping @Sendable (HubTransaction, Slip) throws -> Void
    ) async throws -> Slip {
        let (address, text) = (desk.addressForOwnPages, desk.secrets.ownPageCode())
        let key = try await OwnPageCodeKey(of: text, ring: try desk.keys.ring(), cost: cost)
        let desk = desk
        return try await desk.database.write(actor.hub) { hub in
            _ = try hub.person(id, for: actor)
            let slip = Slip(
                person: id, address: address, code: text, replaces: try hub.ownPageCodes.of(id) != nil)
            try hub.ownPageCodes.give(
                OwnPageCode(
                    person: id, hash: key.current, givenAt: desk.clock.now, seenBy: way == "paper" ? actor.worker : nil)
            )
            if actor.person == nil { try hub.ownPageSessions.removeAll(of: id) }
            try rest(hub, slip)
            try hub.record(
                "own-page-code-given", of: .person(id), by: actor, clock: desk.clock, person: id,
                detail: ["way": way])
            return slip
        }
    }
}

extension SafeReach {
    /// Whether a code may go there by e-mail: they have an address, they said that messages may be left, and that nobody
    /// else uses the phone on which it would be read. What they were not asked counts as no.
    public var maySendCode: Bool {
        let isAlone = phoneIsShared.isNo || (!hasPhone && !phoneIsShared.isYes)
        return hasEmail && mayLeaveMessage.isYes && isAlone && sharedWith.allSatisfy(\.isWhitespace)
    }
}

extension Desk {
    /// Where a person types in the code of their own page.
    public var addressForOwnPages: String { "\(baseURL)/me" }
}
