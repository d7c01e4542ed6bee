import Casework
import Hummingbird

/// Figures for those who pay, and extracts for those who study.
public struct FiguresRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/figures") { _, context in
            let figures = try await ReadFigures(desk: desk)(by: try context.signedIn().actor)
            return try site.present(FiguresPage(figures, reference: desk.reference), in: context)
        }
        pages.get("/app/extracts") { _, context in
            try Access.require(.seeExtracts, of: try context.signedIn().actor)
            return try site.present(ExtractsPage(), in: context)
        }
    }
}
