import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite("The pages about standing in")
struct CoverPageTests {
    private func house() async throws -> House {
        let house = try await House(standsIn: true)
        try await house.desk.database.keepHouse(house.hub) { hub in
            for (id, name, role) in [
                ("worker-link-worker", "Rosa", Role.linkWorker), ("worker-away", "Amara", .linkWorker),
                ("worker-team-lead", "Ada", .teamLead), ("sam", "Sam", .linkWorker),
            ] {
                try hub.accounts.add(
                    Account(
                        id: Identifier(rawValue: id), name: name, email: "\(id)@example.org", role: role.rawValue,
                        createdAt: House.start))
            }
            try hub.covers.add(House.cover(.linkWorker))
            var person = Person(id: "person-1", worker: "worker-away", createdAt: House.start)
            person.about.callName = "Selam"
            for verb in [Case.Verb.lookAt, .startContacting] { try person.care.move(verb) }
            try hub.people.add(person)
        }
        return house
    }

    private static let days: KeyValuePairs = ["first": "2026-11-25", "last": "2026-11-27"]

    @Test func `whoever stands in finds the day and the people of whoever is away, and cannot hand them on`()
        async throws
    {
        let browser = try await house().browser(as: .linkWorker)
        let today = try await browser.open("/app")
        #expect(today.text.contains("Rosa for Amara"))
        let day = try await browser.open("/app/cover/days/worker-away")
        #expect(day.text.contains("The day of Amara") && day.text.contains("Selam"))
        #expect(day.text.contains("You stand in until Sunday 29 November 2026"))
        #expect(try await browser.open("/app/people").text.contains("Selam"))
        let person = try await browser.open("/app/people/person-1")
        #expect(person.text.contains("Their link worker, Amara, is away. Rosa stands in until Sunday 29 November 2026"))
        #expect(person.text.contains("because they stand in for their link worker"))
        #expect(!person.html.contains("/hand-over"))
        #expect(try await browser.open("/app/people/person-1/hand-over").status == 404)
    }

    @Test func `more colleagues than a list holds are on a further page, and the page says so`() async throws {
        let house = try await house()
        try await house.desk.database.keepHouse(house.hub) { hub in
            for number in 1...CoverPage.mostChoices {
                try hub.accounts.add(
                    Account(
                        id: Identifier(rawValue: "w\(number)"), name: "Worker \(1000 + number)",
                        email: "w\(number)@example.org", role: Role.linkWorker.rawValue, createdAt: House.start))
            }
        }
        let lead = house.browser(as: .teamLead)
        let first = try await lead.open("/app/cover")
        #expect(first.text.contains("1 to 400 of 404") && !first.html.contains("value=\"w400\""))
        let rest = try await lead.open("/app/cover?away=1&colleagues=2")
        #expect(rest.text.contains("401 to 404 of 404") && rest.html.contains("value=\"w400\""))
        let wrong = try await lead.send(
            ["worker": "worker-away", "colleague": "w400", "first": "2026-11-25", "last": ""], to: "/app/cover",
            from: rest)
        #expect(wrong.status == 422 && wrong.html.contains("value=\"w400\""), "whoever was chosen stays in the list")
    }

    @Test func `a long section of a colleague's day says that it is a part, and leads to all of it`() async throws {
        let house = try await house()
        try await house.desk.database.keepHouse(house.hub) { hub in
            for number in 1...CoverAddress.dayLimit {
                var person = Person(
                    id: Identifier(rawValue: "p\(number)"), worker: "worker-away", createdAt: House.start)
                person.about.callName = "Somebody \(1000 + number)"
                for verb in [Case.Verb.lookAt, .startContacting] { try person.care.move(verb) }
                try hub.people.add(person)
            }
        }
        let browser = house.browser(as: .linkWorker)
        let day = try await browser.open("/app/cover/days/worker-away")
        #expect(day.text.contains("These are the first 100."))
        #expect(day.html.contains("/app/cover/days/worker-away?section=waiting"))
        let all = try await browser.open("/app/cover/days/worker-away?section=waiting")
        #expect(!all.text.contains("These are the first") && all.text.contains("Selam"))
        #expect((1...CoverAddress.dayLimit).allSatisfy { all.text.contains("Somebody \(1000 + $0)") })
    }

    @Test func `a worker says who stands in for them, and for nobody else`() async throws {
        let house = try await house()
        let browser = house.browser(as: .linkWorker)
        let form = try await browser.open("/app/cover")
        #expect(!form.text.contains("Who is away?") && !form.html.contains(" selected"))
        let made = try await browser.post(
            [("colleague", "sam"), ("worker", "worker-away")] + Self.days.map { ($0.key, $0.value) }, to: "/app/cover",
            from: form)
        #expect(made.text.contains("It is written down.") && made.text.contains("Sam for Rosa"))
        let action = try #require(made.html.firstMatch(of: /action="([^"]+\/end)"/)?.output.1)
        let ended = try await browser.send([:], to: String(action), from: made)
        #expect(ended.text.contains("It has ended."))
    }

    @Test func `a lead says it for everybody, and sees it on Today`() async throws {
        let house = try await house()
        let browser = house.browser(as: .teamLead)
        let form = try await browser.open("/app/cover")
        #expect(form.text.contains("Who is away?"))
        let made = try await browser.post(
            [("worker", "sam"), ("colleague", "worker-team-lead")] + Self.days.map { ($0.key, $0.value) },
            to: "/app/cover", from: form)
        #expect(made.text.contains("Ada for Sam"))
        #expect(try await browser.open("/app").text.contains("Rosa for Amara"))
    }

    @Test(arguments: [
        ("colleague", "", "Choose who stands in"), ("colleague", "worker-link-worker", "Choose somebody else"),
        ("last", "2027-11-27", "from the first day to"), ("last", "2026-11-22", "from the first day to"),
        ("first", "", "Enter the first day"),
    ])
    func `what cannot be arranged is said beside its field`(field: String, value: String, said: String) async throws {
        let browser = try await house().browser(as: .linkWorker)
        let fields =
            ([("colleague", "sam")] + Self.days.map { ($0.key, $0.value) }).filter { $0.0 != field } + [(field, value)]
        let page = try await browser.post(fields, to: "/app/cover", from: try await browser.open("/app/cover"))
        #expect(page.status == 422 && page.text.contains(said), "\(page.text.prefix(300))")
    }
}
