import Casework
import Hummingbird

/// The start page of staff, and each of its sections in full.
public struct TodayRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app") { _, context in
            let session = try context.signedIn()
            let board = try await OpenToday(desk: desk)(by: session.actor)
            return try site.present(
                TodayPage(board, name: session.name, reference: desk.reference, clock: desk.clock), in: context)
        }
        pages.get("/app/today/:section") { _, context in
            let id = try context.path("section")
            let board = try await OpenToday(desk: desk)(limit: OpenToday.wholeLimit, by: try context.signedIn().actor)
            guard let found = sections(board).first(where: { $0.id == id }) else { throw Refusal.unknown }
            return try site.present(TodaySectionPage(found), in: context)
        }
    }

    private func sections(_ board: TodayBoard) -> [TodaySection] {
        let words = TodayWords(reference: desk.reference, clock: desk.clock)
        return switch board {
        case .people(let day): words.sections(day)
        case .register(let day): words.sections(day)
        case .safeguarding(let day): words.sections(day)
        case .house(let day): words.sections(day)
        case .nothing: []
        }
    }
}
