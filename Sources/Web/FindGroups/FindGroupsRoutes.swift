import Casework
import Hummingbird
import Matching
import People
import Vocabulary

/// Groups for a person: `/app/people/{id}/groups`.
public struct FindGroupsRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/people/:person/groups") { _, context in try await show(context) }
        pages.post("/app/people/:person/groups/question") { _, context in try await explain(context) }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        if let danger = try await danger(context) { return danger }
        var reader = FormReader(context.query)
        let found = try await find(&reader, in: context)
        // Whoever turns a page or tries a limit has been asked.
        if context.query.pairs.isEmpty, JudgeFirstPage.comes(before: found.person) {
            return try site.present(JudgeFirstPage(found.person, reference: desk.reference), in: context)
        }
        return try site.present(FindGroupsPage(found, limits: reader, reference: desk.reference), in: context)
    }

    /// The name that was typed is sent, not put into an address: it would stay in the browser's history.
    private func explain(_ context: SiteContext) async throws -> Response {
        if let danger = try await danger(context) { return danger }
        let session = try context.signedIn()
        var reader = FormReader(context.query)
        var asked = FormReader(context.form)
        let name = asked.text("name", upTo: 200, orAsk: "Enter the name of a group, or a part of it")
        let found = try await find(&reader, in: context)
        let answers = try await name.asyncMap {
            try await ExplainGroup(desk: desk)($0, for: found.person.id, by: session.actor)
        }
        return try site.present(
            FindGroupsPage(found, limits: reader, asked: asked, answers: answers, reference: desk.reference),
            in: context)
    }

    /// For somebody in danger no group is looked for: what to do now stands in place of every group.
    private func danger(_ context: SiteContext) async throws -> Response? {
        let record = try await OpenDanger(desk: desk).whereNeeded(
            try context.person(), by: try context.signedIn().actor)
        return try record.map { try site.present(DangerPage($0), in: context) }
    }

    private func find(_ reader: inout FormReader, in context: SiteContext) async throws -> FoundGroups {
        let session = try context.signedIn()
        let tried = TriedLimits(&reader)
        let part = FindGroups.Part(
            offersPage: reader.number("page"), signpostsPage: reader.number("told"),
            ruledOutBy: ReasonCode(rawValue: reader.typed("out")), ruledOutPage: reader.number("out-page"))
        return try await FindGroups(desk: desk)(
            for: Person.ID(try context.path("person")), trying: tried, showing: part, by: session.actor)
    }
}

extension FormReader {
    /// The number of a page in an address; the first where there is none or none that makes sense.
    func number(_ field: String) -> Int { max(1, Int(Digits.western(typed(field))) ?? 1) }
}

extension Optional where Wrapped: Sendable {
    func asyncMap<Value: Sendable>(_ change: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await change(self)
    }
}
