import Community
import Matching
import People
import Vocabulary

/// How places are shared out, as a team looks at it: who gets what, who gets nothing, and why.
public struct SharingBoard: Sendable {
    /// Nil while nobody has proposed anything.
    public let plan: CohortPlan?
    /// Who proposed and who confirmed it, by name.
    public let names: [Identifier<Worker>: String]
    /// How many people wait whom no plan suggests a group for: those whom the next proposal is about.
    public let waiting: Int
    /// How many wait as well, and have no need written down.
    public let withoutNeeds: Int
    public let show: Show
    /// How many people of the plan are of each kind.
    public let counts: [Show: Int]
    public let rows: [Row]
    /// Counted from 1.
    public let page: Int
    public let today: Day

    public static let pageSize = 8

    /// Which people of a plan are shown.
    public enum Show: String, CaseIterable, Sendable {
        case all
        /// Their line cannot be confirmed as it stands.
        case changed
        case given
        case nothing
        case held
        case leftOut = "left-out"
    }

    /// One person of the plan, as things are now.
    public struct Row: Sendable {
        public let line: CohortPlan.Line
        public let person: Person
        public let situation: Situation
        /// What they get, where it still fits; nil where they get nothing, or it does not.
        public let offered: FoundGroups.OfferedGroup?
        /// The group's name, where the line names one.
        public let groupName: String?
        /// Why the line cannot be confirmed; nil where it can.
        public let trouble: SharingTrouble?
        /// What would open most groups for somebody whom none fits.
        public let opening: Answer.Unlock?
    }
}

/// What happened meanwhile to a line of a plan.
public enum SharingTrouble: Hashable, Sendable {
    /// They do not wait any more: a group was asked, or their journey changed.
    case noLongerWaits
    /// The group is no offer for them any more. The codes are those that whoever asks may see.
    case noLongerFits([ReasonCode])
    /// The group has fewer places left than the plan gives away.
    case noRoom
}

/// One person's line, opened to be changed: what else is safe for them, and has room.
public struct SharingChoice: Sendable {
    public let plan: CohortPlan
    public let line: CohortPlan.Line
    public let person: Person
    public let situation: Situation
    /// Best first; with how many places this plan leaves.
    public let offers: [FoundGroups.OfferedGroup]
    /// Those that were set aside for them or said no to them not long ago: the team can still choose one.
    public let turnedDown: Set<Group.ID>
    /// How many more fit and have no place left in this plan.
    public let fullInPlan: Int
}
