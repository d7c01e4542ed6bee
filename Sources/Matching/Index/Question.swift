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

    let distance: HomeDistance?
    let maxWalk: Int32
    let canTravel: Bool
    let canBeOnline: Bool
    let maxFee: Int
    let age: Int32?
    /// When the person is free; nil where any time will do.
    let free: FreeWeek?
    /// The windows that ``free`` speaks of, Monday's first, each as `from << 11 | to`.
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

/// Where the free windows of each day begin in the list of all of them.
///
///     starts     MO  TU  WE  TH  FR  SA  SU  end
///                0   1   1   3   …
struct FreeWeek {
    private var starts = SIMD8<Int32>(repeating: 0)

    init(_ free: [WeeklyWindow]) {
        for day in Weekday.allCases {
            starts[day.index + 1] = starts[day.index] + Int32(free.count { $0.day == day })
        }
    }

    /// The windows themselves, as `from << 11 | to`.
    static func windows(_ free: [WeeklyWindow]) -> [UInt32] {
        Weekday.allCases.flatMap { day in
            free.filter { $0.day == day }.map { UInt32($0.from.minutes) << 11 | UInt32($0.to.minutes) }
        }
    }

    /// Whether a session lies inside one window, or, for a drop-in, shares half an hour with one.
    @inline(__always)
    func fits(_ session: PackedSession, _ dropIn: Bool, _ windows: UnsafePointer<UInt32>) -> Bool {
        var index = Int(starts[session.day])
        let end = Int(starts[session.day + 1])
        while index < end {
            let from = Int(windows[index] >> 11)
            let to = Int(windows[index] & 2047)
            if session.from >= from && session.to <= to { return true }
            if dropIn && min(to, session.to) - max(from, session.from) >= 30 { return true }
            index += 1
        }
        return false
    }
}
