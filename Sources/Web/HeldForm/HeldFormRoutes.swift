import Casework
import Hummingbird
import People
import Vocabulary

/// The way back to a form that was sent when its session was over.
struct HeldFormRoutes: RouteGroup {
    static let address = "/app/held-form"

    let site: Site

    func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/held-form") { request, context in try await show(request, context) }
        pages.post("/app/held-form/removal") { request, context in
            let session = try context.signedIn()
            if let secret = site.heldSecret(of: request) { try await site.holding?.end(secret, by: session.actor) }
            var response = Response.redirect(to: SignInPage.next("", for: session.actor))
            response.setCookie(site.cookies.endOfHeld())
            return response
        }
    }

    private func show(_ request: Request, _ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let found = try await site.holding?.find(site.heldSecret(of: request) ?? "", by: actor) ?? .none
        switch found {
        case .form(let held):
            if context.query["list"] == nil, SignInPage.isOurs(held.page) {
                return .redirect(to: held.page + "?held=yes")
            }
            var context = context
            context.goesOn = Submission(held.submission)
            return try site.present(HeldFormPage(held), in: context)
        case .anothers: return .redirect(to: SignInPage.next("", for: actor))
        case .none:
            var response = try site.present(HeldFormPage(nil), in: context)
            response.setCookie(site.cookies.endOfHeld())
            return response
        }
    }
}

/// A held form on a page of its own, where it cannot be shown on the page on which it stood.
struct HeldFormPage: Page {
    static let template = "held-form/held-form"
    static let audience = Audience.staff

    let title: String
    let lead: String
    let held: Held?
    let next = Link("Go on", to: "/app")

    struct Held: Sendable {
        let action: String
        let written: SummaryList?
        let fields: [Field]
    }

    struct Field: Sendable {
        let name: String
        let value: String
    }

    /// - Parameter held: nil where there is none, or its time is over.
    init(_ held: HeldForm?) {
        title = held == nil ? "Nothing waits for you here" : "What you wrote is still here"
        lead =
            held == nil
            ? "What you write when you are signed out is kept for an hour, for the browser in which you wrote it."
            : "You were signed out while you were writing. Nothing was done yet. Look at it, and then send it."
        self.held = held.map { held in
            let rows = held.fields.filter { !$0.value.isEmpty && !Draft.Field.ofTheForm.contains($0.name) }
                .map { field in
                    SummaryRow(
                        Self.words(field.name),
                        lines: FormField.printed(field.name, field.value).split(whereSeparator: \.isNewline)
                            .map(String.init))
                }
            return Held(
                action: held.address, written: rows.isEmpty ? nil : SummaryList(rows),
                fields: held.fields.map { Field(name: $0.name, value: $0.value) })
        }
    }

    /// The name of a field as it reads best: the form itself, with its questions, is not there any more.
    private static func words(_ name: String) -> String {
        name.replacing(FormField.sealed, with: "").replacing("-", with: " ").capitalizedFirst
    }
}
