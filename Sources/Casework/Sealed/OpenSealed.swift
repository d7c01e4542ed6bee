import People
import Storage
import Vocabulary

/// What is sealed about a person, on its way to the one who asked.
public struct OpenedFacts: Sendable {
    public let person: Person
    public let opening: Opening
    /// Those of the person in the order of ``SealedField/ofPerson``, then the notes of contacts, newest first.
    public let facts: [(fact: Sealed<SealedFact>, changedAt: Moment)]
    /// What is there and does not open: its key was shredded or stayed behind, or it was altered.
    public let shut: [SealedField]
}

/// Opens what is sealed about a person, for a purpose, and writes both down where the person can read it.
///
/// Who may: those who walk with the person (``HubTransaction/person(_:for:)``), once somebody has taken them on, and
/// only in a session that was begun with the second step. And the person themselves, on their own page, with their code
/// typed once more (``OwnPage/confirm(_:of:from:)``).
public struct OpenSealed: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// They signed in with a password alone.
        case secondStepNeeded
        /// Nobody has taken the person on: then everybody could look.
        case nobodyWalksWithThem
        /// This form has opened the box before, a while ago: a page that is called back shows nothing.
        case openedAlready
    }

    /// The same form shows the box again for this long, for those who press twice.
    static let seconds = 60
    static let contactNotes = 50

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Whether sealing was set up on this machine.
    public var isSetUp: Bool { desk.keys.isSetUp }

    /// - Throws: ``Refusal``, ``SealingRefusal``, and ``Access/Refusal/notFound`` for an unknown person and for
    ///   somebody else's alike.
    public func callAsFunction(
        _ id: Person.ID, for purpose: Opening.Purpose, submission: String, by actor: Actor
    ) async throws -> OpenedFacts {
        let isThemself = actor.person != nil
        try Access.require(isThemself ? .seeOwnRecord : .walkWithPeople, of: actor)
        // Nobody but the person takes their own copy, and the person needs no other reason.
        guard isThemself == (purpose == .ownCopy) else { throw Access.Refusal.notInRole }
        return try await desk.keys.using { [desk] keys in
            try await desk.database.write(actor.hub) { hub in
                let person = try hub.person(id, for: actor)
                guard actor.hasSecondStep else { throw Refusal.secondStepNeeded }
                guard isThemself || person.worker != nil else { throw Refusal.nobodyWalksWithThem }
                let box = SealedBox(hub: hub, keys: keys)
                let kept = try Self.kept(of: id, notes: isThemself ? MakeOwnDownload.most : Self.contactNotes, in: hub)
                let now = desk.clock.now
                let opened = try hub.once(submission, for: "open-sealed \(id)", clock: desk.clock) {
                    let names = kept.map(\.field.nameInTrail)
                    try hub.record(
                        "sealed-opened", of: .person(id), by: actor, clock: desk.clock, person: id,
                        detail: [
                            "fields": Set(names).sorted().joined(separator: " "), "purpose": purpose.rawValue,
                        ])
                    return String(now.milliseconds)
                }
                guard let first = Int64(opened).map(Moment.init(milliseconds:)),
                    now <= first.adding(seconds: Self.seconds)
                else { throw Refusal.openedAlready }
                return try Self.open(kept, of: person, for: purpose, from: box)
            }
        }
    }

    private static func kept(of id: Person.ID, notes: Int, in hub: HubTransaction) throws -> [KeptFact] {
        let facts = try hub.sealedFacts.of(id)
        let ordered = SealedField.ofPerson.compactMap { field in facts.first { $0.field == field } }
        return try ordered + hub.sealedFacts.contactNotes(of: id, limit: notes)
    }

    private static func open(
        _ kept: [KeptFact], of person: Person, for purpose: Opening.Purpose, from box: SealedBox
    ) throws -> OpenedFacts {
        let seal = try box.seal(of: person.id)
        var facts: [(Sealed<SealedFact>, Moment)] = []
        var shut: [SealedField] = []
        for one in kept {
            if let fact = try? seal?.open(one) { facts.append((fact, one.changedAt)) } else { shut.append(one.field) }
        }
        return OpenedFacts(person: person, opening: Opening(for: purpose), facts: facts, shut: shut)
    }
}

extension SealedField {
    /// How the trail names it: a contact's note without the contact.
    var nameInTrail: String { if case .contactNote = self { "contact-note" } else { key } }
}
