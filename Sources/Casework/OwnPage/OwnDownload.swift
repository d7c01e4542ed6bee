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
    /// What they told. Where they set out from is left out: a position leads to a door.
    public let about: AboutPerson
    /// Whether a place is kept from which they set out.
    public let homeIsSet: Bool
    /// How careful we are, in the words of their page; left out where nobody has judged.
    public let howCareful: String?
    public let understanding: Understanding?
    public let wantsMoreAtOnce: Bool
    public let lastContactAt: String?
    public let contacts: [Touch]
    public let consents: [Yes]
    public let referrals: [Referred]
    public let worries: [GroupWorry]
    public let requests: [Request]
    public let sealed: SealedCount
    public let kept: [Kept]
    public let unmetNeeds: [UnmetNeed]
    public let shares: [Share]
    public let solvedBarriers: [SolvedBarrier]
    public let links: [LinkedRecord]
    public let drafts: [Unsaved]
    public let emergencyLooks: [EmergencyLook]
    public let letters: [LetterToThem]
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
        /// Whether the note is sealed, and stands in the copy of what is sealed.
        public let noteIsSealed: Bool
        public let by: String
    }

    public struct Yes: Encodable, Sendable {
        public let id: String
        public let group: String
        public let facts: [String]
        public let givenAt: String
        public let until: String
        public let manner: Consent.Manner
        /// Left out where it was given before that was written down.
        public let purpose: String?
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
        public let remindedAt: String?
        public let letterCameBackAt: String?
        /// The group said yes when it was over.
        public let saidYesLateAt: String?
        /// When their place on a waiting list is looked at again.
        public let lookedAtAgainOn: String?
        public let welcome: Int?
        public let attendances: [Session]
    }

    public struct Session: Encodable, Sendable {
        public let on: String
        public let outcome: String
        public let saidAt: String
        public let saidByGroup: Bool
    }

    /// A group asked for a call about them.
    public struct GroupWorry: Encodable, Sendable {
        public let group: String
        public let askedAt: String
        public let askedAgainAt: [String]
        public let calls: [Call]
        public let decisions: [Words]
        /// Left out while it stands.
        public let closed: Words?

        public struct Call: Encodable, Sendable {
            public let at: String
            public let reached: Bool
            public let by: String
        }

        public struct Words: Encodable, Sendable {
            public let at: String
            public let words: String
            public let by: String
        }
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
        /// Why they get nothing; left out where they get something.
        public let shortage: String?
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
        public let answeredAt: String?
        public let answeredBy: String?
        /// When an erasure is carried out.
        public let actsAt: String?
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
        public let keptAt: String
        public let by: String
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
        let requested = try hub.personRequests.of(person.id, limit: MakeOwnDownload.most)
        let keptParts = try hub.keptParts.of(person.id)
        let worries = try hub.worries.of(person.id, limit: MakeOwnDownload.most)
        let worried = worries.flatMap {
            $0.calls.map(\.by) + ($0.decisions + [$0.closing].compactMap(\.self)).map(\.by)
        }
        let workers = try hub.accounts.names(
            Set(
                contacts.map(\.by) + keptParts.map(\.by) + requested.compactMap(\.answeredBy) + worried
                    + [person.worker].compactMap(\.self)))
        func worker(_ id: Identifier<Worker>) -> String { workers[id] ?? "somebody who worked here" }
        let behind = try Behind(of: person, in: hub, said: said)
        let events = try hub.events.concerning(person.id, limit: MakeOwnDownload.most)

        madeAt = said(clock.now)
        self.hub = Home(name: home.name, phone: home.settings.phone, email: home.settings.email)
        id = person.id.rawValue
        since = said(person.createdAt)
        state = person.care.state.rawValue
        self.worker = person.worker.flatMap { workers[$0] }
        var about = person.about
        homeIsSet = about.limits.home.answer != nil
        howCareful = about.risk?.careInWords
        about.limits.home = about.limits.home.isAsked ? .wouldNotSay : .notAsked
        self.about = about
        understanding = person.understanding
        wantsMoreAtOnce = person.wantsMoreAtOnce
        lastContactAt = person.lastContactAt.map(said)
        self.contacts = contacts.map {
            Touch(
                at: said($0.at), kind: $0.kind.rawValue, reached: $0.reached, note: $0.note,
                noteIsSealed: $0.noteIsSealed, by: worker($0.by))
        }
        self.consents = consents.map {
            Yes(
                id: $0.id.rawValue, group: group($0.group), facts: $0.scope.map(\.rawValue).sorted(),
                givenAt: said($0.givenAt), until: $0.until.description, manner: $0.manner,
                purpose: $0.purpose?.rawValue, withdrawnAt: $0.withdrawnAt.map(said))
        }
        self.referrals = referrals.map { referral in
            Referred(
                id: referral.id.rawValue, group: group(referral.group), consent: referral.consent.rawValue,
                state: referral.state.rawValue, told: referral.message, madeAt: said(referral.createdAt),
                sentAt: referral.sentAt.map(said), answeredAt: referral.answeredAt.map(said),
                endedAt: referral.endedAt.map(said), declinedBecause: referral.declinedBecause?.rawValue,
                endedBecause: referral.endedBecause?.rawValue, remindedAt: referral.nudgedAt.map(said),
                letterCameBackAt: referral.letterBackAt.map(said), saidYesLateAt: referral.lateYesAt.map(said),
                lookedAtAgainOn: referral.reviewOn?.description,
                welcome: referral.welcome,
                attendances: (attendances[referral.id] ?? []).map {
                    Session(
                        on: $0.on.description, outcome: $0.outcome.rawValue, saidAt: said($0.saidAt),
                        saidByGroup: $0.byGroup)
                })
        }
        self.worries = worries.map { worry in
            func words(_ note: Worry.Note) -> GroupWorry.Words {
                GroupWorry.Words(at: said(note.at), words: note.words, by: worker(note.by))
            }
            return GroupWorry(
                group: group(worry.group), askedAt: said(worry.raisedAt), askedAgainAt: worry.raisedAgainAt.map(said),
                calls: worry.calls.map { GroupWorry.Call(at: said($0.at), reached: $0.reached, by: worker($0.by)) },
                decisions: worry.decisions.map(words), closed: worry.closing.map(words))
        }
        requests = requested.map {
            Request(
                kind: $0.kind.rawValue, part: $0.part, words: $0.words, madeAt: said($0.madeAt),
                state: $0.state.rawValue, answer: $0.answer, answeredAt: $0.answeredAt.map(said),
                answeredBy: $0.answeredBy.map(worker), actsAt: $0.actsAt.map(said))
        }
        sealed = SealedCount(
            facts: try hub.erasure.count(in: "sealed_facts", of: person.id),
            openings: events.count { $0.verb == "sealed-opened" && $0.actor.kind != .person })
        kept = keptParts.map {
            Kept(
                part: $0.part.rawValue, ground: $0.ground.rawValue, words: $0.words, keptAt: said($0.keptAt),
                by: worker($0.by))
        }
        unmetNeeds = try hub.unmetNeeds.of(person.id).map { found, district, day in
            UnmetNeed(
                need: found.need.rawValue, because: found.obstacle, district: district.isEmpty ? nil : district,
                on: day.description)
        }
        shares = try hub.cohortPlans.shares(of: person.id).map {
            Share(
                group: $0.groupName, mark: $0.mark, shortage: $0.shortage, proposedAt: said($0.proposedAt),
                confirmedAt: $0.confirmedAt.map(said), setAsideAt: $0.setAsideAt.map(said))
        }
        solvedBarriers = behind.solvedBarriers
        links = behind.links
        drafts = behind.drafts
        emergencyLooks = behind.emergencyLooks
        letters = behind.letters
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
