import People
import Storage

/// What the trail holds of a move of somebody's journey: written and read in this one place, so that no other words are
/// written than are read.
public struct JourneyStep: Hashable, Sendable {
    public let verb: Case.Verb
    /// Why it ended, where it did.
    public let reason: Case.ClosingReason?

    public init(_ verb: Case.Verb, because reason: Case.ClosingReason? = nil) {
        self.verb = verb
        self.reason = reason
    }

    /// Nil where the event is of another kind, or of a program that wrote other words.
    init?(_ event: Event) {
        guard event.known == .journeyMoved, let verb = event[.verb].flatMap(Case.Verb.init(rawValue:)) else {
            return nil
        }
        self.init(verb, because: event[.reason].flatMap(Case.ClosingReason.init(rawValue:)))
    }

    public var detail: [String: String] {
        var detail = [TrailVerb.Key.verb.rawValue: verb.rawValue]
        detail[TrailVerb.Key.reason.rawValue] = reason?.rawValue
        return detail
    }
}
