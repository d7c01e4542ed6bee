/// Events that are not as they were written, named.
public struct TrailFault: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// What stands there does not fit its hash.
        case altered
        /// Events of these numbers are not there.
        case missing
        /// They stand under other numbers than those they were written with: each was written as so many more.
        case moved(by: Int)
        /// The event after it was written after another one.
        case replaced
    }

    /// The numbers under which they stand, or stood.
    public let numbers: ClosedRange<Int>
    public let kind: Kind

    public init(_ numbers: ClosedRange<Int>, _ kind: Kind) {
        self.numbers = numbers
        self.kind = kind
    }
}
