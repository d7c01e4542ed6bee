import Vocabulary

/// The journey of a person with the hub: one state at a time, moved only by its verbs.
///
/// The table in ``moves`` is the whole lifecycle; the diagram in `docs/lifecycles.md` is made from it.
public struct Case: Hashable, Sendable, Codable {
    public private(set) var state: State
    /// Why it was closed, while it is.
    public private(set) var closedBecause: ClosingReason?

    public init() { state = .received }

    public enum State: String, CaseIterable, Codable, Sendable {
        case received, triage, contacting, assessed, active, paused, relocating, transferred, closed
    }

    public enum Verb: String, CaseIterable, Codable, Sendable {
        case lookAt = "look-at"
        case startContacting = "start-contacting"
        case assess, begin, pause, resume
        case startRelocating = "start-relocating"
        case transfer, close, reopen
    }

    public enum ClosingReason: String, CaseIterable, Codable, Sendable {
        case whatTheyWantedIsDone = "what-they-wanted-is-done"
        case theirChoice = "their-choice"
        case noContact = "no-contact"
        case movedWithHandover = "moved-with-handover"
        case movedWithoutHandover = "moved-without-handover"
        case otherService = "other-service"
        case duplicate
        case died
        case other
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// The verb does not start from the state the case is in.
        case notFrom(State, Verb)
    }

    /// Every move there is: verb, the states it starts from, the state it ends in.
    public static let moves: [(verb: Verb, from: [State], to: State)] = [
        (.lookAt, [.received], .triage),
        (.startContacting, [.triage], .contacting),
        (.assess, [.contacting], .assessed),
        (.begin, [.assessed], .active),
        (.pause, [.active], .paused),
        (.resume, [.paused], .active),
        (.startRelocating, [.active, .paused], .relocating),
        (.transfer, [.relocating], .transferred),
        (.close, [.received, .triage, .contacting, .assessed, .active, .paused], .closed),
        (.reopen, [.closed], .active),
    ]

    /// Makes the move, or says why not.
    public mutating func move(_ verb: Verb) throws(Refusal) {
        guard let move = Case.moves.first(where: { $0.verb == verb }), move.from.contains(state) else {
            throw .notFrom(state, verb)
        }
        state = move.to
        if verb == .reopen { closedBecause = nil }
    }

    public mutating func close(because reason: ClosingReason) throws(Refusal) {
        try move(.close)
        closedBecause = reason
    }

    public func can(_ verb: Verb) -> Bool {
        Case.moves.contains { $0.verb == verb && $0.from.contains(state) }
    }

    /// Whether the hub is still walking with the person.
    public var isOpen: Bool { state != .closed && state != .transferred }
}
