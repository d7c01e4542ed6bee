import Vocabulary

/// A group or service that people can be linked to: a lunch club, an English class, an advice desk.
///
/// It holds what its coordinator or its directory says of it. What it holds as evidence is its
/// ``Register``; whether it wants people from us is its ``Agreement``. How full it is is derived from
/// referrals, never kept here.
public struct Group: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Group>

    public let id: ID
    public var details: GroupDetails
    public var register: Register
    /// Nil until the group was asked and said yes.
    public var agreement: Agreement?
    /// Where the record came from; nil for a group that a coordinator wrote down.
    public var provenance: Provenance?
    /// What it keeps to itself; nil for most groups, whose address anybody may know.
    public var discretion: Discretion?
    /// Counts up with every saved change; a save with an older version is a conflict.
    public var version: Int

    public init(
        id: ID, details: GroupDetails, register: Register = Register(), agreement: Agreement? = nil,
        provenance: Provenance? = nil, discretion: Discretion? = nil, version: Int = 0
    ) {
        self.id = id
        self.details = details
        self.register = register
        self.agreement = agreement
        self.provenance = provenance
        self.discretion = discretion
        self.version = version
    }
}

/// What a group is like to join: the facts that matching and the cards on the page are made of.
public struct GroupDetails: Hashable, Sendable, Codable {
    public var name: String
    /// A few sentences for the link worker and the person.
    public var summary: String
    public var organisation: String
    public var contact: GroupContact
    public var status: GroupStatus
    public var needs: [NeedCode]
    public var interests: [InterestCode]
    public var format: MeetingFormat
    public var place: Place?
    public var online: Bool
    /// The group pays for the way there.
    public var travelPaid: Bool
    /// For one session.
    public var fee: Pence
    public var sessions: [WeeklyWindow]
    /// What could not be read as weekly times, in the directory's own words.
    public var timesInWords: String
    public var dropIn: Bool
    public var bookAhead: Bool
    public var audience: Audience
    public var age: AgeRange
    /// The languages it is run in.
    public var languages: [Language]
    /// How much English it takes to join in.
    public var english: LanguageLevel
    public var interpreting: [InterpretingOffer]
    public var childcare: Childcare
    public var access: [AccessCode]
    /// Asks for status or identity papers.
    public var asksStatus: Bool
    public var communities: [CommunityCode]
    /// Has roles for volunteers.
    public var volunteering: Bool

    /// A group of which only the name is known; everything else is as `matching.md` says of what is left out.
    public init(name: String) {
        self.name = name
        summary = ""
        organisation = ""
        contact = GroupContact()
        status = .active
        needs = []
        interests = []
        format = .group
        place = nil
        online = false
        travelPaid = false
        fee = .zero
        sessions = []
        timesInWords = ""
        dropIn = false
        bookAhead = false
        audience = .everyone
        age = .open
        languages = []
        english = .conversational
        interpreting = []
        childcare = .none
        access = []
        asksStatus = false
        communities = []
        volunteering = false
    }
}

/// How a hub reaches a group. Volunteers change: the name is whom to ask for, no more.
public struct GroupContact: Hashable, Sendable, Codable {
    public var name: String
    public var email: String
    public var phone: String
    public var website: String

    public init(name: String = "", email: String = "", phone: String = "", website: String = "") {
        self.name = name
        self.email = email
        self.phone = phone
        self.website = website
    }

    /// Whether letters go to somebody else than before: by another name, or to another address. How either is written in
    /// capitals, and what a name has around it, says nothing.
    public func isSomebodyElse(than other: GroupContact) -> Bool {
        func same(_ left: String, _ right: String) -> Bool {
            func plain(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }
            return plain(left) == plain(right)
        }
        return !same(name, other.name) || !same(email, other.email)
    }
}

/// Where a group meets.
public struct Place: Hashable, Sendable, Codable {
    /// Street, town and postcode as one would write them on a card, a line each.
    public var lines: [String]
    public var coordinate: Coordinate?

    public init(lines: [String], coordinate: Coordinate?) {
        self.lines = lines
        self.coordinate = coordinate
    }
}
