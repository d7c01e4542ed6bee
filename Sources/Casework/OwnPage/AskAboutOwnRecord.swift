import People
import Storage
import Vocabulary

/// What a person asks for on their own page: that something is put right, or that they are erased.
public struct AskAboutOwnRecord: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        case tooLong
        case empty
        /// As many wait for an answer as can.
        case tooMany
        /// They asked to be erased already.
        case alreadyAsked
    }

    /// Requests of one person that wait at once: more would only bury each other.
    static let mostOpen = 10

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter part: which part of the record, as a part's name; empty where they did not say.
    public func correction(of part: String, words: String, submission: String, by actor: Actor) async throws {
        guard !words.allSatisfy(\.isWhitespace) else { throw Refusal.empty }
        guard words.unicodeScalars.count <= AboutLimit.story else { throw Refusal.tooLong }
        let known = AboutPart(rawValue: part)?.rawValue ?? ""
        try await ask(submission, "ask-correction", by: actor) { [desk] hub, person in
            guard try hub.personRequests.countOpen(of: person) < Self.mostOpen else { throw Refusal.tooMany }
            let request = PersonRequest(
                id: desk.ids.next(), person: person, kind: .correction, part: known, words: words,
                madeAt: desk.clock.now)
            try hub.personRequests.add(request)
            try hub.record(
                "correction-asked", of: .request(request.id), by: actor, clock: desk.clock, person: person,
                detail: known.isEmpty ? [:] : ["part": known])
            return request.id.rawValue
        }
    }

    /// Asks to be erased, ``PersonRequest/coolingDays`` from now.
    public func erasure(submission: String, by confirmed: OwnPage.Confirmed) async throws {
        let actor = confirmed.actor
        try await ask(submission, "ask-erasure", by: actor) { [desk] hub, person in
            guard try hub.personRequests.openErasure(of: person) == nil else { throw Refusal.alreadyAsked }
            let now = desk.clock.now
            let request = PersonRequest(
                id: desk.ids.next(), person: person, kind: .erasure, madeAt: now,
                actsAt: now.adding(days: PersonRequest.coolingDays))
            try hub.personRequests.add(request)
            try hub.record("erasure-asked", of: .request(request.id), by: actor, clock: desk.clock, person: person)
            return request.id.rawValue
        }
    }

    /// Takes back that they asked to be erased. Where nothing waits, nothing is done.
    public func takeBackErasure(submission: String, by actor: Actor) async throws {
        try await ask(submission, "take-back-erasure", by: actor) { [desk] hub, person in
            guard var request = try hub.personRequests.openErasure(of: person) else {
                throw PersonRequest.Refusal.notOpen
            }
            try request.takeBack(at: desk.clock.now)
            try hub.personRequests.save(request)
            try hub.record(
                "erasure-taken-back", of: .request(request.id), by: actor, clock: desk.clock, person: person)
            return request.id.rawValue
        }
    }

    /// Takes back the person's yes to one group, with all that follows: as easily as it was given.
    public func withdraw(_ consent: Consent.ID, submission: String, by actor: Actor) async throws {
        try await ask(submission, "withdraw-consent \(consent)", by: actor) { [desk] hub, person in
            guard let found = try hub.consents.find(consent), found.person == person else {
                throw Access.Refusal.notFound
            }
            try hub.withdraw(consent: consent, because: "withdrawn", desk: desk, actor: actor)
            return consent.rawValue
        }
    }

    private func ask(
        _ submission: String, _ deed: String, by actor: Actor,
        _ body: @escaping @Sendable (HubTransaction, Person.ID) throws -> String
    ) async throws {
        try Access.require(.seeOwnRecord, of: actor)
        guard let person = actor.person else { throw Access.Refusal.notInRole }
        let clock = desk.clock
        _ = try await desk.database.write(actor.hub) { hub in
            _ = try hub.person(person, for: actor)
            // Sent twice it is one; and a submission is nobody's but the person's who sent it.
            return try hub.once("\(person) \(submission)", for: deed, clock: clock) { try body(hub, person) }
        }
    }
}

/// Answers a person who asked that something is put right. They read it on their own page.
public struct AnswerRequest: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        case tooLong
        case empty
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public func callAsFunction(
        _ id: PersonRequest.ID, of person: Person.ID, words: String, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        guard !words.allSatisfy(\.isWhitespace) else { throw Refusal.empty }
        guard words.unicodeScalars.count <= AboutLimit.story else { throw Refusal.tooLong }
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            _ = try hub.person(person, for: actor)
            return try hub.once(submission, for: "answer-request \(id)", clock: desk.clock) {
                guard var request = try hub.personRequests.find(id), request.person == person else {
                    throw Access.Refusal.notFound
                }
                try request.answer(words, by: worker, at: desk.clock.now)
                try hub.personRequests.save(request)
                try hub.record(
                    "correction-answered", of: .request(id), by: actor, clock: desk.clock, person: person)
                return id.rawValue
            }
        }
    }
}

extension EventSubject {
    static func request(_ id: PersonRequest.ID) -> EventSubject { EventSubject(kind: "request", id: id.rawValue) }
}
