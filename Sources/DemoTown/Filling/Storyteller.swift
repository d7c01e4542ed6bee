import Casework
import Community
import People
import Storage
import Vocabulary

/// Tells the history of the town to the stores: every step through the verbs of the domain, with its events,
/// at its own moment.
struct Storyteller {
    let town: DemoTown
    let hub: HubTransaction
    let desk: Desk
    /// The password of all members of staff, as it is stored.
    var staffPassword: String?
    /// The moment of the step that is being told.
    var now: Moment
    var people: [Int: Person] = [:]
    /// The newest referral of a resident to a group.
    var referrals: [ReferralKey: Referral] = [:]
    /// When groups were looked for last, by resident.
    var searches: [Int: Day] = [:]
    private let groupIndex: [String: Int]

    struct ReferralKey: Hashable {
        let resident: Int
        let group: String
    }

    /// A story that cannot be told.
    enum Contradiction: Error, Equatable {
        case noSuchGroup(String)
        case notReferred(resident: String, group: String)
        case unknownResident(String)
    }

    init(of town: DemoTown, in hub: HubTransaction, desk: Desk) {
        self.town = town
        self.hub = hub
        self.desk = desk
        now = desk.clock.now
        groupIndex = Dictionary(town.groups.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { $1 })
    }

    mutating func tell() throws {
        let happenings = town.happenings(on: TownCalendar(desk.clock))
        now = (happenings.first?.at ?? desk.clock.now).adding(seconds: -3600)
        try hub.transaction.hubs.add(DemoTown.hub, at: now)
        try record("hub-added", of: "hub", DemoTown.hub.id.rawValue, by: EventActor(kind: .command, id: "demo"))
        try hireStaff()
        for happening in happenings {
            now = happening.at
            switch happening.what {
            case .group(let index, let step): try tell(step, of: index)
            case .resident(let index, let step): try tell(step, of: index)
            }
        }
        let searched = searches.sorted { $0.key < $1.key }.compactMap { index, day in people[index].map { ($0, day) } }
        try desk.keepSearches(searched, in: hub)
    }

    private func hireStaff() throws {
        for staff in TownStaff.allCases {
            try hub.accounts.add(
                Account(
                    id: staff.worker, name: staff.name, email: staff.email, role: staff.role.rawValue,
                    password: staffPassword, createdAt: now))
            try record(
                "account-added", of: "account", staff.worker.rawValue, by: EventActor(kind: .command, id: "demo"),
                detail: ["role": staff.role.rawValue])
        }
    }

    // MARK: What all steps need

    var today: Day { now.day(in: desk.clock.zone) }

    func id<Owner>(_ name: String, of _: Owner.Type = Owner.self) -> Identifier<Owner> {
        Identifier(rawValue: SeededRandom.id(seed: town.seed, for: name))
    }

    func groupID(_ key: String) -> Group.ID { id("group \(key)") }

    func group(_ key: String) throws -> TownGroup {
        guard let index = groupIndex[key] else { throw Contradiction.noSuchGroup(key) }
        return town.groups[index]
    }

    func record(
        _ verb: String, of kind: String, _ id: String, by actor: EventActor, person: Person.ID? = nil,
        detail: [String: String] = [:]
    ) throws {
        try TrailVerb.check(verb, detail)
        try hub.events.append(
            verb, of: EventSubject(kind: kind, id: id), by: actor, at: now, person: person, detail: detail)
    }

    static func actor(_ staff: TownStaff) -> EventActor { EventActor(kind: .worker, id: staff.worker.rawValue) }
}
