import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct LinkPageTests {
    private func house() async throws -> House {
        let house = try await House()
        try await house.desk.database.keepHouse(house.hub) { hub in
            for (id, name, worker) in [
                ("one", "Robin", "worker-link-worker"), ("two", "robin", "worker-link-worker"),
                ("theirs", "Robin", "x"),
            ] {
                var person = Person(
                    id: Person.ID(rawValue: id), worker: Identifier(rawValue: worker), createdAt: House.start)
                person.about.callName = name
                try hub.people.add(person)
            }
        }
        return house
    }

    @Test func `two people are linked, seen side by side, and parted again`() async throws {
        let house = try await house()
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open("/app/people/one/links")
        #expect(page.text.contains("The same name"))
        #expect(!page.html.contains("theirs"))
        let linked = try await browser.send(
            ["other": "two", "reason": "They told me so"], to: "/app/people/one/links", from: page)
        #expect(linked.status == 200)
        #expect(linked.text.contains("The two are linked"))
        #expect(linked.text.contains("They told me so"))
        for (one, other) in [("one", "two"), ("two", "one")] {
            let record = try await browser.open("/app/people/\(one)")
            #expect(record.text.contains("Also known here as"))
            #expect(record.html.contains("href=\"/app/people/\(one)/links/\(other)\""))
        }
        let both = try await browser.open("/app/people/one/links/two")
        #expect(both.html.components(separatedBy: "What happened").count == 3)
        let parted = try await browser.send([:], to: "/app/people/one/links/two/ending", from: both)
        #expect(parted.text.contains("no longer linked"))
        #expect(try await browser.open("/app/people/one/links/two").status == 404)
        #expect(try await !browser.open("/app/people/one").text.contains("Also known here as"))
    }

    @Test func `what is missing is asked for, and a name is looked for without an address that holds it`() async throws
    {
        let house = try await house()
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open("/app/people/one/links")
        let wrong = try await browser.send(["reason": "Kept"], to: "/app/people/one/links", from: page)
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("Choose one of them"))
        #expect(wrong.html.contains("Kept"))
        let found = try await browser.send(
            ["search": "rob", "look": "yes"], to: "/app/people/one/links", from: page)
        #expect(found.status == 200)
        #expect(found.html.contains("value=\"two\""))
        #expect(!found.html.contains("theirs"))
    }

    @Test(arguments: ["/links", "/links/two"])
    func `whose person it is not finds nothing there`(path: String) async throws {
        let house = try await house()
        try await LinkPeople(desk: house.desk)(
            "one", with: "two", because: "The same", submission: "1", by: house.actor(.linkWorker))
        let unknown = try await house.browser(as: .linkWorker).open("/app/people/nobody\(path)")
        #expect(unknown.status == 404)
        for role in [Role.coordinator, .administrator, .commissioner, .researcher, .safeguardingLead] {
            #expect(try await house.browser(as: role).open("/app/people/one\(path)").status == 404)
        }
        #expect(try await house.browser(as: .linkWorker).open("/app/people/theirs\(path)").heading == unknown.heading)
        #expect(try await house.browser(as: .linkWorker).open("/app/people/one\(path)").status == 200)
    }

    @Test func `the page of a person says who looked, at what, and why`() async throws {
        let house = try await house()
        try await house.desk.database.keepHouse(house.hub) { hub in
            func look(_ part: String, _ because: String?) throws {
                var detail = ["part": part]
                detail["because"] = because
                try hub.events.append(
                    "person-looked-at", of: .person("one"), by: EventActor(kind: .worker, id: "somebody"),
                    at: House.start, person: "one", detail: detail)
            }
            try look("record", "break-glass")
            try look("needs", "break-glass")
            try look("referral", nil)
        }
        let page = try await house.browser(as: .linkWorker).open("/app/people/one")
        #expect(page.text.contains("A colleague looked at this page and what matters, because it could not wait."))
        #expect(page.text.contains("A colleague looked at their referrals."))
        #expect(page.text.contains("(you) looked at this page"))
    }

    @Test func `a stale edit shows both texts, who wrote what is stored, and when`() async throws {
        let house = try await house()
        let browser = house.browser(as: .linkWorker)
        let mine = try await browser.open("/app/people/one/about/hopes")
        let lead = house.browser(as: .teamLead)
        let theirs = try await lead.open("/app/people/one/about/hopes")
        let readAt = try #require(theirs.hidden("read-at"))
        _ = try await lead.send(
            ["hopes": "To sing", "read-at": readAt], to: "/app/people/one/about/hopes", from: theirs)
        let conflict = try await browser.send(
            ["hopes": "To cook", "read-at": try #require(mine.hidden("read-at"))],
            to: "/app/people/one/about/hopes", from: mine)
        #expect(conflict.status == 409)
        for words in ["To cook", "To sing", "a colleague wrote here", "(10:00)"] {
            #expect(conflict.text.contains(words))
        }
    }
}
