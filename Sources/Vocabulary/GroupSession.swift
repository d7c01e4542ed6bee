/// When a group meets: every week, or opening hours, in which one comes when one can.
public struct GroupSession: Hashable, Sendable, Comparable {
    public var window: WeeklyWindow
    /// Opening hours: one comes when one can, and stays as long as one can.
    public var isOpen: Bool
    /// The last day on which it is held; nil is no end.
    public var until: Day?

    public init(_ window: WeeklyWindow, isOpen: Bool = false, until: Day? = nil) {
        self.window = window
        self.isOpen = isOpen
        self.until = until
    }

    public var day: Weekday { window.day }
    public var from: TimeOfDay { window.from }
    public var to: TimeOfDay { window.to }

    /// Whether it is still held on this day.
    public func isHeld(on day: Day) -> Bool { until.map { day <= $0 } ?? true }

    /// In the order of the week; of two at the same time, the one that ends first, and then the one of fixed hours.
    public static func < (left: GroupSession, right: GroupSession) -> Bool {
        if left.window != right.window { return left.window < right.window }
        if left.until != right.until {
            guard let first = left.until else { return false }
            return right.until.map { first < $0 } ?? true
        }
        return !left.isOpen && right.isOpen
    }
}

extension GroupSession: Codable {
    private enum CodingKeys: String, CodingKey { case open, until }

    /// Reads ``WeeklyWindow`` too, as it was kept before there were opening hours.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try WeeklyWindow(from: decoder), isOpen: try container.decodeIfPresent(Bool.self, forKey: .open) ?? false,
            until: try container.decodeIfPresent(Day.self, forKey: .until))
    }

    public func encode(to encoder: any Encoder) throws {
        try window.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        if isOpen { try container.encode(true, forKey: .open) }
        try container.encodeIfPresent(until, forKey: .until)
    }
}
