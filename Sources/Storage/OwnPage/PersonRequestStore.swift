import People
import Vocabulary

/// What people asked of the hub on their own pages.
public struct PersonRequestStore {
    let hub: HubTransaction

    /// A request as one line of Today.
    public struct Line: Hashable, Sendable {
        public let person: Person.ID
        public let name: String
        public let kind: PersonRequest.Kind
        public let madeAt: Moment
        public let actsAt: Moment?
    }

    public func add(_ request: PersonRequest) throws {
        try hub.execute(
            """
            INSERT INTO person_requests (hub_id, id, person_id, kind, part, words, state, made_at, acts_at, answer)
            VALUES (\(hub.hub), \(request.id), \(request.person), \(request.kind.rawValue), \(request.part),
                    \(request.words), \(request.state.rawValue), \(request.madeAt), \(request.actsAt),
                    \(request.answer))
            """)
    }

    public func find(_ id: PersonRequest.ID) throws -> PersonRequest? {
        try hub.row("SELECT * FROM person_requests WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.request)
    }

    /// Newest first.
    public func of(_ person: Person.ID, limit: Int = 20) throws -> [PersonRequest] {
        try hub.rows(
            """
            SELECT * FROM person_requests WHERE hub_id = \(hub.hub) AND person_id = \(person)
            ORDER BY made_at DESC, id LIMIT \(limit)
            """
        ).map(Self.request)
    }

    /// How many of a person's requests wait for an answer.
    public func countOpen(of person: Person.ID) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM person_requests
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND state = 'open'
            """)?.integer("n") ?? 0
    }

    /// That a person asked to be erased, while it can be taken back.
    public func openErasure(of person: Person.ID) throws -> PersonRequest? {
        try hub.row(
            """
            SELECT * FROM person_requests
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND kind = 'erasure' AND state = 'open'
            ORDER BY made_at LIMIT 1
            """
        ).map(Self.request)
    }

    /// What waits, longest first: of a worker's people, or of everybody's where no worker is named.
    public func open(worker: Identifier<Worker>?, limit: Int) throws -> [Line] {
        let whose: SQL = worker.map { "AND (p.worker_id = \($0) OR p.worker_id IS NULL)" } ?? ""
        return try hub.rows(
            """
            SELECT q.person_id, p.call_name, q.kind, q.made_at, q.acts_at
            FROM person_requests q JOIN people p ON p.hub_id = q.hub_id AND p.id = q.person_id
            WHERE q.hub_id = \(hub.hub) AND q.state = 'open' \(whose)
            ORDER BY q.made_at, q.id LIMIT \(limit)
            """
        ).map { row in
            guard let kind = PersonRequest.Kind(rawValue: try row.text("kind")) else {
                throw StorageFault.unreadable(column: "kind")
            }
            return Line(
                person: try row.id("person_id"), name: try row.text("call_name"), kind: kind,
                madeAt: try row.moment("made_at"), actsAt: try row.optionalMoment("acts_at"))
        }
    }

    /// Erasures whose time has come, longest waiting first.
    public func erasuresDue(at moment: Moment, limit: Int) throws -> [PersonRequest] {
        try hub.rows(
            """
            SELECT * FROM person_requests
            WHERE hub_id = \(hub.hub) AND state = 'open' AND kind = 'erasure' AND acts_at <= \(moment)
            ORDER BY made_at, id LIMIT \(limit)
            """
        ).map(Self.request)
    }

    public func save(_ request: PersonRequest) throws {
        try hub.execute(
            """
            UPDATE person_requests SET state = \(request.state.rawValue), answered_at = \(request.answeredAt),
                answer = \(request.answer), answered_by = \(request.answeredBy)
            WHERE hub_id = \(hub.hub) AND id = \(request.id)
            """)
    }

    /// How many were answered or taken back before `moment`.
    public func countSettled(before moment: Moment) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM person_requests
            WHERE hub_id = \(hub.hub) AND state IN ('answered', 'taken-back') AND answered_at < \(moment)
            """)?.integer("n") ?? 0
    }

    @discardableResult
    public func removeSettled(before moment: Moment) throws -> Int {
        try hub.execute(
            """
            DELETE FROM person_requests
            WHERE hub_id = \(hub.hub) AND state IN ('answered', 'taken-back') AND answered_at < \(moment)
            """)
    }

    private static func request(_ row: Row) throws -> PersonRequest {
        guard let kind = PersonRequest.Kind(rawValue: try row.text("kind")) else {
            throw StorageFault.unreadable(column: "kind")
        }
        guard let state = PersonRequest.State(rawValue: try row.text("state")) else {
            throw StorageFault.unreadable(column: "state")
        }
        return PersonRequest(
            id: try row.id("id"), person: try row.id("person_id"), kind: kind, part: try row.text("part"),
            words: try row.text("words"), madeAt: try row.moment("made_at"), actsAt: try row.optionalMoment("acts_at"),
            state: state, answeredAt: try row.optionalMoment("answered_at"), answer: try row.text("answer"),
            answeredBy: try row.optionalID("answered_by"))
    }
}

/// What the law asks us to keep of people who asked to be erased.
public struct KeptPartStore {
    let hub: HubTransaction

    public func of(_ person: Person.ID) throws -> [KeptPart] {
        try hub.rows(
            "SELECT * FROM kept_parts WHERE hub_id = \(hub.hub) AND person_id = \(person) ORDER BY part"
        ).compactMap { row in
            guard let part = KeptPart.Part(rawValue: try row.text("part")),
                let ground = KeptPart.Ground(rawValue: try row.text("ground"))
            else { throw StorageFault.unreadable(column: "ground") }
            return KeptPart(
                person: person, part: part, ground: ground, words: try row.text("words"),
                keptAt: try row.moment("kept_at"), by: try row.id("by_id"))
        }
    }

    /// Writes it down, in place of what was said of the same part before.
    public func keep(_ kept: KeptPart) throws {
        try remove(kept.part, of: kept.person)
        try hub.execute(
            """
            INSERT INTO kept_parts (hub_id, person_id, part, ground, words, kept_at, by_id)
            VALUES (\(hub.hub), \(kept.person), \(kept.part.rawValue), \(kept.ground.rawValue), \(kept.words),
                    \(kept.keptAt), \(kept.by))
            """)
    }

    public func remove(_ part: KeptPart.Part, of person: Person.ID) throws {
        try hub.execute(
            "DELETE FROM kept_parts WHERE hub_id = \(hub.hub) AND person_id = \(person) AND part = \(part.rawValue)")
    }

    /// Takes away the words; the part and the ground stay.
    public func forgetWords(of person: Person.ID) throws {
        try hub.execute("UPDATE kept_parts SET words = '' WHERE hub_id = \(hub.hub) AND person_id = \(person)")
    }
}

extension HubTransaction {
    public var personRequests: PersonRequestStore { PersonRequestStore(hub: self) }
    public var keptParts: KeptPartStore { KeptPartStore(hub: self) }
}
