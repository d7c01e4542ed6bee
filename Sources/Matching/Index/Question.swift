import Vocabulary

/// A situation in the terms of one index: words are columns, times are minutes, days are numbers.
///
/// The columns that one rule or one part of the score reads stand together in one list:
///
///     columns   │ needs │ follows │ could follow │ access │ avoid │ interests │ tongues │ own │
///               └ need 1, need 2 … in the person's order
struct Question {
    let today: Int32
    let columns: [Int32]
    let needs: Range<Int>
    /// Whoever is in one of these columns is understood: rules (a) and (c).
    let follows: Range<Int>
    /// As ``follows``, if no interpreter were excluded.
    let couldFollow: Range<Int>
    /// The index of the flag for rule (b).
    let english: Int
    /// Rule (d), which does not depend on the group.
    let hubInterprets: Bool
    let access: Range<Int>
    /// Whether something is needed that no group has.
    let accessIsUnknown: Bool
    let avoid: Range<Int>
    let avoidedSlots: [Int: UInt64]
    let interests: Range<Int>
    let tongues: Range<Int>
    let ownCommunities: Range<Int>
    let needScores: [Int32]
    let background: Int32

    /// The sixteen lanes: today where the standard is asked for, else a day on which all is well.
    let standardDays: StandardBoard.Lanes
    /// Standards that are asked for and have no lane, by their number on the board.
    let otherStandards: [Int]
    /// Standards that are asked for and that no register has.
    let unheardStandards: [StandardCode]

    let hasHome: Bool
    /// From the home, or from nowhere that matters where there is none.
    let distance: HomeDistance
    let maxWalk: Int32
    let canTravel: Bool
    let canBeOnline: Bool
    let maxFee: Int
    /// The age from both sides, so that a person whose age is not known is neither too young nor too old.
    let youngest: Int32
    let oldest: Int32
    let free: FreeWeek
    /// The windows that ``free`` speaks of, each as `from << 11 | to`.
    let freeWindows: [UInt32]
    let isSignpostable: Bool
    let wantsToVolunteer: Bool
    let barring: Barring

    /// What the person's own limits make of a flag: all ones where the flag stands against a group.
    struct Barring {
        var women: UInt64 = 0
        var men: UInt64 = 0
        var everyone: UInt64 = 0
        var oneToOne: UInt64 = 0
        var inGroups: UInt64 = 0
        var noChildcare: UInt64 = 0
        var bookAhead: UInt64 = 0
        var asksStatus: UInt64 = 0
        var risk: UInt64 = 0
        var language: UInt64 = 0
    }
}

/// When somebody is free.
///
///     windows   │ MO │ TU │ … │ SU │ any time │ MO's second │ MO's third │ TH's second │ …
///
/// The first window of each day stands at the number of the day, so that a session is looked up, not searched for; a
/// day without one has a window that nothing fits. What is no session has the number 7, and fits.
struct FreeWeek {
    /// Whether any time will do.
    let isAlways: Bool
    /// Whether no day has a second window.
    private let isPlain: Bool
    /// Where the further windows of each day begin.
    private var starts = SIMD8<Int32>(repeating: 0)

    /// A window that ends before it begins.
    private static let never: UInt32 = 2047 << 11
    private static let always: UInt32 = 2047

    /// - Parameter free: nil where any time will do.
    init(_ free: [WeeklyWindow]?) {
        isAlways = free == nil
        var start: Int32 = 8
        for day in Weekday.allCases {
            starts[day.index] = start
            start += Int32(max(0, (free ?? []).count { $0.day == day } - 1))
        }
        starts[7] = start
        isPlain = start == 8
    }

    /// The windows, as they are looked up.
    static func windows(_ free: [WeeklyWindow]) -> [UInt32] {
        var windows = [UInt32](repeating: never, count: 8)
        windows[7] = always
        for day in Weekday.allCases {
            for (place, window) in free.lazy.filter({ $0.day == day }).enumerated() {
                let packed = UInt32(window.from.minutes) << 11 | UInt32(window.to.minutes)
                if place == 0 { windows[day.index] = packed } else { windows.append(packed) }
            }
        }
        return windows
    }

    /// Whether a session lies inside one window, or, for a drop-in, shares half an hour with one.
    /// - Parameter dropIn: 1 for a drop-in, else 0.
    @inline(__always)
    func fits(_ sessions: RowSessions, _ dropIn: UInt64, _ view: ColumnView) -> Bool {
        if let place = sessions.longWeek { return fits(longWeekAt: place, dropIn, view) }
        let windows = view.freeWindows
        let margins = FreeWeek.margins(
            SIMD4(sessions.first.bits, sessions.second.bits, sessions.third.bits, sessions.third.bits),
            SIMD4(
                windows[sessions.first.day], windows[sessions.second.day], windows[sessions.third.day],
                windows[sessions.third.day]),
            dropIn)
        // Below zero only where each of them is.
        if margins[0] & margins[1] & margins[2] >= 0 { return true }
        if isPlain { return false }
        return fitsLater(sessions.first, dropIn, windows) || fitsLater(sessions.second, dropIn, windows)
            || fitsLater(sessions.third, dropIn, windows)
    }

    @inline(never)
    private func fits(longWeekAt place: Int, _ dropIn: UInt64, _ view: ColumnView) -> Bool {
        for index in place + 1...place + Int(view.longWeeks[place]) {
            let session = PackedSession(bits: view.longWeeks[index])
            if FreeWeek.fits(session, view.freeWindows[session.day], dropIn) { return true }
            if !isPlain && fitsLater(session, dropIn, view.freeWindows) { return true }
        }
        return false
    }

    /// Looks through the further windows of a session's day.
    @inline(never)
    private func fitsLater(_ session: PackedSession, _ dropIn: UInt64, _ windows: UnsafePointer<UInt32>) -> Bool {
        guard session.day < 7 else { return false }
        for index in starts[session.day]..<starts[session.day + 1]
        where FreeWeek.fits(session, windows[Int(index)], dropIn) {
            return true
        }
        return false
    }

    private static func fits(_ session: PackedSession, _ window: UInt32, _ dropIn: UInt64) -> Bool {
        margins(SIMD4(repeating: session.bits), SIMD4(repeating: window), dropIn)[0] >= 0
    }

    /// Not below zero where the session fits the window: four at once, and nothing is decided.
    @inline(__always)
    private static func margins(_ sessions: SIMD4<UInt32>, _ windows: SIMD4<UInt32>, _ dropIn: UInt64) -> SIMD4<Int32> {
        func from(_ packed: SIMD4<UInt32>) -> SIMD4<Int32> { SIMD4(truncatingIfNeeded: (packed &>> 11) & 2047) }
        func to(_ packed: SIMD4<UInt32>) -> SIMD4<Int32> { SIMD4(truncatingIfNeeded: packed & 2047) }
        let inside = (from(sessions) &- from(windows)) | (to(windows) &- to(sessions))
        let shared =
            pointwiseMin(to(sessions), to(windows)) &- pointwiseMax(from(sessions), from(windows))
            &- SIMD4(repeating: 30)
        // All ones where it is no drop-in.
        return inside & (shared | SIMD4(repeating: Int32(truncatingIfNeeded: dropIn) &- 1))
    }
}
