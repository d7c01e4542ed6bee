import Casework
import Hummingbird
import People
import Vocabulary

/// Whoever is signed out while they write signs in, and goes on with every word of it.
///
///     POST of a form, its session is over ─▶ held ─▶ /sign-in ─▶ (code) ─▶ /app/held-form ─▶ the form's page, filled
///
/// Nothing is sent by itself: they look at it, and press again. The form keeps its submission, so that what was
/// done already is not done twice.
extension Site {
    /// Holds a form of ours whose session is over, and leads to where it comes back; nil for any other.
    ///
    /// Only what this server made for somebody who was signed in is held, and only for them: another site cannot make
    /// it, and nobody can fill the store with it.
    func hold(_ request: Request, in context: SiteContext) async throws -> Response? {
        guard let holding, request.uri.path.hasPrefix("/app/"), context.form[FormField.proof]?.utf8.count == 64,
            let owner = context.form[FormField.owner].flatMap(forms.owner)
        else { return nil }
        // What a page sends by itself is no form that somebody waits for.
        guard context.form[FormField.draftNumber] == nil else {
            return context.session == nil ? Response(status: .unauthorized) : nil
        }
        if let session = context.session, FormOwner(session.actor) != owner {
            // Somebody else sits there now: they are shown nothing of what was written.
            var context = context
            context.form = .empty
            return try refuse(Refusal.formTooOld, in: context, method: request.method)
        }
        guard !context.form.names.contains(where: FormField.isSecret),
            let secret = try await holding(HeldForm(context, to: request.uri.path), of: owner.worker, in: owner.hub)
        else { return nil }
        var response = Response.redirect(to: context.session == nil ? "/sign-in?told=writing" : HeldFormRoutes.address)
        response.headers[.cacheControl] = "no-store"
        response.setCookie(cookies.held(secret.text))
        return response
    }

    /// Where somebody goes who just signed in: back to what they wrote, if something is held for this browser.
    func landing(_ wanted: String, _ request: Request) -> String {
        heldSecret(of: request) == nil ? wanted : HeldFormRoutes.address
    }

    func heldSecret(of request: Request) -> String? {
        request.cookies[cookies.heldName].flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// Forgets what was held once the form was taken.
    func ending(_ request: Request, in context: SiteContext, with response: Response) async throws -> Response {
        guard context.form[FormField.held] != nil, response.status == .seeOther,
            let secret = heldSecret(of: request), let session = context.session
        else { return response }
        var response = response
        try await holding?.end(secret, by: session.actor)
        response.setCookie(cookies.endOfHeld())
        return response
    }
}

extension HeldForm {
    /// The form of a request, with the words that are sealed: what holds it seals it.
    init(_ context: SiteContext, to address: String) {
        self.init(
            address: address, page: context.form[FormField.page] ?? "", submission: context.submission.id,
            fields: context.form.pairs.filter { !FormField.ofTheSite.contains($0.name) }
                .map { Draft.Field(name: $0.name, value: $0.value) })
    }
}

/// Shows the page of a held form with the form filled in, whatever form it is.
struct HeldFormPages: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get, context.query["held"] != nil, let session = context.session,
            let secret = site.heldSecret(of: request), let holding = site.holding,
            case .form(let held) = try await holding.find(secret, by: session.actor), held.page == request.uri.path
        else { return try await next(request, context) }
        var context = context
        context.held = held
        context.goesOn = Submission(held.submission)
        let list = Response.redirect(to: HeldFormRoutes.address + "?list=yes")
        // A page that is not there any more loses no word: there is a plainer one.
        let response: Response
        do { response = try await next(request, context) } catch {
            // Told to the log where it is a defect.
            _ = try site.refuse(error, in: context, method: .get)
            return list
        }
        guard response.status == .ok else { return list }
        var headers = response.headers
        let collector = PageCollector()
        try await response.body.write(collector)
        guard let filled = FilledPage(collector.bytes, with: held) else { return list }
        headers[.contentLength] = nil
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: filled.buffer))
    }
}
