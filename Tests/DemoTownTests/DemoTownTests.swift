import Casework
import Community
import Foundation
import People
import Reference
import Storage
import StorageTesting
import Testing
import Vocabulary

@testable import DemoTown

@Suite("The town of the demo")
struct DemoTownTests {
    /// Monday 23 November 2026, half past ten.
    static let now = Moment(milliseconds: 1_795_429_800_000)

    static func filled(
        _ town: DemoTown = DemoTown(), at moment: Moment = now
    ) async throws -> (desk: Desk, events: Int) {
        let desk = Desk(
            database: try await TestPlace.alone().open(), clock: .stopped(at: moment),
            reference: try ReferenceData.load(),
            baseURL: "http://127.0.0.1:8080")
        try await town.fill(desk)
        let events = try await desk.database.read("demo") { try $0.events.count() }
        return (desk, events)
    }

    @Test func `has about sixty groups and thirty people, each told of once`() {
        #expect((55...70).contains(TownGroup.all.count))
        #expect(Resident.all.count == 30)
        #expect(Set(TownGroup.all.map(\.key)).count == TownGroup.all.count)
        #expect(Set(Resident.all.map(\.key)).count == Resident.all.count)
    }

    @Test func `every word is one of our lists`() throws {
        let words = try ReferenceData.load()
        for group in TownGroup.all {
            let details = group.details
            #expect(!details.needs.isEmpty, "\(group.key)")
            #expect(details.needs.allSatisfy { words.needs[$0] != nil }, "\(group.key)")
            #expect(details.interests.allSatisfy { words.interests[$0] != nil }, "\(group.key)")
            #expect((details.access.value ?? []).allSatisfy { words.access[$0] != nil }, "\(group.key)")
            #expect(details.communities.allSatisfy { words.communities[$0] != nil }, "\(group.key)")
            #expect(group.shown.allSatisfy { words.standards[$0.standard] != nil }, "\(group.key)")
            #expect(details.online || details.place?.coordinate != nil, "\(group.key)")
            #expect(!details.sessions.isEmpty || !details.timesInWords.isEmpty, "\(group.key)")
        }
        for resident in Resident.all {
            #expect(resident.about.needs.allSatisfy { words.needs[$0] != nil }, "\(resident.key)")
            #expect(resident.about.interests.allSatisfy { words.interests[$0] != nil }, "\(resident.key)")
            #expect(resident.about.communities.allSatisfy { words.communities[$0] != nil }, "\(resident.key)")
            #expect(resident.about.reach.isReachable, "\(resident.key)")
        }
    }

    @Test(arguments: [0, 3, 8, 37, 200])
    func `tells its story whole on any day and at any hour`(days: Int) async throws {
        for hour in [0, 9, 23] {
            let moment = Self.now.adding(days: days).adding(seconds: (hour - 10) * 3600)
            let (desk, events) = try await Self.filled(at: moment)
            #expect(events > 500)
            try await desk.database.read("demo") { hub in
                #expect(try hub.events.faults().isEmpty)
                let last = try hub.transaction.row("SELECT MAX(at) AS at FROM events")?.moment("at")
                #expect(try #require(last) <= moment)
            }
            #expect(try await desk.database.integrityFaults().isEmpty)
        }
    }

    @Test func `two towns of one seed and day are the same but for their secrets`() async throws {
        func trail(_ seed: UInt64) async throws -> [String] {
            let (desk, _) = try await Self.filled(DemoTown(seed: seed))
            return try await desk.database.read("demo") { hub in
                try hub.rows("SELECT hash FROM events ORDER BY number").map { try $0.text("hash") }
            }
        }
        let first = try await trail(7)
        #expect(first == (try await trail(7)))
        #expect(first != (try await trail(8)))
    }

    @Test func `has people in every state of the journey and referrals in every state`() async throws {
        let (desk, _) = try await Self.filled()
        let (journeys, referrals) = try await desk.database.read("demo") { hub in
            (
                Set(try hub.rows("SELECT DISTINCT state FROM people").map { try $0.text("state") }),
                Set(try hub.rows("SELECT DISTINCT state FROM referrals").map { try $0.text("state") })
            )
        }
        #expect(journeys == Set(Case.State.allCases.map(\.rawValue)))
        #expect(referrals == Set(Referral.State.allCases.map(\.rawValue)))
    }

    @Test func `has groups that are full, paused, ended, never asked and asked in vain`() async throws {
        let (desk, _) = try await Self.filled()
        let today = desk.clock.today
        let monthStart = today.startOfMonth.start(in: desk.clock.zone)
        let (groups, loads) = try await desk.database.read("demo") { hub in
            (try hub.groups.all(), try hub.referrals.loads(monthStart: monthStart))
        }
        let agreed = groups.filter { $0.agreement != nil }
        #expect(groups.count - agreed.count >= 5)
        #expect(
            agreed.contains { group in
                group.agreement.map { (loads[group.id] ?? Load()).placesLeft(under: $0) == 0 } ?? false
            })
        #expect(agreed.contains { $0.agreement?.paused == true })
        #expect(agreed.contains { $0.agreement?.until.map { $0 < today } == true })
        #expect(groups.contains { !$0.register.gaps(in: Risk.r1.requiredStandards, on: today).expired.isEmpty })
        #expect(groups.contains { !$0.differences.isEmpty })
        #expect(groups.contains { $0.provenance?.unmapped.isEmpty == false })
        let soon = today.adding(days: 30)
        let ending = try await desk.database.read("demo") { hub in
            try hub.groups.evidenceEnding(from: today, to: soon, limit: 50)
        }
        #expect(ending.count >= 5)
    }

    @Test(arguments: [0, 9, 37, 200])
    func `has gaps that a commissioner can act on, in a district and elsewhere`(days: Int) async throws {
        let (desk, _) = try await Self.filled(at: Self.now.adding(days: days))
        let actor = Actor(hub: "demo", identity: .worker("commissioner", name: "Fictional commissioner", .commissioner))
        let gaps = try await ReadGaps(desk: desk)(by: actor).gaps
        #expect(
            gaps.contains { $0.need == "getting-around" && $0.place == .district("Ropewalk") && $0.people == .about(5) }
        )
        #expect(gaps.contains { $0.need == "childcare" && $0.place == .elsewhere && $0.people == .about(5) })
        #expect(gaps.contains { $0.people == .few })
    }

    @Test func `has a group that said how many may come when places are shared out`() async throws {
        let (desk, _) = try await Self.filled()
        let groups = try await desk.database.read("demo") { try $0.groups.all() }
        #expect(groups.contains { group in group.agreement.map { ($0.cohort ?? .max) < $0.monthlyLimit } ?? false })
    }

    @Test func `grows for load tests`() async throws {
        let town = DemoTown(groups: 300, people: 120)
        let (desk, _) = try await Self.filled(town)
        let (groups, people) = try await desk.database.read("demo") { hub in
            (try hub.groups.count(), try hub.row("SELECT COUNT(*) AS n FROM people")?.integer("n"))
        }
        #expect(groups == 300)
        #expect(people == 120)
    }

    @Test func `writes numbers on its streets as people say them`() {
        #expect(Corner(12, 1).address == "12, 1st Street")
        #expect(Corner(12, 2).address == "12, 2nd Street")
        #expect(Corner(12, 3).address == "12, 3rd Street")
        #expect(Corner(12, 11).address == "12, 11th Street")
        #expect(Corner(12, 12).address == "12, 12th Street")
        #expect(Corner(12, 13).address == "12, 13th Street")
        #expect(Corner(12, 21).address == "12, 21st Street")
    }

    @Test func `reads weekly times, and a story with a wrong one would be seen`() {
        #expect(weeklyWindow("TH 10:00-12:00")?.to.minutes == 720)
        #expect(weeklyWindow("TH 12:00-10:00") == nil)
        #expect(weeklyWindow("XX 10:00-12:00") == nil)
    }
}
