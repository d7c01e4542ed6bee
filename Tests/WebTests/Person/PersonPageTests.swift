import Foundation
import HTTPTypes
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct PersonPageTests {
    /// A house with somebody in the hands of the link worker of ``House``.
    private func house() async throws -> (House, Person.ID) {
        let house = try await House()
        var about = AboutPerson()
        about.callName = "Robin"
        about.reach.phone = "0000 000000"
        about.reach.mayLeaveMessage = false
        let id = try await BeginFirstContact(desk: house.desk)(
            with: about, submission: "1", by: house.actor(.linkWorker))
        try await FinishFirstContact(desk: house.desk)(id, met: .meeting, by: house.actor(.linkWorker))
        return (house, id)
    }

    private static let pages = [
        "", "/about/needs", "/first-contact/needs", "/first-contact/check", "/contacts/new", "/journey", "/hand-over",
    ]

    @Test(arguments: pages)
    func `a page about somebody says nothing to those who do not walk with them`(page: String) async throws {
        let (house, id) = try await house()
        let unknown = try await house.browser(as: .linkWorker).open("/app/people/nobody\(page)")
        #expect(unknown.status == 404)
        try await house.desk.database.keepHouse(house.hub) { hub in
            var person = try #require(try hub.people.find(id))
            person.worker = "somebody-else"
            try hub.people.save(person)
        }
        let theirs = try await house.browser(as: .linkWorker).open("/app/people/\(id)\(page)")
        #expect(theirs.status == 404)
        #expect(theirs.heading == unknown.heading)
        #expect(!theirs.text.contains("Robin"))
        for role in [Role.coordinator, .administrator, .commissioner, .researcher, .safeguardingLead] {
            #expect(try await house.browser(as: role).open("/app/people/\(id)\(page)").status == 404)
        }
        #expect(try await house.browser(as: nil).open("/app/people/\(id)\(page)").heading == "Sign in")
    }

    @Test func `the page says on top how to reach them safely`() async throws {
        let (house, id) = try await house()
        let page = try await house.browser(as: .linkWorker).open("/app/people/\(id)")
        let reach = try #require(page.html.range(of: "Reach them safely"))
        let matters = try #require(page.html.range(of: "What matters to them"))
        #expect(reach.lowerBound < matters.lowerBound)
        #expect(page.text.contains("No: never leave a message"))
        #expect(page.html.contains("href=\"/app/people/\(id)/groups\""))
        #expect(page.headers[.cacheControl] == "no-store")
    }

    @Test func `where nobody asked whether a message is safe, the page says to leave none`() async throws {
        let (house, id) = try await house()
        try await house.desk.database.keepHouse(house.hub) { hub in
            var person = try #require(try hub.people.find(id))
            person.about.reach.mayLeaveMessage = .notAsked
            try hub.people.save(person)
        }
        let page = try await house.browser(as: .linkWorker).open("/app/people/\(id)")
        #expect(page.text.contains("Not asked yet: leave no message"))
    }

    @Test func `the page shows the newest groups that are over, and leads on to all of them`() async throws {
        let hub = try await FilledHub(rows: 40)
        let browser = hub.browser(as: .linkWorker)
        let page = try await browser.open("/app/people/\(FilledHub.person)")
        #expect(page.html.components(separatedBy: ">Ended<").count - 1 == PersonRecord.pastShown)
        #expect(page.text.contains("All 39 groups that are over"))
        let all = try await browser.open("/app/people/\(FilledHub.person)/referrals?page=99")
        #expect(all.heading == "Groups that are over")
        #expect(all.text.contains("26 to 39 of 39"))
        #expect(try await hub.browser(as: .coordinator).open("/app/people/\(FilledHub.person)/referrals").status == 404)
    }

    @Test func `a contact is recorded once, and a day that is none is refused in words`() async throws {
        let (house, id) = try await house()
        let browser = house.browser(as: .linkWorker)
        let form = try await browser.open("/app/people/\(id)/contacts/new")
        #expect(form.text.contains("Never leave a message."))
        let wrong = try await browser.send(
            ["kind": "call", "reached": "yes", "on-day": "31", "on-month": "2", "on-year": "2026", "note": "Kept"],
            to: "/app/people/\(id)/contacts", from: form)
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("Kept"))
        let future = try await browser.send(
            ["kind": "call", "reached": "yes", "on": "2027-01-01"], to: "/app/people/\(id)/contacts", from: form)
        #expect(future.status == 422)
        for _ in 1...2 {
            let done = try await browser.send(
                ["kind": "call", "reached": "no", "note": "Line was busy"], to: "/app/people/\(id)/contacts", from: form
            )
            #expect(done.text.contains("The contact is written down."))
            #expect(done.html.components(separatedBy: "Line was busy").count == 2)
        }
    }

    @Test func `a journey ends with a reason and begins again`() async throws {
        let (house, id) = try await house()
        let browser = house.browser(as: .linkWorker)
        let form = try await browser.open("/app/people/\(id)/journey")
        let missing = try await browser.send(["move": "close"], to: "/app/people/\(id)/journey", from: form)
        #expect(missing.status == 422)
        let ended = try await browser.send(
            ["move": "close", "because": "what-they-wanted-is-done"], to: "/app/people/\(id)/journey", from: form)
        #expect(ended.text.contains("Ended"))
        let again = try await browser.open("/app/people/\(id)/journey")
        let back = try await browser.send(["move": "reopen"], to: "/app/people/\(id)/journey", from: again)
        #expect(back.text.contains("On the way"))
        let stale = try await browser.send(["move": "reopen"], to: "/app/people/\(id)/journey", from: form)
        #expect(stale.status == 409 || stale.status == 200)
    }

    @Test func `a person handed to a colleague is the colleague's from then on`() async throws {
        let (house, id) = try await house()
        let created = House.start
        try await house.desk.database.keepHouse(house.hub) { hub in
            for (name, role) in [("Sam", Role.linkWorker), ("Kim", .coordinator)] {
                try hub.accounts.add(
                    Account(
                        id: Identifier(rawValue: name), name: name, email: "\(name)@example.org", role: role.rawValue,
                        createdAt: created))
            }
        }
        let browser = house.browser(as: .linkWorker)
        let form = try await browser.open("/app/people/\(id)/hand-over")
        #expect(form.text.contains("Sam") && !form.text.contains("Kim"))
        let wrong = try await browser.send(["colleague": "Kim"], to: "/app/people/\(id)/hand-over", from: form)
        #expect(wrong.status == 409)
        for _ in 1...2 {
            let done = try await browser.send(["colleague": "Sam"], to: "/app/people/\(id)/hand-over", from: form)
            #expect(done.text.contains("Your colleague is their link worker now."))
        }
        #expect(try await browser.open("/app/people/\(id)").status == 404)
    }

    @Test func `people are found by a part of their name`() async throws {
        let (house, _) = try await house()
        let browser = house.browser(as: .linkWorker)
        let list = try await browser.open("/app/people")
        let found = try await browser.send(["name": "ROB"], to: "/app/people", from: list)
        #expect(found.text.contains("Robin"))
        #expect(!found.html.contains("name=ROB"))
        let long = try await browser.send(
            ["name": String(repeating: "x", count: 200_000)], to: "/app/people", from: list)
        #expect(long.status == 200)
        let none = try await browser.send(["name": "%"], to: "/app/people", from: list)
        #expect(none.text.contains("Nobody here has a name like that"))
        #expect(try await browser.open("/app/people?show=past&page=-3").status == 200)
        #expect(try await browser.open("/app/people?name=%00").status == 400)
    }

    @Test func `each part can be changed later and leads back to the person`() async throws {
        let (house, id) = try await house()
        let browser = house.browser(as: .linkWorker)
        for part in AboutPart.allCases {
            let address = "/app/people/\(id)/about/\(part.rawValue)"
            let page = try await browser.open(address)
            #expect(page.status == 200, "\(part)")
            #expect(!page.text.contains("Step "), "\(part)")
        }
        let page = try await browser.open("/app/people/\(id)/about/interests")
        let done = try await browser.send(
            ["read-at": page.hidden("read-at") ?? "", "interests": "cooking"],
            to: "/app/people/\(id)/about/interests", from: page)
        #expect(done.text.contains("The change is saved."))
        #expect(try await browser.open("/app/people/\(id)/about/nothing").status == 404)
    }

    @Test func `free times keep together what touches, and come apart again`() throws {
        let times = FreeTimes(ticked: [
            FreeTimes.Ticked(day: .monday, slot: .morning), FreeTimes.Ticked(day: .monday, slot: .afternoon),
            FreeTimes.Ticked(day: .monday, slot: .evening), FreeTimes.Ticked(day: .friday, slot: .morning),
            FreeTimes.Ticked(day: .friday, slot: .evening),
        ])
        #expect(
            times.windows.map { "\($0.day.rawValue) \($0.from)-\($0.to)" } == [
                "MO 08:00-22:00", "FR 08:00-12:00", "FR 17:00-22:00",
            ])
        #expect(FreeTimes(times.windows) == times)
        let from = try #require(TimeOfDay("09:30"))
        let to = try #require(TimeOfDay("14:00"))
        let odd = try #require(WeeklyWindow(day: .sunday, from: from, to: to))
        #expect(FreeTimes([odd]).exact == [odd])
    }
}
