import Vocabulary

/// A colleague stands in for a worker on named days: while one is ill or away, the other sees their people and their
/// day, and is who the people may call.
public struct Cover: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Cover>

    /// Two weeks of leave and what comes before and after; whoever is away for longer hands their people over.
    public static let mostDays = 21

    public let id: ID
    /// Who is away.
    public let worker: Identifier<Worker>
    /// Who stands in.
    public let by: Identifier<Worker>
    public let firstDay: Day
    /// The last day on which it counts.
    public let lastDay: Day
    public let arrangedBy: Identifier<Worker>
    public let arrangedAt: Moment
    /// When it was ended before that.
    public private(set) var endedAt: Moment?

    public enum Refusal: Error, Equatable, Sendable {
        /// Nobody stands in for themselves.
        case oneself
        /// The last day comes before the first, or before today, or after the latest there may be.
        case daysOutOfRange(latest: Day)
        case alreadyOver
    }

    /// Arranges one.
    ///
    /// - Throws: ``Refusal/oneself`` or ``Refusal/daysOutOfRange(latest:)``.
    public init(
        id: ID, of worker: Identifier<Worker>, by colleague: Identifier<Worker>, from firstDay: Day, to lastDay: Day,
        arrangedBy: Identifier<Worker>, at moment: Moment, today: Day
    ) throws(Refusal) {
        guard worker != colleague else { throw .oneself }
        let latest = firstDay.adding(days: Cover.mostDays - 1)
        guard firstDay <= lastDay, lastDay >= today, lastDay <= latest else { throw .daysOutOfRange(latest: latest) }
        self.init(
            id: id, worker: worker, by: colleague, firstDay: firstDay, lastDay: lastDay, arrangedBy: arrangedBy,
            arrangedAt: moment, endedAt: nil)
    }

    /// Puts back together what the store kept.
    public init(
        id: ID, worker: Identifier<Worker>, by colleague: Identifier<Worker>, firstDay: Day, lastDay: Day,
        arrangedBy: Identifier<Worker>, arrangedAt: Moment, endedAt: Moment?
    ) {
        self.id = id
        self.worker = worker
        self.by = colleague
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.arrangedBy = arrangedBy
        self.arrangedAt = arrangedAt
        self.endedAt = endedAt
    }

    /// Whether the colleague stands in today.
    public func isInForce(on day: Day) -> Bool { endedAt == nil && firstDay <= day && day <= lastDay }

    /// Ends it at once.
    ///
    /// - Throws: ``Refusal/alreadyOver``.
    public mutating func end(at moment: Moment, today: Day) throws(Refusal) {
        guard endedAt == nil, lastDay >= today else { throw .alreadyOver }
        endedAt = moment
    }
}
