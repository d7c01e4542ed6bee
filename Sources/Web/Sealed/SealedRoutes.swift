import Casework
import Hummingbird
import People
import Vocabulary

/// The box of sealed facts: opened for a purpose, and filled without being opened.
public struct SealedRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/people/:person/sealed") { _, context in try await form([], in: context) }
        pages.post("/app/people/:person/sealed") { _, context in try await seal(context) }
        // A form and never an address: nobody comes back to what it shows by a history or a bookmark.
        pages.post("/app/people/:person/sealed/opening") { _, context in try await open(context) }
    }

    // MARK: Handlers

    private func form(_ problems: [FieldProblem], in context: SiteContext) async throws -> Response {
        let form = try await SealFacts(desk: desk).form(
            of: try context.person(), by: try context.signedIn().actor)
        return try site.present(SealedFormPage(form, isSetUp: desk.keys.isSetUp, problems), in: context)
    }

    private func seal(_ context: SiteContext) async throws -> Response {
        let id = try context.person()
        var reader = FormReader(context.form)
        guard let changes = SealedFormPage.Fields.read(&reader) else {
            return try await form(reader.problems, in: context)
        }
        try await SealFacts(desk: desk)(
            changes, of: id, readAt: context.form["read-at"] ?? "", submission: context.submission.id,
            by: try context.signedIn().actor)
        return .redirect(to: "/app/people/\(id.inAddress)?done=sealed")
    }

    private func open(_ context: SiteContext) async throws -> Response {
        let id = try context.person()
        let actor = try context.signedIn().actor
        var reader = FormReader(context.form)
        guard let purpose = reader.choice("purpose", of: Opening.Purpose.self, orAsk: "Choose why you open it") else {
            let form = try await SealFacts(desk: desk).form(of: id, by: actor)
            return try site.present(SealedAskPage(form.person, reader), in: context)
        }
        let opened = try await OpenSealed(desk: desk)(
            id, for: purpose, submission: context.submission.id, by: actor)
        return try site.present(SealedOpenedPage(opened, clock: desk.clock), in: context)
    }
}
