import Hummingbird
import NIOCore

/// Reads the form of a POST and refuses it unless it is one of ours, for this browser, and of a
/// sensible size.
struct FormCheck: RouterMiddleware {
    let site: Site
    static let mostBytes = 256 * 1024

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        // Whoever leaves is never told that their page is too old. Another site cannot send the cookie along.
        if LeavingAddress(rawValue: request.uri.path) != nil { return try await next(request, context) }
        var context = context
        context.form = try await form(of: request)
        guard let visit = context.visit, let proof = context.form[FormField.proof],
            site.forms.isProof(proof, visit: visit, session: context.session?.id)
        else {
            if let held = try await site.hold(request, in: context) { return held }
            return try site.refuse(Refusal.formTooOld, in: context, method: request.method)
        }
        return try await site.ending(request, in: context, with: try await next(request, context))
    }

    /// Whether a `Content-Type` is that of our forms, which are UTF-8: read as another encoding, a text that looks
    /// harmless can be something else.
    private static func isForm(_ type: String) -> Bool {
        let parts = type.lowercased().split(separator: ";").map { $0.filter { !$0.isWhitespace && $0 != "\"" } }
        return parts.first == "application/x-www-form-urlencoded"
            && parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
    }

    private func form(of request: Request) async throws -> SubmittedForm {
        guard FormCheck.isForm(request.headers[.contentType] ?? "") else { throw Refusal.malformed }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > FormCheck.mostBytes {
            throw Refusal.tooLarge
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: FormCheck.mostBytes)
        } catch is NIOTooManyBytesError {
            throw Refusal.tooLarge
        } catch {
            // Whoever sent it broke off, as phones do: that is no defect of ours.
            throw Refusal.malformed
        }
        return try SubmittedForm(decoding: body.readableBytesView)
    }
}
