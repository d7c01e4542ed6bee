import Storage
import Testing
import Vocabulary

@testable import Casework

struct SignInLinkTests {
    /// The token of the newest mail with a link.
    private func token(_ rosa: Member) async throws -> String? {
        let body = try await rosa.mails().first { $0.kind == "sign-in-link" }?.body
        return body?.split(separator: "\n").first { $0.contains("/sign-in/link/") }?
            .split(separator: "/").last.map(String.init)
    }

    @Test func `a link opens once, and looking at it changes nothing`() async throws {
        let rosa = try await Member(.coordinator)
        _ = try await rosa.choose()
        try await rosa.signIn.sendLink(to: " Rosa@Example.org", from: .test)
        let token = try #require(try await token(rosa))
        for _ in 0..<3 { #expect(try await rosa.signIn.owner(ofSignInLink: token).email == rosa.email) }
        let opened = try #require(try await rosa.signIn.signIn(byLink: token, from: .test).session)
        #expect(!opened.actor.hasSecondStep)
        #expect(await refusal { _ = try await rosa.signIn.signIn(byLink: token, from: .test) } == .linkEnded)
        #expect(await refusal { _ = try await rosa.signIn.owner(ofSignInLink: token) } == .linkEnded)
    }

    @Test func `a link ends after a quarter of an hour, and a newer one ends it at once`() async throws {
        let rosa = try await Member()
        _ = try await rosa.choose()
        try await rosa.signIn.sendLink(to: rosa.email, from: .test)
        let old = try #require(try await token(rosa))
        rosa.test.clock.move(seconds: 1)
        try await rosa.signIn.sendLink(to: rosa.email, from: .test)
        #expect(await refusal { _ = try await rosa.signIn.owner(ofSignInLink: old) } == .linkEnded)
        let new = try #require(try await token(rosa))
        rosa.test.clock.move(seconds: 15 * 60)
        #expect(await refusal { _ = try await rosa.signIn.signIn(byLink: new, from: .test) } == .linkEnded)
    }

    @Test func `a link leads through the second step where there is one, and may not set one up`() async throws {
        let rosa = try await Member()
        let (phone, _, _) = try await rosa.setUp()
        rosa.test.clock.move(seconds: 60)
        try await rosa.signIn.sendLink(to: rosa.email, from: .test)
        let link = try #require(try await token(rosa))
        let half = try #require(try await rosa.signIn.signIn(byLink: link, from: .test).half)
        let opened = try await rosa.signIn.enterCode(
            .phone(phone.code(at: rosa.test.clock.clock.now)), half: half.text, from: .test)
        #expect(opened.actor.hasSecondStep)

        let lee = try await Member()
        _ = try await lee.choose()
        try await lee.signIn.sendLink(to: lee.email, from: .test)
        let other = try #require(try await token(lee))
        let session = try #require(try await lee.signIn.signIn(byLink: other, from: .test).session)
        guard
            case .needsNewLink = try await lee.secondStep.standing(
                of: session.actor, session: try await lee.session(of: session))
        else {
            Issue.record("whoever reads the mail could bind the account to a phone")
            return
        }
    }

    @Test func `an address without an account, a closed one and one that asks too often get no mail`() async throws {
        let rosa = try await Member()
        try await rosa.signIn.sendLink(to: "nobody@example.org", from: .test)
        #expect(try await rosa.mails().isEmpty)
        for _ in 0..<5 { try await rosa.signIn.sendLink(to: rosa.email, from: .test) }
        #expect(try await rosa.mails().count == 3)
        rosa.test.clock.move(seconds: 901)
        try await Accounts(desk: rosa.test.desk).close(rosa.email, by: rosa.test.administrator)
        try await rosa.signIn.sendLink(to: rosa.email, from: .test)
        #expect(try await rosa.mails().count == 3)
    }

    @Test func `one address in the network asks for twenty links, and no more`() async throws {
        let rosa = try await Member()
        let caller = SignIn.Caller(address: "192.0.2.7")
        for number in 0..<20 { try await rosa.signIn.sendLink(to: "a\(number)@example.org", from: caller) }
        try await rosa.signIn.sendLink(to: rosa.email, from: caller)
        #expect(try await rosa.mails().isEmpty)
        try await rosa.signIn.sendLink(to: rosa.email, from: .test)
        #expect(try await rosa.mails().count == 1)
    }

    @Test func `asking takes the same time whether a mail goes out or not`() async throws {
        let rosa = try await Member()
        var settings = SignIn.Settings.cheap
        settings.evenTime = .milliseconds(300)
        let signIn = SignIn(desk: rosa.test.desk, settings: settings)
        for email in [rosa.email, "nobody@example.org"] {
            let took = try await ContinuousClock().measure { try await signIn.sendLink(to: email, from: .test) }
            #expect(took >= .milliseconds(300))
        }
    }

    @Test func `the mail holds a link and no fact, and its subject says nothing`() async throws {
        let rosa = try await Member()
        try await rosa.signIn.sendLink(to: rosa.email, from: .test)
        let mail = try #require(try await rosa.mails().first)
        #expect(mail.subject == "Your link to sign in to Kith")
        #expect(mail.body.contains("https://kith.example/sign-in/link/test."))
        let events = try await rosa.events()
        #expect(events.contains("sign-in-link-sent"))
    }
}
