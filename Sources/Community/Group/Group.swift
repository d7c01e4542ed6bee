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
}

/// Where a group meets.
public struct Place: Hashable, Sendable, Codable {
    /// Street, town and postcode as one would write them on a card, a line each.
    public var lines: [String]
    public var coordinate: Coordinate?
    /// How many metres the true place may be from the coordinate.
    public var accuracyM: Int

    public init(lines: [String], coordinate: Coordinate?, accuracyM: Int = 0) {
        self.lines = lines
        self.coordinate = coordinate
        self.accuracyM = accuracyM
    }

    private enum CodingKeys: String, CodingKey { case lines, coordinate, accuracyM }

    /// Reads places as they were kept before it was asked how exactly they are known.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            lines: try container.decode([String].self, forKey: .lines),
            coordinate: try container.decodeIfPresent(Coordinate.self, forKey: .coordinate),
            accuracyM: try container.decodeIfPresent(Int.self, forKey: .accuracyM) ?? 0)
    }
}
