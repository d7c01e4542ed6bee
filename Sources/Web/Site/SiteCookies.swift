import Hummingbird

/// The site's two cookies. Both end with the browser's session, so that a shared phone keeps none.
///
/// `Lax`, not `Strict`: a group opens its link from a mail, and a worker from a chat, and both must
/// arrive as who they are. What changes something is a POST with a proof.
struct SiteCookies: Sendable {
    let isSecure: Bool

    /// The secret of a signed-in session.
    var sessionName: String { isSecure ? "__Host-kith-session" : "kith-session" }
    /// The visit to which forms are bound.
    var visitName: String { isSecure ? "__Host-kith-visit" : "kith-visit" }

    func session(_ secret: String) -> Cookie { cookie(sessionName, secret) }
    func visit(_ visit: String) -> Cookie { cookie(visitName, visit) }
    func endOfSession() -> Cookie { ended(sessionName) }
    func endOfVisit() -> Cookie { ended(visitName) }

    private func cookie(_ name: String, _ value: String) -> Cookie {
        Cookie(name: name, value: value, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }

    private func ended(_ name: String) -> Cookie {
        Cookie(name: name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}
