import Vocabulary

/// Interpreters: never a child, family only by the person's choice, some communities perhaps not (A5, D3).
public struct InterpreterWishes: Hashable, Sendable, Encodable {
    public var accepts: Told<Bool>
    public var genderWish: Told<InterpreterGender>
    public var mode: Told<InterpreterMode>
    /// Private: the reason is never asked and the group never sees it.
    public var excludedCommunities: [CommunityCode]

    public init(
        accepts: Told<Bool> = .notAsked, genderWish: Told<InterpreterGender> = .notAsked,
        mode: Told<InterpreterMode> = .notAsked, excludedCommunities: [CommunityCode] = []
    ) {
        self.accepts = accepts
        self.genderWish = genderWish
        self.mode = mode
        self.excludedCommunities = excludedCommunities
    }
}

/// Who may interpret for somebody. That it does not matter is an answer.
public enum InterpreterGender: String, CaseIterable, Codable, Sendable {
    case woman, man, either
}

/// How an interpreter takes part.
public enum InterpreterMode: String, CaseIterable, Codable, Sendable {
    case either, telephone
    case inPerson = "in-person"
}
