import Casework
import Hummingbird
import Vocabulary

/// What a hub does by the clock, for its administrator.
public struct JobsRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/jobs") { _, context -> Response in
            let lines = try await ReadJobs(desk: desk)(by: try context.signedIn().actor)
            let asked = context.query["asked"].flatMap(JobKind.init(rawValue:))
            return try site.present(JobsPage(lines, clock: desk.clock, askedFor: asked), in: context)
        }
        pages.post("/app/jobs/:kind/requests") { _, context -> Response in
            let actor = try context.signedIn().actor
            guard let kind = JobKind(rawValue: try context.path("kind")) else { throw Refusal.unknown }
            try await AskForJob(desk: desk)(kind, by: actor)
            return .redirect(to: "/app/jobs?asked=\(kind.rawValue)")
        }
    }
}

extension AskForJob.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .underWay: .notNow("A server is doing this at the moment. Look again in a minute.")
        }
    }
}
