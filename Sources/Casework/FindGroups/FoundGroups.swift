import Community
import Foundation
import Matching
import People
import Vocabulary

/// The answer to "which groups are there for this person?", ready to be put into words.
public struct FoundGroups: Sendable {
    public let person: Person
    public let today: Day
    /// Limits that were tried on the spot.
    public let tried: TriedLimits
    /// The person's needs and limits as they were asked, with the tried limits in them.
    public let situation: Situation
    /// How many groups are near and meet a need.
    public let considered: Int
    /// How many of them depend on whether the person's birthday has been since their age was noted.
    public let groupsAtBorder: Int
    public let offers: Slice<OfferedGroup>
    public let signposts: Slice<RuledOutGroup>
    /// What would open more groups, the most first.
    public let openings: [Opening]
    /// The other groups by their first reason, in the order of the rules.
    public let ruledOut: [RuledOut]
    /// One reason's groups, where the reader asked for them.
    public let ruledOutPage: RuledOutPage?
    /// The groups around the person's home; nil where no home is known.
    public let circle: WalkingCircle?
    /// The person's open referrals, by group.
    public let open: [Group.ID: Referral]
    /// Why nothing can be sent for them yet; nil where nothing stands in the way.
    public var hold: ReferralHold?
    /// The groups that the person took back their yes to, by name: none of them is offered again by itself.
    public var takenBack: [TakenBack] = []

    /// A group that the person took back their yes to.
    public struct TakenBack: Sendable {
        public let id: Group.ID
        public let name: String
    }

    /// A page of a longer list.
    public struct Slice<Element: Sendable>: Sendable {
        public let elements: [Element]
        /// Counted from 1.
        public let page: Int
        public let size: Int
        public let total: Int
    }

    /// A group that the person can be referred to.
    public struct OfferedGroup: Sendable {
        public let group: Group
        public let offer: Offer
        /// How many people it can take now: places and the number for the month, whichever is less, without the
        /// places for which somebody waits.
        public let placesLeft: Int
        /// How many people are on its waiting list.
        public var waiting = 0
    }

    /// A group that is not offered, and why.
    public struct RuledOutGroup: Sendable {
        public let id: Group.ID
        public let name: String
        public let walkMinutes: Int?
        public let reasons: [Reason]
        /// The group itself, where its card shows more than its name.
        public let group: Group?
        /// The places that it has free and how many people wait for them, where somebody waits.
        public var waitingList: WaitingList?
    }

    /// The free places of a group, and who waits for them.
    public struct WaitingList: Hashable, Sendable {
        public let free: Int
        public let waiting: Int

        public init(free: Int, waiting: Int) {
            self.free = free
            self.waiting = waiting
        }
    }

    /// One thing that stands between the person and so many groups.
    public struct Opening: Sendable {
        public let code: ReasonCode
        public let groups: Int
        /// The nearest of them by name.
        public let nearest: [String]
    }

    public struct RuledOut: Sendable {
        public let code: ReasonCode
        public let groups: Int
        /// The nearest of them, at most ``FindGroups/nearestRuledOut``.
        public let nearest: [RuledOutGroup]
    }

    public struct RuledOutPage: Sendable {
        public let code: ReasonCode
        public let groups: Slice<RuledOutGroup>
    }
}

/// The groups around a person's home, as far as one can walk. It is drawn by us: no map service is told
/// where anybody lives.
public struct WalkingCircle: Sendable {
    public let dots: [Dot]

    public struct Dot: Sendable {
        public let group: Group.ID
        public let name: String
        public let walkMinutes: Int
        /// From home, in degrees clockwise from north, 0..<360.
        public let bearing: Double
        public let kind: Kind
    }

    public enum Kind: Hashable, Sendable {
        /// The place of the group's card on the page, from 1.
        case offer(Int)
        case signpost
        case ruledOut
    }
}

extension Coordinate {
    /// The direction to another place in degrees clockwise from north, as if the earth were flat: it is, over
    /// the length of a walk.
    func bearing(to other: Coordinate) -> Double {
        let east = (other.longitude - longitude) * cos(latitude * .pi / 180)
        let degrees = atan2(east, other.latitude - latitude) * 180 / .pi
        return degrees < 0 ? degrees + 360 : degrees
    }
}
