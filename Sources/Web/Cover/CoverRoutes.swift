import Casework
import Hummingbird
import People
import Vocabulary

/// Where covers are.
enum CoverAddress {
    static let all = "/app/cover"
    /// Lines in one section of a colleague's day: all that anybody does on a day, and a page that a phone can load.
    static let dayLimit = 100
    /// Lines where one section is shown whole.
    static let sectionLimit = 1000

    /// The day of a worker for whom the reader stands in.
    static func day(of worker: Identifier<Worker>) -> String { "\(all)/days/\(worker.inAddress)" }
}

/// Who stands in for whom: arranged, listed, ended, and the day of whoever is away.
public struct CoverRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/cover") { _, context in try await show(FormReader(), context) }
        pages.post("/app/cover") { _, context in try await arrange(context) }
        pages.post("/app/cover/:cover/end") { _, context -> Response in
            try await EndCover(desk: desk)(
                Cover.ID(try context.path("cover")), submission: context.submission.id,
                by: try context.signedIn().actor)
            return .redirect(to: "\(CoverAddress.all)?done=ended")
        }
        pages.get("/app/cover/days/:worker") { _, context in
            let section = context.query["section"]
            let found = try await ReadCovers(desk: desk).day(
                of: Identifier(rawValue: try context.path("worker")),
                limit: section == nil ? CoverAddress.dayLimit : CoverAddress.sectionLimit,
                by: try context.signedIn().actor)
            return try site.present(
                CoveredDayPage(found.line, found.day, showing: section, reference: desk.reference, clock: desk.clock),
                in: context)
        }
    }

    private func show(_ reader: FormReader, _ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let plans = try await ReadCovers(desk: desk)(by: actor)
        return try site.present(
            CoverPage(
                plans, reader, reader: actor,
                pages: CoverPage.Pages(
                    away: context.query["away"].flatMap(Int.init) ?? 1,
                    colleagues: context.query["colleagues"].flatMap(Int.init) ?? 1), today: desk.clock.today,
                done: context.query["done"]), in: context)
    }

    private func arrange(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        var reader = FormReader(context.form)
        guard let wanted = CoverPage.read(&reader, by: actor) else { return try await show(reader, context) }
        do {
            try await ArrangeCover(desk: desk)(
                of: wanted.worker, by: wanted.colleague, from: wanted.first, to: wanted.last,
                submission: context.submission.id, by: actor)
        } catch let refusal as Cover.Refusal {
            CoverPage.explain(refusal, in: &reader)
            return try await show(reader, context)
        }
        return .redirect(to: "\(CoverAddress.all)?done=arranged")
    }
}

extension Cover.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        .notNow("This was over already. Nothing was changed. Go back to see who stands in for whom today.")
    }
}

extension ArrangeCover.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        .notNow("Nothing was changed. Choose two colleagues from the list who are link workers.")
    }
}
