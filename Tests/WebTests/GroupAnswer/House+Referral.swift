import Community
import Foundation
import Logging
import People
import Storage
import Synchronization
import Testing
import Vocabulary

@testable import Casework
@testable import Web

extension House {
    /// Sends a referral to a group as a worker would have; what must never be told is named canary.
    func sendReferral(
        telling scope: Set<SharedFact> = [.callName, .hopes, .languages], _ change: (inout Group) -> Void = { _ in }
    ) async throws -> (link: Secret, code: String) {
        let now = clock.clock.now
        let today = clock.clock.today
        var group = Group(id: "kitchen", details: GroupDetails(name: "Thursday kitchen"))
        group.details.contact = GroupContact(email: "kitchen@example.org", phone: "0000 333333")
        group.agreement = Agreement(
            monthlyLimit: 4, places: 3, until: today.adding(days: 120), agreedOn: today, agreedBy: "A volunteer")
        // Whoever is at that risk was sent to a group that has shown everything it asks for.
        group.register.entries = Risk.r3.requiredStandards.map { standard in
            Evidence(
                id: Identifier(rawValue: "kitchen-\(standard)"), standard: standard, from: today.adding(days: -100),
                until: today.adding(days: 200), note: "seen", seenBy: "Fictional coordinator", seenOn: today)
        }
        change(&group)
        var person = Person(id: "person-canary", worker: "worker-link-worker", createdAt: now)
        person.about.callName = "Robin"
        person.about.hopes = "To cook with others"
        person.about.languages = [SpokenLanguage("ti", .fluent)]
        person.about.risk = .r3
        person.about.avoid = Avoid(groups: ["canary-avoided"])
        person.about.needs = ["gambling"]
        person.about.reach = SafeReach(
            phone: "0000 222222", otherWay: "canary-other-way", safeTimes: "canary-safe-times")
        let consent = Consent(
            id: "consent-1", person: person.id, group: group.id.rawValue, scope: scope,
            givenAt: now, until: today.adding(days: 90),
            manner: Consent.Manner(language: "ti", withInterpreter: true, how: .spoken))
        var referral = Referral(
            id: "referral-1", person: person.id, group: group.id.rawValue, consent: consent.id,
            message: ReferralMessage(about: person.about, scope: consent.scope), createdAt: now)
        try referral.send(
            at: now, today: today, consent: consent,
            understanding: Understanding(language: "ti", withInterpreter: true, confirmedOn: today), othersOpen: [],
            openLimit: nil)
        let link = desk.secrets.token(for: hub)
        let code = desk.secrets.shortCode()
        let (stored, readyGroup, readyPerson) = (referral, group, person)
        try await desk.database.keepHouse(hub) { hub in
            var home = try hub.ownHub()
            home.settings = HubSettings(phone: "0000 111111")
            try hub.transaction.hubs.saveSettings(of: home)
            try hub.groups.add(readyGroup)
            try hub.people.add(readyPerson)
            try hub.consents.add(consent)
            try hub.referrals.add(stored)
            try hub.referrals.setLink(
                of: stored.id, tokenHash: link.hash, codeHash: Secret.hash(of: code),
                endsAt: consent.until.adding(days: 1).start(in: .gmt))
        }
        return (link, code)
    }

    /// What the trail holds about the referral, the oldest first.
    func referralTrail() async throws -> [String] {
        try await desk.database.read(hub) {
            try $0.events.about(EventSubject(kind: "referral", id: "referral-1")).map(\.verb).reversed()
        }
    }

    func referralState() async throws -> Referral.State? {
        try await desk.database.read(hub) { try $0.referrals.find("referral-1")?.state }
    }
}

extension Browser {
    /// Opens a group's link, and taps to read what it leads to.
    func read(_ link: Secret) async throws -> Sight {
        let cover = try await open("/r/\(link.text)")
        return try await send([:], to: "/r/\(link.text)/reading", from: cover)
    }
}

/// Keeps what is logged, to be searched for what must not be there.
final class KeptLog: LogHandler, Sendable {
    private let kept = Mutex("")

    var text: String { kept.withLock { $0 } }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }
    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        kept.withLock { $0 += "\(event.message) \(event.metadata ?? [:])\n" }
    }
}
