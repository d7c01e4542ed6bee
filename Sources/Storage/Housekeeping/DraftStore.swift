import People
import Vocabulary

/// Half-written forms: a phone that falls asleep loses nothing, and nothing is left on the phone.
///
/// Each belongs to one filling-in of one form. Drafts of a filling-in may arrive in any order, and after the form itself:
/// the one with the highest number is kept, and none once the filling-in is closed.
public struct DraftStore {
    let hub: HubTransaction

    /// The drafts of a form that were neither saved nor thrown away, the newest first.
    public func open(_ form: String, of worker: Identifier<Worker>, limit: Int) throws -> [Draft] {
        try hub.rows(
            """
            SELECT id, number, fields, saved_at FROM filling_ins
            WHERE hub_id = \(hub.hub) AND worker_id = \(worker) AND form = \(form) AND closed_at IS NULL
            ORDER BY saved_at DESC, id LIMIT \(limit)
            """
        ).map(Self.draft)
    }

    /// Keeps this in place of what was kept of the same filling-in before.
    ///
    /// - Parameter person: whom the form is about; nil for somebody who is not written down yet.
    /// - Returns: false where something later is kept, the filling-in is closed, or it is one of another form.
    public func keep(
        _ draft: Draft, of form: String, about person: Person.ID?, by worker: Identifier<Worker>
    ) throws -> Bool {
        // One statement, which is right by itself: a page may save itself twice at once, and while it is sent.
        try hub.execute(
            """
            INSERT INTO filling_ins (hub_id, worker_id, id, form, person_id, number, fields, saved_at)
            VALUES (\(hub.hub), \(worker), \(draft.id), \(form), \(person), \(draft.number),
                    \(try Document.text(draft.fields)), \(draft.savedAt))
            ON CONFLICT (hub_id, worker_id, id) DO UPDATE SET
                fields = excluded.fields, number = excluded.number, saved_at = excluded.saved_at
            WHERE filling_ins.closed_at IS NULL AND filling_ins.number <= excluded.number
              AND filling_ins.form = excluded.form
            """) == 1
    }

    /// Whether the filling-in was saved or thrown away.
    public func isClosed(_ id: Draft.ID, of worker: Identifier<Worker>) throws -> Bool {
        try hub.row(
            """
            SELECT closed_at FROM filling_ins
            WHERE hub_id = \(hub.hub) AND worker_id = \(worker) AND id = \(id) AND closed_at IS NOT NULL
            """) != nil
    }

    /// Ends a filling-in, whether anything was kept of it or not: what stands in it is gone, and what still arrives is
    /// not kept.
    public func close(
        _ id: Draft.ID, of form: String, about person: Person.ID?, by worker: Identifier<Worker>, at moment: Moment
    ) throws {
        try hub.execute(
            """
            INSERT INTO filling_ins (hub_id, worker_id, id, form, person_id, number, fields, saved_at, closed_at)
            VALUES (\(hub.hub), \(worker), \(id), \(form), \(person), 0, '[]', \(moment), \(moment))
            ON CONFLICT (hub_id, worker_id, id) DO UPDATE SET
                fields = excluded.fields, saved_at = excluded.saved_at, closed_at = excluded.closed_at
            WHERE filling_ins.form = excluded.form
            """)
    }

    /// What somebody began to write about one person.
    public struct Written: Hashable, Sendable {
        public let form: String
        public let worker: Identifier<Worker>
        public let draft: Draft
    }

    /// Everything that was begun about a person and is not saved, whoever wrote it, the newest first.
    public func about(_ person: Person.ID, limit: Int) throws -> [Written] {
        try hub.rows(
            """
            SELECT form, worker_id, id, number, fields, saved_at FROM filling_ins
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND closed_at IS NULL
            ORDER BY saved_at DESC, id LIMIT \(limit)
            """
        ).map { row in
            Written(form: try row.text("form"), worker: try row.id("worker_id"), draft: try Self.draft(row))
        }
    }

    /// Forgets what was typed before `moment` and never sent, and what was closed before it.
    public func forget(before moment: Moment) throws {
        try hub.execute("DELETE FROM filling_ins WHERE hub_id = \(hub.hub) AND saved_at < \(moment)")
        try hub.execute("DELETE FROM drafts WHERE hub_id = \(hub.hub) AND saved_at < \(moment)")
    }

    private static func draft(_ row: Row) throws -> Draft {
        Draft(
            id: try row.id("id"), number: try row.integer("number"),
            fields: try Document.value(in: row, "fields"), savedAt: try row.moment("saved_at"))
    }
}

extension HubTransaction {
    public var drafts: DraftStore { DraftStore(hub: self) }
}
