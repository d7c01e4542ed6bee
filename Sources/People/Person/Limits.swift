import Vocabulary

/// What the person's week, purse and family allow (A6, A7, S4).
public struct Limits: Hashable, Sendable, Encodable {
    public var home: Told<Coordinate>
    public var horizonKilometres: Double
    public var maxWalkMinutes: Told<Int>
    public var canTravel: Told<Bool>
    public var canJoinOnline: Told<Bool>
    /// What they can spend on one session, fare not included.
    public var maxFee: Told<Pence>
    public var free: Told<FreeTime>
    public var canBookAhead: Told<Bool>
    public var childcareNeeded: Told<Bool>
    /// What they need in the room; said and empty is that they need nothing special.
    public var access: Told<[AccessCode]>

    public init() {
        home = .notAsked
        horizonKilometres = 10
        maxWalkMinutes = .notAsked
        canTravel = .notAsked
        canJoinOnline = .notAsked
        maxFee = .notAsked
        free = .notAsked
        canBookAhead = .notAsked
        childcareNeeded = .notAsked
        access = .notAsked
    }
}

/// When somebody can go to a group.
public enum FreeTime: Hashable, Sendable {
    case anyTime
    case only([WeeklyWindow])

    /// Nil means any time.
    public var windows: [WeeklyWindow]? {
        switch self {
        case .anyTime: nil
        case .only(let windows): windows
        }
    }
}

/// `"any"`, or the windows.
extension FreeTime: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .anyTime: try container.encode("any")
        case .only(let windows): try container.encode(windows)
        }
    }
}
