/// A team of link workers with its own people, directory and register. Hubs see nothing of each other.
public struct Hub: Hashable, Sendable {
    /// A short name in lower case that is part of links: `demo`, `nottingham-city`.
    public let id: Identifier<Hub>
    /// The name people read.
    public let name: String
    /// The pack of local reference data, such as `gb-eng`.
    public let area: String

    public init(id: Identifier<Hub>, name: String, area: String) {
        self.id = id
        self.name = name
        self.area = area
    }
}
