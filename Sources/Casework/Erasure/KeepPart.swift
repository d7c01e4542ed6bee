import People
import Storage
import Vocabulary

/// Writes down that a part of somebody's record has to stay, and on which ground of the law. The person reads it.
///
/// A team lead does, or a safeguarding lead who broke the glass: never the worker alone (``Deed/keepByLaw``).
public struct KeepPart: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        case tooLong
        /// Without words the person would not know why.
        case empty
    }

    /// What stays of somebody's record by law.
    public struct State: Sendable {
        public let person: Person
        public let kept: [KeptPart]
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public func state(of id: Person.ID, by actor: Actor) async throws -> State {
        try await write(of: id, by: actor) { hub, person in
            try hub.recordLook(at: person, by: actor, clock: desk.clock, part: "kept")
            return State(person: person, kept: try hub.keptParts.of(id))
        }
    }

    public func callAsFunction(
        _ part: KeptPart.Part, of id: Person.ID, on ground: KeptPart.Ground, words: String, by actor: Actor
    ) async throws {
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        try Access.require(.keepByLaw, of: actor)
        guard !words.allSatisfy(\.isWhitespace) else { throw Refusal.empty }
        guard words.unicodeScalars.count <= AboutLimit.words else { throw Refusal.tooLong }
        try await write(of: id, by: actor) { hub, _ in
            try hub.keptParts.keep(
                KeptPart(person: id, part: part, ground: ground, words: words, keptAt: desk.clock.now, by: worker))
            try hub.record(
                "part-kept", of: .person(id), by: actor, clock: desk.clock, person: id,
                detail: ["part": part.rawValue, "ground": ground.rawValue])
        }
    }

    /// The part goes with the rest after all.
    public func release(_ part: KeptPart.Part, of id: Person.ID, by actor: Actor) async throws {
        try await write(of: id, by: actor) { hub, _ in
            try hub.keptParts.remove(part, of: id)
            try hub.record(
                "part-released", of: .person(id), by: actor, clock: desk.clock, person: id,
                detail: ["part": part.rawValue])
        }
    }

    private func write<Value: Sendable>(
        of id: Person.ID, by actor: Actor, _ body: @escaping @Sendable (HubTransaction, Person) throws -> Value
    ) async throws -> Value {
        try Access.require(.keepByLaw, of: actor)
        let desk = desk
        return try await desk.database.write(actor.hub) { hub in
            try body(hub, try hub.person(id, for: actor, to: .keepByLaw, clock: desk.clock))
        }
    }
}
