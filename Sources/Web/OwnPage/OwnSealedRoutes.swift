import Casework
import Hummingbird
import NIOCore
import People
import Vocabulary

/// What is sealed, for the person who told it: by their code once more, through the one way in which it is opened.
extension OwnPageRoutes {
    func addSealed(to pages: RouterGroup<SiteContext>) {
        pages.get("/me/sealed") { request, context in
            try await open(request) { current in try await sealedPage(for: current, context) }
        }
        // A form and never an address: nobody comes back to what it shows by a history or a bookmark.
        pages.post("/me/sealed") { request, context in
            try await open(request) { current in try await openSealed(for: current, context) }
        }
    }

    private func sealedPage(
        _ problems: [FieldProblem] = [], for current: OwnPage.Current, _ context: SiteContext
    ) async throws -> Response {
        let held = try await ReadOwnRecord(desk: desk).facts(by: current.actor)
        let box: OwnSealedPage.Box =
            held.sealed == 0 ? .empty : OpenSealed(desk: desk).isSetUp ? .closed : .withoutKeys
        return try site.present(
            OwnSealedPage(box, problems, wasShown: context.query["shown"] != nil), in: context)
    }

    private func openSealed(for current: OwnPage.Current, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard let person = current.actor.person, let confirmed = try await confirm(&reader, for: current, context)
        else { return try await sealedPage(reader.problems, for: current, context) }
        do {
            let opened = try await OpenSealed(desk: desk)(
                person, for: .ownCopy, submission: context.submission.id, by: confirmed.actor)
            guard context.form["as"] == "file" else {
                return try site.present(OwnSealedOpenedPage(opened, clock: desk.clock), in: context)
            }
            return file(try OwnSealedFile(opened, clock: desk.clock).json(), named: "copy-2.json")
        } catch OpenSealed.Refusal.openedAlready {
            return .redirect(to: "\(OwnAddress.home)/sealed?shown=once")
        } catch is SealingRefusal {
            return try site.present(OwnSealedPage(.withoutKeys), in: context)
        }
    }

    /// A file that a browser saves and nothing keeps on the way.
    func file(_ json: some Sequence<UInt8>, named name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }
}
