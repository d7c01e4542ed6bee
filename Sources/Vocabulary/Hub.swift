/// A team of link workers with its own people, directory and register. Hubs see nothing of each other.
public struct Hub: Hashable, Sendable {
    /// A short name in lower case that is part of links: `demo`, `nottingham-city`.
    public let id: Identifier<Hub>
    /// The name people read.
    public let name: String
    /// The pack of local reference data, such as `gb-eng`.
    public let area: String
    public var settings: HubSettings

    public init(id: Identifier<Hub>, name: String, area: String, settings: HubSettings = HubSettings()) {
        self.id = id
        self.name = name
        self.area = area
        self.settings = settings
    }
}

/// What a hub tells about itself and can offer.
public struct HubSettings: Hashable, Sendable, Codable {
    /// For groups and people to call; empty where there is none.
    public var phone: String
    /// Answers to our mails go here; empty where there is none.
    public var email: String
    /// The languages for which the hub can send an interpreter.
    public var interpreterLanguages: [Language]

    public init(phone: String = "", email: String = "", interpreterLanguages: [Language] = []) {
        self.phone = phone
        self.email = email
        self.interpreterLanguages = interpreterLanguages
    }
}
