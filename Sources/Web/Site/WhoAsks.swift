import HTTPTypes
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
            context.query = try SubmittedForm(decoding: (request.uri.query ?? "").utf8)
            if site.settings.isBehindProxy, let header = HTTPField.Name("X-Forwarded-For"),
                let last = request.headers[values: header].last?.split(separator: ",").last
            {
                context.remoteAddress = last.trimmingPrefix { $0 == " " }.description
            }
            if let secret = request.cookies[site.cookies.sessionName]?.value, !secret.isEmpty {
                context.session = try await site.session(secret)
            }
        } catch {
            return try site.refuse(error, in: context, method: request.method)
        }
        return try await next(request, context)
    }
}
