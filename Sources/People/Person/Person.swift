import Vocabulary

/// Someone whom the hub walks alongside. There is no immigration question here, and no field for it.
public struct Person: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Person>

    public let id: ID
    public var about: AboutPerson
    public var care: Case
    /// The worker who walks with them; nil while nobody has taken them on.
    public var worker: Identifier<Worker>?
    public let createdAt: Moment
    /// The last time somebody of the hub was in touch with them.
    public var lastContactAt: Moment?
    /// The explanation of social prescribing (D1) and that it was understood.
    public var understanding: Understanding?
    /// The person asked to be referred to more groups at once than ``Referral/usualOpenLimit``.
    public var wantsMoreAtOnce: Bool
    /// When everything that was known of them was taken out; nil while they are somebody.
    public let erasedAt: Moment?
    public var version: Int

    public init(
        id: ID, about: AboutPerson = AboutPerson(), care: Case = Case(), worker: Identifier<Worker>? = nil,
        createdAt: Moment, lastContactAt: Moment? = nil, understanding: Understanding? = nil,
        wantsMoreAtOnce: Bool = false, erasedAt: Moment? = nil, version: Int = 0
    ) {
        self.id = id
        self.about = about
        self.care = care
        self.worker = worker
        self.createdAt = createdAt
        self.lastContactAt = lastContactAt
        self.understanding = understanding
        self.wantsMoreAtOnce = wantsMoreAtOnce
        self.erasedAt = erasedAt
        self.version = version
    }
}

/// Whoever works for the hub. Only an id here: the account is the sign-in's business.
public enum Worker {}

/// That social prescribing was explained, in which language, and understood (D1). Asked before the
/// first referral.
public struct Understanding: Hashable, Sendable, Codable {
    public let language: Language
    public let withInterpreter: Bool
    public let confirmedOn: Day

    public init(language: Language, withInterpreter: Bool, confirmedOn: Day) {
        self.language = language
        self.withInterpreter = withInterpreter
        self.confirmedOn = confirmedOn
    }
}
