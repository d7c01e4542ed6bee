import Crypto
import Foundation
import People
import Vocabulary

/// The trail of a hub: events are added at the end and never touched again.
///
///     event 1          event 2                event 3
///     hash = H(seed,1) hash = H(hash of 1, 2)  hash = H(hash of 2, 3)
///
/// Each hash covers the one before it, so that an event that is altered, removed or moved breaks every
/// hash from there on, and ``firstFault()`` names it.
public struct EventStore {
    let hub: HubTransaction

    /// Records what happened, in this transaction.
    public func append(
        _ verb: String, of subject: EventSubject, by actor: EventActor, at moment: Moment, person: Person.ID? = nil,
        detail: [String: String] = [:]
    ) throws {
        let last = try hub.row(
            "SELECT number, hash FROM events WHERE hub_id = \(hub.hub) ORDER BY number DESC LIMIT 1")
        let number = try (last?.integer("number") ?? 0) + 1
        let previous = try last?.text("hash") ?? ""
        let detailText = try Document.text(detail)
        let hash = Self.hash(
            previous: previous,
            fields: [
                hub.hub.rawValue, String(number), String(moment.milliseconds), actor.kind.rawValue, actor.id, verb,
                subject.kind, subject.id, person?.rawValue ?? "", detailText,
            ])
        try hub.execute(
            """
            INSERT INTO events (hub_id, number, at, actor_kind, actor_id, verb, subject_kind, subject_id, person_id,
                                detail, previous_hash, hash)
            VALUES (\(hub.hub), \(number), \(moment), \(actor.kind.rawValue), \(actor.id), \(verb), \(subject.kind),
                    \(subject.id), \(person), \(detailText), \(previous), \(hash))
            """)
        hub.transaction.noteRecorded()
    }

    /// What concerns one person, newest first.
    public func concerning(_ person: Person.ID, limit: Int = 100) throws -> [Event] {
        try hub.rows(
            """
            SELECT * FROM events WHERE hub_id = \(hub.hub) AND person_id = \(person)
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map(Self.event)
    }

    /// What was done with one person by these verbs, newest first: somebody who was looked at a thousand times still
    /// has a story.
    public func concerning(_ person: Person.ID, verbs: [String], limit: Int) throws -> [Event] {
        try hub.rows(
            """
            SELECT * FROM events WHERE hub_id = \(hub.hub) AND person_id = \(person) AND verb IN \(list: verbs)
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map(Self.event)
    }

    /// What happened to one thing, newest first.
    public func about(_ subject: EventSubject, limit: Int = 100) throws -> [Event] {
        try hub.rows(
            """
            SELECT * FROM events
            WHERE hub_id = \(hub.hub) AND subject_kind = \(subject.kind) AND subject_id = \(subject.id)
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map(Self.event)
    }

    public func count() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n FROM events WHERE hub_id = \(hub.hub)")?.integer("n") ?? 0
    }

    /// The number of the first event that is not what was written, or nil when the chain holds.
    /// Reads the whole trail, a thousand events at a time.
    public func firstFault() throws -> Int? {
        var expected = 1
        var previous = ""
        while true {
            let rows = try hub.rows(
                """
                SELECT * FROM events WHERE hub_id = \(hub.hub) AND number >= \(expected) ORDER BY number LIMIT 1000
                """)
            for row in rows {
                let fields = [
                    hub.hub.rawValue, String(try row.integer("number")), String(try row.moment("at").milliseconds),
                    try row.text("actor_kind"), try row.text("actor_id"), try row.text("verb"),
                    try row.text("subject_kind"), try row.text("subject_id"), try row.optionalText("person_id") ?? "",
                    try row.text("detail"),
                ]
                guard try row.integer("number") == expected, try row.text("previous_hash") == previous,
                    try row.text("hash") == Self.hash(previous: previous, fields: fields)
                else { return expected }
                previous = try row.text("hash")
                expected += 1
            }
            if rows.count < 1000 { return nil }
        }
    }

    /// Fields are counted before they are joined, so that no two lists of fields give the same bytes.
    private static func hash(previous: String, fields: [String]) -> String {
        var digest = SHA256()
        for field in [previous] + fields {
            digest.update(data: Data("\(field.utf8.count):".utf8))
            digest.update(data: Data(field.utf8))
        }
        return digest.finalize().map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }.joined()
    }

    static func event(_ row: Row) throws -> Event {
        guard let kind = EventActor.Kind(rawValue: try row.text("actor_kind")) else {
            throw StorageFault.unreadable(column: "actor_kind")
        }
        return Event(
            number: try row.integer("number"), at: try row.moment("at"),
            actor: EventActor(kind: kind, id: try row.text("actor_id")), verb: try row.text("verb"),
            subject: EventSubject(kind: try row.text("subject_kind"), id: try row.text("subject_id")),
            person: try row.optionalID("person_id"), detail: try Document.value(in: row, "detail"),
            hash: try row.text("hash"))
    }
}

extension HubTransaction {
    public var events: EventStore { EventStore(hub: self) }
}
