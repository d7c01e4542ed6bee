import Community
import People
import Testing
import Vocabulary

@testable import Casework
@testable import Storage
@testable import Web

struct SharingPageTests {
    static let address = "/app/sharing"

    private func addWaiting(_ house: House, _ id: Person.ID, _ change: (inout Person) -> Void = { _ in }) async throws {
        try await house.addPerson(id) { person in
            person.about.callName = "Selam \(id)"
            person.understanding = Understanding(
                language: "ti", withInterpreter: false, confirmedOn: house.clock.clock.today)
            for verb in [Case.Verb.lookAt, .startContacting, .assess] { try? person.care.move(verb) }
            change(&person)
        }
    }

    private func proposed(_ lead: Browser) async throws -> Browser.Sight {
        let page = try await lead.open(Self.address)
        return try await lead.send([:], to: "\(Self.address)/proposal", from: page)
    }

    private func send(
        _ fields: KeyValuePairs<String, String>, to address: String, from page: Browser.Sight, in lead: Browser
    ) async throws -> Browser.Sight {
        try await lead.post(
            fields.map { ($0.key, $0.value) } + [("version", page.hidden("version") ?? "")], to: address, from: page)
    }

    @Test func `a team lead proposes, sees who gets what and why, changes a line, and confirms`() async throws {
        let house = try await House()
        try await house.addGroup { $0.agreement?.places = 1 }
        for id in ["a", "b"] { try await addWaiting(house, Person.ID(rawValue: id)) }
        try await addWaiting(house, "c") { $0.about.needs = ["housing"] }
        try await addWaiting(house, "d") { $0.about.needs = [] }
        let lead = house.browser(as: .teamLead)
        let before = try await lead.open(Self.address)
        #expect(before.text.contains("3 people wait for a group. 1 more has no needs written down yet"))
        var page = try await proposed(lead)
        #expect(page.text.contains("Nobody is told of it before you confirm"))
        #expect(page.text.contains("Thursday kitchen") && page.text.contains("7 minutes' walk"))
        #expect(page.text.contains("every place went to somebody at higher risk"))
        #expect(page.text.contains("No group fits them as things are."))

        let choice = try await lead.open("\(Self.address)/people/a")
        #expect(choice.text.contains("Thursday kitchen") && choice.text.contains("Hold the place"))
        page = try await send(["choice": "leave-out"], to: "\(Self.address)/people/a", from: choice, in: lead)
        #expect(page.text.contains("The change is saved.") && page.text.contains("Left out"))
        let other = try await lead.open("\(Self.address)/people/b")
        page = try await send(["choice": "group kitchen"], to: "\(Self.address)/people/b", from: other, in: lead)
        page = try await send([:], to: "\(Self.address)/confirmation", from: page, in: lead)
        #expect(page.text.contains("Confirmed. The link workers find it on Today."))

        let worker = house.browser(as: .linkWorker)
        let today = try await worker.open("/app")
        #expect(today.text.contains("Groups that the team suggests") && today.text.contains("Selam b"))
        #expect(today.html.contains("/app/people/b/groups/kitchen/referral"))
        let person = try await worker.open("/app/people/b")
        #expect(person.text.contains("The team suggests Thursday kitchen"))
        let aside = try await worker.send([:], to: "/app/people/b/suggestion/setting-aside", from: person)
        #expect(aside.text.contains("no longer suggested") && !aside.text.contains("The team suggests Thursday"))
        #expect(!(try await worker.open("/app/people/a")).text.contains("The team suggests Thursday"))
    }

    @Test func `what was set aside is not proposed again, and can be chosen by hand`() async throws {
        let house = try await House()
        try await house.addGroup()
        for id in ["a", "b"] { try await addWaiting(house, Person.ID(rawValue: id)) }
        try await addWaiting(house, "c") { $0.about.needs = [] }
        let lead = house.browser(as: .teamLead)
        let plan = try await proposed(lead)
        let confirmed = try await send([:], to: "\(Self.address)/confirmation", from: plan, in: lead)
        #expect(confirmed.text.contains("1 person has no needs written down yet"))
        let worker = house.browser(as: .linkWorker)
        let person = try await worker.open("/app/people/a")
        _ = try await worker.send([:], to: "/app/people/a/suggestion/setting-aside", from: person)
        house.clock.move(seconds: 60)
        #expect(try await proposed(lead).text.contains("what fits was set aside for them or said no"))
        let choice = try await lead.open("\(Self.address)/people/a")
        #expect(choice.text.contains("Not long ago, it was set aside for them or said no."))
    }

    @Test func `what changed meanwhile is told in words, and nothing is confirmed`() async throws {
        let house = try await House()
        try await house.addGroup()
        try await addWaiting(house, "a")
        let lead = house.browser(as: .teamLead)
        let page = try await proposed(lead)
        try await house.change("kitchen") { $0.agreement?.paused = true }
        let refused = try await send([:], to: "\(Self.address)/confirmation", from: page, in: lead)
        #expect(refused.status == 409 && refused.text.contains("Nothing was confirmed."))
        #expect(refused.text.contains("This has changed: not asked, or their yes has ended"))
        #expect(try await house.browser(as: .linkWorker).open("/app/people/a").text.contains("No group was asked yet"))
    }

    @Test func `a plan that somebody changed since is refused in words`() async throws {
        let house = try await House()
        try await house.addGroup()
        try await addWaiting(house, "a")
        let lead = house.browser(as: .teamLead)
        let page = try await proposed(lead)
        let choice = try await lead.open("\(Self.address)/people/a")
        _ = try await send(["choice": "hold"], to: "\(Self.address)/people/a", from: choice, in: lead)
        let refused = try await send([:], to: "\(Self.address)/confirmation", from: page, in: lead)
        #expect(refused.status == 409 && refused.text.contains("A colleague changed this plan"))
    }

    @Test func `nothing chosen is asked for again`() async throws {
        let house = try await House()
        try await house.addGroup()
        try await addWaiting(house, "a")
        let lead = house.browser(as: .teamLead)
        _ = try await proposed(lead)
        let choice = try await lead.open("\(Self.address)/people/a")
        let again = try await send([:], to: "\(Self.address)/people/a", from: choice, in: lead)
        #expect(again.status == 422 && again.text.contains("Choose what they should get"))
    }

    @Test func `a group that the person keeps away from is named to nobody but their own worker`() async throws {
        let house = try await House()
        try await house.addGroup("kitchen") { $0.details.name = "Canary club" }
        try await house.addGroup("choir")
        try await addWaiting(house, "a") { $0.about.avoid.groups = ["kitchen"] }
        let lead = house.browser(as: .teamLead)
        let page = try await proposed(lead)
        let choice = try await lead.open("\(Self.address)/people/a")
        #expect(page.text.contains("Thursday kitchen"))
        #expect(!page.text.contains("Canary club") && !choice.text.contains("Canary club"))
        // Chosen after it was proposed: the reason stays between the person and their worker.
        try await house.desk.database.keepHouse(house.hub) { hub in
            var person = try #require(try hub.people.find("a"))
            person.about.avoid.groups = ["choir"]
            try hub.people.save(person)
        }
        let changed = try await house.browser(as: .teamLead).open("\(Self.address)?show=changed")
        #expect(changed.text.contains("This group is not for them now.") && !changed.text.contains("avoid"))
    }
}
