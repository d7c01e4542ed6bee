import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite("Worry, danger and likeness on pages")
struct SafetyPageTests {
    private func ready() async throws -> House {
        let house = try await House()
        try await house.addGroup { $0.details.contact.phone = "0000 111111" }
        try await house.addPerson()
        try await house.desk.database.keepHouse("test") { hub in
            try hub.accounts.add(
                Account(
                    id: "safe", name: "Nell Carrow", email: "nell@example.org", role: Role.safeguardingLead.rawValue,
                    createdAt: House.start))
            var home = try hub.ownHub()
            home.settings.phone = "0000 333333"
            try hub.transaction.hubs.saveSettings(of: home)
        }
        return house
    }

    private func worry(in house: House) async throws {
        let (now, today) = (house.desk.clock.now, house.desk.clock.today)
        try await house.desk.database.keepHouse("test") { hub in
            let consent = Consent(
                id: "c", person: "person-1", group: "kitchen", scope: [.callName], givenAt: now,
                until: today.adding(days: 90),
                manner: Consent.Manner(language: "en", withInterpreter: false, how: .spoken))
            try hub.consents.add(consent)
            let person = try #require(try hub.people.find("person-1"))
            var referral = Referral(
                id: "r", person: "person-1", group: "kitchen", consent: "c",
                message: ReferralMessage(about: person.about, scope: [.callName]), createdAt: now)
            try referral.send(
                at: now, today: today, consent: consent,
                understanding: Understanding(language: "en", withInterpreter: false, confirmedOn: today),
                othersOpen: [], openLimit: nil)
            try referral.accept(at: now, today: today, room: Referral.Room(placesLeft: 1, leftThisMonth: 1))
            try hub.referrals.add(referral)
            try hub.worries.add(
                Worry(id: "w", person: "person-1", referral: "r", group: "kitchen", raisedAt: now))
        }
    }

    @Test func `a worry is red, with the number to call, on Today, the person and the referral until a lead closes it`()
        async throws
    {
        let house = try await ready()
        try await worry(in: house)
        let worker = house.browser(as: .linkWorker)
        for address in ["/app", "/app/people/person-1", "/app/referrals/r"] {
            let page = try await worker.open(address)
            #expect(page.html.contains("box-urgent") && page.text.contains("0000 111111"), "\(address)")
            #expect(page.html.contains("/app/worries/w"), "\(address)")
        }
        var page = try await worker.open("/app/worries/w")
        #expect(page.html.contains("href=\"tel:0000111111\"") && !page.html.contains("/closing"))
        page = try await worker.send(["reached": ""], to: "/app/worries/w/calls", from: page)
        #expect(page.status == 422 && page.text.contains("Say whether you reached the group"))
        page = try await worker.send(["reached": "yes"], to: "/app/worries/w/calls", from: page)
        page = try await worker.send(["decision": "A visit today"], to: "/app/worries/w/decision", from: page)
        #expect(page.text.contains("A visit today"))
        let lead = house.browser(as: .safeguardingLead)
        #expect(try await lead.open("/app").text.contains("0000 111111"))
        page = try await lead.open("/app/worries/w")
        page = try await lead.send(["reason": "They are well"], to: "/app/worries/w/closing", from: page)
        #expect(page.status == 200 && page.heading == "Good morning, Rosa")
        for address in ["/app", "/app/people/person-1", "/app/referrals/r"] {
            #expect(try await !worker.open(address).html.contains("box-urgent"), "\(address)")
        }
    }

    @Test func `whoever says that somebody is in danger reads what to do now, and no group is looked for`() async throws
    {
        let house = try await ready()
        let browser = house.browser(as: .linkWorker)
        let form = try await browser.open("/app/people/person-1/about/risk")
        let stamp = form.hidden("read-at") ?? ""
        let danger = try await browser.send(
            ["risk": "R4", "read-at": stamp], to: "/app/people/person-1/about/risk", from: form)
        #expect(danger.heading == "In danger now")
        let groups = try await browser.open("/app/people/person-1/groups")
        for page in [danger, groups] {
            #expect(page.html.contains("tel:999") && page.text.contains("Stay with them"))
            #expect(page.text.contains("Nell Carrow") && page.html.contains("tel:0000333333"))
            #expect(!page.text.contains("What would open") && !page.text.contains("Thursday kitchen"))
        }
        let asked = try await browser.send(
            ["name": "kitchen"], to: "/app/people/person-1/groups/question", from: danger)
        #expect(asked.heading == "In danger now")
        for role in [Role.linkWorker, .teamLead, .safeguardingLead] {
            let today = try await house.browser(as: role).open("/app")
            #expect(today.html.contains("/app/people/person-1/help-now"), "\(role)")
            #expect(try await house.browser(as: role).open("/app/people/person-1/help-now").status == 200)
        }
        let record = try await house.browser(as: .safeguardingLead).open("/app/people/person-1")
        #expect(record.text.contains("safeguarding lead") && !record.html.contains("/hand-over"))
    }

    @Test
    func `two records are held against each other by a lead, and the newer's worker reads the same words as ever`()
        async throws
    {
        let house = try await ready()
        try await house.addPerson("earlier") { person in
            person.worker = "worker-colleague"
            person.about.callName = "Zoë"
        }
        var about = AboutPerson()
        about.callName = "zoe"
        about.reach.otherWay = "At the library"
        let newer = try await BeginFirstContact(desk: house.desk)(
            with: about, submission: "1", by: house.actor(.linkWorker))
        let worker = house.browser(as: .linkWorker)
        let held = try await worker.open("/app/people/\(newer)/groups")
        #expect(held.text.contains("A colleague looks at this first, usually today"))
        #expect(!held.text.contains("Zoë"))
        let lead = house.browser(as: .teamLead)
        let today = try await lead.open("/app")
        let address = try #require(today.html.firstMatch(of: /href="(\/app\/likenesses\/[^"]+)"/)?.output.1)
        #expect(try await worker.open(String(address)).status == 404)
        let page = try await lead.open(String(address))
        #expect(page.text.contains("Zoë") && page.text.contains("zoe") && page.text.contains("the same name"))
        let missing = try await lead.send([:], to: "\(address)/decision", from: page)
        #expect(missing.status == 422)
        let decided = try await lead.send(["decision": "different"], to: "\(address)/decision", from: missing)
        #expect(decided.text.contains("They are two people"))
        #expect(try await !worker.open("/app/people/\(newer)/groups").text.contains("A colleague looks at this first"))
    }
}
