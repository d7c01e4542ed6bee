import Vocabulary

/// One time that somebody of the hub was, or tried to be, in touch with a person.
public struct Contact: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Contact>

    public let id: ID
    public let person: Person.ID
    public let at: Moment
    public let kind: Kind
    /// Whether they were reached: a try that failed does not count as contact.
    public let reached: Bool
    public let note: String
    /// What it was about is sealed: ``SealedFact/contactNote(_:_:)``.
    public let noteIsSealed: Bool
    public let by: Identifier<Worker>

    public enum Kind: String, CaseIterable, Codable, Sendable {
        case call, message, visit, meeting, letter
    }

    public init(
        id: ID, person: Person.ID, at: Moment, kind: Kind, reached: Bool, note: String, by: Identifier<Worker>,
        noteIsSealed: Bool = false
    ) {
        self.id = id
        self.person = person
        self.at = at
        self.kind = kind
        self.reached = reached
        self.note = note
        self.by = by
        self.noteIsSealed = noteIsSealed
    }
}
