import Community
import Foundation
import People
import Storage
import StorageTesting
import Vocabulary

/// The engines that every store is tested on.
enum TestEngine: String, CaseIterable, Sendable {
    case sqliteInMemory, sqliteFile, postgresql

    /// PostgreSQL is left out only where somebody said so: `KITH_TEST_POSTGRES=none swift test`.
    static var allCases: [TestEngine] {
        TestPostgreSQL.isLeftOut ? [.sqliteInMemory, .sqliteFile] : [.sqliteInMemory, .sqliteFile, .postgresql]
    }

    /// An empty database of this engine, with the hubs `one` and `two`.
    func open() async throws -> Database {
        let database =
            switch self {
            case .sqliteInMemory: try await Database.inMemory()
            case .sqliteFile: try await Database.sqlite(at: TemporaryFolder().file("kith.sqlite"))
            case .postgresql: try await Database.postgresql(TestPostgreSQL.newDatabase(), connections: 2)
            }
        try await database.writeAll { transaction throws in
            try transaction.hubs.add(Hub(id: "one", name: "Hub one", area: "gb-eng"), at: Example.start)
            try transaction.hubs.add(Hub(id: "two", name: "Hub two", area: "gb-eng"), at: Example.start)
        }
        return database
    }
}

/// A folder of its own for one test, below the system's temporary folder.
struct TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "kith-storage-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func file(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
}

/// Records with every detail filled, so that a column that is lost on the way is seen.
enum Example {
    static func sealed(_ person: Person.ID) -> KeptFact {
        KeptFact(person: person, field: .note, version: 1, generation: "g", sealed: "c2VhbGVk", changedAt: start)
    }

    static func key(_ person: Person.ID) -> WrappedPersonKey {
        WrappedPersonKey(person: person, generation: "g", keyID: "k1", wrapped: "d3JhcHBlZA==")
    }

    /// Monday 23 November 2026, ten in the morning in London.
    static let start = Moment(milliseconds: 1_795_428_000_000)
    static let today = Day(number: 20_780)
    static let worker: Identifier<Worker> = "worker-1"
    static let actor = EventActor(kind: .worker, id: "worker-1")
    static let subject = EventSubject(kind: "test", id: "1")

    static func group(_ id: Group.ID = "kitchen", name: String = "Thursday kitchen") -> Group {
        var details = GroupDetails(name: name)
        details.summary = "We cook."
        details.organisation = "Harbour Friends"
        details.contact = GroupContact(name: "Marta", email: "k@example.org", phone: "0", website: "https://k.example")
        details.status = .paused
        details.needs = ["belonging", "food"]
        details.interests = ["cooking"]
        details.format = .said(.oneToOne)
        details.place = Place(
            lines: ["12, 4th Street"], coordinate: Coordinate(latitude: 54.61, longitude: -0.912345678901),
            accuracyM: 3_000)
        details.online = true
        details.byPhone = true
        details.travelPaid = true
        details.fee = .said(Pence(250))
        details.sessions = [
            WeeklyWindow(
                day: .thursday, from: TimeOfDay(minutes: 600) ?? .init(secondsSinceMidnight: 0),
                to: TimeOfDay(minutes: 1440) ?? .init(secondsSinceMidnight: 0))
        ]
        .compactMap { $0.map { GroupSession($0, isOpen: true, until: today.adding(days: 200)) } }
        details.timesInWords = "in term time"
        details.dropIn = true
        details.bookAhead = true
        details.audience = .said(.women)
        details.age = AgeRange(from: 18, to: nil)
        details.languages = ["en", "ti"]
        details.english = .said(.basic)
        details.interpreting = [
            InterpretingOffer(language: "ar", community: "syrian"), InterpretingOffer(language: "fa", community: nil),
        ]
        details.childcare = .said(.provided)
        details.access = .said(["step-free"])
        details.asksStatus = .said(true)
        details.communities = ["eritrean"]
        details.volunteering = true
        var atSource = details
        atSource.fee = .said(Pence(300))
        return Group(
            id: id, details: details,
            register: Register(entries: [
                evidence(Identifier(rawValue: "\(id)-a"), "dbs", until: today.adding(days: 20)),
                evidence(Identifier(rawValue: "\(id)-b"), "liability-insurance", until: nil),
            ]),
            agreement: Agreement(
                monthlyLimit: 4, places: 3, cohort: 1, until: today.adding(days: 100), paused: true,
                canCopeWith: "A quiet start", fundingStrain: .said(.tight), agreedOn: today, agreedBy: "Marta"),
            provenance: Provenance(
                source: "directory.json", foreignID: "f-\(id)", readOn: today, changedAtSource: "2026-08-01",
                atSource: atSource, corrected: [.fee], unmapped: ["language: plain"]))
    }

    static func evidence(_ id: Evidence.ID, _ standard: StandardCode, until: Day?) -> Evidence {
        Evidence(
            id: id, standard: standard, from: today.adding(days: -10), until: until, note: "seen", seenBy: "Jo",
            seenOn: today)
    }

    static func person(_ id: Person.ID = "robin", name: String = "Robin") -> Person {
        var about = AboutPerson()
        about.callName = name
        about.reach = SafeReach(
            phone: "1", email: "r@example.org", otherWay: "library", mayLeaveMessage: true, phoneIsShared: true,
            safeTimes: "mornings")
        about.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .basic)]
        about.interpreter = InterpreterWishes(
            accepts: true, genderWish: .said(.woman), mode: .said(.inPerson), excludedCommunities: ["eritrean"])
        about.needs = ["belonging", "english"]
        about.hopes = "To meet people"
        about.interests = ["cooking"]
        about.limits.home = Told(known: Coordinate(latitude: 54.6, longitude: -0.9))
        about.limits.free = .said(.only([]))
        about.limits.maxFee = .said(Pence(1))
        about.gender = .said(.other)
        about.audience = .said(.same)
        about.format = .said(.oneToOne)
        about.age = .said(NotedAge(34, on: nil))
        about.communities = ["eritrean"]
        about.background = .said(.notWanted)
        about.avoid = Avoid(groups: ["g"], communities: ["c"])
        about.avoidPapers = false
        about.wantsToVolunteer = true
        about.risk = .r2
        about.requires = ["dbs"]
        about.whatHelps = "A written time"
        return Person(
            id: id, about: about, worker: worker, createdAt: start, lastContactAt: start.adding(days: 1),
            understanding: Understanding(language: "ti", withInterpreter: true, confirmedOn: today),
            wantsMoreAtOnce: true)
    }

    static func consent(_ id: Consent.ID = "yes", of person: Person.ID = "robin", to group: Group.ID = "kitchen")
        -> Consent
    {
        Consent(
            id: id, person: person, group: group.rawValue, scope: [.callName, .hopes], givenAt: start,
            until: today.adding(days: 90), manner: Consent.Manner(language: "ti", withInterpreter: true, how: .spoken))
    }

    static func draft(
        _ id: Referral.ID = "referral", of person: Person = person(), to group: Group.ID = "kitchen",
        on consent: Consent.ID = "yes", at moment: Moment = start
    ) -> Referral {
        Referral(
            id: id, person: person.id, group: group.rawValue, consent: consent,
            message: ReferralMessage(about: person.about, scope: [.callName, .hopes]), createdAt: moment)
    }

    /// That a group closed.
    static func change(_ id: GroupChange.ID, of group: Group.ID, at moment: Moment = start) -> GroupChange {
        GroupChange(id: id, group: group, was: .open, became: .closed, at: moment, by: .directory)
    }

    /// A referral in this state, `at` its moment: put together as the store would.
    static func referral(
        _ id: Referral.ID, _ state: Referral.State, to group: Group.ID = "kitchen", of person: Person.ID = "robin",
        on consent: Consent.ID = "yes", at moment: Moment = start, welcome: Int? = nil
    ) -> Referral {
        let isAccepted = state.holdsPlace || state == .ended
        return Referral(
            id: id, person: person, group: group.rawValue, consent: consent,
            message: ReferralMessage(about: Example.person().about, scope: [.callName]), createdAt: moment,
            state: state,
            sentAt: state == .draft ? nil : moment, answeredAt: isAccepted ? moment : nil,
            acceptedAt: isAccepted ? moment : nil, endedAt: state.isOpen ? nil : moment.adding(days: 1),
            declinedBecause: state == .declined ? .noRoom : nil, endedBecause: state == .ended ? .settledIn : nil,
            nudgedAt: nil, welcome: welcome, version: 0)
    }
}

extension HubTransaction {
    /// The group, the person and the consent that referrals rest on.
    func addFoundations(_ group: Group.ID = "kitchen", _ person: Person.ID = "robin", consent: Consent.ID = "yes")
        throws
    {
        try groups.add(Example.group(group))
        try people.add(Example.person(person))
        try consents.add(Example.consent(consent, of: person, to: group))
    }

    func recordSomething(_ verb: String = "tested") throws {
        try events.append(verb, of: Example.subject, by: Example.actor, at: Example.start)
    }
}
