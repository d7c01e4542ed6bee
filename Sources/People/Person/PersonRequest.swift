import Vocabulary

/// What a person asked of the hub about their own record, on their own page.
public struct PersonRequest: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<PersonRequest>

    public let id: ID
    public let person: Person.ID
    public let kind: Kind
    /// Which part of the record it is about, where they said so.
    public let part: String
    /// In their own words.
    public let words: String
    public let madeAt: Moment
    /// When an erasure is carried out; nil for a correction.
    public let actsAt: Moment?
    public private(set) var state: State
    public private(set) var answeredAt: Moment?
    public private(set) var answer: String
    public private(set) var answeredBy: Identifier<Worker>?

    public enum Kind: String, CaseIterable, Codable, Sendable {
        case correction, erasure
    }

    public enum State: String, CaseIterable, Codable, Sendable {
        case open, answered
        case takenBack = "taken-back"
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// Somebody answered it, or the person took it back.
        case notOpen
    }

    /// Days in which a person can take back that they asked to be erased.
    public static let coolingDays = 7

    public init(
        id: ID, person: Person.ID, kind: Kind, part: String = "", words: String = "", madeAt: Moment,
        actsAt: Moment? = nil, state: State = .open, answeredAt: Moment? = nil, answer: String = "",
        answeredBy: Identifier<Worker>? = nil
    ) {
        self.id = id
        self.person = person
        self.kind = kind
        self.part = part
        self.words = words
        self.madeAt = madeAt
        self.actsAt = actsAt
        self.state = state
        self.answeredAt = answeredAt
        self.answer = answer
        self.answeredBy = answeredBy
    }

    public mutating func answer(_ words: String, by worker: Identifier<Worker>, at moment: Moment) throws(Refusal) {
        guard state == .open, kind == .correction else { throw .notOpen }
        state = .answered
        answer = words
        answeredBy = worker
        answeredAt = moment
    }

    public mutating func takeBack(at moment: Moment) throws(Refusal) {
        guard state == .open else { throw .notOpen }
        state = .takenBack
        answeredAt = moment
    }
}

/// A part of somebody's record that stays when they are erased, because the law asks for it.
public struct KeptPart: Hashable, Sendable {
    public let person: Person.ID
    public let part: Part
    public let ground: Ground
    /// Why, for the person to read.
    public let words: String
    public let keptAt: Moment
    public let by: Identifier<Worker>

    public enum Part: String, CaseIterable, Codable, Sendable {
        /// What they told, with their name and how to reach them.
        case about
        /// The notes of calls and meetings.
        case contacts
        /// What groups were told.
        case messages
    }

    /// UK GDPR, Article 17(3): when a request to be erased does not have to be followed, as far as it may concern a hub.
    public enum Ground: String, CaseIterable, Codable, Sendable {
        /// Article 17(3)(b): another law says that it has to be kept.
        case law
        /// Article 17(3)(e): a claim before a court is made, or may be.
        case claim
        /// Article 17(3)(b) with Data Protection Act 2018, Schedule 1, paragraph 18: somebody else's safety.
        case safeguarding
    }

    public init(
        person: Person.ID, part: Part, ground: Ground, words: String, keptAt: Moment, by: Identifier<Worker>
    ) {
        self.person = person
        self.part = part
        self.ground = ground
        self.words = words
        self.keptAt = keptAt
        self.by = by
    }
}
