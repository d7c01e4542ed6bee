/// A fact that must reach nobody who was not meant to have it.
///
/// It has no description, no mirror, no coding and no comparison, so that it cannot stray into a log, a message, a
/// search, a referral or an export: all of those ask for a conformance that is not there. Whatever holds one loses
/// these conformances too, so that a ``Person``, a ``ReferralMessage`` or a situation for matching cannot hold one.
///
/// What is inside comes out by ``opened(by:)``, for whoever has an ``Opening``.
public struct Sealed<Fact: Sendable>: Sendable {
    private let fact: Fact

    public init(_ fact: Fact) { self.fact = fact }

    /// The fact itself. From here on it is as open as any other: show it, and let it go.
    public func opened(by opening: Opening) -> Fact { fact }
}

// What is written for everything else in the language says one word for these.
extension Sealed: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "sealed" }
    public var debugDescription: String { "sealed" }
    public var customMirror: Mirror { Mirror(reflecting: "sealed") }
}

/// That somebody may see what is sealed, and what for. `Casework` makes one, when the opening is in the trail; a test
/// holds all others to that.
public struct Opening: Sendable {
    public let purpose: Purpose

    package init(for purpose: Purpose) { self.purpose = purpose }

    /// The short list of what sealed facts may be opened for. The person sees which it was.
    public enum Purpose: String, CaseIterable, Sendable {
        case healthRights = "health-rights"
        case safetyPlan = "safety-plan"
        case crisis
        case handOver = "hand-over"
        case askedByThePerson = "asked-by-the-person"
        case correcting
        /// The person reads what they told, on their own page, and takes it with them.
        case ownCopy = "own-copy"

        /// What those who work here open it for.
        public static let ofStaff = allCases.filter { $0 != .ownCopy }
    }
}
