import Vocabulary

/// What the rules said of one group, in 16 bytes; the words are put to it when somebody reads it.
struct Verdict: Sendable {
    /// The place of the group's id among all ids.
    let order: UInt32
    let slot: UInt32
    /// −1 where there is no walk.
    let walk: Int32
    /// Which of the ``ReasonSheets`` tells what stands against it.
    let sheet: UInt32
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
