import Casework
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Vocabulary

/// The one place at which whatever went wrong becomes a status and a page in plain words.
struct RefusalPages: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return try site.refuse(error, in: context, method: request.method, path: request.uri.path)
        }
    }
}

extension Site {
    /// The answer to an error: a page with its own words where it is a refusal, and otherwise one
    /// that only gives a reference, under which the log names the kind of error.
    func refuse(
        _ error: any Error, in context: SiteContext, method: HTTPRequest.Method, path: String = "/app"
    ) throws -> Response {
        guard let refusal = Site.refusal(for: error, toThem: OwnAddress.isOwn(context.endpointPath)) else {
            return try defect(error, in: context)
        }
        if case .outOfOrder(let outage) = refusal { context.logger.critical("\(Site.logged(outage))") }
        switch refusal {
        case .signInFirst where method == .get || method == .head:
            return .redirect(to: "/sign-in?next=\(Site.query(path))")
        case .stale(let conflict):
            return try present(ConflictPage(conflict), in: context)
        case .wrongMethod(let allowed):
            var response = try present(RefusalPage(refusal, context: context), in: context)
            response.headers[.allow] = allowed.joined(separator: ", ")
            return response
        case .tooMany(let seconds):
            var response = try present(RefusalPage(refusal, context: context), in: context)
            response.headers[.retryAfter] = String(seconds)
            return response
        default:
            return try present(RefusalPage(refusal, context: context), in: context)
        }
    }

    private func defect(_ error: any Error, in context: SiteContext) throws -> Response {
        let reference = String(RandomText.make(bytes: 4))
        // The error's own text may quote what somebody typed: only its kind is written.
        context.logger.error(
            "request.failed",
            metadata: [
                "reference": .string(reference),
                "http.route": .string(context.endpointPath ?? ""),
                "error.type": .string(String(reflecting: type(of: error))),
                "error.kind": .string(Site.kind(of: error)),
            ])
        return try present(RefusalPage(reference: reference, route: context.endpointPath), in: context)
    }

    private static func refusal(for error: any Error, toThem: Bool) -> Refusal? {
        switch error {
        case let refusal as Refusal: refusal
        case let refused as any RefusedOnPage: toThem ? refused.refusalToThem : refused.refusal
        case is SubmittedForm.Refusal: .malformed
        case let http as HTTPError where http.status == .notFound: .unknown
        case let http as HTTPError where http.status == .badRequest: .malformed
        case let http as HTTPError where http.status == .contentTooLarge: .tooLarge
        default: StoreTrouble(error).map(refusal)
        }
    }

    static func refusal(for trouble: StoreTrouble) -> Refusal {
        switch trouble {
        case .busy: .notAvailable
        case .cannotWrite: .outOfOrder(.disk)
        case .damaged: .outOfOrder(.damage)
        case .clockBehind: .outOfOrder(.clock)
        case .fateUnknown:
            .unsure
        case .changedMeanwhile:
            .notNow(
                "Somebody else changed this at the same moment, and nothing of theirs was overwritten. Go back, look at it again, and then decide."
            )
        case .unkeepable: .malformed
        }
    }

    private static func logged(_ outage: Refusal.Outage) -> String {
        switch outage {
        case .disk: "store.cannot_write"
        case .damage: "store.damaged"
        case .clock: "clock.behind"
        }
    }

    /// The name of an enumeration's case, which tells the kind of an error and nothing about anybody.
    private static func kind(of error: any Error) -> String {
        let mirror = Mirror(reflecting: error)
        guard mirror.displayStyle == .enum else { return "" }
        return mirror.children.first?.label ?? (mirror.children.isEmpty ? String(describing: error) : "")
    }

    /// A path as the value of a query: everything but letters, digits and a few marks as percent codes.
    static func query(_ path: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        var text = ""
        for byte in path.utf8 {
            if plain.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + Hexadecimal.text([byte]).uppercased()
            }
        }
        return text
    }
}
