import Casework
import HTTPTypes
import People
import Storage
import Testing
import Vocabulary

@testable import Web

struct BreakGlassPageTests {
    private static let reason = "They stand at the door and nobody is here"

    private func ready() async throws -> House {
        let house = try await House()
        try await house.addPerson("theirs") { $0.worker = "worker-colleague" }
        return house
    }

    private func open(_ reference: String, in browser: Browser) async throws -> Browser.Sight {
        let page = try await browser.open("/app/break-glass")
        return try await browser.send(
            ["reference": reference, "reason": Self.reason], to: "/app/break-glass", from: page)
    }

    @Test func `a record that cannot wait is opened, looked at, and closed again`() async throws {
        let house = try await ready()
        let browser = house.browser(as: .linkWorker)
        #expect(try await browser.open("/app/people/theirs").status == 404)
        let opened = try await open("theirs", in: browser)
        #expect(opened.text.contains("Selam") && opened.text.contains("13:00"))
        let record = try await browser.open("/app/people/theirs")
        #expect(record.status == 200 && record.text.contains("can look until 13:00"))
        #expect(!record.html.contains("/about/") && !record.html.contains("/hand-over"), "nothing to change")
        #expect(record.html.contains("/app/people/theirs/contacts/new"))
        let action = try #require(opened.html.firstMatch(of: /action="(\/app\/break-glass\/[^"]+\/end)"/)?.output.1)
        let closed = try await browser.send([:], to: String(action), from: opened)
        #expect(!closed.text.contains("Selam"))
        #expect(try await browser.open("/app/people/theirs").status == 404)
    }

    @Test func `the answer to a reference that leads nowhere is the same`() async throws {
        let house = try await ready()
        let browser = house.browser(as: .safeguardingLead)
        let page = try await browser.open("/app/break-glass")
        for reference in ["theirs", "no-such-person"] {
            let proof = page.hidden(FormField.proof) ?? ""
            let answer = try await browser.send(
                .post, "/app/break-glass",
                body: "\(FormField.proof)=\(proof)&reference=\(reference)&reason=\(Browser.encode(Self.reason))")
            #expect(answer.status == 303 && answer.html.isEmpty)
            #expect(answer.headers[.location] == "/app/break-glass?done=broken")
        }
    }

    @Test func `what is missing is asked for, and what was typed is kept`() async throws {
        let house = try await ready()
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open("/app/break-glass")
        let again = try await browser.send(
            ["reference": "theirs", "reason": "help"], to: "/app/break-glass", from: page)
        #expect(again.status == 422 && again.text.contains("Write a little more") && again.html.contains("theirs"))
    }

    @Test func `the team lead reads why, and the reason stands in no address`() async throws {
        let house = try await ready()
        _ = try await open("theirs", in: house.browser(as: .linkWorker))
        let lead = house.browser(as: .teamLead)
        #expect(try await lead.open("/app").text.contains("Opened because it could not wait"))
        #expect(try await lead.open("/app/break-glass/uses").text.contains(Self.reason))
        #expect(try await house.browser(as: .linkWorker).open("/app/break-glass/uses").status == 404)
    }

    @Test func `the page of a person tells their reference`() async throws {
        let house = try await House()
        try await house.addPerson()
        #expect(
            try await house.browser(as: .linkWorker).open("/app/people/person-1").html.contains("<code>person-1</code>")
        )
    }
}
