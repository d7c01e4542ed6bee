import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite("The pages about colleagues")
struct ColleaguesPageTests {
    private func house() async throws -> House {
        let house = try await House()
        try await house.desk.database.keepHouse(house.hub) { hub in
            for (id, name, role) in [
                ("worker-link-worker", "Rosa", Role.linkWorker), ("sam", "Sam", .linkWorker),
                ("sam.lee", "Sam", .teamLead),
                ("worker-administrator", "Kim", .administrator),
            ] {
                try hub.accounts.add(
                    Account(
                        id: Identifier(rawValue: id), name: name, email: "\(id)@example.org", role: role.rawValue,
                        createdAt: House.start))
            }
            for number in 1...2 {
                var person = Person(
                    id: Identifier(rawValue: "person-\(number)"), worker: "worker-link-worker", createdAt: House.start)
                person.about.callName = "Selam"
                try hub.people.add(person)
            }
        }
        return house
    }

    private static let closing = "/app/colleagues/worker-link-worker/closing"

    @Test func `an account with people is closed once it is said who walks with them, and no person is named`()
        async throws
    {
        let house = try await house()
        let browser = house.browser(as: .administrator)
        let list = try await browser.open("/app/colleagues")
        #expect(list.text.contains("supports 2 people") && !list.text.contains("Selam"))
        let form = try await browser.open(Self.closing)
        #expect(form.text.contains("They support 2 people.") && !form.text.contains("Selam"))
        #expect(!form.html.contains(" selected") && !form.html.contains(" checked"), "nothing is chosen beforehand")
        // Two of one name are told apart.
        #expect(form.text.contains("Sam (link worker, sam)") && form.text.contains("Sam (team lead, sam.lee)"))
        let empty = try await browser.send(["who": ""], to: Self.closing, from: form)
        #expect(empty.status == 422 && empty.text.contains("Choose who is their link worker from now on"))
        for _ in 1...2 {
            let done = try await browser.send(["who": "to sam"], to: Self.closing, from: form)
            #expect(done.text.contains("The account is closed."))
        }
        let after = try await browser.open("/app/colleagues")
        #expect(after.text.contains("Left") && !after.text.contains("Left, with people"))
        let workers = try await house.desk.database.read(house.hub) { hub in
            try hub.people.find(["person-1", "person-2"]).map(\.worker)
        }
        #expect(workers == ["sam", "sam"])
    }

    @Test func `the team is an answer, and the lead's day shows who has nobody`() async throws {
        let house = try await house()
        let browser = house.browser(as: .administrator)
        let done = try await browser.send(
            ["who": ClosingPage.team], to: Self.closing, from: try await browser.open(Self.closing))
        #expect(done.text.contains("The account is closed."))
        let day = try await house.browser(as: .teamLead).open("/app")
        #expect(day.text.contains("Selam") && day.text.contains("no link worker yet"))
    }

    @Test func `somebody who no longer works here is no answer`() async throws {
        let house = try await house()
        let browser = house.browser(as: .administrator)
        let form = try await browser.open(Self.closing)
        try await Accounts(desk: house.desk).close(
            "sam@example.org", by: Actor(hub: house.hub, identity: .command("user close")))
        let page = try await browser.send(["who": "to sam"], to: Self.closing, from: form)
        #expect(page.status == 422 && page.text.contains("Choose somebody who still works here"))
    }
}
