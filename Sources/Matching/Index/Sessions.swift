import Vocabulary

/// Every session that a group of the directory has, once: groups meet at the same few hundred times.
///
///     number   0           1             2             …
///     from     no times    MO 10:00      MO 18:30      …    as minutes of the week
///     to                   MO 12:00      MO 20:00      …
///     open                 0             −1            …    all ones for opening hours
///     last                 no end        2027-03-31    …    the last day on which it is held
///     uses                 812           3             …    in how many places of a group's week it stands
///
/// A question asks each session once whether it fits, and each group which sessions it has. A session that no group has
/// any more gives its number to the next new one, so that terms that end every few weeks do not fill the book.
struct SessionBook: Sendable {
    /// In minutes of the week; a multiple of eight of them, the last ones of no session.
    private(set) var from: [Int16] = []
    private(set) var to: [Int16] = []
    private(set) var open: [Int16] = []
    private(set) var last: [Int32] = []
    private var uses: [UInt32] = []
    private var numbers: [BookedSession: UInt32] = [:]
    private var unused: [UInt32] = []
    /// The number that a session like this had last; 0 for none.
    private var recent = [UInt32](repeating: 0, count: 1024)
    private(set) var count = 1

    static let noTimes: UInt32 = 0
    static let chunk = 8

    init() { grow() }

    /// The number of a session, which is kept as long as it is in use.
    mutating func number(of session: GroupSession) -> UInt32 {
        let session = BookedSession(session)
        let span = session.span
        let place = (Int(span.from) &* 7 &+ Int(span.to) &+ Int(session.last)) & (recent.count - 1)
        let known = Int(recent[place])
        if known > 0, from[known] == span.from, to[known] == span.to, open[known] == session.open,
            last[known] == session.last
        {
            return recent[place]
        }
        recent[place] = search(session)
        return recent[place]
    }

    private mutating func search(_ session: BookedSession) -> UInt32 {
        if let number = numbers[session] { return number }
        let number = unused.popLast() ?? next()
        from[Int(number)] = session.span.from
        to[Int(number)] = session.span.to
        open[Int(number)] = session.open
        last[Int(number)] = session.last
        numbers[session] = number
        return number
    }

    private mutating func next() -> UInt32 {
        if count == from.count { grow() }
        count += 1
        return UInt32(count - 1)
    }

    private mutating func grow() {
        from.append(contentsOf: repeatElement(0, count: SessionBook.chunk))
        to.append(contentsOf: repeatElement(0, count: SessionBook.chunk))
        open.append(contentsOf: repeatElement(0, count: SessionBook.chunk))
        last.append(contentsOf: repeatElement(0, count: SessionBook.chunk))
        uses.append(contentsOf: repeatElement(0, count: SessionBook.chunk))
    }

    /// A place of some group's week has this number now.
    mutating func use(_ number: UInt32) { uses[Int(number)] &+= 1 }

    /// A place of some group's week has it no more.
    mutating func release(_ number: UInt32) {
        let place = Int(number)
        uses[place] &-= 1
        guard uses[place] == 0, number != SessionBook.noTimes else { return }
        numbers[BookedSession(from: from[place], to: to[place], open: open[place], last: last[place])] = nil
        // A session that begins after it ends is nobody's: what was remembered of its number is not found again.
        (from[place], to[place]) = (1, 0)
        unused.append(number)
    }

    /// Whether a session is held on this day or later.
    func isHeld(_ number: UInt32, on day: UInt32) -> Bool {
        number != SessionBook.noTimes && last[Int(number)] >= Int32(bitPattern: day)
    }
}

/// A session in the numbers of the ``SessionBook``.
private struct BookedSession: Hashable {
    let span: WeekSpan
    let open: Int16
    let last: Int32

    init(_ session: GroupSession) {
        span = WeekSpan(session.window)
        open = session.isOpen ? -1 : 0
        last = Int32(bitPattern: LastDay.number(session.until))
    }

    init(from: Int16, to: Int16, open: Int16, last: Int32) {
        span = WeekSpan(from: from, to: to)
        (self.open, self.last) = (open, last)
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

    init(from: Int16, to: Int16) { (self.from, self.to) = (from, to) }
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

    mutating func add(_ sessions: [GroupSession], _ book: inout SessionBook) -> RowSessions {
        let row = write(sessions, &book)
        visit(row) { book.use($0) }
        return row
    }

    private mutating func write(_ sessions: [GroupSession], _ book: inout SessionBook) -> RowSessions {
        switch sessions.count {
        case 0: return RowSessions()
        case 1: return RowSessions(book.number(of: sessions[0]))
        case 2: return RowSessions(book.number(of: sessions[0]), book.number(of: sessions[1]))
        case 3:
            return RowSessions(
                book.number(of: sessions[0]), book.number(of: sessions[1]), book.number(of: sessions[2]))
        default:
            let place = numbers.count
            numbers.append(UInt32(sessions.count))
            for session in sessions { numbers.append(book.number(of: session)) }
            return RowSessions(longWeekAt: place)
        }
    }

    /// Calls `body` with the number at each place of a group's week; what fills up a row is a place too.
    @inline(__always)
    func visit(_ sessions: RowSessions, _ body: (UInt32) -> Void) {
        if let place = sessions.longWeek {
            for index in place + 1...place + Int(numbers[place]) { body(numbers[index]) }
        } else {
            body(sessions.first)
            body(sessions.second)
            body(sessions.third)
        }
    }

    /// Leaves the sessions of a group behind; nothing points to them any more.
    mutating func remove(_ sessions: RowSessions, _ book: inout SessionBook) {
        visit(sessions) { book.release($0) }
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
