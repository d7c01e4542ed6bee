import Casework
import Hummingbird
import People
import Vocabulary

/// A first contact, one short page at a time. Every page is stored as it is sent, and typed text is kept
/// meanwhile; leaving and coming back is always possible.
public struct FirstContactRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/first-contact") { _, context in try await parts.showSomeoneNew(in: context) }
        pages.post("/app/first-contact") { _, context in try await parts.takeSomeoneNew(in: context) }
        pages.post("/app/first-contact/draft") { _, context in try await parts.keep(.someoneNew, in: context) }
        pages.post("/app/first-contact/draft/removal") { _, context in
            try await parts.throwAway(.someoneNew, in: context)
        }
        pages.post("/app/people/:person/first-contact") { _, context in
            let id = try context.person()
            try await BeginFirstContact(desk: desk)(for: id, by: try context.signedIn().actor)
            return Response.redirect(to: PartWay.firstContact(id).address(of: .reach))
        }
        pages.get("/app/people/:person/first-contact/:part") { _, context in
            let id = try context.person()
            if try context.path("part") == "check" { return try await check(id, context) }
            return try await parts.show(try context.part(), of: id, on: .firstContact(id), in: context)
        }
        pages.post("/app/people/:person/first-contact/:part") { _, context in
            let id = try context.person()
            if try context.path("part") == "check" { return try await finish(id, context) }
            return try await parts.take(try context.part(), of: id, on: .firstContact(id), in: context)
        }
    }

    private var parts: PartHandling { PartHandling(site: site, desk: desk) }

    private func check(_ id: Person.ID, _ context: SiteContext) async throws -> Response {
        let record = try await OpenAbout(desk: desk)(id, part: nil, by: try context.signedIn().actor)
        return try site.present(
            CheckPage(record, reference: desk.reference, today: desk.clock.today, FormReader()), in: context)
    }

    private func finish(_ id: Person.ID, _ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        var reader = FormReader(context.form)
        guard let kind = reader.choice("kind", of: Contact.Kind.self, orAsk: "Choose how you talked") else {
            let record = try await OpenAbout(desk: desk)(id, part: nil, by: actor)
            return try site.present(
                CheckPage(record, reference: desk.reference, today: desk.clock.today, reader), in: context)
        }
        try await FinishFirstContact(desk: desk)(id, met: kind, by: actor)
        return .redirect(to: "/app/people/\(id.inAddress)?done=finished")
    }
}
