import People
import Vocabulary

/// Takes out of the store what it holds about one person, table by table. What goes and what stays is decided above.
///
/// A table of people is one with a column `person_id`: a new one is found here by itself.
public struct ErasureStore {
    let hub: HubTransaction

    /// The tables whose rows each belong to one person, each before those it refers to.
    public static let tablesOfPeople: [String] = SchemaTable.all
        .filter { $0.hasHub && $0.columns.contains("person_id") }.map(\.name).reversed()

    /// Every table there is, with its columns.
    public static let tables: [(name: String, columns: [String])] = SchemaTable.all.map { ($0.name, $0.columns) }

    // MARK: Tables of people

    /// - Parameter table: one of ``tablesOfPeople``; nothing is in any other.
    public func count(in table: String, of person: Person.ID) throws -> Int {
        guard let name = Self.tablesOfPeople.first(where: { $0 == table }) else { return 0 }
        return try hub.row(
            "SELECT COUNT(*) AS n FROM \(names: [name]) WHERE hub_id = \(hub.hub) AND person_id = \(person)"
        )?.integer("n") ?? 0
    }

    /// - Parameter table: one of ``tablesOfPeople``; nothing is removed from any other.
    /// - Returns: how many rows went.
    public func removeAll(from table: String, of person: Person.ID) throws -> Int {
        guard let name = Self.tablesOfPeople.first(where: { $0 == table }) else { return 0 }
        return try hub.execute("DELETE FROM \(names: [name]) WHERE hub_id = \(hub.hub) AND person_id = \(person)")
    }

    // MARK: What is emptied

    /// Takes every fact out of the person's row; their number, when they came and how it ended stay.
    ///
    /// - Parameter person: emptied by the caller.
    public func empty(_ person: Person, at moment: Moment) throws {
        try hub.people.save(person)
        try hub.execute(
            """
            UPDATE people SET last_contact_at = NULL, handed_on_at = NULL, risk = '', short_number = '', erased_at = \(moment)
            WHERE hub_id = \(hub.hub) AND id = \(person.id)
            """)
    }

    /// What was agreed to, in which language; when and for which group it was stays, for the referrals that rest on it.
    public func emptyConsents(of person: Person.ID, manner: Consent.Manner) throws -> Int {
        try hub.execute(
            """
            UPDATE consents SET scope = '[]', manner = \(try Document.text(manner))
            WHERE hub_id = \(hub.hub) AND person_id = \(person)
            """)
    }

    /// What groups were told, and the links by which they could read it.
    public func emptyReferrals(of person: Person.ID, keepingMessages: Bool) throws -> Int {
        if keepingMessages {
            return try hub.execute(
                """
                UPDATE referrals SET token_hash = NULL, link_ends_at = NULL
                WHERE hub_id = \(hub.hub) AND person_id = \(person)
                """)
        }
        return try hub.execute(
            """
            UPDATE referrals SET message = '{}', token_hash = NULL, link_ends_at = NULL
            WHERE hub_id = \(hub.hub) AND person_id = \(person)
            """)
    }

    // MARK: What belongs to a person by another way

    public func removeLinks(of person: Person.ID) throws -> Int {
        try hub.execute(
            """
            DELETE FROM referral_links WHERE hub_id = \(hub.hub) AND referral_id IN (
                SELECT id FROM referrals WHERE hub_id = \(hub.hub) AND person_id = \(person))
            """)
    }

    public func removeCodes(of person: Person.ID) throws -> Int {
        try hub.execute(
            """
            DELETE FROM referral_codes WHERE hub_id = \(hub.hub) AND referral_id IN (
                SELECT id FROM referrals WHERE hub_id = \(hub.hub) AND person_id = \(person))
            """)
    }

    public func countAttendances(of person: Person.ID) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM attendances WHERE hub_id = \(hub.hub) AND referral_id IN (
                SELECT id FROM referrals WHERE hub_id = \(hub.hub) AND person_id = \(person))
            """)?.integer("n") ?? 0
    }

    /// That the person may be the same as somebody else, where that is kept.
    public func removePairs(of person: Person.ID) throws -> Int {
        guard SchemaTable.all.contains(where: { $0.name == "person_links" }) else { return 0 }
        // Each half by an index of its own.
        let first = try hub.execute("DELETE FROM person_links WHERE hub_id = \(hub.hub) AND first_id = \(person)")
        let second = try hub.execute("DELETE FROM person_links WHERE hub_id = \(hub.hub) AND second_id = \(person)")
        return first + second
    }

    /// That the person's record looked like somebody else's, and what was decided.
    public func removeLikenesses(of person: Person.ID) throws -> Int {
        // One after the other, so that each has an index.
        let newer = try hub.execute("DELETE FROM likenesses WHERE hub_id = \(hub.hub) AND newer_id = \(person)")
        let earlier = try hub.execute("DELETE FROM likenesses WHERE hub_id = \(hub.hub) AND earlier_id = \(person)")
        return newer + earlier
    }

    /// Half-written forms about the person, whoever wrote them.
    ///
    /// - Parameter form: how the names of those forms begin.
    public func removeDrafts(beginning form: String) throws -> Int {
        try hub.execute(
            "DELETE FROM drafts WHERE hub_id = \(hub.hub) AND form LIKE \(FoldedName.beginning(form)) ESCAPE '\\'")
    }

    /// Forms that were taken and that name this id.
    public func removeSubmissions(naming id: String) throws -> Int {
        try hub.execute(
            """
            DELETE FROM submissions WHERE hub_id = \(hub.hub)
              AND (result = \(id) OR id LIKE \(FoldedName.pattern(id)) ESCAPE '\\')
            """)
    }

    // MARK: Receipts

    /// That somebody was erased. It holds names of tables and numbers.
    public struct Record: Identifiable, Hashable, Sendable {
        public let id: String
        public let person: Person.ID
        /// `asked` by the person, or a rule of retention.
        public let because: String
        public let doneAt: Moment
        public let receipt: String

        public init(id: String, person: Person.ID, because: String, doneAt: Moment, receipt: String) {
            self.id = id
            self.person = person
            self.because = because
            self.doneAt = doneAt
            self.receipt = receipt
        }
    }

    public func add(_ record: Record) throws {
        try hub.execute(
            """
            INSERT INTO erasures (hub_id, id, person_id, because, done_at, receipt)
            VALUES (\(hub.hub), \(record.id), \(record.person), \(record.because), \(record.doneAt),
                    \(record.receipt))
            """)
    }

    /// Newest first.
    public func page(limit: Int, offset: Int) throws -> [Record] {
        try hub.rows(
            """
            SELECT * FROM erasures WHERE hub_id = \(hub.hub) ORDER BY done_at DESC, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row in
            Record(
                id: try row.text("id"), person: try row.id("person_id"), because: try row.text("because"),
                doneAt: try row.moment("done_at"), receipt: try row.text("receipt"))
        }
    }

    public func countAll() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n FROM erasures WHERE hub_id = \(hub.hub)")?.integer("n") ?? 0
    }
}

extension HubTransaction {
    public var erasure: ErasureStore { ErasureStore(hub: self) }
}
