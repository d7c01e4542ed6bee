import Community
import Foundation
import People
import Storage
import Vocabulary

/// Everything that the hub holds about one person, for themselves to take away (UK GDPR, Articles 15 and 20).
///
/// As JSON its shape is a promise: `docs/own-page.md`. A field that is added later has a name of its own; one that
/// changes raises ``schemaVersion``.
public struct OwnDownload: Encodable, Sendable {
    public static let schema = "kith-person"
    public static let schemaVersion = 2

    public let schema = OwnDownload.schema
    public let version = OwnDownload.schemaVersion
    public let madeAt: String
    public let hub: Home
    public let id: String
    public let since: String
    public let state: String
    public let worker: String?
    public let about: AboutPerson
    public let understanding: Understanding?
    public let wantsMoreAtOnce: Bool
    public let contacts: [Touch]
    public let consents: [Yes]
    public let referrals: [Referred]
    public let requests: [Request]
    public let sealed: SealedCount
    public let kept: [Kept]
    public let unmetNeeds: [UnmetNeed]
    public let shares: [Share]
    public let trail: [Line]

    public struct Home: Encodable, Sendable {
        public let name: String
        public let phone: String
        public let email: String
    }

    public struct Touch: Encodable, Sendable {
        public let at: String
        public let kind: String
        public let reached: Bool
        public let note: String
        public let by: String
    }

    public struct Yes: Encodable, Sendable {
        public let id: String
        public let group: String
        public let facts: [String]
        public let givenAt: String
        public let until: String
        public let manner: Consent.Manner
        public let withdrawnAt: String?
    }

    public struct Referred: Encodable, Sendable {
        public let id: String
        public let group: String
        public let consent: String
        public let state: String
        public let told: ReferralMessage
        public let madeAt: String
        public let sentAt: String?
        public let answeredAt: String?
        public let endedAt: String?
        public let declinedBecause: String?
        public let endedBecause: String?
        public let welcome: Int?
        public let attendances: [Session]
    }

    public struct Session: Encodable, Sendable {
        public let on: String
        public let outcome: String
        public let saidByGroup: Bool
    }

    /// A need for which the newest search found no group.
    public struct UnmetNeed: Encodable, Sendable {
        public let need: String
        public let because: String
        /// Left out where it is not known.
        public let district: String?
        public let on: String
    }

    /// What they get when the team shares places out.
    public struct Share: Encodable, Sendable {
        /// Left out where they get nothing.
        public let group: String?
        public let mark: String
        public let proposedAt: String
        public let confirmedAt: String?
        public let setAsideAt: String?
    }

    public struct Request: Encodable, Sendable {
        public let kind: String
        public let part: String
        public let words: String
        public let madeAt: String
        public let state: String
        public let answer: String
    }

    /// What is sealed is in a file of its own: how many facts there are, and how often somebody else opened them.
    public struct SealedCount: Encodable, Sendable {
        public let facts: Int
        public let openings: Int
    }

    public struct Kept: Encodable, Sendable {
        public let part: String
        public let ground: String
        public let words: String
    }

    public struct Line: Encodable, Sendable {
        public let at: String
        public let who: String
        public let verb: String
        public let detail: [String: String]
        public let group: String?
    }

    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}

/// Puts an ``OwnDownload`` together. That it was taken away is an event.
public struct MakeOwnDownload: Sendable {
    /// More than anybody's life with a hub; a download that left something out would not be one.
    static let most = 1_000_000

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public func callAsFunction(by actor: Actor) async throws -> OwnDownload {
        try Access.require(.seeOwnRecord, of: actor)
        guard let id = actor.person else { throw Access.Refusal.notInRole }
        let desk = desk
        return try await desk.database.write(actor.hub) { hub in
            let person = try hub.person(id, for: actor)
            try hub.record(
                "own-record-downloaded", of: .person(id), by: actor, clock: desk.clock, person: id)
            return try OwnDownload(of: person, in: hub, clock: desk.clock)
        }
    }
}

extension OwnDownload {
    fileprivate init(of person: Person, in hub: HubTransaction, clock: Clock) throws {
        func said(_ moment: Moment) -> String { moment.date.ISO8601Format() }
        let home = try hub.ownHub()
        let referrals = try hub.referrals.of(person.id)
        let consents = try hub.consents.of(person.id)
        let names = try hub.groups.names(
            Array(Set(referrals.map { Group.ID(rawValue: $0.group) } + consents.map { Group.ID(rawValue: $0.group) })))
        func group(_ id: String) -> String { names[Group.ID(rawValue: id)] ?? "a group" }
        let attendances = Dictionary(
            grouping: try hub.attendances.of(referrals.map(\.id), limit: MakeOwnDownload.most), by: \.referral)
        let contacts = try hub.contacts.of(person.id, limit: MakeOwnDownload.most)
        let workers = try hub.accounts.names(Set(contacts.map(\.by) + [person.worker].compactMap(\.self)))
        let events = try hub.events.concerning(person.id, limit: MakeOwnDownload.most)

        madeAt = said(clock.now)
        self.hub = Home(name: home.name, phone: home.settings.phone, email: home.settings.email)
        id = person.id.rawValue
        since = said(person.createdAt)
        state = person.care.state.rawValue
        worker = person.worker.flatMap { workers[$0] }
        about = person.about
        understanding = person.understanding
        wantsMoreAtOnce = person.wantsMoreAtOnce
        self.contacts = contacts.map {
            Touch(
                at: said($0.at), kind: $0.kind.rawValue, reached: $0.reached, note: $0.note,
                by: workers[$0.by] ?? "somebody who worked here")
        }
        self.consents = consents.map {
            Yes(
                id: $0.id.rawValue, group: group($0.group), facts: $0.scope.map(\.rawValue).sorted(),
                givenAt: said($0.givenAt), until: $0.until.description, manner: $0.manner,
                withdrawnAt: $0.withdrawnAt.map(said))
        }
        self.referrals = referrals.map { referral in
            Referred(
                id: referral.id.rawValue, group: group(referral.group), consent: referral.consent.rawValue,
                state: referral.state.rawValue, told: referral.message, madeAt: said(referral.createdAt),
                sentAt: referral.sentAt.map(said), answeredAt: referral.answeredAt.map(said),
                endedAt: referral.endedAt.map(said), declinedBecause: referral.declinedBecause?.rawValue,
                endedBecause: referral.endedBecause?.rawValue, welcome: referral.welcome,
                attendances: (attendances[referral.id] ?? []).map {
                    Session(on: $0.on.description, outcome: $0.outcome.rawValue, saidByGroup: $0.byGroup)
                })
        }
        requests = try hub.personRequests.of(person.id, limit: MakeOwnDownload.most).map {
            Request(
                kind: $0.kind.rawValue, part: $0.part, words: $0.words, madeAt: said($0.madeAt),
                state: $0.state.rawValue, answer: $0.answer)
        }
        sealed = SealedCount(
            facts: try hub.erasure.count(in: "sealed_facts", of: person.id),
            openings: events.count { $0.verb == "sealed-opened" && $0.actor.kind != .person })
        kept = try hub.keptParts.of(person.id).map {
            Kept(part: $0.part.rawValue, ground: $0.ground.rawValue, words: $0.words)
        }
        unmetNeeds = try hub.unmetNeeds.of(person.id).map { found, district, day in
            UnmetNeed(
                need: found.need.rawValue, because: found.obstacle, district: district.isEmpty ? nil : district,
                on: day.description)
        }
        shares = try hub.cohortPlans.shares(of: person.id).map {
            Share(
                group: $0.groupName, mark: $0.mark, proposedAt: said($0.proposedAt),
                confirmedAt: $0.confirmedAt.map(said), setAsideAt: $0.setAsideAt.map(said))
        }
        trail = try ReadOwnTrail.lines(of: events, in: hub).map { line in
            let who =
                switch line.who {
                case .worker(let name, let role): role.map { "\(name) (\($0.rawValue))" } ?? name
                case .group: "the group"
                case .you: "you"
                case .program: "the program"
                }
            return Line(at: said(line.at), who: who, verb: line.verb, detail: line.detail, group: line.groupName)
        }
    }
}
