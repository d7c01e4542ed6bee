import Vocabulary

/// A group is worried about somebody whom it was told of, and asks for a call.
///
/// It stands, red, until a lead closes it with a reason: that somebody was in touch with the person says nothing about
/// what the group has seen (docs/adr/0053).
///
///     raised ──▶ the group was called, as often as it takes ──▶ something was decided ──▶ closed by a lead
public struct Worry: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Worry>

    /// How much a decision or a reason may hold, in Unicode scalars.
    public static let wordsLimit = 1_000

    public let id: ID
    public let person: Person.ID
    public let referral: Referral.ID
    /// The group that raised it.
    public let group: String
    public let raisedAt: Moment
    /// When the group said so once more, while it stood.
    public private(set) var raisedAgainAt: [Moment]
    /// The calls to the group, the oldest first.
    public private(set) var calls: [Call]
    /// What was decided, the oldest first. A later one does not undo an earlier one: both happened.
    public private(set) var decisions: [Note]
    /// Who closed it, and why; nil while it stands.
    public private(set) var closing: Note?
    public var version: Int

    /// Somebody called the group, or tried to.
    public struct Call: Hashable, Sendable, Codable {
        public let by: Identifier<Worker>
        public let at: Moment
        public let reached: Bool

        public init(by: Identifier<Worker>, at: Moment, reached: Bool) {
            self.by = by
            self.at = at
            self.reached = reached
        }
    }

    /// Something in somebody's own words.
    public struct Note: Hashable, Sendable, Codable {
        public let by: Identifier<Worker>
        public let at: Moment
        public let words: String

        public init(by: Identifier<Worker>, at: Moment, words: String) {
            self.by = by
            self.at = at
            self.words = words
        }
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// A lead has closed it.
        case closed
        /// Nobody has called the group since it last said so.
        case nobodyCalled
        /// Nothing was decided since it last said so.
        case undecided
        /// Without words nobody could tell later whether it was right.
        case wordsMissing
        /// Longer than ``Worry/wordsLimit``.
        case tooLong
    }

    /// A new one, or what the store kept.
    public init(
        id: ID, person: Person.ID, referral: Referral.ID, group: String, raisedAt: Moment,
        raisedAgainAt: [Moment] = [], calls: [Call] = [], decisions: [Note] = [], closing: Note? = nil,
        version: Int = 0
    ) {
        self.id = id
        self.person = person
        self.referral = referral
        self.group = group
        self.raisedAt = raisedAt
        self.raisedAgainAt = raisedAgainAt
        self.calls = calls
        self.decisions = decisions
        self.closing = closing
        self.version = version
    }

    public var isOpen: Bool { closing == nil }
    /// When the group last said so.
    public var lastRaisedAt: Moment { raisedAgainAt.last ?? raisedAt }
    /// Whether somebody called the group, or tried to, since it last said so.
    public var isCalled: Bool { calls.contains { $0.at >= lastRaisedAt } }
    public var isDecided: Bool { decisions.contains { $0.at >= lastRaisedAt } }

    /// The group says so once more: what was done before is no answer to it.
    public mutating func raiseAgain(at moment: Moment) throws(Refusal) {
        guard isOpen else { throw .closed }
        raisedAgainAt.append(moment)
    }

    /// Writes down that somebody called the group. A call that reached nobody is one too: others need to know.
    public mutating func call(reached: Bool, by worker: Identifier<Worker>, at moment: Moment) throws(Refusal) {
        guard isOpen else { throw .closed }
        calls.append(Call(by: worker, at: moment, reached: reached))
    }

    /// Writes down what is done about it.
    public mutating func decide(_ words: String, by worker: Identifier<Worker>, at moment: Moment) throws(Refusal) {
        guard isOpen else { throw .closed }
        try Self.check(words)
        guard isCalled else { throw .nobodyCalled }
        decisions.append(Note(by: worker, at: moment, words: words))
    }

    /// Ends it. Who may is decided above.
    public mutating func close(because reason: String, by worker: Identifier<Worker>, at moment: Moment) throws(Refusal)
    {
        guard isOpen else { throw .closed }
        try Self.check(reason)
        guard isCalled else { throw .nobodyCalled }
        guard isDecided else { throw .undecided }
        closing = Note(by: worker, at: moment, words: reason)
    }

    private static func check(_ words: String) throws(Refusal) {
        guard !words.allSatisfy(\.isWhitespace) else { throw .wordsMissing }
        guard words.unicodeScalars.count <= wordsLimit else { throw .tooLong }
    }
}
