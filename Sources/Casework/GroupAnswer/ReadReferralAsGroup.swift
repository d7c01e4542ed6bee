import Community
import People
import Storage
import Vocabulary

/// A referral as its group sees it. It has no way back to the person: no id, no risk, no worker's words.
public struct ReferralForGroup: Sendable {
    public let hub: Hub
    public let groupName: String
    /// The link worker who calls today; nil where nobody has taken the person on, or who did has left.
    public let workerName: String?
    /// How the hub reaches the group, to be checked by whoever is worried.
    public let groupPhone: String
    public let state: Referral.State
    /// Nil once the group said no: there is nothing more to know.
    public let message: ReferralMessage?
    public let sentOn: Day
    /// The last day of the wait for an answer; nil while a pause holds it up.
    public let answerBy: Day?
    public let answeredOn: Day?
    public let declinedBecause: Referral.DeclineReason?
    public let canTakeBack: Bool
    /// What was said about sessions, the newest first.
    public let attendances: [Attendance]
    public let agreement: AgreementState
    /// Whether the group takes people at all, as our directory has it.
    public var opening = GroupOpening.open
    public let today: Day

    /// Whether the group can say yes today.
    public enum AgreementState: Hashable, Sendable {
        case holds
        /// The group itself is over, or rests, as the directory has it.
        case groupClosed, groupRests
        /// Asked for no more people for now. The flag: nothing else stands in the way.
        case paused
        /// It ended on this day, or there never was one.
        case ended(Day?)
    }

    /// What the group may now do.
    public func can(_ verb: Referral.Verb) -> Bool {
        switch verb {
        case .takeBack: canTakeBack
        default: Referral.moves.contains { $0.verb == verb && $0.from.contains(state) }
        }
    }
}

extension ReferralForGroup.AgreementState {
    init(_ group: Group, today: Day) {
        switch (group.details.status, group.agreement) {
        case (.closed, _): self = .groupClosed
        case (_, nil): self = .ended(nil)
        case (_, let agreement?) where agreement.until.map({ $0 < today }) ?? false: self = .ended(agreement.until)
        case (_, let agreement?) where agreement.paused: self = .paused
        case (.paused, _): self = .groupRests
        case (.active, _): self = .holds
        }
    }
}

/// Opens a referral by its link, for the group.
///
/// That a link was asked for is no look: mail programs open links before people do. Only what a person does is: the tap
/// on *Show me* (``tapped(_:)``), the code of a letter, an answer.
public struct ReadReferralAsGroup: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// What the link leads to. Nothing is recorded, and nothing changes.
    ///
    /// - Throws: ``GroupLinkClosed``.
    public func callAsFunction(_ link: Secret) async throws -> ReferralForGroup {
        let desk = desk
        return try await desk.database.read(link.hub) { hub in
            let (referral, group) = try hub.referral(behind: link, clock: desk.clock)
            return try ReferralForGroup(referral, of: group, in: hub, clock: desk.clock)
        }
    }

    /// The same, for somebody who tapped to read it: that the group read what it was told is written down.
    ///
    /// - Throws: ``GroupLinkClosed``.
    public func tapped(_ link: Secret) async throws -> ReferralForGroup {
        let desk = desk
        return try await desk.database.write(link.hub) { hub in
            let (referral, group) = try hub.referral(behind: link, clock: desk.clock)
            let seen = try ReferralForGroup(referral, of: group, in: hub, clock: desk.clock)
            if seen.message != nil {
                try hub.record(
                    "referral-read", of: .referral(referral.id),
                    by: Actor(hub: link.hub, identity: .group(group.id)), clock: desk.clock, person: referral.person)
            }
            return seen
        }
    }
}

extension ReferralForGroup {
    init(_ referral: Referral, of group: Group, in hub: HubTransaction, clock: Clock) throws {
        let sentOn = (referral.sentAt ?? referral.createdAt).day(in: clock.zone)
        let person = try hub.people.find(referral.person)
        // A number that is not safe any more as it stands in the message is not shown, whenever that became so.
        let message = referral.message.asReadToday(with: person?.about.reach ?? SafeReach())
        self.init(
            hub: try hub.ownHub(), groupName: group.details.name,
            workerName: try hub.companion(of: person?.worker, on: clock.today)?.whoCalls,
            groupPhone: group.openDetails.contact.phone,
            state: referral.state, message: referral.state == .declined ? nil : message, sentOn: sentOn,
            answerBy: try hub.wait(of: referral, at: group, clock: clock).lastDay,
            answeredOn: referral.answeredAt?.day(in: clock.zone), declinedBecause: referral.declinedBecause,
            canTakeBack: referral.canTakeBack(at: clock.now), attendances: try hub.attendances.of([referral.id]),
            agreement: AgreementState(group, today: clock.today),
            opening: group.opening, today: clock.today)
    }
}
