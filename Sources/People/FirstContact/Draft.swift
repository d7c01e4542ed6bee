import Vocabulary

/// What a worker had typed into a form before it was sent. Nobody but they ever gets it back.
public struct Draft: Hashable, Sendable {
    public let fields: [Field]
    public let savedAt: Moment

    /// One field of a form, as it was sent.
    public struct Field: Hashable, Sendable, Codable {
        public let name: String
        public let value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(fields: [Field], savedAt: Moment) {
        self.fields = fields
        self.savedAt = savedAt
    }
}
