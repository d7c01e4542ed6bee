import Casework
import Hummingbird

/// To the identity provider and back. Both are links that only a browser with our cookie makes anything of.
struct ProviderRoutes: RouteGroup {
    let site: Site
    let provider: IdentityProvider

    func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/sign-in/provider") { _, _ in
            do {
                let departure = try await provider.depart()
                var response = Response(
                    status: .seeOther, headers: [.location: departure.address, .cacheControl: "no-store"])
                response.setCookie(site.cookies.provider(departure.secret))
                return response
            } catch is IdentityProvider.Refusal {
                return Response.redirect(to: "/sign-in?told=provider-away")
            }
        }
        pages.get("/sign-in/provider/return") { request, context in try await arrive(request, context) }
    }

    private func arrive(_ request: Request, _ context: SiteContext) async throws -> Response {
        let brought = IdentityProvider.Return(
            code: context.query["code"], state: context.query["state"], issuer: context.query["iss"])
        var response: Response
        do {
            // The visit may begin here: what waits for a code is bound to it.
            let visit = context.visit ?? Submission().id
            var context = context
            context.visit = visit
            let entered = try await provider.arrive(
                brought, secret: request.cookies[site.cookies.providerName]?.value ?? "",
                from: site.caller(request, context))
            response = site.entered(entered, next: "")
            if case .codeWanted = entered { response.setCookie(site.cookies.visit(visit)) }
        } catch let refusal as IdentityProvider.Refusal {
            response = .redirect(to: "/sign-in?told=\(Self.word(refusal))")
        }
        response.setCookie(site.cookies.endOfProvider())
        return response
    }

    private static func word(_ refusal: IdentityProvider.Refusal) -> String {
        switch refusal {
        case .away: "provider-away"
        case .noAccount: "provider-no-account"
        case .notBegun, .denied, .notBelieved: "provider-refused"
        }
    }
}
