import Casework
import Hummingbird
import People
import Vocabulary

/// What of somebody's record has to stay by law: for a team lead, and for a safeguarding lead who broke the glass.
public struct KeptRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/people/:person/kept") { _, context in try await show(context) }
        pages.post("/app/people/:person/kept") { _, context in try await keep(context) }
        pages.post("/app/people/:person/kept/release") { _, context in
            guard let part = context.form["part"].flatMap(KeptPart.Part.init(rawValue:)) else {
                return try await show(context)
            }
            try await KeepPart(desk: desk).release(part, of: try context.person(), by: try context.signedIn().actor)
            return try back(context, done: "released")
        }
    }

    private func show(_ context: SiteContext, _ reader: FormReader = FormReader()) async throws -> Response {
        let state = try await KeepPart(desk: desk).state(
            of: try context.person(), by: try context.signedIn().actor)
        return try site.present(KeptPage(state, reader, done: context.query["done"]), in: context)
    }

    private func keep(_ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        let part = reader.choice("part", of: KeptPart.Part.self, orAsk: "Choose what has to stay")
        let ground = reader.choice("ground", of: KeptPart.Ground.self, orAsk: "Choose why")
        let why = reader.text("why", upTo: AboutLimit.words, orAsk: "Write why, for the person to read")
        guard let part, let ground, let why else { return try await show(context, reader) }
        try await KeepPart(desk: desk)(
            part, of: try context.person(), on: ground, words: why, by: try context.signedIn().actor)
        return try back(context, done: "kept")
    }

    private func back(_ context: SiteContext, done: String) throws -> Response {
        .redirect(to: "/app/people/\(try context.person().inAddress)/kept?done=\(done)")
    }
}

extension KeepPart.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .tooLong: .tooLarge
        case .empty: .notNow("Write why. The person has a right to know.")
        }
    }
}
