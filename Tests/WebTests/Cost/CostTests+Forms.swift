import Casework
import Testing

@testable import Web

/// One form: the page that it stands on, where it goes, what is filled in, and who does it.
private struct Form: Sendable {
    let name: String
    let role: Role?
    let page: @Sendable (FilledHub) -> String
    let action: @Sendable (FilledHub) -> String
    let fields: [(String, String)]

    init(
        _ name: String, by role: Role?, on page: @escaping @Sendable (FilledHub) -> String,
        to action: @escaping @Sendable (FilledHub) -> String, _ fields: [(String, String)] = []
    ) {
        self.name = name
        self.role = role
        self.page = page
        self.action = action
        self.fields = fields
    }
}

/// What is sent costs the same as well, with the page that follows: a referral is accepted in a hub of a thousand as in
/// one of ten.
extension CostTests {
    private static let person = "/app/people/\(FilledHub.person)"
    private static let referral = "/app/referrals/\(FilledHub.referral)"
    private static let leaving = "/app/referrals/\(FilledHub.leaving)"
    private static let open = "\(person)/groups/\(FilledHub.openGroup)/referral"

    /// In the order of a day: what one form does is there for the next.
    private static let day: [Form] = [
        Form(
            "a name is searched for", by: .linkWorker, on: { _ in "/app/people" }, to: { _ in "/app/people" },
            [("name", "robin"), ("show", "mine")]),
        Form(
            "a contact is added", by: .linkWorker, on: { _ in "\(person)/contacts/new" },
            to: { _ in "\(person)/contacts" }, [("kind", "call"), ("reached", "yes"), ("note", "All well")]),
        Form(
            "a part is saved", by: .linkWorker, on: { _ in "\(person)/about/hopes" },
            to: { _ in "\(person)/about/hopes" }, [("hopes", "To sing")]),
        Form(
            "a yes is given", by: .linkWorker, on: { _ in "\(open)/consent" }, to: { _ in "\(open)/consent" },
            [
                ("facts", "call-name"), ("facts", "hopes"), ("until", "2027-02-22"), ("how", "spoken"),
                ("language", "ti"), ("interpreter", "yes"), ("purpose", "join"),
                ("interpreted-by", "Agency, number 77"),
            ]),
        Form(
            "a session is written down", by: .linkWorker, on: { _ in "\(referral)/attendance" },
            to: { _ in "\(referral)/attendance" }, [("outcome", "came"), ("day", "2026-11-23")]),
        Form(
            "a group accepts", by: nil, on: { "/r/\($0.answering.text)" },
            to: { "/r/\($0.answering.text)/acceptance" }),
        Form(
            "a group says that they came", by: nil, on: { "/r/\($0.worried.text)" },
            to: { "/r/\($0.worried.text)/attendance" }, [("outcome", "came"), ("day", "2026-11-22")]),
        Form(
            "a yes is taken back", by: .linkWorker, on: { _ in "\(leaving)/consent-withdrawal" },
            to: { _ in "\(leaving)/consent-withdrawal" }),
        Form(
            "evidence is added", by: .coordinator, on: { _ in "/app/groups/\(FilledHub.group)/evidence" },
            to: { _ in "/app/groups/\(FilledHub.group)/evidence" },
            [("standard", "dbs"), ("from", "2026-11-01"), ("until", "2027-11-01"), ("note", "seen")]),
    ]

    @Test func `no form costs more statements when there is more in the hub`() async throws {
        let (few, many) = try await Self.hubs.value
        for form in Self.day {
            let small = try await sending(form, in: few)
            let large = try await sending(form, in: many)
            #expect(large.page.status == 200, "\(form.name) ended at \(large.page.address): \(large.page.heading)")
            #expect(
                !large.page.html.contains("error-summary"),
                "\(form.name) was not taken: \(large.page.text.prefix(400))")
            #expect(
                large.statements <= small.statements,
                "\(form.name): \(small.statements) statements at 10 rows, \(large.statements) at 1000")
        }
    }

    private func sending(_ form: Form, in hub: FilledHub) async throws -> (page: Browser.Sight, statements: Int) {
        let browser = hub.browser(as: form.role)
        let page = try await browser.open(form.page(hub))
        // What the page itself puts into its form, beside the proof and the submission.
        let stamps = ["read-at", "version"].compactMap { name in page.hidden(name).map { (name, $0) } }
        let (after, statements) = try await hub.counting {
            try await browser.post(form.fields + stamps, to: form.action(hub), from: page)
        }
        return (after, statements)
    }
}
