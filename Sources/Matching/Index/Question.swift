import Vocabulary

/// A situation in the terms of one index: words are columns, times are minutes, days are numbers.
///
/// The columns that one rule or one part of the score reads stand together in one list:
///
///     columns   │ needs │ follows │ could follow │ access │ avoid │ interests │ tongues │ own │
///               └ need 1, need 2 … in the person's order
struct Question {
    let today: UInt32
    let columns: [Int32]
    let needs: Range<Int>
    /// Whoever is in one of these columns is understood: rules (a) and (c).
    let follows: Range<Int>
    /// As ``follows``, if no interpreter were excluded.
    let couldFollow: Range<Int>
    /// The index of the flag for rule (b).
    let english: Int
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

    /// The standards that are asked for and have a lane.
    let chunks: [StandardChunk]
    /// Standards that are asked for and have no lane, by their number on the board.
    let otherStandards: [Int]
    /// Standards that are asked for and that no register has.
    let unheardStandards: [StandardCode]

    let hasHome: Bool
    /// From the home, or from nowhere that matters where there is none.
    let distance: HomeDistance
    let maxWalk: Int32
    let canTravel: Bool
    /// All ones where the person can be online.
    let online: UInt64
    /// All ones where the person has a telephone.
    let phone: UInt64
    /// The least fee that is too much.
    let feeTooHigh: UInt64
    /// One more than the age; nil where it is not known.
    let ageAndOne: UInt64?
    /// When the person is free; nil where any time will do.
    let free: [WeekSpan]?
    let isSignpostable: Bool
    let wantsToVolunteer: Bool
    let barring: Barring

    /// Those of four standards that are asked for.
    struct StandardChunk {
        let number: Int
        /// All ones for each that is asked for.
        var asked: SliceView.Four
    }

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
