import Foundation
import HTTPTypes
import People
import Reference
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite("The page of what goes when its time is over")
struct RetentionPageTests {
    /// A hub with one draft that has been there for a month.
    private func ready() async throws -> (house: House, lead: Browser) {
        let house = try await House()
        try await house.desk.database.keepHouse("test") { hub in
            try hub.accounts.add(
                Account(
                    id: "worker-1", name: "Rosa", email: "rosa@example.org", role: "link-worker",
                    createdAt: House.start))
            _ = try hub.drafts.keep(
                Draft(id: "d", fields: [], savedAt: House.start), of: "someone-new", about: nil, by: "worker-1")
        }
        house.clock.move(days: 30)
        return (house, house.browser(as: .teamLead))
    }

    private func drafts(_ house: House) async throws -> Int {
        try await house.desk.database.read("test") { try $0.retention.countDrafts(before: .init(milliseconds: .max)) }
    }

    private func verbs(_ house: House) async throws -> [String] {
        try await house.desk.database.read("test") { hub in
            try hub.events.about(EventSubject(kind: "hub", id: "test")).map(\.verb).filter { $0.hasPrefix("retention") }
        }
    }

    private func night(_ house: House) async throws -> ApplyRetention.Outcome {
        try await ApplyRetention(desk: house.desk, by: Actor(hub: "test", identity: .job("kith")))()
    }

    @Test func `a lead finds it on Today, counts what would go, and nothing is gone`() async throws {
        let (house, lead) = try await ready()
        #expect(try await lead.open("/app").html.contains("href=\"/app/retention\""))
        #expect(try await !house.browser(as: .linkWorker).open("/app").html.contains("/app/retention"))
        let page = try await lead.open("/app/retention")
        #expect(page.text.contains("Nobody has counted yet") && page.text.contains("the rules only count"))
        #expect(!page.html.contains("name=\"word\""), "nobody switches on what nobody has seen")
        let counted = try await lead.send([:], to: "/app/retention/count", from: page)
        #expect(counted.text.contains("Counted. Nothing was removed."))
        #expect(counted.html.contains("name=\"word\"") && counted.text.contains("Nothing was removed so far"))
        #expect(counted.html.firstMatch(of: /Half-written forms.*?14 days.*?>1</.dotMatchesNewlines()) != nil)
        #expect(try await drafts(house) == 1)
        #expect(try await verbs(house).isEmpty)
    }

    @Test func `it is switched on and off by a word that is typed, and the trail knows who did it`() async throws {
        let (house, lead) = try await ready()
        let page = try await lead.send([:], to: "/app/retention/count", from: try await lead.open("/app/retention"))
        for word in ["", "keep", "yes"] {
            let refused = try await lead.send(["to": "on", "word": word], to: "/app/retention", from: page)
            #expect(refused.status == 422 && refused.text.contains("Type the word remove"))
        }
        #expect(try await night(house).removed == nil)
        #expect(try await verbs(house).isEmpty)

        let on = try await lead.send(["to": "on", "word": " Remove "], to: "/app/retention", from: page)
        #expect(on.text.contains("from tonight on") && on.text.contains("Rosa switched it on"))
        #expect(try await verbs(house) == ["retention-switched-on"])
        #expect(try await drafts(house) == 1, "the switch itself removes nothing")
        #expect(try await night(house).removed?[.drafts] == 1)
        #expect(try await drafts(house) == 0)
        let after = try await house.browser(as: .administrator).open("/app/retention")
        #expect(after.text.contains("Last removed on") && after.text.contains("1 thing."))

        let again = try await lead.open("/app/retention")
        let wrong = try await lead.send(["to": "off", "word": "remove"], to: "/app/retention", from: again)
        #expect(wrong.status == 422)
        let off = try await lead.send(["to": "off", "word": "keep"], to: "/app/retention", from: wrong)
        #expect(off.text.contains("The rules only count from now on"))
        #expect(try await verbs(house).first == "retention-switched-off")
        #expect(try await night(house).removed == nil)
    }

    @Test func `nobody switches on past the page what was never counted`() async throws {
        let (house, lead) = try await ready()
        let page = try await lead.open("/app/retention")
        let refused = try await lead.send(["to": "on", "word": "remove"], to: "/app/retention", from: page)
        #expect(refused.status == 409 && refused.text.contains("Count it first"))
        let strange = try await lead.send(["to": "sideways", "word": "remove"], to: "/app/retention", from: page)
        #expect(strange.status == 200)
        #expect(try await verbs(house).isEmpty)
    }
}
