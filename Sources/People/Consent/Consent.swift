import Vocabulary

/// A person's yes to telling one group certain things, for a purpose, until a day (S3, A4). Withdrawn as easily as given.
public struct Consent: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Consent>

    public let id: ID
    public let person: Person.ID
    /// The id of the group that may be told.
    public let group: String
    public let scope: Set<SharedFact>
    /// What the group is told it for; nil where the yes was given before that was written down.
    public let purpose: Purpose?
    public let givenAt: Moment
    /// The last day it counts.
    public private(set) var until: Day
    /// How it was given, or the last time that it was renewed.
    public private(set) var manner: Manner
    public private(set) var withdrawnAt: Moment?
    /// Until when the person can take back that they took it back: they did it themselves, on their own page. Nil where
    /// it was not taken back, or by somebody else.
    public private(set) var returnsUntil: Moment?

    /// Minutes in which a person can unsay that they took back their yes.
    public static let undoMinutes = 30

    public init(
        id: ID, person: Person.ID, group: String, scope: Set<SharedFact>, for purpose: Purpose? = nil, givenAt: Moment,
        until: Day, manner: Manner, withdrawnAt: Moment? = nil, returnsUntil: Moment? = nil
    ) {
        self.id = id
        self.person = person
        self.group = group
        self.scope = scope
        self.purpose = purpose
        self.givenAt = givenAt
        self.until = until
        self.manner = manner
        self.withdrawnAt = withdrawnAt
        self.returnsUntil = returnsUntil
    }

    /// What a group is told something for.
    public enum Purpose: String, CaseIterable, Codable, Sendable {
        /// So that the person can join in.
        case join
        /// So that the group can say whether it has a place, before the person decides.
        case ask
    }

    /// How it was given: a yes in a language that was not understood is no consent.
    public struct Manner: Hashable, Sendable, Codable {
        public let language: Language
        public let withInterpreter: Bool
        /// Who interpreted: a name, or the number that their agency knows. Private: no group and no letter holds it. Nil
        /// where nobody did, or where the yes was given before that was written down.
        public let interpreter: String?
        public let how: How

        public enum How: String, CaseIterable, Codable, Sendable {
            case spoken, written
        }

        public init(language: Language, withInterpreter: Bool, how: How, interpreter: String? = nil) {
            self.language = language
            self.withInterpreter = withInterpreter
            self.interpreter = interpreter
            self.how = how
        }
    }

    public enum Refusal: Error, Equatable, Sendable {
        case alreadyWithdrawn
        /// A renewal lasts longer than the consent did.
        case notLonger(than: Day)
        /// It was not taken back, or too long ago to be unsaid: the group was asked to delete what it was told.
        case withdrawalStands
    }

    /// The person was asked again and says yes for longer, to the same group and the same facts.
    public mutating func renew(until day: Day, manner: Manner) throws(Refusal) {
        guard withdrawnAt == nil else { throw .alreadyWithdrawn }
        guard day > until else { throw .notLonger(than: until) }
        until = day
        self.manner = manner
    }

    /// - Parameter byThePerson: on their own page, where they can unsay it for ``undoMinutes``.
    public mutating func withdraw(at moment: Moment, byThePerson: Bool = false) throws(Refusal) {
        guard withdrawnAt == nil else { throw .alreadyWithdrawn }
        withdrawnAt = moment
        returnsUntil = byThePerson ? moment.adding(seconds: Consent.undoMinutes * 60) : nil
    }

    /// Whether the person can still unsay that they took it back.
    public func canReturn(at moment: Moment) -> Bool { returnsUntil.map { moment <= $0 } ?? false }

    /// The person unsays that they took it back: it counts as it did.
    public mutating func takeBackWithdrawal(at moment: Moment) throws(Refusal) {
        guard withdrawnAt != nil, canReturn(at: moment) else { throw .withdrawalStands }
        withdrawnAt = nil
        returnsUntil = nil
    }

    public func counts(on day: Day) -> Bool { withdrawnAt == nil && until >= day }
}

/// The only facts that can ever be told to a group. There is no case for risk, status or what is avoided.
public enum SharedFact: String, CaseIterable, Codable, Sendable {
    case callName = "call-name"
    case hopes
    case languages
    case whatHelps = "what-helps"
    case access
    case children
    case phone
}
