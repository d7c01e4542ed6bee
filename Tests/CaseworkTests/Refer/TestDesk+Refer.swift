import Casework
import Community
import Foundation
import Matching
import People
import Storage
import Vocabulary

extension TestDesk {
    static let yes = DraftReferral.Yes(
        scope: [.callName, .languages], until: start.day(in: Clock.london).adding(days: 91),
        manner: Consent.Manner(language: "en", withInterpreter: false, how: .spoken))

    /// Every form is filled in anew unless a test says otherwise.
    static func submission() -> String { UUID().uuidString }

    func draft(
        _ person: Person.ID = "person-1", to group: Group.ID = "kitchen", yes: DraftReferral.Yes = yes,
        submission: String = submission(), by actor: Actor? = nil
    ) async throws -> Referral.ID {
        try await DraftReferral(desk: desk)(
            of: person, to: group, with: yes, submission: submission, by: actor ?? linkWorker)
    }

    func send(_ referral: Referral.ID, submission: String = submission(), by actor: Actor? = nil) async throws {
        let version = try await stored(referral).version
        try await SendReferral(desk: desk)(referral, version: version, submission: submission, by: actor ?? linkWorker)
    }

    /// Drafts and sends.
    @discardableResult
    func refer(_ person: Person.ID = "person-1", to group: Group.ID = "kitchen") async throws -> Referral.ID {
        let referral = try await draft(person, to: group)
        try await send(referral)
        return referral
    }

    /// Refers, and lets the group accept, as its own page does.
    @discardableResult
    func accepted(_ person: Person.ID = "person-1", to group: Group.ID = "kitchen") async throws -> Referral.ID {
        let id = try await refer(person, to: group)
        try await accept(id)
        return id
    }

    func accept(_ id: Referral.ID) async throws {
        let clock = clock.clock
        try await desk.database.keepHouse(hub) { hub in
            guard var referral = try hub.referrals.find(id) else { return }
            try referral.accept(
                at: clock.now, today: clock.today, room: Referral.Room(placesLeft: 1, leftThisMonth: 1))
            try hub.referrals.save(referral)
            try hub.groups.touch(Group.ID(referral.group))
        }
    }

    func stored(_ id: Referral.ID) async throws -> Referral {
        try await desk.database.read(hub) { hub in
            guard let referral = try hub.referrals.find(id) else { throw Access.Refusal.notFound }
            return referral
        }
    }

    func change(_ person: Person.ID = "person-1", _ change: @escaping @Sendable (inout Person) -> Void) async throws {
        try await desk.database.keepHouse(hub) { hub in
            guard var found = try hub.people.find(person) else { return }
            change(&found)
            try hub.people.save(found)
        }
    }

    func change(_ group: Group.ID, _ change: @escaping @Sendable (inout Group) -> Void) async throws {
        try await desk.database.keepHouse(hub) { hub in
            guard var found = try hub.groups.find(group) else { return }
            change(&found)
            try hub.groups.save(found)
        }
    }

    var outbox: [OutgoingMail] {
        get async throws { try await desk.database.read(hub) { try $0.outbox.latest(limit: 100) } }
    }

    func verbs(about subject: String, _ id: String) async throws -> [String] {
        try await desk.database.read(hub) { hub in
            try hub.events.about(EventSubject(kind: subject, id: id)).map(\.verb).reversed()
        }
    }

    /// How many statements `work` runs.
    func statements(_ work: () async throws -> Void) async rethrows -> Int {
        let before = desk.database.statementsRun
        try await work()
        return desk.database.statementsRun - before
    }
}
