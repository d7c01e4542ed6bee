import People
import Vocabulary

/// The trail of a hub: events are added at the end and never touched again.
///
///     event 1          event 2                event 3
///     hash = H(seed,1) hash = H(hash of 1, 2)  hash = H(hash of 2, 3)
///
/// Each hash covers the one before it, so that an event that is altered, removed or moved breaks every
/// hash from there on, and ``faults()`` names it.
public struct EventStore {
    let hub: HubTransaction

    /// How far a clock may be behind the last event: servers of one region never agree to the millisecond.
    static let clockTolerance = 300

    /// Records what happened, in this transaction. Moments never run backwards along the trail: an event a little
    /// earlier than the one before it is given that one's moment.
    ///
    /// - Throws: ``StorageFault/clockBehind(seconds:)`` when the last event is minutes later than `moment`. With such a
    ///   clock an ended consent would count again.
    public func append(
        _ verb: String, of subject: EventSubject, by actor: EventActor, at moment: Moment, person: Person.ID? = nil,
        detail: [String: String] = [:]
    ) throws {
        let last = try requireClock(at: moment)
        try add(
            verb, of: subject, by: actor, at: max(moment, last?.at ?? moment), person: person, detail: detail,
            after: last)
    }

    /// - Returns: the end of the trail; nil where nothing has happened yet.
    /// - Throws: ``StorageFault/clockBehind(seconds:)``.
    @discardableResult
    public func requireClock(at moment: Moment) throws -> (number: Int, at: Moment, hash: String)? {
        let last = try last()
        let behind = last.map { Int($0.at.milliseconds - moment.milliseconds) / 1000 } ?? 0
        guard behind <= Self.clockTolerance else { throw StorageFault.clockBehind(seconds: behind) }
        return last
    }

    /// Takes the clock as it is now, though the trail has later events: somebody who saw to the clock says so, and it
    /// is an event itself.
    public func acceptClock(at moment: Moment, by actor: EventActor) throws {
        let last = try last()
        let behind = last.map { max(0, Int($0.at.milliseconds - moment.milliseconds) / 1000) } ?? 0
        try add(
            "clock-accepted", of: EventSubject(kind: "hub", id: hub.hub.rawValue), by: actor, at: moment, person: nil,
            detail: ["seconds": String(behind)], after: last)
    }

    private func add(
        _ verb: String, of subject: EventSubject, by actor: EventActor, at moment: Moment, person: Person.ID?,
        detail: [String: String], after last: (number: Int, at: Moment, hash: String)?
    ) throws {
        let number = (last?.number ?? 0) + 1
        let previous = last?.hash ?? ""
        let detailText = try Document.text(detail)
        let hash = HashedEvent(
            hub: hub.hub, previous: previous, at: moment, actor: (actor.kind.rawValue, actor.id), verb: verb,
            subject: subject, person: person?.rawValue, detail: detailText
        ).hash(as: number)
        try hub.execute(
            """
            INSERT INTO events (hub_id, number, at, actor_kind, actor_id, verb, subject_kind, subject_id, person_id,
                                detail, previous_hash, hash)
            VALUES (\(hub.hub), \(number), \(moment), \(actor.kind.rawValue), \(actor.id), \(verb), \(subject.kind),
                    \(subject.id), \(person), \(detailText), \(previous), \(hash))
            """)
        hub.transaction.noteRecorded()
    }

    /// The end of the trail; nil where nothing has happened yet.
    public func last() throws -> (number: Int, at: Moment, hash: String)? {
        try hub.row(
            "SELECT number, at, hash FROM events WHERE hub_id = \(hub.hub) ORDER BY number DESC LIMIT 1"
        ).map { (try $0.integer("number"), try $0.moment("at"), try $0.text("hash")) }
    }

    /// The hash of one event; nil where there is none of this number.
    public func hash(of number: Int) throws -> String? {
        try hub.row("SELECT hash FROM events WHERE hub_id = \(hub.hub) AND number = \(number)")?.text("hash")
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

    /// The events that are not what was written, in order; empty when the chain holds. Reads the whole trail, a
    /// thousand events at a time, and names no more than ``TrailWalk/most`` faults.
    ///
    /// What is cut off at the end, and a chain that was written anew from some event on, can only be seen by a
    /// checkpoint that was signed before.
    ///
    /// - Parameter checkpoint: an event whose hash is known to be right: the walk begins behind it.
    public func faults(after checkpoint: TrailCheckpoint? = nil) throws -> [TrailFault] {
        var walk = TrailWalk(hub, after: checkpoint)
        try walk.run()
        return walk.faults
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
