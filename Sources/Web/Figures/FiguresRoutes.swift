import Casework
import Hummingbird
import NIOCore

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
        pages.get("/app/figures/gaps") { _, context in
            let gaps = try await ReadGaps(desk: desk)(by: try context.signedIn().actor)
            let page = context.query["page"].flatMap(Int.init) ?? 1
            return try site.present(GapsPage(gaps, page: page, reference: desk.reference), in: context)
        }
        pages.get("/app/figures/gaps/table") { _, context in
            let gaps = try await ReadGaps(desk: desk)(by: try context.signedIn().actor)
            let words = GapWords(reference: desk.reference)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"gaps.csv\"",
                ],
                body: ResponseBody(
                    byteBuffer: ByteBuffer(bytes: gaps.csv(header: GapWords.columns, words: words.cells))))
        }
        pages.get("/app/extracts") { _, context in
            try Access.require(.seeExtracts, of: try context.signedIn().actor)
            return try site.present(ExtractsPage(), in: context)
        }
    }
}
