import Hummingbird
import NIOCore
import Vocabulary

extension Site {
    /// The page as an answer, inside the layout.
    public func present(_ page: some Page, in context: SiteContext) throws -> Response {
        witness?(page)
        let visit = context.visit ?? RandomText.make(bytes: 16)
        let proof = FormProof { forms.proof(visit: visit, session: context.session?.id) }
        let layout = Layout(page: page, site: self, context: context, proof: proof)
        guard let html = templates.render(layout, in: "layout") else { throw MissingTemplate() }
        var response = Response(
            status: page.status,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .cacheControl: type(of: page).concernsSomebody || proof.wasAsked || context.session != nil
                    ? "no-store" : "no-cache",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
        if proof.wasAsked, context.visit == nil { response.setCookie(cookies.visit(visit)) }
        return response
    }

    private struct MissingTemplate: Error {}
}
