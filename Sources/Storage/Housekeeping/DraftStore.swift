import People
import Vocabulary

/// Half-written forms: a phone that falls asleep loses nothing, and nothing is left on the phone.
public struct DraftStore {
    let hub: HubTransaction

    public func find(_ form: String, of worker: Identifier<Worker>) throws -> Draft? {
        try hub.row(
            """
            SELECT fields, saved_at FROM drafts
            WHERE hub_id = \(hub.hub) AND worker_id = \(worker) AND form = \(form)
            """
        ).map { Draft(fields: try Document.value(in: $0, "fields"), savedAt: try $0.moment("saved_at")) }
    }

    /// The drafts whose form begins like this, whoever wrote them: those about one person, for their own copy.
    public func beginning(
        with form: String
    ) throws -> [(worker: Identifier<Worker>, form: String, draft: Draft)] {
        try hub.rows(
            """
            SELECT worker_id, form, fields, saved_at FROM drafts
            WHERE hub_id = \(hub.hub) AND form LIKE \(FoldedName.beginning(form)) ESCAPE '\\'
            ORDER BY saved_at DESC, worker_id, form
            """
        ).map {
            (
                try $0.id("worker_id"), try $0.text("form"),
                Draft(fields: try Document.value(in: $0, "fields"), savedAt: try $0.moment("saved_at"))
            )
        }
    }

    /// Keeps this in place of what was kept before.
    public func keep(_ draft: Draft, _ form: String, of worker: Identifier<Worker>) throws {
        // One statement: a page that saves itself may save twice at once.
        try hub.execute(
            """
            INSERT INTO drafts (hub_id, worker_id, form, fields, saved_at)
            VALUES (\(hub.hub), \(worker), \(form), \(try Document.text(draft.fields)), \(draft.savedAt))
            ON CONFLICT (hub_id, worker_id, form) DO UPDATE SET fields = excluded.fields, saved_at = excluded.saved_at
            """)
    }

    public func remove(_ form: String, of worker: Identifier<Worker>) throws {
        try hub.execute(
            "DELETE FROM drafts WHERE hub_id = \(hub.hub) AND worker_id = \(worker) AND form = \(form)")
    }

    /// Forgets what was typed before `moment` and never sent.
    public func forget(before moment: Moment) throws {
        try hub.execute("DELETE FROM drafts WHERE hub_id = \(hub.hub) AND saved_at < \(moment)")
    }
}

extension HubTransaction {
    public var drafts: DraftStore { DraftStore(hub: self) }
}
