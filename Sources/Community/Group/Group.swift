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
    /// How many metres the true place may be from the coordinate; nil where nobody has said so.
    public var accuracyM: Int?

    public init(lines: [String], coordinate: Coordinate?, accuracyM: Int? = nil) {
        self.lines = lines
        self.coordinate = coordinate
        self.accuracyM = accuracyM
    }

    private enum CodingKeys: String, CodingKey { case lines, coordinate, accuracyM, exactToM }

    /// Reads places as they were kept before it was asked how exactly they are known, and while nothing said was written
    /// as 0 metres.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            lines: try container.decode([String].self, forKey: .lines),
            coordinate: try container.decodeIfPresent(Coordinate.self, forKey: .coordinate),
            accuracyM: try container.decodeIfPresent(Int.self, forKey: .exactToM)
                ?? container.decodeIfPresent(Int.self, forKey: .accuracyM).flatMap { $0 > 0 ? $0 : nil })
    }

    /// `accuracyM` is for a server of the version before, which reads the same store for a while.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(lines, forKey: .lines)
        try container.encodeIfPresent(coordinate, forKey: .coordinate)
        try container.encode(accuracyM ?? 0, forKey: .accuracyM)
        try container.encodeIfPresent(accuracyM, forKey: .exactToM)
    }
}
