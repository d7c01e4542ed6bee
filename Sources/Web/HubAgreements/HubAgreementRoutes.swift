import Casework
import Community
import Hummingbird
import Vocabulary

/// Agreements with other hubs: made, listed, ended.
public struct HubAgreementRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/agreements-with-hubs") { _, context in
            try await show(FormReader(filled: ["first": desk.clock.today.description]), context)
        }
        pages.post("/app/agreements-with-hubs") { _, context in try await record(context) }
        pages.post("/app/agreements-with-hubs/:agreement/end") { _, context -> Response in
            try await EndHubAgreement(desk: desk)(
                HubAgreement.ID(try context.path("agreement")), submission: context.submission.id,
                by: try context.signedIn().actor)
            return .redirect(to: "/app/agreements-with-hubs?done=ended")
        }
    }

    private func show(_ reader: FormReader, _ context: SiteContext) async throws -> Response {
        let list = try await ListHubAgreements(desk: desk)(
            page: context.query["page"].flatMap(Int.init) ?? 1, by: try context.signedIn().actor)
        return try site.present(
            HubAgreementsPage(list, reader, today: desk.clock.today, done: context.query["done"]), in: context)
    }

    private func record(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        var reader = FormReader(context.form)
        guard let paper = HubAgreementsPage.read(&reader) else { return try await show(reader, context) }
        do {
            try await RecordHubAgreement(desk: desk)(paper, submission: context.submission.id, by: actor)
        } catch let refusal as HubAgreement.Refusal {
            HubAgreementsPage.explain(refusal, in: &reader)
            return try await show(reader, context)
        }
        return .redirect(to: "/app/agreements-with-hubs?done=made")
    }
}
