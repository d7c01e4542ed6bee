import Vocabulary

/// What two hubs agreed to tell each other about people who move from one to the other: signed, and with a last day.
///
/// It belongs to the hub that gives. A switch in a settings page would say that somebody once pressed it; this says who
/// answers for it, for which facts, and until when.
public struct HubAgreement: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<HubAgreement>

    /// Nothing is agreed for longer without being looked at again.
    public static let longestDays = 731

    public let id: ID
    /// The hub whose people it is about, and that hands over.
    public let from: Identifier<Hub>
    /// The hub that receives them.
    public let to: Identifier<Hub>
    public let facts: Set<Fact>
    public let firstDay: Day
    public let lastDay: Day
    /// Who signed on each side: name and role.
    public let signedHere: String
    public let signedThere: String
    /// The day on which it was ended before its last day.
    public private(set) var endedOn: Day?

    /// What may go with a person. Sealed facts are not among them: no agreement between hubs opens those.
    public enum Fact: String, CaseIterable, Codable, Sendable {
        /// Name, languages, and how to reach them safely.
        case reach
        /// What they told about themselves: needs, hopes, limits.
        case about
        /// Whom they were referred to, and how it went.
        case referrals
        /// The contacts that were written down.
        case contacts
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// A hub needs no agreement with itself.
        case sameHub
        case nothingShared
        /// It ends before it begins, or lasts longer than ``longestDays``.
        case daysOutOfRange(latest: Day)
        /// Nobody signed on one of the sides.
        case unsigned
        case alreadyOver
    }

    /// Makes a new one.
    public init(
        id: ID, from: Identifier<Hub>, to: Identifier<Hub>, facts: Set<Fact>, firstDay: Day, lastDay: Day,
        signedHere: String, signedThere: String
    ) throws(Refusal) {
        guard from != to else { throw .sameHub }
        guard !facts.isEmpty else { throw .nothingShared }
        let latest = firstDay.adding(days: HubAgreement.longestDays)
        guard lastDay >= firstDay, lastDay <= latest else { throw .daysOutOfRange(latest: latest) }
        guard ![signedHere, signedThere].contains(where: { $0.allSatisfy(\.isWhitespace) }) else { throw .unsigned }
        self.init(
            id: id, from: from, to: to, facts: facts, firstDay: firstDay, lastDay: lastDay, signedHere: signedHere,
            signedThere: signedThere, endedOn: nil)
    }

    /// Puts back together what the store kept.
    public init(
        id: ID, from: Identifier<Hub>, to: Identifier<Hub>, facts: Set<Fact>, firstDay: Day, lastDay: Day,
        signedHere: String, signedThere: String, endedOn: Day?
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.facts = facts
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.signedHere = signedHere
        self.signedThere = signedThere
        self.endedOn = endedOn
    }

    /// Whether it counts on this day. The day on which it was ended no longer does.
    public func isInForce(on day: Day) -> Bool {
        firstDay <= day && day <= lastDay && (endedOn.map { day < $0 } ?? true)
    }

    public mutating func end(on day: Day) throws(Refusal) {
        guard endedOn == nil, day <= lastDay else { throw .alreadyOver }
        endedOn = day
    }
}
