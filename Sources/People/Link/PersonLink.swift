import Vocabulary

/// Two records that a worker believes to be of one person. Neither is changed by it, nothing is merged, and when it
/// ends both are what they would be without it.
public struct PersonLink: Hashable, Sendable {
    /// The two, in the order of their ids: there is one link a pair.
    public let first: Person.ID
    public let second: Person.ID
    /// Why the worker believes it, for those who walk with them.
    public let reason: String
    public let by: Identifier<Worker>
    public let at: Moment

    /// Nil for somebody and themselves.
    public init?(
        _ one: Person.ID, _ other: Person.ID, because reason: String, by worker: Identifier<Worker>, at moment: Moment
    ) {
        guard one != other else { return nil }
        (first, second) = one < other ? (one, other) : (other, one)
        self.reason = reason
        by = worker
        at = moment
    }

    /// The other of the two.
    public func other(than person: Person.ID) -> Person.ID { person == first ? second : first }
}
