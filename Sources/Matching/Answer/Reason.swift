import Vocabulary

/// Why a group is not offered, in the order in which reasons are told.
public enum ReasonCode: String, CaseIterable, Sendable, Comparable {
    case paused, risk, standards, agreement, full, audience, age, language, interpreter, access, childcare, reach,
        cost, time, booking, papers, avoid, format

    /// The place in the order, from 0.
    public var place: Int { ReasonCode.places[self] ?? 0 }

    private static let places = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))

    public static func < (left: ReasonCode, right: ReasonCode) -> Bool { left.place < right.place }

    /// Whether a person may still be told of the group when only such reasons stand against it.
    public var allowsSignpost: Bool {
        switch self {
        case .standards, .agreement, .full: true
        default: false
        }
    }

    /// Whether somebody can do something about it, so that solving it opens the group.
    public var canBeUnlocked: Bool {
        switch self {
        case .childcare, .reach, .cost, .language, .interpreter, .booking, .time, .full, .agreement, .standards: true
        case .paused, .risk, .audience, .age, .access, .papers, .avoid, .format: false
        }
    }

    /// Whether only the person's link worker may ever see it.
    public var isPrivate: Bool { self == .avoid }
}

/// A reason with its details.
public struct Reason: Sendable, Equatable {
    public let code: ReasonCode
    /// Which standards, where they are the reason.
    public let standards: StandardsGap?

    public init(_ code: ReasonCode, standards: StandardsGap? = nil) {
        self.code = code
        self.standards = standards
    }
}

/// The standards that a group lacks for a person, each list in the order of its bytes.
public struct StandardsGap: Sendable, Equatable {
    /// Not on the register at all.
    public let missing: [StandardCode]
    /// On the register, and ended.
    public let expired: [StandardCode]

    public init(missing: [StandardCode], expired: [StandardCode]) {
        self.missing = missing
        self.expired = expired
    }
}
