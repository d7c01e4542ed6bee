import Vocabulary

/// Two records that may be of one person, found when the newer was written down or changed. Whoever walks with the newer
/// learns nothing of the earlier; a lead or the earlier one's worker looks, and says.
public struct Likeness: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Likeness>

    public let id: ID
    public let newer: Person.ID
    public let earlier: Person.ID
    /// What is the same, by name.
    public let signs: [String]
    public let foundAt: Moment
    /// When the leads were told once more, because nobody had looked.
    public var toldAgainAt: Moment?
    public private(set) var decision: Decision?
    public private(set) var decidedBy: Identifier<Worker>?
    public private(set) var decidedAt: Moment?

    public enum Decision: String, CaseIterable, Codable, Sendable {
        case same, different
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// Somebody was quicker.
        case decided(Decision)
    }

    public init(
        id: ID, newer: Person.ID, earlier: Person.ID, signs: [String], foundAt: Moment, toldAgainAt: Moment? = nil,
        decision: Decision? = nil, decidedBy: Identifier<Worker>? = nil, decidedAt: Moment? = nil
    ) {
        self.id = id
        self.newer = newer
        self.earlier = earlier
        self.signs = signs
        self.foundAt = foundAt
        self.toldAgainAt = toldAgainAt
        self.decision = decision
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
    }

    public mutating func decide(
        _ decision: Decision, by worker: Identifier<Worker>, at moment: Moment
    ) throws(Refusal) {
        if let decided = self.decision { throw .decided(decided) }
        (self.decision, decidedBy, decidedAt) = (decision, worker, moment)
    }
}
