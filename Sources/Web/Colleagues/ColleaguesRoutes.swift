import Casework
import Hummingbird
import People
import Vocabulary

/// Who works in the hub, and how somebody leaves: for whoever keeps the accounts. No person is seen, only how many there
/// are.
public struct ColleaguesRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/colleagues") { _, context in
            let actor = try context.signedIn().actor
            let list = try await Accounts(desk: desk).staff(
                page: context.query["page"].flatMap(Int.init) ?? 1, for: actor)
            return try site.present(ColleaguesPage(list, reader: actor, done: context.query["done"]), in: context)
        }
        pages.get("/app/colleagues/:colleague/closing") { _, context in try await show(FormReader(), context) }
        pages.post("/app/colleagues/:colleague/closing") { _, context in try await close(context) }
    }

    private func show(_ reader: FormReader, _ context: SiteContext) async throws -> Response {
        let leaving = try await Accounts(desk: desk).leaving(
            Identifier(rawValue: try context.path("colleague")), by: try context.signedIn().actor)
        return try site.present(ClosingPage(leaving, reader), in: context)
    }

    private func close(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let id = Identifier<Worker>(rawValue: try context.path("colleague"))
        let leaving = try await Accounts(desk: desk).leaving(id, by: actor)
        var reader = FormReader(context.form)
        let handing = ClosingPage.read(&reader, people: leaving.people)
        guard reader.problems.isEmpty else { return try await show(reader, context) }
        do {
            _ = try await Accounts(desk: desk).close(
                id, handing: handing, submission: context.submission.id, by: actor)
        } catch Accounts.Refusal.walksWith {
            // Somebody was handed to them since the page was asked for.
            reader.add("They support somebody now. Say who does from today", to: "who")
            return try await show(reader, context)
        } catch Accounts.Refusal.notAColleague {
            reader.add("Choose somebody who still works here", to: "who")
            return try await show(reader, context)
        }
        return .redirect(to: "/app/colleagues?done=closed")
    }
}
