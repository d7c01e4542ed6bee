import Casework
import Hummingbird

/// In and out: by password, or by a link that is good once for choosing one.
public struct SignInRoutes: RouteGroup {
    let site: Site
    let signIn: SignIn
    let hasProvider: Bool

    /// - Parameter hasProvider: whether staff sign in at an identity provider too.
    public init(site: Site, signIn: SignIn, hasProvider: Bool = false) {
        self.site = site
        self.signIn = signIn
        self.hasProvider = hasProvider
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/sign-in") { _, context in
            let reader = FormReader(filled: ["next": context.query["next"] ?? ""])
            return try site.present(
                SignInPage(reader, hasProvider: hasProvider, told: context.query["told"]), in: context)
        }
        pages.post("/sign-in") { request, context in try await enter(request, context) }
        pages.post(LeavingAddress.staff.path) { request, context in
            if let secret = request.cookies[site.cookies.sessionName]?.value { signIn.signOut(secret) }
            return left()
        }
        pages.get("/setup/:token") { _, context in
            let owner = try await signIn.owner(of: try context.path("token"))
            return try site.present(SetupPage(FormReader(), email: owner.email), in: context)
        }
        pages.post("/setup/:token") { request, context in try await choose(request, context) }
    }

    private func enter(_ request: Request, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        let email = reader.text("email", upTo: 254, orAsk: "Enter your e-mail address")
        let password = context.form["password"] ?? ""
        if password.isEmpty { reader.add("Enter your password", to: "password") }
        guard let email, reader.problems.isEmpty else {
            return try site.present(SignInPage(reader, hasProvider: hasProvider), in: context)
        }
        do {
            let entered = try await signIn.signIn(
                email: email, password: password, from: site.caller(request, context))
            return site.entered(entered, next: site.landing(reader.typed("next"), request))
        } catch SignIn.Refusal.wrong {
            reader.add("The e-mail address or the password is not right", to: "email")
            return try site.present(SignInPage(reader, hasProvider: hasProvider), in: context)
        }
    }

    private func choose(_ request: Request, _ context: SiteContext) async throws -> Response {
        let token = try context.path("token")
        let owner = try await signIn.owner(of: token)
        var reader = FormReader(context.form)
        guard let password = NewPassword.read(&reader, from: context.form) else {
            return try site.present(SetupPage(reader, email: owner.email), in: context)
        }
        do {
            let opened = try await signIn.choose(password, by: token, from: site.caller(request, context))
            // Whoever may come to open what is sealed sets up the second step right away, while this session may.
            let next =
                opened.actor.role?.needsSecondStep == true ? "/app/account/second-step" : site.landing("", request)
            return site.opened(opened, at: SignInPage.next(next, for: opened.actor))
        } catch SignIn.Refusal.password(let refusal) {
            reader.add(refusal.words, to: "password")
            return try site.present(SetupPage(reader, email: owner.email), in: context)
        }
    }

    private func left() -> Response {
        var response = Response.leaving(to: "/sign-in?told=signed-out")
        response.setCookie(site.cookies.endOfSession())
        response.setCookie(site.cookies.endOfVisit())
        response.setCookie(site.cookies.endOfHeld())
        return response
    }
}

extension SignIn.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .wrong: .notNow("The password is not right.")
        case .tooManyTries(let seconds): .tooMany(retryAfterSeconds: seconds)
        case .linkEnded: .linkEnded
        case .password(let refusal): .notNow(refusal.words)
        case .codeTimeOver: .notNow("There was no code for too long. Sign in once more.")
        case .wrongCode: .notNow("The code is not right.")
        case .keysMissing:
            .notNow(
                "Your code cannot be checked now, because the hub's keys are missing. Ask your administrator to start Kith with its keys, or use a recovery code."
            )
        }
    }
}

extension PasswordRule.Refusal {
    /// What to do about it.
    var words: String {
        switch self {
        case .tooShort: "Use at least \(PasswordRule.shortest) letters, numbers or signs. Three or four words are good."
        case .tooLong: "Make it shorter than 200 letters."
        case .tooCommon:
            "Choose something that is harder to guess. Three or four words that do not belong together are good."
        case .ownAddress: "Leave out the name from your e-mail address."
        case .ownName: "Leave out your name and the name of your hub: they are guessed first. Add other words."
        case .breached:
            "Choose another one: this password stands in a list that thieves use. That list is on this machine; we told nobody."
        }
    }
}
