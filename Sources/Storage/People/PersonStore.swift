import People
import Vocabulary

/// The people of a hub.
public struct PersonStore {
    let hub: HubTransaction

    public func find(_ id: Person.ID) throws -> Person? {
        try hub.row("SELECT * FROM people WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.person)
    }

    public func find(_ ids: [Person.ID]) throws -> [Person] {
        try hub.rows("SELECT * FROM people WHERE hub_id = \(hub.hub) AND id IN \(list: ids)").map(Self.person)
    }

    /// The people a worker walks with, and those nobody has taken on, in these states; longest known first.
    public func inHands(of worker: Identifier<Worker>?, states: [Case.State], limit: Int, offset: Int = 0) throws
        -> [Person]
    {
        let whose: SQL = worker.map { "worker_id = \($0)" } ?? "worker_id IS NULL"
        return try hub.rows(
            """
            SELECT * FROM people WHERE hub_id = \(hub.hub) AND \(whose)
              AND state IN \(list: states.map(\.rawValue))
            ORDER BY created_at, id LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Self.person)
    }

    public func countInHands(of worker: Identifier<Worker>?, states: [Case.State]) throws -> Int {
        let whose: SQL = worker.map { "worker_id = \($0)" } ?? "worker_id IS NULL"
        return try hub.row(
            """
            SELECT COUNT(*) AS n FROM people WHERE hub_id = \(hub.hub) AND \(whose)
              AND state IN \(list: states.map(\.rawValue))
            """)?.integer("n") ?? 0
    }

    /// How many people each of these workers walks with now; whoever walks with nobody is left out.
    public func countWalkedWith(by workers: some Collection<Identifier<Worker>>) throws -> [Identifier<Worker>: Int] {
        let rows = try hub.rows(
            """
            SELECT worker_id, COUNT(*) AS n FROM people
            WHERE hub_id = \(hub.hub) AND worker_id IN \(list: Array(workers))
              AND state IN \(list: Self.openStates) GROUP BY worker_id
            """)
        return Dictionary(try rows.map { (try $0.id("worker_id"), try $0.integer("n")) }, uniquingKeysWith: { $1 })
    }

    private static let openStates = Case.State.allCases.filter { $0 != .closed && $0 != .transferred }.map(\.rawValue)

    /// A worker's people with whom nobody was in touch since `moment`, longest ago first.
    public func silent(since moment: Moment, worker: Identifier<Worker>, limit: Int) throws -> [Person] {
        try hub.rows(
            """
            SELECT * FROM people WHERE hub_id = \(hub.hub) AND worker_id = \(worker)
              AND state IN ('contacting', 'assessed', 'active')
              AND COALESCE(last_contact_at, created_at) < \(moment)
            ORDER BY COALESCE(last_contact_at, created_at), id LIMIT \(limit)
            """
        ).map(Self.person)
    }

    /// A worker's people in whose names `search` occurs: see ``FoldedName``.
    public func named(_ search: String, worker: Identifier<Worker>?, limit: Int) throws -> [Person] {
        let whose: SQL = worker.map { "AND worker_id = \($0)" } ?? ""
        return try hub.rows(
            """
            SELECT * FROM people WHERE hub_id = \(hub.hub) \(whose) \(Self.nameContains(search))
            ORDER BY name_folded, id LIMIT \(limit)
            """
        ).map(Self.person)
    }

    /// The people in whose names `search` occurs as ``FoldedName`` compares, by name; an empty search is
    /// everybody.
    ///
    /// - Parameters:
    ///   - hands: whose people.
    ///   - states: the states their journeys may be in.
    public func page(
        _ hands: Hands, states: [Case.State], search: String, limit: Int, offset: Int
    ) throws -> [Person] {
        // By what they are not: read in the order of names, until the page is full. By state, an engine would read and
        // sort a whole hub.
        let others = Case.State.allCases.filter { !states.contains($0) }.map(\.rawValue)
        let wanted: SQL = others.isEmpty ? "" : "AND state NOT IN \(list: others)"
        return try hub.rows(
            """
            SELECT * FROM people WHERE hub_id = \(hub.hub) AND erased_at IS NULL \(hands.condition) \(wanted)
              \(Self.nameContains(search))
            ORDER BY name_folded, id LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Self.person)
    }

    public func count(_ hands: Hands, states: [Case.State], search: String) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM people WHERE hub_id = \(hub.hub) AND erased_at IS NULL \(hands.condition)
              AND state IN \(list: states.map(\.rawValue)) \(Self.nameContains(search))
            """)?.integer("n") ?? 0
    }

    /// Whose people are asked for.
    public enum Hands: Hashable, Sendable {
        case of(Identifier<Worker>)
        /// Theirs, and those of the colleagues for whom they stand in.
        case ofAny([Identifier<Worker>])
        case nobodys
        case anybodys

        var condition: SQL {
            switch self {
            case .of(let worker): "AND worker_id = \(worker)"
            case .ofAny(let workers): "AND worker_id IN \(list: workers)"
            case .nobodys: "AND worker_id IS NULL"
            case .anybodys: ""
            }
        }
    }

    private static func nameContains(_ search: String) -> SQL {
        search.isEmpty ? "" : "AND \(FoldedName.condition(search, in: "name_folded", or: "call_name"))"
    }

    public func add(_ person: Person) throws {
        try hub.execute(
            """
            INSERT INTO people (hub_id, id, call_name, name_folded, name_folded_at, about, state, care, worker_id, created_at,
                                last_contact_at, understanding, wants_more_at_once, risk, phone_sign, email_sign,
                                short_number, version)
            VALUES (\(hub.hub), \(person.id), \(person.about.callName),
                    \(FoldedName.text(person.about.callName)), 1, \(try Document.text(StoredAbout(person.about))),
                    \(person.care.state.rawValue), \(try Document.text(person.care)), \(person.worker),
                    \(person.createdAt), \(person.lastContactAt),
                    \(try person.understanding.map { try Document.text($0) }), \(person.wantsMoreAtOnce),
                    \(PersonSigns.risk(person.about)), \(PersonSigns.phone(person.about.reach.phone)),
                    \(PersonSigns.email(person.about.reach.email)), \(person.shortNumber.digits), 1)
            """)
    }

    /// - Throws: ``StorageFault/stale(expected:found:)`` when the person changed since this value was read.
    public func save(_ person: Person) throws {
        let changed = try hub.execute(
            """
            UPDATE people SET call_name = \(person.about.callName),
                name_folded = \(FoldedName.text(person.about.callName)), name_folded_at = version + 1,
                about = \(try Document.text(StoredAbout(person.about))),
                state = \(person.care.state.rawValue), care = \(try Document.text(person.care)),
                worker_id = \(person.worker), last_contact_at = \(person.lastContactAt),
                understanding = \(try person.understanding.map { try Document.text($0) }),
                wants_more_at_once = \(person.wantsMoreAtOnce), risk = \(PersonSigns.risk(person.about)),
                phone_sign = \(PersonSigns.phone(person.about.reach.phone)),
                email_sign = \(PersonSigns.email(person.about.reach.email)),
                short_number = \(person.shortNumber.digits), version = version + 1,
                handed_on_at = CASE WHEN handed_on_at < \(person.lastContactAt) THEN NULL ELSE handed_on_at END
            WHERE hub_id = \(hub.hub) AND id = \(person.id) AND version = \(person.version)
            """)
        guard changed == 1 else {
            let found = try hub.row("SELECT version FROM people WHERE hub_id = \(hub.hub) AND id = \(person.id)")
            throw StorageFault.stale(expected: person.version, found: try found?.integer("version") ?? 0)
        }
    }

    /// Writes down that somebody was handed to whoever walks with them now. It stands until anybody is in touch with them.
    public func noteHandedOn(_ id: Person.ID, at moment: Moment) throws {
        try hub.execute("UPDATE people SET handed_on_at = \(moment) WHERE hub_id = \(hub.hub) AND id = \(id)")
    }

    static func person(_ row: Row) throws -> Person {
        Person(
            id: try row.id("id"), about: try Document.value(StoredAbout.self, in: row, "about").about,
            care: try Document.value(in: row, "care"),
            worker: try row.optionalID("worker_id"), createdAt: try row.moment("created_at"),
            lastContactAt: try row.optionalMoment("last_contact_at"),
            understanding: try Document.optional(in: row, "understanding"),
            wantsMoreAtOnce: try row.truth("wants_more_at_once"), erasedAt: try row.optionalMoment("erased_at"),
            version: try row.integer("version"))
    }
}

extension HubTransaction {
    public var people: PersonStore { PersonStore(hub: self) }
}
