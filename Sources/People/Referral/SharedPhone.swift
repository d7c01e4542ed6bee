import Vocabulary

/// What whoever calls somebody has to know first: phones are shared, and a voice on a machine is heard by others.
///
/// It is made from what the person said and from nothing else (``SafeReach/whatACallerMustKnow``). What nobody asked
/// is a value of its own, and means: not without us.
public struct PhoneUse: Hashable, Sendable, Codable {
    public let message: Message
    public let others: Others
    /// When it is safe to call, in their words; nil where nobody asked.
    public let times: String?

    /// Whether something may be said to a machine, or left with somebody else.
    public enum Message: String, CaseIterable, Codable, Sendable {
        case fine, never
        case notAsked = "not-asked"
    }

    /// Whether somebody else may answer.
    public enum Others: Hashable, Sendable, Codable {
        case nobody
        /// Somebody does; who it is, in the person's words, where they said so.
        case somebody(String)
        case notAsked
    }

    /// Nobody else answers, and a message harms nobody.
    public var isPlain: Bool { message == .fine && others == .nobody }
}

extension SafeReach {
    /// What whoever calls has to know: the one place where answers become rules for somebody outside the hub.
    ///
    /// What they would rather not say is taken for the answer that harms nobody: no message, and somebody else may answer.
    public var whatACallerMustKnow: PhoneUse {
        func said(_ text: String) -> String? { text.allSatisfy(\.isWhitespace) ? nil : text }
        let who = said(sharedWith)
        let message: PhoneUse.Message =
            switch mayLeaveMessage {
            case .said(true): .fine
            case .said(false), .wouldNotSay: .never
            case .notAsked: .notAsked
            }
        let others: PhoneUse.Others =
            switch phoneIsShared {
            case _ where who != nil: .somebody(who ?? "")
            case .said(true), .wouldNotSay: .somebody("")
            case .said(false): .nobody
            case .notAsked: .notAsked
            }
        return PhoneUse(message: message, others: others, times: said(safeTimes))
    }
}

/// A telephone number that leaves the hub. There is none without what whoever calls it has to know.
public struct SharedPhone: Hashable, Sendable {
    public let number: String
    public let use: PhoneUse

    /// Nil where there is no number.
    public init?(_ reach: SafeReach) {
        guard !reach.phone.allSatisfy(\.isWhitespace) else { return nil }
        number = reach.phone
        use = reach.whatACallerMustKnow
    }

    /// As it was stored.
    init(number: String, use: PhoneUse) {
        self.number = number
        self.use = use
    }
}

/// What a message holds of somebody's telephone.
public enum ToldPhone: Hashable, Sendable {
    case number(SharedPhone)
    /// A number was agreed to, and nobody is shown it: it was stored before numbers came with how to use them safely, or
    /// how to use it safely has changed since. Whoever wants to reach the person calls the hub.
    case callUs
}
