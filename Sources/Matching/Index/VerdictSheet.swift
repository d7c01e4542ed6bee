/// The verdicts of one question while they are found, in memory that is lent: signposts from its beginning, the blocked
/// from its end.
struct VerdictSheet {
    private let memory: UnsafeMutableBufferPointer<Verdict>
    private var signpostsEnd = 0
    private var blockedStart: Int

    /// - Parameter memory: room for every verdict.
    init(_ memory: UnsafeMutableBufferPointer<Verdict>) {
        self.memory = memory
        blockedStart = memory.count
    }

    @inline(__always)
    mutating func addSignpost(_ verdict: Verdict) {
        memory.initializeElement(at: signpostsEnd, to: verdict)
        signpostsEnd &+= 1
    }

    @inline(__always)
    mutating func addBlocked(_ verdict: Verdict) {
        blockedStart &-= 1
        memory.initializeElement(at: blockedStart, to: verdict)
    }

    /// In no order.
    var signposts: UnsafeBufferPointer<Verdict> { UnsafeBufferPointer(rebasing: memory[..<signpostsEnd]) }
    /// In no order.
    var blocked: UnsafeBufferPointer<Verdict> { UnsafeBufferPointer(rebasing: memory[blockedStart...]) }
}
