import Community
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct OutboxPageTests {
    private func post(_ house: House, state: OutgoingMail.State = .waiting) async throws {
        let mail = OutgoingMail(
            id: "mail-1", kind: "referral", recipient: "kitchen@example.org", subject: "A new message <b>",
            body: "Hello,\n\nhttp://localhost/r/test.canary\n", createdAt: House.start, nextAt: House.start,
            attempts: 6,
            state: state, problem: state == .failed ? "The mail server took too long." : nil)
        try await house.desk.database.keepHouse(house.hub) { hub in
            try hub.outbox.add(mail)
            try hub.outbox.save(mail)
        }
    }

    @Test func `outside the demo a letter is never shown`() async throws {
        let house = try await House()
        try await post(house)
        let site = try Site.forTest(isDemo: false) {
            Role(rawValue: $0).flatMap { Session(id: "1", actor: House.actor($0)) }
        }
        let browser = Browser(
            site.router(site.features(of: house.desk)).buildResponder(),
            cookies: [site.cookies.sessionName: Role.coordinator.rawValue])
        let page = try await browser.open("/app/outbox")
        #expect(page.status == 200)
        #expect(page.text.contains("kitchen@example.org") && page.text.contains("A new message <b>"))
        #expect(!page.html.contains("canary"))
    }

    @Test func `in the demo a letter's link can be opened`() async throws {
        let house = try await House()
        try await post(house)
        for role in [Role.coordinator, .administrator] {
            let page = try await house.browser(as: role).open("/app/outbox")
            #expect(page.html.contains("href=\"http://localhost/r/test.canary\""))
        }
    }

    @Test func `nobody else finds the outbox`() async throws {
        let house = try await House()
        for role in [Role.linkWorker, .teamLead, .safeguardingLead, .commissioner, .researcher] {
            #expect(try await house.browser(as: role).open("/app/outbox").status == 404)
        }
        #expect(try await house.browser(as: nil).send(.get, "/app/outbox").status == 303)
    }

    @Test func `a letter that failed is tried again by hand`() async throws {
        let house = try await House()
        try await post(house, state: .failed)
        let browser = house.browser(as: .coordinator)
        let page = try await browser.open("/app/outbox")
        #expect(page.text.contains("Could not be sent"))
        let after = try await browser.send([:], to: "/app/outbox/mail-1/another-try", from: page)
        #expect(after.text.contains("We try it again within a minute."))
        let again = try await browser.send([:], to: "/app/outbox/mail-1/another-try", from: page)
        #expect(again.status == 409)
        #expect(try await browser.send([:], to: "/app/outbox/nothing/another-try", from: page).status == 404)
        for page in ["0", "-3", "9999999999999999999", "x", "7"] {
            #expect(try await browser.open("/app/outbox?page=\(page)").status == 200)
        }
    }
}
