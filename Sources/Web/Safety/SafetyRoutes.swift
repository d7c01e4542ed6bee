import Casework
import Hummingbird
import People
import Vocabulary

/// Worries of groups, people in danger, and records that may be of one person.
public struct SafetyRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/people/:person/help-now") { _, context in
            let record = try await OpenDanger(desk: desk)(try context.person(), by: try context.signedIn().actor)
            return try site.present(DangerPage(record), in: context)
        }
        pages.get("/app/worries/:worry") { _, context in try await worry(FormReader(), context) }
        pages.post("/app/worries/:worry/calls") { _, context in
            try await step(context, WorryRecordPage.reached, then: "called") { id, reached, submission, actor in
                try await FollowWorry(desk: desk).called(id, reached: reached, submission: submission, by: actor)
            }
        }
        pages.post("/app/worries/:worry/decision") { _, context in
            try await step(context, WorryRecordPage.decision, then: "decided") { id, words, submission, actor in
                try await FollowWorry(desk: desk).decided(id, words, submission: submission, by: actor)
            }
        }
        pages.post("/app/worries/:worry/closing") { _, context in
            try Access.require(.closeWorries, of: try context.signedIn().actor)
            return try await step(context, WorryRecordPage.reason, then: "closed") { id, reason, submission, actor in
                try await FollowWorry(desk: desk).closed(id, because: reason, submission: submission, by: actor)
            }
        }
        pages.get("/app/likenesses/:likeness") { _, context in try await likeness(FormReader(), context) }
        pages.post("/app/likenesses/:likeness/decision") { _, context in
            var reader = FormReader(context.form)
            guard let decision = LikenessPage.read(&reader) else { return try await likeness(reader, context) }
            let id = try context.likeness()
            try await DecideLikeness(desk: desk)(id, decision, by: try context.signedIn().actor)
            return .redirect(to: id.likenessAddress)
        }
    }

    private func worry(_ reader: FormReader, _ context: SiteContext) async throws -> Response {
        let record = try await OpenWorry(desk: desk)(try context.worry(), by: try context.signedIn().actor)
        return try site.present(
            WorryRecordPage(record, reader, clock: desk.clock, done: context.query["done"]), in: context)
    }

    /// Reads one form of the page and does what it asks for, or shows the page again with what is missing.
    private func step<Value: Sendable>(
        _ context: SiteContext, _ read: (inout FormReader) -> Value?, then done: String,
        _ take: (Worry.ID, Value, String, Actor) async throws -> Void
    ) async throws -> Response {
        let id = try context.worry()
        var reader = FormReader(context.form)
        guard let value = read(&reader), reader.problems.isEmpty else { return try await worry(reader, context) }
        let actor = try context.signedIn().actor
        try await take(id, value, context.submission.id, actor)
        // Whom only the worry let in sees it no more once it is closed.
        return .redirect(to: done == "closed" ? "/app?done=closed" : "\(id.worryAddress)?done=\(done)")
    }

    private func likeness(_ reader: FormReader, _ context: SiteContext) async throws -> Response {
        let record = try await DecideLikeness(desk: desk).open(
            try context.likeness(), by: try context.signedIn().actor)
        return try site.present(
            LikenessPage(record, reader, reference: desk.reference, clock: desk.clock), in: context)
    }
}

extension SiteContext {
    fileprivate func worry() throws(Refusal) -> Worry.ID { Worry.ID(rawValue: try path("worry")) }
    fileprivate func likeness() throws(Refusal) -> Likeness.ID { Likeness.ID(rawValue: try path("likeness")) }
}
