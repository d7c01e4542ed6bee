import Casework
import Foundation
import Hummingbird
import Vocabulary

/// What somebody can do about their own account: change the password, end other sessions.
public struct AccountRoutes: RouteGroup {
    let site: Site
    let signIn: SignIn
    let provider: IdentityProvider?
    let zone: TimeZone

    public init(site: Site, signIn: SignIn, provider: IdentityProvider? = nil, zone: TimeZone) {
        self.site = site
        self.signIn = signIn
        self.provider = provider
        self.zone = zone
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/account") { _, context in
            try await show(FormReader(), told: context.query["told"], in: context)
        }
        pages.post("/app/account/password") { _, context in try await change(context) }
        pages.post("/app/account/sessions/end") { _, context in
            let session = try context.signedIn()
            try await signIn.endSession(context.form["session"] ?? "", of: session.actor)
            return Response.redirect(to: "/app/account?told=session")
        }
        pages.post("/app/account/other-sessions/end") { _, context in
            let session = try context.signedIn()
            try await signIn.endOtherSessions(of: session.actor, keeping: session.id)
            return Response.redirect(to: "/app/account?told=sessions")
        }
    }

    private func change(_ context: SiteContext) async throws -> Response {
        let session = try context.signedIn()
        var reader = FormReader(context.form)
        let present = context.form["present-password"] ?? ""
        if present.isEmpty { reader.add("Enter the password you use now", to: "present-password") }
        guard let new = NewPassword.read(&reader, from: context.form) else {
            return try await show(reader, told: nil, in: context)
        }
        do {
            try await signIn.change(from: present, to: new, for: session.actor, session: session.id)
            return .redirect(to: "/app/account?told=password")
        } catch SignIn.Refusal.wrong {
            reader.add("This is not the password you use now", to: "present-password")
        } catch SignIn.Refusal.password(let refusal) {
            reader.add(refusal.words, to: "password")
        }
        return try await show(reader, told: nil, in: context)
    }

    private func show(_ reader: FormReader, told: String?, in context: SiteContext) async throws -> Response {
        let session = try context.signedIn()
        let sessions = try await signIn.sessions(of: session.actor)
        let since = try await signIn.secondStepSince(of: session.actor)
        let connected = try await provider?.connectedSince(session.actor)
        return try site.present(
            AccountPage(
                reader, session: session, sessions: sessions, secondStep: on(since),
                provider: provider == nil ? nil : on(connected), told: told, zone: zone),
            in: context)
    }

    private func on(_ since: Moment?) -> String { since.map { "On since \($0.day(in: zone).inWords)" } ?? "Off" }
}
