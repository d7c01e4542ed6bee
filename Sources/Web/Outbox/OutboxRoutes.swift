import Casework
import Hummingbird
import Storage
import Vocabulary

/// The outbox of a hub, for its coordinator and its administrator.
public struct OutboxRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/outbox") { _, context -> Response in
            let actor = try context.signedIn().actor
            let page = context.query["page"].flatMap(Int.init).map { max(1, min($0, 100_000)) } ?? 1
            let isDemo = site.settings.isDemo
            let outbox = try await ReadOutbox(desk: desk, showsBodies: isDemo)(page: page, by: actor)
            return try site.present(
                OutboxPage(
                    outbox, page: page, zone: desk.clock.zone, isDemo: isDemo,
                    triedAgain: context.query["told"] == "again"), in: context)
        }
        pages.post("/app/outbox/:mail/another-try") { _, context -> Response in
            let actor = try context.signedIn().actor
            let id = OutgoingMail.ID(try context.path("mail"))
            try await TryMailAgain(desk: desk)(id, by: actor)
            return .redirect(to: "/app/outbox?told=again")
        }
    }
}

extension TryMailAgain.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .nothingToTry: .notNow("This letter went out, or its text is forgotten. Write a new one instead.")
        }
    }
}
