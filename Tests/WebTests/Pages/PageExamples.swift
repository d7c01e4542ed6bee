import Foundation
import Hummingbird
import Logging
import Vocabulary

@testable import Casework
@testable import Web

/// Every page with everything filled in, and with nothing it can do without: one list a feature, in a
/// file of its own. The simplest way to one is to drive a ``House`` and to return its `pages`.
/// A page that is missing here fails ``TemplateTests``, since nobody looks at its template.
enum PageExamples {
    static func all() async throws -> [any Page] {
        site + signIn + people + RegisterExamples.pages + journey + groupAnswer + outbox + jobs
    }

    static var signIn: [any Page] {
        let wrong = FormReader(SubmittedForm([(name: "next", value: "/app")]))
        guard let session = Session.example else { return [] }
        let other = SignIn.OpenSession(id: "2", startedAt: Moment(milliseconds: 0), seenAt: Moment(milliseconds: 0))
        return [
            SignInPage(wrong), SignInPage(FormReader(), hasLeft: true),
            SetupPage(FormReader(), email: "rosa@example.org"),
            AccountPage(FormReader(), session: session, sessions: [other], told: "password", zone: .gmt),
            AccountPage(FormReader(), session: session, sessions: [], told: nil, zone: .gmt),
        ]
    }

    static var site: [any Page] {
        var reader = FormReader(SubmittedForm([]))
        StyleGuidePage.read(&reader)
        var context = SiteContext(logger: Logger(label: "test"))
        context.form = SubmittedForm([(name: "note", value: "Something that was typed")])
        return [
            LanguagesPage(), WelcomePage(), StyleGuidePage(reader),
            StyleGuidePage(FormReader(filled: StyleGuidePage.known)),
            RefusalPage(.formTooOld, context: context), RefusalPage(reference: "0badcafe"),
            ConflictPage(
                Refusal.Conflict(
                    subject: "The group",
                    differences: [Refusal.Conflict.Difference(field: "Name", yours: "One", theirs: "Two")],
                    writer: "Sam", when: "10:12", address: "/app/groups/1")),
            ConflictPage(Refusal.Conflict(subject: "The group", differences: [], address: "/app/groups/1")),
        ]
    }
}
