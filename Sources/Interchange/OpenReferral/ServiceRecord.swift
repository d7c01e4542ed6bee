import Vocabulary

/// A service as somebody else's directory describes it, in our words, and what of it we had no word for.
public struct ServiceRecord: Hashable, Sendable, Identifiable {
    /// The directory's own id, of any shape.
    public let id: String
    public var name: String
    public var alternateName: String?
    public var description: String?
    public var status: ServiceStatus
    /// Nil where the source does not say who runs it.
    public var organisation: OrganisationRecord?
    public var contactName: String?
    public var email: String?
    public var website: String?
    public var phones: [String]
    /// Where it is given; empty where the source names no place.
    public var places: [PlaceRecord]
    /// It can be joined from a phone or a screen.
    public var online: Bool
    /// Somebody takes part by telephone.
    public var byPhone: Bool
    /// The weekly times that hold wherever it is given.
    public var sessions: [GroupSession]
    /// Times that are not weekly, or that we could not read, in words.
    public var timesInWords: [String]
    /// The languages it is given in, beside English in an English directory.
    public var languages: [Language]
    /// The languages that its words on interpreting name.
    public var interpreting: [Language]
    public var interpretingText: String?
    public var ages: AgeRange
    /// The dearest price named, for a session; nil where no price is known.
    public var fee: Pence?
    public var feesText: String?
    public var needs: [NeedCode]
    public var interests: [InterestCode]
    public var communities: [CommunityCode]
    /// The words that it is filed under in its own directory.
    public var terms: [TermRecord]
    public var requiredDocuments: [String]
    /// Whether somebody is asked who they are or whether they may be in the country; nil where the source does not say.
    public var asksForPapers: Bool?
    /// Nil where the source does not say for whom it is, or not in words that we read.
    public var audience: Audience?
    public var eligibility: String?
    public var howToJoin: String?
    public var areas: [String]
    /// When the source says that it was last changed or checked, as it writes it.
    public var lastModified: String?
    /// What none of our lists knows, so that a coordinator can look at it.
    public var unmapped: [Unmapped]

    public init(id: String, name: String) {
        self.id = id
        self.name = name
        status = .active
        phones = []
        places = []
        online = false
        byPhone = false
        sessions = []
        timesInWords = []
        languages = []
        interpreting = []
        ages = .open
        needs = []
        interests = []
        communities = []
        terms = []
        requiredDocuments = []
        areas = []
        unmapped = []
    }
}

/// Whether a service runs, in the words of HSDS.
public enum ServiceStatus: String, CaseIterable, Sendable {
    case active
    case inactive
    case defunct
    case temporarilyClosed = "temporarily closed"
}

/// Who runs a service.
public struct OrganisationRecord: Hashable, Sendable, Identifiable {
    public let id: String
    public var name: String
    public var description: String?
    public var email: String?
    public var website: String?
    /// Numbers in registers, such as of charities.
    public var identifiers: [Identifier]

    public struct Identifier: Hashable, Sendable {
        public let scheme: String
        public let value: String

        public init(scheme: String, value: String) {
            self.scheme = scheme
            self.value = value
        }
    }

    public init(id: String, name: String) {
        self.id = id
        self.name = name
        identifiers = []
    }
}

/// One place at which a service is given.
public struct PlaceRecord: Hashable, Sendable, Identifiable {
    /// The id of the service at this place; the location's own where there is none.
    public let id: String
    public let locationID: String
    public var name: String?
    public var lines: [String]
    public var postcode: String?
    public var city: String?
    public var county: String?
    public var country: String?
    public var coordinate: Coordinate?
    /// What its words on access promise; empty where there are none that we read.
    public var access: [AccessCode]
    public var accessText: [String]
    public var transport: String?
    /// Weekly times at this place only.
    public var sessions: [GroupSession]
    public var timesInWords: [String]
    public var languages: [Language]
    public var phones: [String]

    public init(id: String, locationID: String) {
        self.id = id
        self.locationID = locationID
        lines = []
        access = []
        accessText = []
        sessions = []
        timesInWords = []
        languages = []
        phones = []
    }
}

/// A term of the directory's own classification.
public struct TermRecord: Hashable, Sendable {
    /// Of any shape; empty where the source has none.
    public let id: String
    /// The short word that the classification itself has for it, where that is not its id.
    public let code: String?
    public let name: String
    public let taxonomy: String?

    public init(id: String, code: String? = nil, name: String, taxonomy: String?) {
        self.id = id
        self.code = code
        self.name = name
        self.taxonomy = taxonomy
    }
}

/// A word of the source that we have no place for.
public struct Unmapped: Hashable, Sendable {
    /// The field in the source: `languages`, `attributes`, `schedules`.
    public let field: String
    public let word: String

    public init(field: String, word: String) {
        self.field = field
        self.word = word
    }
}
