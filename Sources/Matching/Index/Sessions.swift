import Vocabulary

/// Every session that a group of the directory has or had, once: groups meet at the same few hundred times.
///
///     number   0           1             2             …
///     from     no times    MO 10:00      MO 18:30      …    as minutes of the week
///     to                   MO 12:00      MO 20:00      …
///
/// A question asks each session once whether it fits, and each group which sessions it has.
struct SessionBook: Sendable {
    /// In minutes of the week; a multiple of eight of them, the last ones of no session.
    private(set) var from: [Int16] = []
    private(set) var to: [Int16] = []
    private var numbers: [WeekSpan: UInt32] = [:]
    /// The number that a span like this had last; 0 for none.
    private var recent = [UInt32](repeating: 0, count: 1024)
    private(set) var count = 1

    static let noTimes: UInt32 = 0
    static let chunk = 8

    init() { grow() }

    mutating func number(of window: WeeklyWindow) -> UInt32 {
        let span = WeekSpan(window)
        let place = (Int(span.from) &* 7 &+ Int(span.to)) & (recent.count - 1)
        let known = Int(recent[place])
        if known > 0, from[known] == span.from, to[known] == span.to { return recent[place] }
        recent[place] = search(span)
        return recent[place]
    }

    private mutating func search(_ span: WeekSpan) -> UInt32 {
        if let number = numbers[span] { return number }
        if count == from.count { grow() }
        from[count] = span.from
        to[count] = span.to
        numbers[span] = UInt32(count)
        count += 1
        return UInt32(count - 1)
    }

    private mutating func grow() {
        from.append(contentsOf: repeatElement(0, count: SessionBook.chunk))
        to.append(contentsOf: repeatElement(0, count: SessionBook.chunk))
    }
}

/// A stretch of one day in minutes of the week, from Monday 00:00.
struct WeekSpan: Hashable, Sendable {
    let from: Int16
    let to: Int16

    init(_ window: WeeklyWindow) {
        from = Int16(window.day.index * 1440 + window.from.minutes)
        to = Int16(window.day.index * 1440 + window.to.minutes)
    }
}

/// When a group meets: up to three sessions lie in its row, as most groups have no more.
///
///     no times        ┌ 0      ┬ 0      ┬ 0       ┐   numbers of the ``SessionBook``
///     one             │ 17     │ 17     │ 17      │   the last one fills what is left
///     three           │ 17     │ 4      │ 230     │
///     more            └ 0      ┴ 0      ┴ 1<<31|7 ┘   all of them in the list of long weeks, from 7 on
struct RowSessions: Sendable {
    let first: UInt32
    let second: UInt32
    let third: UInt32

    private static let long: UInt32 = 1 << 31

    init() { self.init(SessionBook.noTimes) }

    init(_ first: UInt32, _ second: UInt32? = nil, _ third: UInt32? = nil) {
        self.first = first
        self.second = second ?? first
        self.third = third ?? second ?? first
    }

    /// - Parameter place: where they begin in the list, less than 1 << 31.
    init(longWeekAt place: Int) {
        (first, second) = (SessionBook.noTimes, SessionBook.noTimes)
        third = RowSessions.long | UInt32(place)
    }

    @inline(__always) var isEmpty: Bool { third == SessionBook.noTimes }
    /// Where its sessions begin in the list of long weeks; nil where they are in the row.
    @inline(__always) var longWeek: Int? { third >= RowSessions.long ? Int(third & ~RowSessions.long) : nil }
}

/// The sessions of the groups that have more than three: for each group how many, and then their numbers.
struct LongWeeks: Sendable {
    private(set) var numbers: [UInt32] = []
    private var waste = 0

    mutating func add(_ windows: [WeeklyWindow], _ book: inout SessionBook) -> RowSessions {
        switch windows.count {
        case 0: return RowSessions()
        case 1: return RowSessions(book.number(of: windows[0]))
        case 2: return RowSessions(book.number(of: windows[0]), book.number(of: windows[1]))
        case 3:
            return RowSessions(
                book.number(of: windows[0]), book.number(of: windows[1]), book.number(of: windows[2]))
        default:
            let place = numbers.count
            numbers.append(UInt32(windows.count))
            for window in windows { numbers.append(book.number(of: window)) }
            return RowSessions(longWeekAt: place)
        }
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
