import Casework
import Hummingbird
import Reference
import Vocabulary

/// What goes when its time is over: counted, and removed once a lead has said so in a word.
public struct RetentionRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/retention") { _, context in try await show(context) }
        pages.post("/app/retention/count") { _, context -> Response in
            _ = try await retention(context)(dryRun: true)
            return .redirect(to: "/app/retention?done=counted")
        }
        pages.post("/app/retention") { _, context in try await switchIt(context) }
    }

    private func retention(_ context: SiteContext) throws -> ApplyRetention {
        ApplyRetention(desk: desk, by: try context.signedIn().actor)
    }

    private func show(_ context: SiteContext, _ reader: FormReader = FormReader()) async throws -> Response {
        let state = try await retention(context).state()
        return try site.present(
            RetentionPage(
                state, rules: desk.reference.retention, clock: desk.clock, reader, done: context.query["done"]),
            in: context)
    }

    private func switchIt(_ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        let retention = try retention(context)
        guard let wanted = RetentionPage.Switch.Way(rawValue: reader.typed("to")) else {
            return try await show(context)
        }
        let word = reader.text("word", upTo: 40, orAsk: "Type the word \(wanted.word)")
        if let word, word.lowercased() != wanted.word { reader.add("Type the word \(wanted.word)", to: "word") }
        guard reader.problems.isEmpty else { return try await show(context, reader) }
        try await retention.set(on: wanted == .on)
        return .redirect(to: "/app/retention?done=\(wanted.rawValue)")
    }
}

extension ApplyRetention.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .neverCounted: .notNow("Nobody has counted yet what would go. Count it first, and look at the numbers.")
        case .noSuchHub: .unknown
        }
    }
}
