import People
import Storage
import Vocabulary

/// What a form must know of a person's sealed facts to change them without seeing them.
public struct SealedForm: Sendable {
    public let person: Person
    /// Which fields are sealed, and in which version.
    public let versions: [SealedField: Int]
    /// The versions as text: goes into the form, and comes back with it.
    public let stamp: String
}

/// Seals facts about a person, and takes them away. It takes no second step to write what one may not read again.
public struct SealFacts: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// A text is longer than ``AboutLimit/note``.
        case tooLong
        /// One of the fields was changed since the form was opened. Nothing is shown of either text.
        case changedMeanwhile
    }

    /// What becomes of a field.
    public enum Change: Sendable {
        case seal(Sealed<SealedFact>)
        case forget
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Opens the form, and writes down that it was opened: it tells which fields are there.
    public func form(of id: Person.ID, by actor: Actor) async throws -> SealedForm {
        try Access.require(.walkWithPeople, of: actor)
        return try await desk.database.write(actor.hub) { [desk] hub in
            let person = try hub.person(id, for: actor)
            try hub.recordLook(at: person, by: actor, clock: desk.clock, part: "sealed-form")
            let versions = try hub.sealedFacts.versions(of: id)
            return SealedForm(person: person, versions: versions, stamp: Self.stamp(of: versions))
        }
    }

    /// - Parameters:
    ///   - changes: by field; a field that is not among them stays as it is.
    ///   - stamp: ``SealedForm/stamp`` of the form that they come from.
    ///   - submission: the id of the form: sent twice, it is one change.
    /// - Throws: ``Refusal``, ``SealingRefusal``.
    public func callAsFunction(
        _ changes: [SealedField: Change], of id: Person.ID, readAt stamp: String, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let facts = changes.mapValues(Self.fact)
        guard facts.values.allSatisfy({ ($0?.text.unicodeScalars.count ?? 0) <= AboutLimit.note }) else {
            throw Refusal.tooLong
        }
        try await desk.keys.using { [desk] keys in
            try await desk.database.write(actor.hub) { hub in
                _ = try hub.person(id, for: actor)
                let versions = try hub.sealedFacts.versions(of: id)
                // What is not there cannot be forgotten.
                let news = SealedField.ofPerson.filter { field in
                    facts[field].map { $0 != nil || versions[field] != nil } ?? false
                }
                guard !news.isEmpty else { return }
                _ = try hub.once(submission, for: "seal-facts \(id)", clock: desk.clock) {
                    guard Self.agree(stamp, versions, on: news) else { throw Refusal.changedMeanwhile }
                    for field in news {
                        let fact = facts[field] ?? nil
                        try SealedBox(hub: hub, keys: keys)
                            .change(field, to: fact, of: id, version: (versions[field] ?? 0) + 1, desk)
                        try hub.record(
                            fact == nil ? "sealed-forgotten" : "fact-sealed", of: .person(id), by: actor,
                            clock: desk.clock, person: id, detail: ["field": field.nameInTrail])
                    }
                    return "sealed"
                }
            }
        }
    }

    private static func fact(of change: Change) -> SealedFact? {
        guard case .seal(let sealed) = change else { return nil }
        // On its way into the seal: nobody sees it.
        return sealed.opened(by: Opening(for: .correcting))
    }

    // MARK: Versions as text

    private static func stamp(of versions: [SealedField: Int]) -> String {
        SealedField.ofPerson.map { String(versions[$0] ?? 0) }.joined(separator: ".")
    }

    /// Whether the fields that are changed are still in the versions of the stamp.
    private static func agree(_ stamp: String, _ versions: [SealedField: Int], on fields: [SealedField]) -> Bool {
        let read = stamp.split(separator: ".").map { Int($0) }
        guard read.count == SealedField.ofPerson.count else { return false }
        return zip(SealedField.ofPerson, read).allSatisfy { field, version in
            !fields.contains(field) || version == versions[field] ?? 0
        }
    }
}
