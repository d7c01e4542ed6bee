import Hummingbird
import Vocabulary

/// Reads the cookies and what follows the question mark: who is signed in, and which visit this is.
struct WhoAsks: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        do {
            if let visit = request.cookies[site.cookies.visitName]?.value, Submission(visit) != nil {
                context.visit = visit
            }
            if request.method == .get { context.page = request.uri.path }
            context.query = try SubmittedForm(decoding: (request.uri.query ?? "").utf8)
            let proxies = ProxyWord(proxies: site.settings.proxies)
            if let sender = proxies.sender(request, over: context.connectionAddress) { context.remoteAddress = sender }
            if let secret = request.cookies[site.cookies.sessionName]?.value, !secret.isEmpty {
                if LeavingAddress(rawValue: request.uri.path) == nil {
                    context.session = try await site.session(secret)
                }
            }
        } catch {
            return try site.refuse(error, in: context, method: request.method)
        }
        return try await next(request, context)
    }
}
