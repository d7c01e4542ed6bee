import Foundation
import Hummingbird
import Logging
import People
import Vocabulary

@testable import Casework
@testable import Web

/// Every page with everything filled in, and with nothing it can do without: one list a feature, in a
/// file of its own. The simplest way to one is to drive a ``House`` and to return its `pages`.
/// A page that is missing here fails ``TemplateTests``, since nobody looks at its template.
enum PageExamples {
    static func all() async throws -> [any Page] {
        try await site + signIn + people + RegisterExamples.pages + journey + groupAnswer + outbox + jobs + access
            + ownPage() + cohort() + colleagues() + SafetyExamples.pages
    }

    static var signIn: [any Page] {
        let wrong = FormReader(SubmittedForm([(name: "next", value: "/app")]))
        guard let session = Session.example else { return [] }
        func open(_ id: String) -> SignIn.OpenSession {
            SignIn.OpenSession(
                id: id, startedAt: Moment(milliseconds: 0), seenAt: Moment(milliseconds: 0),
                device: "Firefox on a phone", hasSecondStep: false)
        }
        func account(_ sessions: [SignIn.OpenSession], told: String?) -> AccountPage {
            AccountPage(
                FormReader(), session: session, sessions: sessions, secondStep: "Off", provider: "Off", told: told,
                zone: .gmt)
        }
        func secondStep(_ standing: SecondStep.Standing) -> SecondStepPage {
            SecondStepPage(FormReader(), standing: standing, role: .linkWorker, zone: .gmt)
        }
        func offer(wantsPassword: Bool) -> SecondStep.Standing {
            .offered(
                SecondStep.Offer(
                    address: "otpauth://totp/Kith:rosa", groups: ["ABCD", "EFGH"], wantsPassword: wantsPassword))
        }
        return [
            SignInPage(wrong), SignInPage(FormReader(), hasProvider: true, told: "signed-out"),
            SetupPage(FormReader(), email: "rosa@example.org"), account([open("1"), open("2")], told: "password"),
            account([open("1")], told: nil), SignInCodePage(wrong), SignInLinkPage(FormReader(), sendsMail: true),
            SignInLinkPage(FormReader(), sendsMail: false), SignInLinkSentPage(),
            SignInByLinkPage(email: "rosa@example.org"), secondStep(offer(wantsPassword: true)),
            secondStep(offer(wantsPassword: false)), secondStep(.keysMissing), secondStep(.needsNewLink),
            secondStep(.isSetUp(since: Moment(milliseconds: 0), codesLeft: 1)),
            RecoveryCodesPage(["k3v9-2mtz-k3v9-2mtz"], isNew: true),
            ProviderPage(wrong, standing: .asking(forCode: true), told: "provider-denied"),
            ProviderPage(FormReader(), standing: .asking(forCode: false), told: nil),
            ProviderPage(FormReader(), standing: .ready, told: nil),
            ProviderPage(
                FormReader(), standing: .connected(since: Moment(milliseconds: 0).day(in: .gmt)), told: "connected"),
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
            RefusalPage(.formTooOld, context: context), RefusalPage(reference: "0badcafe", route: "/app/break-glass"),
            ConflictPage(
                Refusal.Conflict(
                    subject: "The group",
                    differences: [Refusal.Conflict.Difference(field: "Name", yours: "One", theirs: "Two")],
                    writer: "Sam", when: "10:12", address: "/app/groups/1",
                    keepMine: .init(
                        SubmittedForm([(name: "version", value: "1")]), to: "/app/groups/1",
                        stamp: (name: "version", value: "2")))),
            ConflictPage(
                Refusal.Conflict(subject: "The group", differences: [], isYours: true, address: "/app/groups/1")),
            HeldFormPage(nil),
            HeldFormPage(
                HeldForm(
                    address: "/app/people/1/contacts", page: "/app/people/1/contacts/new", submission: "0",
                    fields: [Draft.Field(name: "note", value: "One\nTwo")])),
            ConflictPage(Refusal.Conflict(subject: "The group", differences: [], address: "/app/groups/1")),
        ]
    }
}
