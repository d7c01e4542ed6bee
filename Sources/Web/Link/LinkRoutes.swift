import Casework
import Hummingbird
import People
import Vocabulary

/// The links between records that may be of one person.
public struct LinkRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/people/:person/links") { _, context in
            try await show(FormReader(), context, done: context.query["done"])
        }
        pages.post("/app/people/:person/links") { _, context in try await link(context) }
        pages.get("/app/people/:person/links/:other") { _, context in
            let records = try await ReadLinks(desk: desk).sideBySide(
                try context.person(), try context.other(), by: try context.signedIn().actor)
            return try site.present(
                LinkedPage(records, reference: desk.reference, clock: desk.clock), in: context)
        }
        pages.post("/app/people/:person/links/:other/ending") { _, context in
            let id = try context.person()
            try await UnlinkPeople(desk: desk)(id, from: try context.other(), by: try context.signedIn().actor)
            return Response.redirect(to: "/app/people/\(id.inAddress)?done=unlinked")
        }
    }

    private func show(_ reader: FormReader, _ context: SiteContext, done: String? = nil) async throws -> Response {
        let links = try await ReadLinks(desk: desk)(
            try context.person(), search: reader.typed("search"), by: try context.signedIn().actor)
        return try site.present(LinksPage(links, reader, done: done), in: context)
    }

    private func link(_ context: SiteContext) async throws -> Response {
        let id = try context.person()
        // Looking for a name is no attempt to link.
        if context.form["look"] != nil { return try await show(FormReader(context.form), context) }
        var reader = FormReader(context.form)
        guard let (other, reason) = LinksPage.read(&reader) else { return try await show(reader, context) }
        try await LinkPeople(desk: desk)(
            id, with: other, because: reason, submission: context.submission.id, by: try context.signedIn().actor)
        return .redirect(to: "/app/people/\(id.inAddress)/links?done=linked")
    }
}

extension SiteContext {
    /// The other person whom the address names.
    fileprivate func other() throws(Refusal) -> Person.ID { Person.ID(rawValue: try path("other")) }
}

extension LinkPeople.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .samePerson: .notNow("This is the same record. Choose another one.")
        case .reasonMissing: .notNow("Write why you think that they are the same person.")
        case .tooLong: .tooLarge
        case .tooMany: .notNow("This person is linked with ten others already. End a link that was wrong first.")
        }
    }
}
