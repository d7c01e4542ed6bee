import HTTPTypes
import Hummingbird

/// What every answer tells the browser: load nothing from elsewhere, be framed by nobody, tell
/// nobody where the reader came from.
struct SecurityHeaders: RouterMiddleware {
    let isSecure: Bool

    private static let contentPolicy = [
        "default-src 'none'", "style-src 'self'", "img-src 'self' data:", "script-src 'self'", "connect-src 'self'",
        "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = SecurityHeaders.contentPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[SecurityHeaders.frameOptions] = "DENY"
        response.headers[SecurityHeaders.referrerPolicy] = "no-referrer"
        response.headers[SecurityHeaders.permissionsPolicy] =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
        response.headers[SecurityHeaders.openerPolicy] = "same-origin"
        response.headers[SecurityHeaders.resourcePolicy] = "same-origin"
        // What says nothing itself may hold something: a redirect leads to somebody's page.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
        return response
    }

    private static let frameOptions = name("X-Frame-Options")
    private static let referrerPolicy = name("Referrer-Policy")
    private static let permissionsPolicy = name("Permissions-Policy")
    private static let openerPolicy = name("Cross-Origin-Opener-Policy")
    private static let resourcePolicy = name("Cross-Origin-Resource-Policy")

    private static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .server }
}
