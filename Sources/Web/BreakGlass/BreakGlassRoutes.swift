import Casework
import Hummingbird
import People
import Vocabulary

/// Opening a record that cannot wait, closing it again, and the team lead's list.
public struct BreakGlassRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/break-glass") { _, context in try await show(FormReader(), context) }
        // The reference travels in a form: an address is kept by browsers and logs.
        pages.post("/app/break-glass") { _, context in try await open(context) }
        pages.post("/app/break-glass/:glass/end") { _, context -> Response in
            try await EndBreakGlass(desk: desk)(
                BreakGlass.ID(try context.path("glass")), by: try context.signedIn().actor)
            return .redirect(to: "/app/break-glass?done=ended")
        }
        pages.get("/app/break-glass/uses") { _, context in
            let list = try await OverseeBreakGlass(desk: desk)(
                page: context.query["page"].flatMap(Int.init) ?? 1, by: try context.signedIn().actor)
            return try site.present(BrokenGlassPage(list, clock: desk.clock), in: context)
        }
    }

    private func show(_ reader: FormReader, _ context: SiteContext) async throws -> Response {
        let open = try await ListOwnGlass(desk: desk)(by: try context.signedIn().actor)
        return try site.present(
            BreakGlassPage(open, reader, clock: desk.clock, done: context.query["done"]), in: context)
    }

    private func open(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        try Access.require(.breakGlass, of: actor)
        var reader = FormReader(context.form)
        guard let wanted = BreakGlassPage.read(&reader) else { return try await show(reader, context) }
        try await BreakTheGlass(desk: desk)(
            wanted.reference, because: wanted.reason, submission: context.submission.id, by: actor)
        return .redirect(to: "/app/break-glass?done=broken")
    }
}
