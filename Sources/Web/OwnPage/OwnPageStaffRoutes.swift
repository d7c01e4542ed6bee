import Casework
import Hummingbird
import People
import Vocabulary

/// What staff do for a person's own page: give and stop its code, answer what they asked.
public struct OwnPageStaffRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        let own = "/app/people/:person/own-page"
        pages.get("\(own)") { _, context in try await show(context) }
        pages.post("\(own)/code") { _, context in
            let id = try context.person()
            let actor = try context.signedIn().actor
            guard context.form["way"] == "mail" else {
                let slip = try await GiveOwnPageCode(desk: desk).onPaper(id, by: actor)
                return try site.present(OwnSlipPage(slip), in: context)
            }
            guard FormReader(context.form).ticked("safe") else { throw GiveOwnPageCode.Refusal.noSafeMessage }
            let replaces = try await GiveOwnPageCode(desk: desk).byMail(id, by: actor)
            return try back(context, done: replaces ? "mailed-anew" : "mailed")
        }
        pages.post("\(own)/code/stop") { _, context in
            try await GiveOwnPageCode(desk: desk).stop(try context.person(), by: try context.signedIn().actor)
            return try back(context, done: "stopped")
        }
        pages.post("\(own)/requests/:request/answer") { _, context in try await answer(context) }
        pages.get("/app/erasures") { _, context in
            let page = context.query["page"].flatMap(Int.init) ?? 1
            let found = try await ReadErasures(desk: desk)(page: page, by: try context.signedIn().actor)
            return try site.present(ErasuresPage(found), in: context)
        }
    }

    private func show(_ context: SiteContext, _ reader: FormReader = FormReader()) async throws -> Response {
        let state = try await GiveOwnPageCode(desk: desk).state(
            of: try context.person(), by: try context.signedIn().actor)
        return try site.present(
            OwnPageStatePage(state, reader, clock: desk.clock, done: context.query["done"]), in: context)
    }

    private func answer(_ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        let id = PersonRequest.ID(try context.path("request"))
        let field = OwnPageStatePage.answerField(id)
        guard let words = reader.text(field, upTo: AboutLimit.story, orAsk: "Write an answer") else {
            return try await show(context, reader)
        }
        try await AnswerRequest(desk: desk)(
            id, of: try context.person(), words: words,
            submission: context.submission.id, by: try context.signedIn().actor)
        return try back(context, done: "answered")
    }

    private func back(_ context: SiteContext, done: String) throws -> Response {
        .redirect(to: "/app/people/\(try context.person().inAddress)/own-page?done=\(done)")
    }
}

extension GiveOwnPageCode.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .noSafeMessage:
            .notNow("A message would not be safe: they did not say that it is. Print the code, or say it to them.")
        case .noCode: .notNow("There is no code. It may have been stopped meanwhile.")
        }
    }
}

extension AnswerRequest.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .tooLong: .tooLarge
        case .empty: .notNow("Nothing was written. Go back and write an answer.")
        }
    }
}
