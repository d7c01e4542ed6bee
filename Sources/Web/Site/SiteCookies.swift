import Casework
import Hummingbird

/// The site's cookies. They end with the browser's session, so that a shared phone keeps none; but for the one by which
/// a browser is known again, which says nothing about anybody.
///
/// `Lax`, not `Strict`: a group opens its link from a mail, and a worker from a chat, and both must
/// arrive as who they are. What changes something is a POST with a proof.
struct SiteCookies: Sendable {
    let isSecure: Bool

    /// The secret of a signed-in session.
    var sessionName: String { isSecure ? "__Host-kith-session" : "kith-session" }
    /// The visit to which forms are bound.
    var visitName: String { isSecure ? "__Host-kith-visit" : "kith-visit" }

    /// The secret of a sign-in that waits for its code.
    var halfName: String { isSecure ? "__Host-kith-code" : "kith-code" }
    /// What a browser keeps in which somebody of our staff signed in.
    var deviceName: String { isSecure ? "__Host-kith-device" : "kith-device" }
    /// What opens the form that somebody sent after they had been signed out.
    var heldName: String { isSecure ? "__Host-kith-form" : "kith-form" }
    /// What a sign-in at an identity provider comes back to.
    var providerName: String { isSecure ? "__Host-kith-provider" : "kith-provider" }

    /// That a group's reader tapped to read what the link of this page leads to.
    var readingName: String { isSecure ? "__Secure-kith-reading" : "kith-reading" }

    /// - Parameters:
    ///   - hash: of the link's token, which the path holds anyway.
    ///   - path: the one page that it is sent to, for half an hour. Never from a mail: whoever comes by one taps again.
    func reading(_ hash: String, at path: String) -> Cookie {
        Cookie(
            name: readingName, value: hash, maxAge: 30 * 60, path: path, secure: isSecure, httpOnly: true,
            sameSite: .strict)
    }

    func session(_ secret: String) -> Cookie { cookie(sessionName, secret) }
    func visit(_ visit: String) -> Cookie { cookie(visitName, visit) }
    func half(_ secret: String) -> Cookie { cookie(halfName, secret) }
    func device(_ secret: String) -> Cookie {
        Cookie(
            name: deviceName, value: secret, maxAge: SignIn.daysForDevices * 86_400, path: "/", secure: isSecure,
            httpOnly: true, sameSite: .lax)
    }
    func provider(_ secret: String) -> Cookie {
        Cookie(
            name: providerName, value: secret, maxAge: 600, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
    func held(_ secret: String) -> Cookie { cookie(heldName, secret) }
    func endOfHeld() -> Cookie { ended(heldName) }
    func endOfHalf() -> Cookie { ended(halfName) }
    func endOfProvider() -> Cookie { ended(providerName) }
    func endOfSession() -> Cookie { ended(sessionName) }
    func endOfVisit() -> Cookie { ended(visitName) }

    private func cookie(_ name: String, _ value: String) -> Cookie {
        Cookie(name: name, value: value, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }

    private func ended(_ name: String) -> Cookie {
        Cookie(name: name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}
