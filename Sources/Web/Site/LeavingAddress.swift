import HTTPTypes
import Hummingbird

/// Where somebody leaves. Nothing there waits for the store: neither who asks, nor what they leave.
enum LeavingAddress: String, CaseIterable {
    /// The quick way out of a person's own page.
    case quick = "/me/leave"
    case ownPage = "/me/sign-out"
    case staff = "/sign-out"

    var path: RouterPath { RouterPath(rawValue) }
}

extension Response {
    /// Away from here, with nothing left in the browser. Its cookies are ended one by one: those of somebody else, on a
    /// phone that is shared, stay.
    static func leaving(to address: String) -> Response {
        var response = Response.redirect(to: address)
        response.headers[.cacheControl] = "no-store"
        if let name = HTTPField.Name("Clear-Site-Data") { response.headers[name] = "\"cache\", \"storage\"" }
        return response
    }
}
