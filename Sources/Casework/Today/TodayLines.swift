import Community
import People
import Storage
import Vocabulary

/// A person as one line.
public struct PersonLine: Hashable, Sendable {
    public let person: Person.ID
    public let name: String
    public let state: Case.State
    /// Whether somebody walks with them already.
    public let isTaken: Bool
    /// They came to us, or somebody was last in touch with them, then.
    public let since: Moment

    public init(person: Person.ID, name: String, state: Case.State, isTaken: Bool, since: Moment) {
        self.person = person
        self.name = name
        self.state = state
        self.isTaken = isTaken
        self.since = since
    }

    init(_ line: TodayStore.PersonLine) {
        self.init(
            person: line.person, name: line.name, state: line.state, isTaken: line.isTaken, since: line.since)
    }
}

/// A referral as one line.
public struct ReferralLine: Hashable, Sendable {
    public let referral: Referral.ID
    public let person: Person.ID
    public let name: String
    public let group: Group.ID
    public let groupName: String
    public let state: Referral.State
    public let declinedBecause: Referral.DeclineReason?
    /// When what the line tells of happened.
    public let at: Moment

    public init(
        referral: Referral.ID, person: Person.ID, name: String, group: Group.ID = "", groupName: String,
        state: Referral.State, declinedBecause: Referral.DeclineReason? = nil, at: Moment
    ) {
        self.referral = referral
        self.person = person
        self.name = name
        self.group = group
        self.groupName = groupName
        self.state = state
        self.declinedBecause = declinedBecause
        self.at = at
    }

    init(_ line: TodayStore.ReferralLine) {
        self.init(
            referral: line.referral, person: line.person, name: line.name, group: line.group,
            groupName: line.groupName, state: line.state, declinedBecause: line.declinedBecause, at: line.at)
    }
}

/// A group's answer to the question whether it takes people from us.
public struct AnsweredGroup: Hashable, Sendable {
    public let group: Group.ID
    public let name: String
    /// False where it said no, or paused since.
    public let holds: Bool
    public let at: Moment

    public init(group: Group.ID, name: String, holds: Bool, at: Moment) {
        self.group = group
        self.name = name
        self.holds = holds
        self.at = at
    }

    init(_ answer: TodayStore.AgreementAnswer) {
        self.init(group: answer.group, name: answer.name, holds: answer.holds, at: answer.at)
    }
}

/// What somebody asked for on their own page, as one line.
public struct RequestLine: Hashable, Sendable {
    public let person: Person.ID
    public let name: String
    public let kind: PersonRequest.Kind
    public let madeAt: Moment
    /// When an erasure is carried out.
    public let actsAt: Moment?

    public init(person: Person.ID, name: String, kind: PersonRequest.Kind, madeAt: Moment, actsAt: Moment? = nil) {
        self.person = person
        self.name = name
        self.kind = kind
        self.madeAt = madeAt
        self.actsAt = actsAt
    }

    init(_ line: PersonRequestStore.Line) {
        self.init(person: line.person, name: line.name, kind: line.kind, madeAt: line.madeAt, actsAt: line.actsAt)
    }
}
