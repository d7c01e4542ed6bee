import Vocabulary

/// What a worker had typed into one filling-in of a form before it was sent. Nobody but they ever gets it back.
public struct Draft: Identifiable, Hashable, Sendable {
    /// The filling-in: two windows with the same form are two.
    public let id: Identifier<Draft>
    /// Grows with each draft that a page sends of a filling-in: the highest is the latest, however they arrive.
    public let number: Int
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

    public init(id: Identifier<Draft>, number: Int = 0, fields: [Field], savedAt: Moment) {
        self.id = id
        self.number = number
        self.fields = fields
        self.savedAt = savedAt
    }

    /// What stands in the first field of this name.
    public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}
