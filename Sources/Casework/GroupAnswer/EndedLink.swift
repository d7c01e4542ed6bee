import Community
import People
import Storage
import Vocabulary

/// What a group's link still takes after it has shown its message for the last time: that the group is worried about
/// somebody whom it has met or may meet, and that it would have said yes. It shows nobody: no name, no word of the
/// message.
///
///     the yes ended, the person goes there      "we are worried", for as long as they do
///     it ended otherwise, whoever ended it      "we are worried", for two months
///     the wait ran out, or we ended it          "we would say yes" as well: written down, told to the worker, nothing
///                                               reopens
///     the person took back their yes            nothing, as if there had never been anybody
public struct EndedLink: Hashable, Sendable {
    public let hub: Hub
    public let groupName: String
    public let takes: Set<Takes>
    /// What the group said by it already: of a worry, today.
    public let said: Set<Takes>

    public enum Takes: Hashable, Sendable {
        case worry
        case lateYes
    }
}

extension GroupLink {
    /// Days after the end for which a group can still say that it is worried about whoever came, or may come yet.
    static let daysOfWorry = 60

    /// What the link still takes; nothing where it is closed altogether, or still open.
    fileprivate static func afterEnd(
        of referral: Referral, consent: Consent?, linkEndsAt: Moment, clock: Clock
    ) -> Set<EndedLink.Takes> {
        guard !isOpen(referral, linkEndsAt: linkEndsAt, at: clock.now), let consent, consent.withdrawnAt == nil else {
            return []
        }
        var takes: Set<EndedLink.Takes> = referral.canSayYesLate(at: clock.now) ? [.lateYes] : []
        switch referral.state {
        case .draft: break
        // Closed while the yes counts, it was closed for another reason: whoever has it now is nobody to us.
        case _ where referral.state.isOpen && consent.counts(on: clock.today): break
        case .accepted, .introduced, .attending: takes.insert(.worry)
        case .sent, .waitlisted:
            if clock.now < linkEndsAt.adding(days: daysOfWorry) { takes.insert(.worry) }
        case .declined, .expired, .ended:
            if let end = referral.endedAt, clock.now < end.adding(days: daysOfWorry) { takes.insert(.worry) }
        }
        return takes
    }
}

extension HubTransaction {
    /// The referral behind a link that has ended and still takes something.
    func endedReferral(
        behind link: Secret, clock: Clock
    ) throws -> (referral: Referral, group: Group, takes: Set<EndedLink.Takes>)? {
        guard let (referral, end) = try referrals.find(anyTokenHash: link.hash),
            let (group, takes) = try afterEnd(of: referral, linkEndsAt: end, clock: clock)
        else { return nil }
        return (referral, group, takes)
    }

    /// What a link that has ended, or the code beside it, still takes, and whose it is; nil where it takes nothing.
    func afterEnd(
        of referral: Referral, linkEndsAt: Moment, clock: Clock
    ) throws -> (group: Group, takes: Set<EndedLink.Takes>)? {
        var takes = GroupLink.afterEnd(
            of: referral, consent: try consents.find(referral.consent), linkEndsAt: linkEndsAt, clock: clock)
        guard !takes.isEmpty, let group = try groups.find(Group.ID(referral.group)),
            // Whoever was the group's contact before is nobody to us.
            try !referrals.isLinkInTrouble(of: referral.id)
        else { return nil }
        // A group that is closed or rests takes nobody: its yes would lead nowhere.
        if group.details.status != .active { takes.remove(.lateYes) }
        return takes.isEmpty ? nil : (group, takes)
    }

    /// The referral that an answer is about: behind an open link, or behind an ended one that still takes this answer.
    ///
    /// - Throws: ``GroupLinkClosed``.
    func referral(
        behind link: Secret, for answer: GroupAnswer, clock: Clock
    ) throws -> (referral: Referral, group: Group) {
        if let ended = try endedReferral(behind: link, clock: clock) {
            switch answer {
            case .accept where ended.takes.contains(.lateYes), .worry where ended.takes.contains(.worry):
                return (ended.referral, ended.group)
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
            var said: Set<EndedLink.Takes> = ended.referral.lateYesAt == nil ? [] : [.lateYes]
            if try hub.attendances.saidByGroup(on: clock.today, of: ended.referral.id, worried: true) != nil {
                said.insert(.worry)
            }
            return EndedLink(
                hub: try hub.ownHub(), groupName: ended.group.details.name, takes: ended.takes, said: said)
        }
    }
}
