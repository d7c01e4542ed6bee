import Community
import People
import Reference
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

extension PageExamples {
    /// A person's own page with everything on it, and with nothing.
    static func ownPage() throws -> [any Page] {
        let reference = try ReferenceData.load()
        let clock = Clock.stopped(at: House.start)
        let now = House.start
        var person = Person(id: "p", worker: "w", createdAt: now)
        person.about.callName = "Selam"
        person.about.needs = ["belonging"]
        person.about.hopes = "To sing"
        person.about.reach.phone = "0000 000000"
        person.about.requires = ["dbs"]
        person.about.avoid = Avoid(groups: ["g"], communities: [])
        func referral(_ state: Referral.State) -> OwnRecord.Entry {
            let consent = Consent(
                id: "c", person: "p", group: "g", scope: [.callName], givenAt: now, until: clock.today,
                manner: Consent.Manner(language: "ti", withInterpreter: true, how: .spoken))
            return OwnRecord.Entry(
                referral: Referral(
                    id: "r", person: "p", group: "g", consent: "c",
                    message: ReferralMessage(about: person.about, scope: [.callName]), createdAt: now, state: state,
                    sentAt: now, answeredAt: now, acceptedAt: now, endedAt: state.isOpen ? nil : now,
                    declinedBecause: state == .declined ? .noRoom : nil,
                    endedBecause: state == .ended ? .theirChoice : nil, nudgedAt: nil, welcome: nil, version: 1),
                groupName: "Thursday kitchen", consent: state.isOpen ? consent : nil)
        }
        let answered = PersonRequest(
            id: "q", person: "p", kind: .correction, part: "hopes", words: "It should say sing", madeAt: now,
            state: .answered, answeredAt: now, answer: "It does now")
        let asked = PersonRequest(id: "q2", person: "p", kind: .correction, words: "Wrong", madeAt: now)
        let erasure = PersonRequest(
            id: "q3", person: "p", kind: .erasure, madeAt: now, actsAt: now.adding(days: 7))
        let kept = KeptPart(
            person: "p", part: .contacts, ground: .claim, words: "A court asked", keptAt: now, by: "w")
        let full = OwnRecord(
            person: person, hub: callable, workerName: "Rosa",
            open: Referral.State.allCases.filter(\.isOpen).map(referral),
            past: Referral.State.allCases.filter { !$0.isOpen }.map(referral), pastTotal: 30, standing: 2,
            requests: [answered, asked, erasure], kept: [kept],
            returning: [
                StandingConsents.Line(
                    consent: Consent(
                        id: "c", person: "p", group: "g", scope: [.callName], givenAt: now, until: clock.today,
                        manner: Consent.Manner(language: "ti", withInterpreter: true, how: .spoken), withdrawnAt: now,
                        returnsUntil: now.adding(seconds: 1800)), groupName: "Thursday kitchen")
            ])
        let empty = OwnRecord(
            person: Person(id: "p", createdAt: now), hub: Hub(id: "h", name: "Hub", area: "gb-eng"), workerName: nil,
            open: [], past: [], pastTotal: 0, standing: 0, requests: [], kept: [])
        func facts(_ record: OwnRecord, contacts: Int) -> HeldFacts {
            HeldFacts(
                person: record.person, avoidedGroups: ["g": "A group"], contacts: contacts,
                sealed: contacts, openings: contacts, kept: record.kept)
        }
        var wrong = FormReader()
        wrong.add("Type in your code", to: "code")
        let lines = TrailWords.did.keys.sorted().map {
            OwnTrail.Line(
                at: now, who: .worker(name: "Rosa", .linkWorker), verb: $0,
                detail: ["part": "record", "because": "own-worker"], groupName: "Thursday kitchen")
        }
        let yes = StandingConsents.Line(consent: try #require(referral(.sent).consent), groupName: "Thursday kitchen")
        let persons: [any Page] = [
            OwnEnterPage(FormReader()), OwnEnterPage(wrong, told: .closed),
            OwnHomePage(full, reference: reference, clock: clock, told: .asked),
            OwnHomePage(empty, reference: reference, clock: clock, told: nil),
            OwnConsentsPage(StandingConsents(lines: [yes], total: 60, page: 2), clock: clock),
            OwnConsentsPage(StandingConsents(lines: [], total: 0, page: 1), clock: clock),
            OwnConsentsPage(StandingConsents(lines: [], total: 0, page: 1, returning: full.returning), clock: clock),
            OwnFactsPage(facts(full, contacts: 2), reference: reference, today: clock.today),
            OwnFactsPage(facts(empty, contacts: 0), reference: reference, today: clock.today),
            OwnPrivatePage(facts(full, contacts: 1), reference: reference, today: clock.today),
            OwnPrivatePage(facts(empty, contacts: 1), reference: reference, today: clock.today),
            OwnTrailPage(OwnTrail(lines: lines, total: 60, page: 2), reference: reference, clock: clock),
            OwnTrailPage(OwnTrail(lines: [], total: 0, page: 1), reference: reference, clock: clock),
            OwnAlonePage(.held), OwnAlonePage(.copy, wrong.problems),
            OwnDownloadPage(), OwnCorrectionPage(FormReader()),
            OwnSealedPage(.closed), OwnSealedPage(.closed, wrong.problems, wasShown: true), OwnSealedPage(.empty),
            OwnSealedPage(.withoutKeys),
            OwnSealedOpenedPage(
                OpenedFacts(
                    person: person, opening: Opening(for: .ownCopy),
                    facts: [(Sealed(.cause([.torture])), now), (Sealed(.note("Only\nthis")), now)], shut: [.nrm]),
                clock: clock),
            OwnSealedOpenedPage(
                OpenedFacts(person: person, opening: Opening(for: .ownCopy), facts: [], shut: []), clock: clock),
            OwnErasurePage(full, FormReader(), clock: clock), OwnErasurePage(empty, wrong, clock: clock),
            OwnCodePage(FormReader()),
            OwnNewCodePage(.init(person: "p", address: "https://kith.example/me", code: "k3v9m-2mtz8", replaces: true)),
        ]
        let copy = OwnDownload(
            madeAt: "2026-11-23T10:00:00Z", hub: .init(name: "Hub", phone: "", email: ""), id: "p",
            since: "2026-11-23T10:00:00Z", state: "active", worker: "Rosa", about: person.about, homeIsSet: true,
            howCareful: "More careful than usual",
            understanding: nil, wantsMoreAtOnce: false, lastContactAt: "2026-11-23T10:00:00Z",
            contacts: [
                .init(
                    at: "2026-11-23T10:00:00Z", kind: "call", reached: true, note: "A talk", noteIsSealed: false,
                    by: "Rosa")
            ], consents: [], referrals: [],
            worries: [
                .init(
                    group: "Thursday kitchen", askedAt: "2026-11-23T10:00:00Z", askedAgainAt: [],
                    calls: [.init(at: "2026-11-23T10:00:00Z", reached: true, by: "Rosa")],
                    decisions: [.init(at: "2026-11-23T10:00:00Z", words: "A visit", by: "Rosa")], closed: nil)
            ], requests: [], sealed: .init(facts: 0, openings: 0), kept: [],
            unmetNeeds: [.init(need: "housing", because: "full", district: "NG7", on: "2026-11-23")],
            shares: [
                .init(
                    group: "Thursday kitchen", mark: "chosen", shortage: nil, proposedAt: "2026-11-23T10:00:00Z",
                    confirmedAt: "2026-11-23T10:00:00Z", setAsideAt: nil)
            ],
            solvedBarriers: [
                .init(
                    group: "Thursday kitchen", barrier: "reach", how: "A bus pass", at: "2026-11-23T10:00:00Z",
                    by: "Rosa")
            ],
            links: [.init(because: "The same phone", at: "2026-11-23T10:00:00Z", by: "Rosa")],
            drafts: [
                .init(
                    part: "hopes", by: "Rosa", at: "2026-11-23T10:00:00Z",
                    words: [.init(field: "hopes", text: "To sing")])
            ],
            emergencyLooks: [
                .init(
                    because: "They stand at the door", from: "2026-11-23T10:00:00Z", until: "2026-11-23T13:00:00Z",
                    by: "Sam")
            ],
            letters: [
                .init(
                    to: "r@example.org", subject: "Hub", body: "Hello", madeAt: "2026-11-23T10:00:00Z", state: "sent",
                    sentAt: nil)
            ], trail: [])
        let printed = OwnPrintPage(
            copy, held: facts(full, contacts: 1),
            trail: lines.map(TrailWords(reference: reference, clock: clock).line), reference: reference, clock: clock)
        return persons + [printed]
            + staff(
                person, requests: [answered, asked, erasure], kept: [kept], rules: reference.retention, clock: clock)
    }

    private static func staff(
        _ person: Person, requests: [PersonRequest], kept: [KeptPart], rules: [RetentionRule], clock: Clock
    ) -> [any Page] {
        let now = clock.now
        func state(_ given: Moment?, mail: Bool, keeps: Bool, full: Bool) -> any Page {
            OwnPageStatePage(
                GiveOwnPageCode.State(
                    person: person, givenAt: given, usedAt: given, isOver: false,
                    witness: full ? CodeWitness(name: "Rosa", wasUsed: true) : nil, mayMail: mail,
                    requests: full ? requests : [], kept: full ? kept : [], mayKeep: keeps), FormReader(),
                clock: clock, done: full ? "answered" : nil)
        }
        func retention(_ state: RetentionStore.State) -> any Page {
            RetentionPage(state, rules: rules, clock: clock, done: "counted")
        }
        let receipt = ErasureReceipt(
            version: 1, number: "0badcafe-1", because: "asked", doneAt: "2026-11-23T10:00:00Z",
            lines: [ErasureReceipt.Line(table: "contacts", removed: 3)], kept: ["contacts": "claim"])
        return [
            state(now, mail: true, keeps: true, full: true), state(nil, mail: false, keeps: false, full: false),
            KeptPage(KeepPart.State(person: person, kept: kept), done: "kept"),
            KeptPage(KeepPart.State(person: person, kept: [])),
            retention(RetentionStore.State()),
            retention(
                RetentionStore.State(
                    countedAt: now, counts: ["drafts": 3], onSince: now, onBy: "Rosa", appliedAt: now,
                    removed: ["drafts": 1])),
            OwnSlipPage(.init(person: "p", address: "https://kith.example/me", code: "k3v9m-2mtz8", replaces: true)),
            ErasuresPage(ReadErasures.Page(receipts: [receipt], total: 30, page: 2)),
            ErasuresPage(ReadErasures.Page(receipts: [], total: 0, page: 1)),
        ]
    }
}
