import Vocabulary

/// What the rules said of one group, in 20 bytes; the words are put to it when somebody reads it.
struct Verdict: Sendable {
    /// The place of the group's id among all ids.
    let order: UInt32
    let slot: UInt32
    /// One bit for each ``ReasonCode``, by its place.
    let reasons: UInt32
    /// −1 where there is no walk.
    let walk: Int32
    /// Lanes of the board: missing in the upper half, expired in the lower.
    let gap: UInt32
}

/// A group without a reason against it, and its place among the offers.
struct Candidate: Comparable {
    let score: Int32
    /// −1 where there is no walk.
    let walk: Int32
    let order: UInt32
    let slot: UInt32

    /// Better first: a higher score, a shorter walk, then the id.
    static func < (left: Candidate, right: Candidate) -> Bool {
        if left.score != right.score { return left.score > right.score }
        // As an unsigned number −1 is the longest walk of all.
        let (leftWalk, rightWalk) = (UInt32(bitPattern: left.walk), UInt32(bitPattern: right.walk))
        if leftWalk != rightWalk { return leftWalk < rightWalk }
        return left.order < right.order
    }
}

/// The places of the reasons as bits of a ``Verdict``, in the order of ``ReasonCode``.
enum ReasonBit: UInt32, CaseIterable {
    case paused, risk, standards, agreement, full, audience, age, language, interpreter, access, childcare, reach,
        cost, time, booking, papers, avoid, format

    @inline(__always) var mask: UInt32 { 1 << rawValue }

    static let signpostable = mask(where: \.allowsSignpost)
    static let unlockable = mask(where: \.canBeUnlocked)

    /// The bits of the codes that a question is answered with yes for.
    private static func mask(where holds: (ReasonCode) -> Bool) -> UInt32 {
        zip(allCases, ReasonCode.allCases).reduce(0) { mask, pair in holds(pair.1) ? mask | pair.0.mask : mask }
    }
}

/// The best candidates so far: all of them, or as many as the limit asks for.
struct Shortlist {
    private var kept: [Candidate] = []
    private let limit: Int?
    private var worst: Candidate?
    private(set) var count = 0

    init(limit: Int?) { self.limit = limit }

    @inline(__always)
    mutating func add(_ candidate: Candidate) {
        count += 1
        if let worst, !(candidate < worst) { return }
        kept.append(candidate)
        // Sorting each time the list is twice too long costs each candidate a constant share.
        if let limit, kept.count >= 2 * limit + 64 { cut(to: limit) }
    }

    private mutating func cut(to limit: Int) {
        kept.sort()
        kept.removeLast(kept.count - limit)
        worst = kept.last ?? worst
    }

    /// The candidates in their order.
    mutating func finish() -> [Candidate] {
        kept.sort()
        if let limit, kept.count > limit { kept.removeLast(kept.count - limit) }
        return kept
    }
}
