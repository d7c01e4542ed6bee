import Community
import People
import Vocabulary

/// A person on the way from one hub to another.
///
/// It cannot be made without an agreement in force, and it counts only for as long as the agreement does: one that is
/// ended on the way closes the record to the other hub the same day.
public struct Handover: Hashable, Sendable {
    public let person: Person.ID
    public let agreement: HubAgreement
    public let begunAt: Moment

    public enum Refusal: Error, Equatable, Sendable {
        /// No agreement with that hub counts today.
        case noAgreement
    }

    /// - Parameter agreements: all that the giving hub has.
    /// - Throws: ``Refusal/noAgreement`` unless one of them is with this hub and counts today.
    public init(
        of person: Person.ID, from: Identifier<Hub>, to: Identifier<Hub>, under agreements: [HubAgreement],
        at moment: Moment, today: Day
    ) throws(Refusal) {
        guard let agreement = agreements.first(where: { $0.from == from && $0.to == to && $0.isInForce(on: today) })
        else { throw .noAgreement }
        self.person = person
        self.agreement = agreement
        begunAt = moment
    }

    /// Whether `hub` may see the person today.
    func opens(to hub: Identifier<Hub>, _ person: Person.ID, on day: Day) -> Bool {
        self.person == person && agreement.to == hub && agreement.isInForce(on: day)
    }
}
