import Vocabulary

/// Somebody opened the record of a person who is not theirs, because it could not wait: for a reason, for three hours,
/// and the person and the team lead are told.
public struct BreakGlass: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<BreakGlass>

    /// How long it lasts: a shift's worth of an emergency, and no longer.
    public static let hours = 3
    /// Anything shorter says nothing to the person who reads it.
    public static let reasonLength = 10...500

    public let id: ID
    public let person: Person.ID
    public let worker: Identifier<Worker>
    /// Why, in the worker's words. It may say something about the person: the team lead and the person read it, the
    /// trail does not hold it.
    public let reason: String
    public let begunAt: Moment
    /// When it ends by itself.
    public let endsAt: Moment
    /// When the worker ended it before that.
    public private(set) var endedAt: Moment?
    /// The lead who read the reason and looked into it; nil while nobody did.
    public private(set) var lookedBy: Identifier<Worker>?
    public private(set) var lookedAt: Moment?

    /// Begins one.
    public init(id: ID, of person: Person.ID, by worker: Identifier<Worker>, because reason: String, at moment: Moment)
    {
        self.init(
            id: id, person: person, worker: worker, reason: reason, begunAt: moment,
            endsAt: moment.adding(seconds: BreakGlass.hours * 3600), endedAt: nil)
    }

    /// Puts back together what the store kept.
    public init(
        id: ID, person: Person.ID, worker: Identifier<Worker>, reason: String, begunAt: Moment, endsAt: Moment,
        endedAt: Moment?, lookedBy: Identifier<Worker>? = nil, lookedAt: Moment? = nil
    ) {
        self.id = id
        self.person = person
        self.worker = worker
        self.reason = reason
        self.begunAt = begunAt
        self.endsAt = endsAt
        self.endedAt = endedAt
        self.lookedBy = lookedBy
        self.lookedAt = lookedAt
    }

    public enum Refusal: Error, Equatable, Sendable {
        case alreadyOver
        /// Whoever broke it does not judge it themselves.
        case theirOwn
    }

    /// Whether the record stands open. A clock that jumped back to before it began does not open it.
    public func isOpen(at moment: Moment) -> Bool { endedAt == nil && begunAt <= moment && moment < endsAt }

    public mutating func end(at moment: Moment) throws(Refusal) {
        guard isOpen(at: moment) else { throw .alreadyOver }
        endedAt = moment
    }

    /// Writes down that a lead has looked into it. Somebody who did so before stays the one who did.
    ///
    /// - Returns: whether it is news.
    public mutating func look(by lead: Identifier<Worker>, at moment: Moment) throws(Refusal) -> Bool {
        guard lead != worker else { throw .theirOwn }
        guard lookedAt == nil else { return false }
        (lookedBy, lookedAt) = (lead, moment)
        return true
    }
}
