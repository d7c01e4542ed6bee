import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

extension House {
    /// Puts a group into the directory that ``addPerson(_:_:)`` can be referred to, changed as the test needs it.
    func addGroup(_ id: Group.ID = "kitchen", _ change: (inout Group) -> Void = { _ in }) async throws {
        var group = Group(id: id, details: GroupDetails(name: "Thursday kitchen"))
        group.details.needs = ["belonging", "english"]
        group.details.interests = ["cooking"]
        group.details.languages = ["en", "ti"]
        group.details.english = .said(.basic)
        group.details.format = .said(.group)
        group.details.fee = .said(.zero)
        group.details.audience = .said(.everyone)
        group.details.childcare = .said(.none)
        group.details.access = .said([])
        group.details.asksStatus = .said(false)
        group.details.place = Place(
            lines: ["4th Street 12"], coordinate: Coordinate(latitude: 52.9536, longitude: -1.1505))
        group.details.contact = GroupContact(email: "kitchen@example.org")
        let today = clock.clock.today
        group.register.entries = Risk.r3.requiredStandards.map { standard in
            Evidence(
                id: Identifier(rawValue: "\(id)-\(standard)"), standard: standard, from: today.adding(days: -100),
                until: today.adding(days: 120), note: "seen", seenBy: "Fictional coordinator", seenOn: today)
        }
        group.agreement = Agreement(
            monthlyLimit: 4, places: 2, until: today.adding(days: 120), agreedOn: today, agreedBy: "A volunteer")
        change(&group)
        let ready = group
        try await desk.database.keepHouse(hub) { try $0.groups.add(ready) }
    }

    /// Puts a person into the hands of the link worker, changed as the test needs it.
    func addPerson(_ id: Person.ID = "person-1", _ change: (inout Person) -> Void = { _ in }) async throws {
        var person = Person(id: id, worker: "worker-link-worker", createdAt: clock.clock.now)
        person.about.callName = "Selam"
        person.about.reach.phone = "0000 000000"
        person.about.hopes = "to cook with others"
        person.about.needs = ["belonging", "english"]
        person.about.interests = ["cooking"]
        person.about.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .basic)]
        person.about.risk = .r0
        person.about.limits.home = Told(known: Coordinate(latitude: 52.95, longitude: -1.15))
        change(&person)
        let ready = person
        try await desk.database.keepHouse(hub) { try $0.people.add(ready) }
    }

    func change(_ group: Group.ID, _ change: @escaping @Sendable (inout Group) -> Void) async throws {
        try await desk.database.keepHouse(hub) { hub in
            guard var found = try hub.groups.find(group) else { return }
            change(&found)
            try hub.groups.save(found)
        }
    }
}

/// The steps of a referral as a worker takes them in a browser.
struct Journey {
    static let groups = "/app/people/person-1/groups"
    static let referral = "/app/people/person-1/groups/kitchen/referral"
    let browser: Browser

    func explained() async throws -> Browser.Sight {
        let page = try await browser.open(Self.referral)
        return try await browser.send(
            ["understood": "yes", "language": "ti", "interpreter": "yes"], to: Self.referral + "/explanation",
            from: page)
    }

    func agreed(_ page: Browser.Sight) async throws -> Browser.Sight {
        try await browser.send(
            [
                "facts": "call-name", "facts": "hopes", "until": "2027-02-22", "how": "spoken", "language": "ti",
                "interpreter": "yes", "purpose": "join", "interpreted-by": "Agency, number 77",
            ], to: Self.referral + "/consent", from: page)
    }

    /// From the group's card to the draft.
    func drafted() async throws -> Browser.Sight { try await agreed(try await explained()) }

    func sent(_ draft: Browser.Sight) async throws -> Browser.Sight {
        try await browser.send(
            ["version": draft.hidden("version") ?? ""], to: draft.address + "/sending", from: draft)
    }
}
