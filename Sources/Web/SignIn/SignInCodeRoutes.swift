import Casework
import Hummingbird

/// What belongs to a sign-in beside the password: the code, and the link by mail.
struct SignInCodeRoutes: RouteGroup {
    let site: Site
    let signIn: SignIn

    func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/sign-in/code") { request, context in
            guard try await signIn.waitsForCode(half(of: request), from: caller(request, context)) else {
                return Response.redirect(to: "/sign-in")
            }
            return try site.present(
                SignInCodePage(FormReader(filled: ["next": context.query["next"] ?? ""])), in: context)
        }
        pages.post("/sign-in/code") { request, context in try await enterCode(request, context) }
        pages.get("/sign-in/link") { _, context in
            try site.present(SignInLinkPage(FormReader(), sendsMail: signIn.settings.sendsMail), in: context)
        }
        pages.post("/sign-in/link") { request, context in try await sendLink(request, context) }
        pages.get("/sign-in/link/:token") { _, context in
            let owner = try await signIn.owner(ofSignInLink: try context.path("token"))
            return try site.present(SignInByLinkPage(email: owner.email), in: context)
        }
        pages.post("/sign-in/link/:token") { request, context in
            let entered = try await signIn.signIn(
                byLink: try context.path("token"), from: caller(request, context))
            return site.entered(entered, next: site.landing("", request))
        }
    }

    private func enterCode(_ request: Request, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        let code = reader.text("code", upTo: 20)
        let recovery = reader.text("recovery-code", upTo: 60)
        guard let given = recovery.map(SignIn.GivenCode.recovery) ?? code.map({ .phone(Digits.western($0)) }) else {
            if reader.problems.isEmpty { reader.add("Enter the code that your phone shows", to: "code") }
            return try site.present(SignInCodePage(reader), in: context)
        }
        do {
            let opened = try await signIn.enterCode(
                given, half: half(of: request), from: caller(request, context))
            return site.opened(
                opened, at: SignInPage.next(site.landing(reader.typed("next"), request), for: opened.actor))
        } catch SignIn.Refusal.wrongCode {
            switch given {
            case .phone: reader.add("This code is not right, or was used before. Wait for the next one", to: "code")
            case .recovery: reader.add("This is not one of your recovery codes that are left", to: "recovery-code")
            }
            return try site.present(SignInCodePage(reader), in: context)
        } catch SignIn.Refusal.codeTimeOver {
            return .redirect(to: "/sign-in?told=code-time-over")
        }
    }

    private func sendLink(_ request: Request, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard let email = reader.text("email", upTo: 254, orAsk: "Enter your e-mail address") else {
            return try site.present(SignInLinkPage(reader, sendsMail: signIn.settings.sendsMail), in: context)
        }
        try await signIn.sendLink(to: email, from: caller(request, context))
        return try site.present(SignInLinkSentPage(), in: context)
    }

    private func half(of request: Request) -> String { request.cookies[site.cookies.halfName]?.value ?? "" }

    private func caller(_ request: Request, _ context: SiteContext) -> SignIn.Caller {
        site.caller(request, context)
    }
}

extension Site {
    /// Where a request comes from, as a sign-in asks.
    func caller(_ request: Request, _ context: SiteContext) -> SignIn.Caller {
        SignIn.Caller(
            address: context.remoteAddress, device: request.cookies[cookies.deviceName]?.value,
            userAgent: request.headers[.userAgent].map { String($0.prefix(400)) }, visit: context.visit ?? "")
    }

    /// The answer to a sign-in: the session, or the page that asks for the code.
    func entered(_ entered: SignIn.Entered, next: String) -> Response {
        switch entered {
        case .opened(let opened): return self.opened(opened, at: SignInPage.next(next, for: opened.actor))
        case .codeWanted(let half):
            var response = Response.redirect(
                to: next.isEmpty ? "/sign-in/code" : "/sign-in/code?next=\(Site.query(next))")
            response.headers[.cacheControl] = "no-store"
            response.setCookie(cookies.half(half.text))
            return response
        }
    }

    /// The answer that hands over the session. The visit begins anew with it, so that no form from
    /// before still counts.
    func opened(_ opened: SignIn.Opened, at address: String) -> Response {
        var response = Response.redirect(to: address)
        response.headers[.cacheControl] = "no-store"
        response.setCookie(cookies.session(opened.secret.text))
        response.setCookie(cookies.device(opened.device))
        response.setCookie(cookies.endOfHalf())
        response.setCookie(cookies.visit(Submission().id))
        return response
    }
}
