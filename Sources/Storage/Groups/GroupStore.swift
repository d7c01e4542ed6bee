import Community
import People
import Vocabulary

/// The directory of a hub with its register and agreements.
///
/// Every change that matching must see raises the hub's `directory_version` and marks the group with it,
/// so that an index in memory asks only for what is newer than what it has.
public struct GroupStore {
    let hub: HubTransaction

    // MARK: Reading

    public func find(_ id: Group.ID) throws -> Group? {
        guard let row = try hub.row("SELECT * FROM groups WHERE hub_id = \(hub.hub) AND id = \(id)") else { return nil }
        let evidence = try hub.rows(
            "SELECT * FROM evidence WHERE hub_id = \(hub.hub) AND group_id = \(id) ORDER BY standard, valid_from, id"
        ).map(Self.evidence)
        return try Self.group(row, register: Register(entries: evidence))
    }

    /// The groups with these ids, in no particular order: two statements, however many there are.
    public func find(_ ids: [Group.ID]) throws -> [Group] {
        try groups(where: "AND g.id IN \(list: ids)")
    }

    /// The group that came from this record of this source.
    public func find(source: String, foreignID: String) throws -> Group? {
        try groups(where: "AND g.source = \(source) AND g.foreign_id = \(foreignID)").first
    }

    /// Every group that came from this source.
    public func all(source: String) throws -> [Group] { try groups(where: "AND g.source = \(source)") }

    public func all() throws -> [Group] { try groups(where: "") }

    /// The groups that changed after `version` of the directory.
    public func changed(after version: Int) throws -> [Group] {
        try groups(where: "AND g.directory_version > \(version)")
    }

    public func count() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n FROM groups WHERE hub_id = \(hub.hub)")?.integer("n") ?? 0
    }

    /// How far the directory has come: raised by every change that matching must see.
    public func directoryVersion() throws -> Int {
        try hub.row("SELECT directory_version FROM hubs WHERE hub_id = \(hub.hub)")?.integer("directory_version") ?? 0
    }

    /// The names of these groups. Where the hub has two of one name, who runs it, where it meets and its telephone stand
    /// behind each: whoever chooses between them must not have to guess.
    public func names(_ ids: [Group.ID]) throws -> [Group.ID: String] {
        let rows = try hub.rows(
            """
            SELECT g.id, g.name, CASE WHEN EXISTS (
                SELECT 1 FROM groups other
                WHERE other.hub_id = g.hub_id AND other.name_folded = g.name_folded AND g.name_folded <> '' AND other.id <> g.id
            ) THEN g.details END AS shared, g.discretion
            FROM groups g WHERE g.hub_id = \(hub.hub) AND g.id IN \(list: ids)
            """)
        return Dictionary(try rows.map { (try $0.id("id"), try Self.toldApart($0)) }, uniquingKeysWith: { $1 })
    }

    /// Whether these groups take people.
    public func openings(of ids: [Group.ID]) throws -> [Group.ID: GroupOpening] {
        let rows = try hub.rows(
            "SELECT id, name, status, agreement FROM groups WHERE hub_id = \(hub.hub) AND id IN \(list: ids)")
        return Dictionary(
            try rows.map { row in
                var group = Group(id: try row.id("id"), details: GroupDetails(name: try row.text("name")))
                group.details.status = GroupStatus(rawValue: try row.text("status")) ?? .active
                group.agreement = try Document.optional(in: row, "agreement")
                return (group.id, group.opening)
            }, uniquingKeysWith: { $1 })
    }

    /// What these groups agreed to; one that agreed to nothing is left out.
    public func agreements(of ids: [Group.ID]) throws -> [Group.ID: Agreement] {
        let rows = try hub.rows(
            "SELECT id, agreement FROM groups WHERE hub_id = \(hub.hub) AND id IN \(list: ids) AND agreement IS NOT NULL"
        )
        return Dictionary(
            try rows.map { (try $0.id("id"), try Document.value(in: $0, "agreement")) }, uniquingKeysWith: { $1 })
    }

    /// A page of the directory by name.
    ///
    /// - Parameter search: any part of the name, without regard to case and accents; empty for all.
    public func page(of filter: GroupFilter, search: String = "", limit: Int, offset: Int) throws -> [Group] {
        try groups(
            where:
                "\(Self.chosen(by: filter)) \(Self.nameContains(search)) ORDER BY g.name_folded, g.id LIMIT \(limit) OFFSET \(offset)"
        )
    }

    public func count(of filter: GroupFilter, search: String = "") throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM groups g
            WHERE g.hub_id = \(hub.hub) \(Self.chosen(by: filter)) \(Self.nameContains(search))
            """)?.integer("n") ?? 0
    }

    /// Evidence that ends from `first` to `last` and for which the group holds nothing that lasts longer,
    /// soonest first.
    public func evidenceEnding(from first: Day, to last: Day, limit: Int) throws -> [(
        group: Group.ID, name: String, evidence: Evidence
    )] {
        try hub.rows(
            """
            SELECT e.*, g.name AS group_name FROM evidence e
            JOIN groups g ON g.hub_id = e.hub_id AND g.id = e.group_id
            WHERE e.hub_id = \(hub.hub) AND e.valid_until >= \(first) AND e.valid_until <= \(last)
              AND g.status <> 'closed'
              AND NOT EXISTS (
                SELECT 1 FROM evidence later
                WHERE later.hub_id = e.hub_id AND later.group_id = e.group_id AND later.standard = e.standard
                  AND (later.valid_until IS NULL OR later.valid_until > e.valid_until))
            ORDER BY e.valid_until, g.name, e.standard LIMIT \(limit)
            """
        ).map { (try $0.id("group_id"), try $0.text("group_name"), try Self.evidence($0)) }
    }

    /// Agreements that end from `first` to `last`, soonest first.
    public func agreementsEnding(from first: Day, to last: Day, limit: Int) throws -> [(
        group: Group.ID, name: String, until: Day
    )] {
        try hub.rows(
            """
            SELECT id, name, agreement_until FROM groups
            WHERE hub_id = \(hub.hub) AND agreement_until >= \(first) AND agreement_until <= \(last) AND status <> 'closed'
            ORDER BY agreement_until, name_folded LIMIT \(limit)
            """
        ).map { (try $0.id("id"), try $0.text("name"), try $0.day("agreement_until")) }
    }

    // MARK: Changing

    /// Adds a group, its evidence with it.
    public func add(_ group: Group) throws {
        let version = try raiseDirectoryVersion()
        try hub.execute(
            """
            INSERT INTO groups (hub_id, id, name, name_folded, name_folded_at, status, details, agreement, agreement_until, source, foreign_id,
                                provenance, discretion, differing, unmapped, directory_version, version)
            VALUES (\(hub.hub), \(group.id), \(group.details.name), \(FoldedName.text(group.details.name)), 1,
                    \(group.details.status.rawValue),
                    \(try Document.text(group.details)), \(try group.agreement.map { try Document.text($0) }),
                    \(group.agreement?.until), \(group.provenance?.source), \(group.provenance?.foreignID),
                    \(try group.provenance.map { try Document.text($0) }), \(group.discretion?.rawValue),
                    \(!group.differences.isEmpty),
                    \(group.provenance?.unmapped.isEmpty == false), \(version), 1)
            """)
        for entry in group.register.entries { try insert(entry, of: group.id) }
    }

    /// Saves details, agreement and provenance. Where somebody else is the group's contact from now on, whoever saves it
    /// and by whatever way, the links that are with the contact before are marked: somebody has to decide about them.
    ///
    /// - Throws: ``StorageFault/stale(expected:found:)`` when the group changed since this value was read.
    public func save(_ group: Group) throws {
        if let before = try contact(of: group.id), before.isSomebodyElse(than: group.details.contact) {
            try hub.referrals.doubtLinks(of: group.id)
            try hub.agreementRequests.doubt(of: group.id)
        }
        let version = try raiseDirectoryVersion()
        let changed = try hub.execute(
            """
            UPDATE groups SET name = \(group.details.name), name_folded = \(FoldedName.text(group.details.name)),
                name_folded_at = version + 1, status = \(group.details.status.rawValue),
                details = \(try Document.text(group.details)),
                agreement = \(try group.agreement.map { try Document.text($0) }),
                agreement_until = \(group.agreement?.until), source = \(group.provenance?.source),
                foreign_id = \(group.provenance?.foreignID),
                provenance = \(try group.provenance.map { try Document.text($0) }),
                discretion = \(group.discretion?.rawValue),
                differing = \(!group.differences.isEmpty), unmapped = \(group.provenance?.unmapped.isEmpty == false),
                directory_version = \(version), version = version + 1
            WHERE hub_id = \(hub.hub) AND id = \(group.id) AND version = \(group.version)
            """)
        guard changed == 1 else {
            let found = try hub.row("SELECT version FROM groups WHERE hub_id = \(hub.hub) AND id = \(group.id)")
            throw StorageFault.stale(expected: group.version, found: try found?.integer("version") ?? 0)
        }
    }

    /// Puts a piece of evidence on the register. Evidence is never changed: better evidence is added.
    public func add(_ evidence: Evidence, to group: Group.ID) throws {
        try insert(evidence, of: group)
        try touch(group)
    }

    /// Tells matching that something about the group changed that is not in its own row, such as how full it is.
    public func touch(_ group: Group.ID) throws {
        let version = try raiseDirectoryVersion()
        try hub.execute(
            "UPDATE groups SET directory_version = \(version) WHERE hub_id = \(hub.hub) AND id = \(group)")
    }

    /// Whom to ask for in the group, as it is stored.
    private func contact(of group: Group.ID) throws -> GroupContact? {
        struct Stored: Decodable { let contact: GroupContact? }
        return try hub.row("SELECT details FROM groups WHERE hub_id = \(hub.hub) AND id = \(group)").flatMap { row in
            try Document.value(Stored.self, in: row, "details").contact
        }
    }

    private func raiseDirectoryVersion() throws -> Int {
        try hub.execute("UPDATE hubs SET directory_version = directory_version + 1 WHERE hub_id = \(hub.hub)")
        try hub.transaction.announceDirectory(of: hub.hub)
        return try directoryVersion()
    }

    private func insert(_ entry: Evidence, of group: Group.ID) throws {
        try hub.execute(
            """
            INSERT INTO evidence (hub_id, id, group_id, standard, valid_from, valid_until, note, seen_by, seen_on)
            VALUES (\(hub.hub), \(entry.id), \(group), \(entry.standard), \(entry.from), \(entry.until), \(entry.note),
                    \(entry.seenBy), \(entry.seenOn))
            """)
    }

    // MARK: Rows

    private static func chosen(by filter: GroupFilter) -> SQL {
        switch filter {
        case .all: ""
        case .neverAsked:
            """
            AND g.agreement IS NULL AND g.status <> 'closed' AND NOT EXISTS (
                SELECT 1 FROM agreement_requests q WHERE q.hub_id = g.hub_id AND q.group_id = g.id)
            """
        case .unanswered:
            """
            AND g.agreement IS NULL AND g.status <> 'closed' AND EXISTS (
                SELECT 1 FROM agreement_requests q
                WHERE q.hub_id = g.hub_id AND q.group_id = g.id AND q.answered_at IS NULL)
            """
        case .agreed: "AND g.agreement IS NOT NULL"
        case .differing: "AND g.differing = 1"
        case .unmapped: "AND g.unmapped = 1"
        case .closed: "AND g.status = 'closed'"
        }
    }

    private static func nameContains(_ search: String) -> SQL {
        search.isEmpty ? "" : "AND \(FoldedName.condition(search, in: "g.name_folded", or: "g.name"))"
    }

    private func groups(where condition: SQL) throws -> [Group] {
        let rows = try hub.rows("SELECT g.* FROM groups g WHERE g.hub_id = \(hub.hub) \(condition)")
        guard !rows.isEmpty else { return [] }
        let evidence: [Row]
        if rows.count <= 200 {
            let ids = try rows.map { try $0.text("id") }
            evidence = try hub.rows(
                "SELECT * FROM evidence WHERE hub_id = \(hub.hub) AND group_id IN \(list: ids) ORDER BY standard, valid_from, id"
            )
        } else {
            evidence = try hub.rows(
                "SELECT * FROM evidence WHERE hub_id = \(hub.hub) ORDER BY standard, valid_from, id")
        }
        let byGroup = Dictionary(grouping: evidence) { (try? $0.text("group_id")) ?? "" }
        return try rows.map { row in
            try Self.group(row, register: Register(entries: try (byGroup[try row.text("id")] ?? []).map(Self.evidence)))
        }
    }

    private static func group(_ row: Row, register: Register) throws -> Group {
        let provenance: Provenance? = try Document.optional(in: row, "provenance")
        let stored: StoredGroupDetails = try Document.value(in: row, "details")
        return Group(
            id: try row.id("id"),
            details: provenance.map { stored.imported(corrected: $0.corrected) } ?? stored.byHand, register: register,
            agreement: try Document.optional(in: row, "agreement"), provenance: provenance,
            discretion: try discretion(row), version: try row.integer("version"))
    }

    private static func toldApart(_ row: Row) throws -> String {
        let name = try row.text("name")
        guard let shared: StoredGroupDetails = try Document.optional(in: row, "shared") else { return name }
        let signs = Group(id: try row.id("id"), details: shared.byHand, discretion: try discretion(row)).signs
        return signs.isEmpty ? name : "\(name) (\(signs.joined(separator: ", ")))"
    }

    /// A word that this program does not know was written by a newer one, to keep something in: keep all of it in.
    private static func discretion(_ row: Row) throws -> Discretion? {
        try row.optionalText("discretion").map { Discretion(rawValue: $0) ?? .addressAndPhone }
    }

    private static func evidence(_ row: Row) throws -> Evidence {
        Evidence(
            id: try row.id("id"), standard: StandardCode(try row.text("standard")), from: try row.day("valid_from"),
            until: try row.optionalDay("valid_until"), note: try row.text("note"), seenBy: try row.text("seen_by"),
            seenOn: try row.day("seen_on"))
    }
}

extension HubTransaction {
    public var groups: GroupStore { GroupStore(hub: self) }
}
