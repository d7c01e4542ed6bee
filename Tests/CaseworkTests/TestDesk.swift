import Casework
import Community
import Foundation
import People
import Reference
import Storage
import StorageTesting
import Synchronization
import Vocabulary

/// A desk of its own for one test: a real database, a clock that the test moves, counted ids, and
/// secrets that are the same on every run.
struct TestDesk: Sendable {
    let desk: Desk
    let clock: MovableClock
    let hub: Identifier<Hub> = "test"

    /// Monday 23 November 2026, ten in the morning.
    static let start = Moment(milliseconds: 1_795_428_000_000)

    /// - Parameter place: where the data is kept, for a test in which several servers share it; its own if left out.
    init(
        settings: HubSettings = HubSettings(), at place: TestPlace? = nil, keys: KeyRing = TestDesk.keys
    ) async throws {
        let clock = MovableClock(at: Self.start)
        let database =
            if let place { try await place.open() } else { try await TestPlace.alone().open() }
        let counter = Counter()
        let bytes = Counter()
        desk = Desk(
            database: database, clock: clock.clock,
            ids: IdentifierSource { "id-\(counter.next())" },
            secrets: SecretSource { count in
                (0..<count).map { _ in UInt8(truncatingIfNeeded: Self.mixed(UInt64(bytes.next()))) }
            },
            reference: try ReferenceData.load(), baseURL: "https://kith.example", keys: keys)
        self.clock = clock
        let hub = Hub(id: self.hub, name: "Test hub", area: "gb-eng", settings: settings)
        try await database.writeAll { try $0.hubs.add(hub, at: Self.start) }
    }

    /// The finaliser of SplitMix64: counted numbers that look drawn, so that no token comes twice.
    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The desk of another server on the same data, with connections of its own and the same clock.
    func anotherServer(at place: TestPlace) async throws -> Desk {
        Desk(
            database: try await place.open(), clock: clock.clock, reference: desk.reference,
            baseURL: desk.baseURL, keys: desk.keys)
    }

    var linkWorker: Actor { worker("worker-1", .linkWorker) }
    var otherLinkWorker: Actor { worker("worker-2", .linkWorker) }
    var coordinator: Actor { worker("coordinator-1", .coordinator) }
    var administrator: Actor { worker("administrator-1", .administrator) }

    /// Keys that are the same for every desk of the tests, and nobody else's.
    static let keys: KeyRing = {
        let made = HubKeys.made()
        return KeyRing { made }
    }()

    func worker(_ id: Identifier<Worker>, _ role: Role, hasSecondStep: Bool = true) -> Actor {
        Actor(hub: hub, identity: .worker(id, name: "Fictional \(id)", role), hasSecondStep: hasSecondStep)
    }

    /// Puts a group into the directory that anybody at no particular risk can be referred to, changed as the
    /// test needs it.
    @discardableResult
    func addGroup(_ id: Group.ID = "kitchen", _ change: (inout Group) -> Void = { _ in }) async throws -> Group {
        var group = Group(id: id, details: GroupDetails(name: "Thursday kitchen"))
        group.details.needs = ["belonging", "english"]
        group.details.languages = ["en"]
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
                until: today.adding(days: 200), note: "seen", seenBy: "Fictional coordinator", seenOn: today)
        }
        group.agreement = Agreement(
            monthlyLimit: 4, places: 3, until: today.adding(days: 120), agreedOn: today, agreedBy: "A volunteer")
        change(&group)
        let ready = group
        try await desk.database.keepHouse(hub) { try $0.groups.add(ready) }
        return group
    }

    /// Puts a person into the hands of ``linkWorker`` who fits ``addGroup(_:_:)``, changed as the test needs it.
    @discardableResult
    func addPerson(_ id: Person.ID = "person-1", _ change: (inout Person) -> Void = { _ in }) async throws -> Person {
        var person = Person(id: id, worker: "worker-1", createdAt: clock.clock.now)
        person.about.callName = "Robin"
        person.about.reach.phone = "0000 000000"
        person.about.needs = ["belonging"]
        person.about.languages = [SpokenLanguage("en", .conversational)]
        person.about.risk = .r0
        person.about.limits.home = Told(known: Coordinate(latitude: 52.95, longitude: -1.15))
        person.understanding = Understanding(language: "en", withInterpreter: false, confirmedOn: clock.clock.today)
        change(&person)
        let ready = person
        try await desk.database.keepHouse(hub) { try $0.people.add(ready) }
        return person
    }
}

/// A clock that stands still until a test moves it.
final class MovableClock: Sendable {
    private let moment: Mutex<Moment>

    init(at moment: Moment) { self.moment = Mutex(moment) }

    var clock: Clock { Clock { self.moment.withLock { $0 } } }

    func move(days: Int = 0, seconds: Int = 0) {
        moment.withLock { $0 = $0.adding(days: days).adding(seconds: seconds) }
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
