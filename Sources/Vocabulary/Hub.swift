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
    /// Who is called when somebody is in danger; empty where nobody was named.
    public var safeguardingName: String
    public var safeguardingPhone: String

    public init(
        phone: String = "", email: String = "", interpreterLanguages: [Language] = [], safeguardingName: String = "",
        safeguardingPhone: String = ""
    ) {
        self.phone = phone
        self.email = email
        self.interpreterLanguages = interpreterLanguages
        self.safeguardingName = safeguardingName
        self.safeguardingPhone = safeguardingPhone
    }

    /// A document that was stored before one of these was asked for says nothing about it.
    public init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String { try stored.decodeIfPresent(String.self, forKey: key) ?? "" }
        self.init(
            phone: try text(.phone), email: try text(.email),
            interpreterLanguages: try stored.decodeIfPresent([Language].self, forKey: .interpreterLanguages) ?? [],
            safeguardingName: try text(.safeguardingName), safeguardingPhone: try text(.safeguardingPhone))
    }

    private enum CodingKeys: String, CodingKey {
        case phone, email, interpreterLanguages, safeguardingName, safeguardingPhone
    }

    /// What a hub can do without for a while and somebody will miss: which of these nobody has said yet.
    public enum Gap: String, CaseIterable, Sendable {
        case phone, email
        case safeguardingLead = "safeguarding-lead"
    }

    public var gaps: [Gap] {
        Gap.allCases.filter { gap in
            switch gap {
            case .phone: phone.isEmpty
            case .email: email.isEmpty
            case .safeguardingLead: safeguardingName.isEmpty || safeguardingPhone.isEmpty
            }
        }
    }
}
