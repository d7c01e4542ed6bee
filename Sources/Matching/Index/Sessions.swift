import Vocabulary

/// One session in 25 bits: the day, the start and the end in minutes.
struct PackedSession: Sendable {
    let bits: UInt32

    init(bits: UInt32) { self.bits = bits }

    init(_ window: WeeklyWindow) {
        bits = UInt32(window.day.index) << 22 | UInt32(window.from.minutes) << 11 | UInt32(window.to.minutes)
    }

    /// 0 for Monday to 6 for Sunday; 7 where it is none.
    @inline(__always) var day: Int { Int(bits >> 22 & 7) }
    @inline(__always) var from: Int32 { Int32(truncatingIfNeeded: bits >> 11 & 2047) }
    @inline(__always) var to: Int32 { Int32(truncatingIfNeeded: bits & 2047) }
}

/// When a group meets: up to three sessions lie in its row, as most groups have no more.
///
///     none            ┌ none   ┬ none   ┬ none    ┐
///     one             │ MO 10… │ MO 10… │ MO 10…  │   the last one fills what is left
///     three           │ MO 10… │ WE 10… │ FR 10…  │
///     more            └ none   ┴ none   ┴ 1<<31|7 ┘   all of them in the list of long weeks, from 7 on
struct RowSessions: Sendable {
    let first: PackedSession
    let second: PackedSession
    let third: PackedSession

    private static let none = PackedSession(bits: .max)
    private static let long: UInt32 = 0b10 << 30

    init() { self.init(few: []) }

    /// - Precondition: there are at most three.
    init(few windows: [WeeklyWindow]) {
        third = windows.last.map(PackedSession.init) ?? RowSessions.none
        first = windows.first.map(PackedSession.init) ?? RowSessions.none
        second = windows.count > 2 ? PackedSession(windows[1]) : third
    }

    /// - Parameter place: where they begin in the list, less than 1 << 30.
    init(longWeekAt place: Int) {
        (first, second) = (RowSessions.none, RowSessions.none)
        third = PackedSession(bits: RowSessions.long | UInt32(place))
    }

    @inline(__always) var isEmpty: Bool { third.bits == .max }
    /// Where its sessions begin in the list of long weeks; nil where they are in the row.
    @inline(__always) var longWeek: Int? {
        third.bits >> 30 == RowSessions.long >> 30 ? Int(third.bits & ~RowSessions.long) : nil
    }
}

/// The sessions of the groups that have more than three: for each group how many, and then they.
struct LongWeeks: Sendable {
    private(set) var numbers: [UInt32] = []
    private var waste = 0

    mutating func add(_ windows: [WeeklyWindow]) -> RowSessions {
        guard windows.count > 3 else { return RowSessions(few: windows) }
        let place = numbers.count
        numbers.append(UInt32(windows.count))
        for window in windows { numbers.append(PackedSession(window).bits) }
        return RowSessions(longWeekAt: place)
    }

    /// Leaves the sessions of a group behind; nothing points to them any more.
    mutating func remove(_ sessions: RowSessions) {
        if let place = sessions.longWeek { waste += 1 + Int(numbers[place]) }
    }

    var isMostlyWaste: Bool { waste > 4096 && waste > numbers.count / 2 }

    mutating func tidy(_ rows: inout [GroupRow]) {
        var kept: [UInt32] = []
        kept.reserveCapacity(numbers.count - waste)
        for index in rows.indices {
            guard let place = rows[index].sessions.longWeek else { continue }
            rows[index].sessions = RowSessions(longWeekAt: kept.count)
            kept += numbers[place...place + Int(numbers[place])]
        }
        numbers = kept
        waste = 0
    }
}
