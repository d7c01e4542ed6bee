/// What a hub does by the clock, in the order in which it is done when all is due: what has expired is not reminded
/// of, and what is written goes out in the same round.
public enum JobKind: String, CaseIterable, Sendable {
    case expire
    case nudge
    case askAgain = "ask-again"
    /// Tells groups that somebody's yes has ended.
    case tellEnds = "tell-ends"
    case mail
    case forget
    /// Erases those who asked for it, once they can no longer take it back.
    case erase
    /// Counts what is past its time, and removes it where a hub has switched that on.
    case retain
    /// Signs how far the trail has come.
    case checkpoint

    /// Seconds from one beginning to the next. Mail goes with every round of a server; the others follow days, and an
    /// hour is soon enough.
    var rhythm: Int {
        switch self {
        case .mail: 30
        case .expire, .nudge, .askAgain, .tellEnds, .forget, .erase, .checkpoint: 3600
        case .retain: 86_400
        }
    }

    /// Seconds until a job that broke off is tried again, after the first time in a row, the second…
    static let pauses = [60, 300, 900, 3600]
    /// Seconds for which a server has a job at most without saying so again: longer than any one piece of work.
    static let leaseLength = 300
    /// Seconds after which a job that nobody took is overdue.
    public static let overdueAfter = 300
}

/// Something a job does that is worth a number.
public enum JobDeed: String, CaseIterable, Sendable {
    case expired
    case reminded
    case asked
    /// A group heard that somebody's yes has ended.
    case told
    case sent
    /// A letter that the mail server did not take this time.
    case postponed
    /// A letter that could not be sent at all.
    case failed
    case formsForgotten = "forms-forgotten"
    case lettersForgotten = "letters-forgotten"
    /// A need for which a search found no group, longer ago than the gap list looks back.
    case gapsForgotten = "gaps-forgotten"
    case erased
    /// Past its time, and only counted.
    case overtime
    /// Past its time, and removed.
    case removed
    case signed
}

/// How often a job did what.
public typealias JobCounts = [JobDeed: Int]
