import Casework
import Foundation
import Hummingbird
import Logging
import Vocabulary

/// To the identity provider and back: for signing in, and for connecting one's own account with it.
///
/// The ways there and back are links. They do nothing in a browser that has not our cookie.
struct ProviderRoutes: RouteGroup {
    let site: Site
    let provider: IdentityProvider
    let zone: TimeZone

    func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/sign-in/provider") { _, context in
            do { return there(try await provider.depart()) } catch let refusal as IdentityProvider.Refusal {
                return refused(refusal, at: "/sign-in", in: context)
            }
        }
        pages.get("/sign-in/provider/return") { request, context in
            var response = try await back(request, context)
            response.headers[.cacheControl] = "no-store"
            response.setCookie(site.cookies.endOfProvider())
            return response
        }
        pages.get("/app/account/provider") { request, context in
            try await show(FormReader(), kept: kept(request), in: context)
        }
        pages.post("/app/account/provider") { request, context in try await begin(request, context) }
        pages.get("/app/account/provider/way") { request, context in
            let session = try context.signedIn()
            do {
                return there(
                    try await provider.depart(toConnect: kept(request), for: session.actor, session: session.id))
            } catch let refusal as IdentityProvider.Refusal {
                return refused(refusal, at: "/app/account/provider", in: context)
            }
        }
        pages.post("/app/account/provider/end") { _, context in
            let session = try context.signedIn()
            do { try await provider.disconnect(session.actor) } catch IdentityProvider.Refusal.notConnected {
                return Response.redirect(to: "/app/account/provider")
            }
            return Response.redirect(to: "/app/account/provider?told=parted")
        }
    }

    // MARK: There and back

    private func there(_ departure: IdentityProvider.Departure) -> Response {
        var response = Response(
            status: .seeOther, headers: [.location: departure.address, .cacheControl: "no-store"])
        response.setCookie(site.cookies.provider(departure.secret))
        return response
    }

    private func back(_ request: Request, _ context: SiteContext) async throws -> Response {
        let brought = IdentityProvider.Return(
            code: context.query["code"], state: context.query["state"], issuer: context.query["iss"])
        let secret = kept(request)
        if IdentityProvider.connects(secret) { return try await connect(brought, secret, request, context) }
        do {
            // The visit may begin here: what waits for a code is bound to it.
            let visit = context.visit ?? Submission().id
            var context = context
            context.visit = visit
            let entered = try await provider.arrive(brought, secret: secret, from: site.caller(request, context))
            var response = site.entered(entered, next: site.landing("", request))
            if case .codeWanted = entered { response.setCookie(site.cookies.visit(visit)) }
            return response
        } catch let refusal as IdentityProvider.Refusal { return refused(refusal, at: "/sign-in", in: context) }
    }

    private func connect(
        _ brought: IdentityProvider.Return, _ secret: String, _ request: Request, _ context: SiteContext
    ) async throws -> Response {
        guard let session = context.session else { return refused(.notBegun, at: "/sign-in", in: context) }
        do {
            try await provider.connect(
                brought, secret: secret, for: session.actor, session: session.id,
                from: site.caller(request, context))
            return .redirect(to: "/app/account/provider?told=connected")
        } catch let refusal as IdentityProvider.Refusal {
            return refused(refusal, at: "/app/account/provider", in: context)
        }
    }

    /// What was kept for the way back.
    private func kept(_ request: Request) -> String { request.cookies[site.cookies.providerName]?.value ?? "" }

    /// Back to a page with words for it. Why a token is not believed is for the administrator.
    private func refused(
        _ refusal: IdentityProvider.Refusal, at page: String, in context: SiteContext
    ) -> Response {
        switch refusal {
        case .away: context.logger.warning("provider.away")
        case .notBelieved(let why): context.logger.warning("provider.not_believed", metadata: ["why": .string(why)])
        default: break
        }
        return .redirect(to: "\(page)?told=\(ProviderNotice.word(for: refusal))")
    }

    // MARK: Connecting

    private func begin(_ request: Request, _ context: SiteContext) async throws -> Response {
        let session = try context.signedIn()
        let asksForCode = try await provider.asksForCode(session.actor)
        var reader = FormReader(context.form)
        let field = asksForCode ? "code" : "present-password"
        let typed = asksForCode ? Digits.western(reader.typed("code")) : context.form["present-password"] ?? ""
        guard !typed.isEmpty, typed.utf8.count <= 1_000 else {
            reader.add(
                asksForCode ? "Enter the code that your phone shows now" : "Enter the password you use now", to: field)
            return try await show(reader, kept: "", in: context)
        }
        do {
            let secret = try await provider.begin(with: typed, for: session.actor, session: session.id)
            var response = Response.redirect(to: "/app/account/provider")
            response.setCookie(site.cookies.provider(secret))
            return response
        } catch SignIn.Refusal.wrongCode {
            reader.add("This code is not right, or was used before. Wait for the next one", to: field)
        } catch SignIn.Refusal.wrong {
            reader.add("This is not the password you use now", to: field)
        } catch IdentityProvider.Refusal.taken {
            return .redirect(to: "/app/account/provider")
        }
        return try await show(reader, kept: "", in: context)
    }

    private func show(_ reader: FormReader, kept secret: String, in context: SiteContext) async throws -> Response {
        let session = try context.signedIn()
        let standing: ProviderPage.Standing =
            if let since = try await provider.connectedSince(session.actor) {
                .connected(since: since.day(in: zone))
            } else if try await provider.mayConnect(secret, for: session.actor, session: session.id) {
                .ready
            } else {
                .asking(forCode: try await provider.asksForCode(session.actor))
            }
        return try site.present(ProviderPage(reader, standing: standing, told: context.query["told"]), in: context)
    }
}
