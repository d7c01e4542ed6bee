import Community
import People
import Storage
import Vocabulary

/// What a group's link still takes after it has shown its message for the last time: that the group is worried about
/// somebody who goes there, and that it would have said yes. It shows nobody: no name, no word of the message.
///
///     the yes ended, the person goes there      "we are worried"
///     the wait ran out, or we ended it          "we would say yes": written down, told to the worker, nothing reopens
///     the person took back their yes            nothing, as if there had never been anybody
public struct EndedLink: Hashable, Sendable {
    public let hub: Hub
    public let groupName: String
    public let takes: Takes
    /// What the group said by it already.
    public let said: Bool

    public enum Takes: Hashable, Sendable {
        case worry
        case lateYes
    }
}

extension GroupLink {
    /// What the link still takes; nil where it is closed altogether, or still open.
    static func afterEnd(of referral: Referral, consent: Consent?, linkEndsAt: Moment, clock: Clock) -> EndedLink.Takes?
    {
        guard !isOpen(referral, linkEndsAt: linkEndsAt, at: clock.now), let consent, consent.withdrawnAt == nil else {
            return nil
        }
        if referral.canSayYesLate(at: clock.now) { return .lateYes }
        // Closed for another reason, such as a volunteer who left: whoever has it now is nobody to us.
        guard referral.state.holdsPlace, !consent.counts(on: clock.today) else { return nil }
        return .worry
    }
}

extension HubTransaction {
    /// The referral behind a link that has ended and still takes something.
    func endedReferral(
        behind link: Secret, clock: Clock
    ) throws -> (referral: Referral, group: Group, takes: EndedLink.Takes)? {
        guard let (referral, end) = try referrals.find(anyTokenHash: link.hash),
            let takes = GroupLink.afterEnd(
                of: referral, consent: try consents.find(referral.consent), linkEndsAt: end, clock: clock),
            let group = try groups.find(Group.ID(referral.group)),
            // Whoever was the group's contact before is nobody to us.
            try !referrals.isLinkInTrouble(of: referral.id)
        else { return nil }
        // A group that is closed or rests takes nobody: its yes would lead nowhere.
        if takes == .lateYes, group.details.status != .active { return nil }
        return (referral, group, takes)
    }

    /// The referral that an answer is about: behind an open link, or behind an ended one that still takes this answer.
    ///
    /// - Throws: ``GroupLinkClosed``.
    func referral(
        behind link: Secret, for answer: GroupAnswer, clock: Clock
    ) throws -> (referral: Referral, group: Group) {
        if let ended = try endedReferral(behind: link, clock: clock) {
            switch (ended.takes, answer) {
            case (.lateYes, .accept), (.worry, .attendance(.worried, _)): return (ended.referral, ended.group)
            default: break
            }
        }
        return try referral(behind: link, clock: clock)
    }
}

/// Opens a link that has ended, for what it still takes.
public struct ReadEndedLink: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Returns: nil where the link takes nothing.
    public func callAsFunction(_ link: Secret) async throws -> EndedLink? {
        let clock = desk.clock
        return try await desk.database.read(link.hub) { hub in
            guard let ended = try hub.endedReferral(behind: link, clock: clock) else { return nil }
            let said =
                switch ended.takes {
                case .lateYes: ended.referral.lateYesAt != nil
                case .worry:
                    try hub.attendances.saidByGroup(on: clock.today, of: ended.referral.id)?.outcome == .worried
                }
            return EndedLink(
                hub: try hub.ownHub(), groupName: ended.group.details.name, takes: ended.takes, said: said)
        }
    }
}
