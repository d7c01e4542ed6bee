import Casework
import Hummingbird
import People
import Vocabulary

/// Opening a record that cannot wait, closing it again, and the leads' list.
public struct BreakGlassRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/break-glass") { _, context in
            try await show(FormReader(), for: context.query["person"], context)
        }
        // The reference travels in a form: an address is kept by browsers and logs.
        pages.post("/app/break-glass") { _, context in try await open(context) }
        pages.post("/app/break-glass/:glass/end") { _, context -> Response in
            try await EndBreakGlass(desk: desk)(
                BreakGlass.ID(try context.path("glass")), by: try context.signedIn().actor)
            return .redirect(to: "/app/break-glass?done=ended")
        }
        pages.get("/app/break-glass/uses") { _, context in
            let list = try await OverseeBreakGlass(desk: desk)(
                page: context.query["page"].flatMap(Int.init) ?? 1,
                searches: context.query["searches"].flatMap(Int.init) ?? 1, by: try context.signedIn().actor)
            return try site.present(
                BrokenGlassPage(
                    list, reader: try context.signedIn().actor.worker,
                    opensPeople: try context.signedIn().actor.role == .teamLead, clock: desk.clock), in: context)
        }
        pages.post("/app/break-glass/:glass/look") { _, context -> Response in
            try await LookAtBrokenGlass(desk: desk)(
                BreakGlass.ID(try context.path("glass")), by: try context.signedIn().actor)
            return .redirect(to: "/app/break-glass/uses")
        }
    }

    private func show(
        _ reader: FormReader, found: [BreakTheGlass.Candidate] = [], for person: String? = nil,
        wait: GuessLimit.TooMany? = nil, _ context: SiteContext
    ) async throws -> Response {
        let page = try await ReadGlassPage(desk: desk)(
            for: person.map(Person.ID.init(rawValue:)), by: try context.signedIn().actor)
        if case .mayLook(let id)? = page.wanted { return .redirect(to: "/app/people/\(id.inAddress)") }
        var response = try site.present(
            BreakGlassPage(
                page, reader, found: found, wait: wait, clock: desk.clock, done: context.query["done"]), in: context)
        if let wait { response.headers[.retryAfter] = String(wait.retryAfterSeconds) }
        return response
    }

    private func open(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        try Access.require(.breakGlass, of: actor)
        var reader = FormReader(context.form)
        guard let wanted = BreakGlassPage.read(&reader) else {
            return try await show(reader, for: context.form["who"], context)
        }
        let outcome: BreakTheGlass.Outcome
        do {
            outcome = try await BreakTheGlass(desk: desk)(
                wanted.reference, because: wanted.reason, submission: context.submission.id, by: actor)
        } catch let tooMany as GuessLimit.TooMany {
            // Whoever is refused here may have somebody in danger before them: what was written stays on the page.
            return try await show(reader, for: context.form["who"], wait: tooMany, context)
        }
        switch outcome {
        case .opened: return .redirect(to: "/app/break-glass?done=broken")
        case .wasOpen(let id): return .redirect(to: "/app/people/\(id.inAddress)")
        case .choose(let found): return try await show(FormReader(context.form), found: found, context)
        case .tooMany:
            reader.add("Many people have this name. Enter the telephone number or the short number", to: "reference")
        case .nobody:
            reader.add(
                "No record has this name or number. Check it, or call the link worker or a lead", to: "reference")
        }
        return try await show(reader, context)
    }
}
