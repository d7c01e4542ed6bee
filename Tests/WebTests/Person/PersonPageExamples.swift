import Community
import Hummingbird
import Logging
import People
import Reference
import Storage
import Vocabulary

@testable import Casework
@testable import Web

extension PageExamples {
    /// The pages of a first contact, a person and Today, filled and empty.
    static var people: [any Page] {
        guard let reference = try? ReferenceData.load() else { return [] }
        return PeopleExamples(reference: reference).pages
    }
}

/// Pages about people who are made up.
struct PeopleExamples {
    let reference: ReferenceData
    let clock = Clock.stopped(at: Moment(milliseconds: 1_795_428_000_000))

    var pages: [any Page] {
        parts + [
            CheckPage(record(full), reference: reference, today: clock.today, FormReader()),
            CheckPage(record(AboutPerson()), reference: reference, today: clock.today, wrong("kind")),
            ContactPage(person(full), FormReader(filled: ["reached": "yes"])),
            ContactPage(person(full), wrong("on"), canSeal: true), ContactPage(person(full), asked),
            JourneyPage(person(full), FormReader(), reference: reference),
            JourneyPage(closed, wrong("move"), reference: reference),
            HandOverPage(
                person(full), to: [Colleague(id: "w", name: "Sam", role: .linkWorker, distinction: nil)],
                wrong("colleague")),
            HandOverPage(person(full), to: [], FormReader()),
            list([person(full), person(AboutPerson())], total: 60), list([], total: 0),
        ] + records + sealed + days
    }

    // MARK: Sealed

    private var sealed: [any Page] {
        let all = Dictionary(uniqueKeysWithValues: SealedField.ofPerson.map { ($0, 2) })
        let facts: [SealedFact] = [
            .situation(.asylumUndecided), .support(.s95), .nrm(.pending), .cause([.torture, .trafficking]),
            .note("Made up"), .contactNote("c", "Made up"),
        ]
        let opened = OpenedFacts(
            person: person(full), opening: Opening(for: .crisis), facts: facts.map { (Sealed($0), clock.now) },
            shut: [.note])
        return [
            SealedAskPage(person(full), wrong("purpose")), SealedOpenedPage(opened, clock: clock),
            SealedOpenedPage(
                OpenedFacts(person: person(full), opening: Opening(for: .handOver), facts: [], shut: []), clock: clock),
            SealedFormPage(SealedForm(person: person(full), versions: all, stamp: "1"), isSetUp: true),
            SealedFormPage(
                SealedForm(person: person(full), versions: [:], stamp: "0"), isSetUp: true,
                wrong("sealed-situation").problems),
            SealedFormPage(SealedForm(person: person(full), versions: [:], stamp: "0"), isSetUp: false),
        ]
    }

    // MARK: Parts

    private var parts: [any Page] {
        AboutPart.allCases.flatMap { part in
            [AboutPerson(), full].map { about in
                PartPage(
                    form(part, FormReader(SubmittedForm(of: part, in: about))), way: .firstContact("1"), readAt: "0",
                    draft: about == full ? begun : nil, others: about == full ? [begun] : [], time: { _ in "10:12" })
            }
        } + [
            PartPage(form(.reach, wrong("phone")), way: .someoneNew, readAt: "", others: [begun]),
            PartPage(form(.risk, wrong("risk")), way: .change("1"), readAt: ""),
            PartPage(
                form(.needs, FormReader(SubmittedForm(reference.needs.entries.map { ("need", $0.code.rawValue) }))),
                way: .change("1"), readAt: ""),
        ]
    }

    private var begun: Draft {
        Draft(id: "1", fields: [Draft.Field(name: "call-name", value: "Selam")], savedAt: clock.now)
    }

    private func form(_ part: AboutPart, _ reader: FormReader) -> PartForm {
        var form = PartForm(part: part, reference: reference, reader: reader, known: full, today: clock.today)
        if let place = full.limits.home.answer {
            form.places = [FindPlaces.KnownPlace(name: "Kitchen", lines: ["4th Street 12"], coordinate: place)]
        }
        form.groups = [FindGroupsByName.Found(id: "g1", name: "Kitchen")]
        return form
    }

    private func wrong(_ field: String) -> FormReader {
        var reader = FormReader()
        reader.add("Put this right", to: field)
        return reader
    }

    // MARK: People

    var full: AboutPerson {
        var about = AboutPerson()
        about.callName = "سلام 🌻"
        about.reach = SafeReach(
            phone: "0000 000000", email: "a@example.org", otherWay: "Library", phoneIsShared: true,
            sharedWith: "A cousin",
            safeTimes: "Mornings")
        about.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .basic)]
        about.interpreter = InterpreterWishes(
            accepts: true, genderWish: .said(.woman), mode: .said(.telephone), excludedCommunities: ["eritrean"])
        about.needs = ["belonging", "english"]
        about.hopes = "To cook\nأحب الطبخ"
        about.whatHelps = "A seat near the door"
        about.interests = ["cooking"]
        about.limits.home = Told(known: Coordinate(latitude: 52.95, longitude: -1.15))
        about.limits.maxFee = .said(Pence(250))
        about.limits.access = ["step-free"]
        let betweenSchoolRuns = [Weekday.thursday, .friday].compactMap { day in
            TimeOfDay("09:30").flatMap { from in
                TimeOfDay("14:00").flatMap { WeeklyWindow(day: day, from: from, to: $0) }
            }
        }
        // A whole morning is a box that is ticked.
        about.limits.free = .said(
            .only(betweenSchoolRuns + FreeTimes(ticked: [.init(day: .monday, slot: .morning)]).windows))
        about.limits.canTravel = .wouldNotSay
        about.age = .said(NotedAge(17, on: clock.today.adding(days: -260)))
        about.avoid = Avoid(groups: ["g1"], communities: ["eritrean"])
        about.risk = .r2
        return about
    }

    private func person(_ about: AboutPerson) -> Person {
        var person = Person(
            id: "1", about: about, worker: about == full ? "w" : nil, createdAt: clock.now.adding(days: -9),
            lastContactAt: about == full ? clock.now.adding(days: -1) : nil)
        if about == full {
            for verb in [Case.Verb.lookAt, .startContacting, .assess, .begin] { try? person.care.move(verb) }
        }
        return person
    }

    private var closed: Person {
        var person = person(full)
        try? person.care.close(because: .whatTheyWantedIsDone)
        return person
    }

    private func record(_ about: AboutPerson) -> AboutRecord {
        AboutRecord(person: person(about), stamp: "0", drafts: [], avoidedGroups: ["g1": "Kitchen"])
    }

    private func list(_ people: [Person], total: Int) -> PeoplePage {
        PeoplePage(
            PeopleList(people: people, total: total, page: total == 0 ? 1 : 2), show: .mine,
            search: total == 0 ? "x" : "",
            reference: reference, clock: clock)
    }

    // MARK: Records

    private var records: [any Page] {
        let now = clock.now
        let message = ReferralMessage(about: full, scope: Set(SharedFact.allCases))
        let referrals = Referral.State.allCases.map { state in
            Referral(
                id: Identifier(rawValue: state.rawValue), person: "1", group: "g1", consent: "c", message: message,
                createdAt: now, state: state, sentAt: now.adding(days: -8), answeredAt: now, acceptedAt: nil,
                endedAt: now,
                declinedBecause: .noRoom, endedBecause: .settledIn, nudgedAt: nil, welcome: nil, version: 1)
        }
        let worried = Attendance(
            id: "a", referral: "accepted", on: clock.today, outcome: .worried, saidAt: now, byGroup: true)
        let entries = referrals.map {
            PersonRecord.ReferralEntry(
                referral: $0, groupName: "Kitchen", attendances: $0.state == .accepted ? [worried] : [])
        }
        let timeline: [TimelineEntry] = [
            TimelineEntry(at: now, what: .contact(.call, reached: true, note: "Well", hasSealedNote: true), by: "Rosa"),
            TimelineEntry(at: now, what: .referral(.declined(.noRoom), group: "Kitchen"), by: nil),
            TimelineEntry(at: now, what: .changed([.needs, .reach]), by: "Rosa"),
            TimelineEntry(at: now, what: .worry(.raised, group: "Kitchen"), by: nil),
            TimelineEntry(at: now, what: .worry(.raisedAgain, group: "Kitchen"), by: nil),
            TimelineEntry(at: now, what: .worry(.called(reached: true), group: "Kitchen"), by: "Rosa"),
            TimelineEntry(at: now, what: .worry(.called(reached: false), group: "Kitchen"), by: "Rosa"),
            TimelineEntry(at: now, what: .worry(.decided, group: "Kitchen"), by: "Rosa"),
            TimelineEntry(at: now, what: .worry(.closed, group: "Kitchen"), by: "Ada"),
        ]
        var waiting = person(AboutPerson())
        waiting.care = Case()
        var free = person(full)
        free.worker = nil
        return [
            PersonPage(
                PersonRecord(
                    person: person(full), workerName: "Rosa", referrals: entries, pastReferrals: 60, timeline: timeline,
                    looks: [
                        PersonRecord.Look(name: "Rosa", on: clock.today, isYou: true),
                        PersonRecord.Look(
                            name: "Sam", on: clock.today, isYou: false, because: "break-glass",
                            parts: ["record", "needs", "referral", "groups", "answers"]),
                        PersonRecord.Look(name: "Ada", on: clock.today, isYou: false, openedFor: .crisis),
                    ], linked: [LinkedPerson(id: "2", name: "Robin", reason: "The same phone")], avoidedGroups: [:]),
                reference: reference, clock: clock, done: "changed",
                sealed: SealedBox(of: person(full), isSetUp: true, hasSecondStep: true)),
            PastReferralsPage(
                PastReferrals(person: person(full), referrals: entries, total: 60, page: 2), reference: reference,
                clock: clock),
            PastReferralsPage(
                PastReferrals(person: person(full), referrals: [], total: 0, page: 1), reference: reference,
                clock: clock),
            PersonPage(
                agreed, reference: reference, clock: clock, done: nil,
                sealed: SealedBox(of: agreed.person, isSetUp: true, hasSecondStep: true)),
            PersonPage(
                empty(waiting), reference: reference, clock: clock, done: nil,
                sealed: SealedBox(of: waiting, isSetUp: false, hasSecondStep: false)),
            PersonPage(
                empty(free), reference: reference, clock: clock, done: nil,
                sealed: SealedBox(of: free, isSetUp: true, hasSecondStep: true)),
            PersonPage(inDanger, reference: reference, clock: clock, done: nil, mayKeep: true),
            PersonPage(held, reference: reference, clock: clock, done: nil),
        ] + links(timeline)
    }

    private func links(_ timeline: [TimelineEntry]) -> [any Page] {
        let linked = [LinkedPerson(id: "2", name: "Robin", reason: "The same phone")]
        let alike = [
            Lookalike(id: "3", name: "Robyn", signs: [.name, .phone, .email]),
            Lookalike(id: "4", name: "", signs: [.lookedFor]),
        ]
        guard let link = PersonLink("1", "2", because: "The same phone", by: "w", at: clock.now) else { return [] }
        var told = empty(person(full))
        told = PersonRecord(
            person: told.person, workerName: "Rosa", referrals: [], pastReferrals: 0, timeline: timeline, looks: [],
            avoidedGroups: [:])
        return [
            LinksPage(
                PersonLinks(person: person(full), linked: linked, alike: alike), wrong("other"), done: "linked"),
            LinksPage(PersonLinks(person: person(AboutPerson()), linked: [], alike: []), wrong("reason")),
            LinkedPage(
                LinkedRecords(one: told, other: empty(person(AboutPerson())), link: link, workerName: "Rosa"),
                reference: reference, clock: clock),
        ]
    }

    /// Somebody who said yes to something, looked at by a colleague who broke the glass.
    private var agreed: PersonRecord {
        var record = empty(person(full))
        record.relationship = .breakGlass
        record.worries = [
            SafetyExamples.line(clock.now), SafetyExamples.line(clock.now, phone: ""),
            SafetyExamples.line(
                clock.now, phone: "", lead: SafeguardingContact(name: "Nell", phone: "0000 333333")),
            SafetyExamples.line(clock.now, phone: "", lead: SafeguardingContact(name: nil, phone: "")),
        ]
        record.erasureOn = clock.today
        record.glass = BreakGlass(id: "g", of: "1", by: "w", because: "They stand at the door", at: clock.now)
        record.yeses = [
            PersonRecord.Yes(
                consent: Consent(
                    id: "c", person: "1", group: "g1", scope: [.callName, .hopes], for: .join, givenAt: clock.now,
                    until: clock.today, manner: Consent.Manner(language: "ti", withInterpreter: false, how: .spoken)),
                groupName: "Kitchen")
        ]
        return record
    }

    /// Somebody in danger, whom the safeguarding lead looks at.
    private var inDanger: PersonRecord {
        var person = person(AboutPerson())
        person.about.risk = .r4
        var record = empty(person)
        record.relationship = .safeguarding
        return record
    }

    /// The same contact, saved again after going back.
    private var asked: FormReader {
        var reader = FormReader()
        ContactPage.askWhetherAnother(&reader, since: clock.now, clock: clock)
        return reader
    }

    /// Somebody of whose record it has to be said first whether it is the second, and whose code somebody saw who left.
    private var held: PersonRecord {
        var record = empty(person(full))
        record.hold = .yoursToSay("likeness-1")
        record.codeWitness = CodeWitness(name: "Sam", wasUsed: false)
        return record
    }

    private func empty(_ person: Person) -> PersonRecord {
        PersonRecord(
            person: person, workerName: nil, referrals: [], pastReferrals: 0, timeline: [], looks: [],
            avoidedGroups: [:])
    }

    // MARK: Days

    private var days: [any Page] {
        let now = clock.now
        let someone = PersonLine(
            person: "1", name: "Selam", state: .received, isTaken: false, since: now.adding(days: -9))
        let referral = ReferralLine(
            referral: "r", person: "1", name: "", groupName: "Kitchen", state: .accepted, at: now.adding(days: -1))
        let worry = SafetyExamples.line(now)
        let risk = RiskLine(person: "1", name: "", workerName: "Rosa", since: now.adding(days: -20))
        func alike(_ isOverdue: Bool) -> LikenessLine {
            LikenessLine(id: "l", name: "Selam", foundAt: now, isOverdue: isOverdue)
        }
        let safeguarding = SafeguardingDay(
            worried: Lines([worry], limit: 8), inDanger: Lines([risk], limit: 8), withoutPlan: Lines([risk], limit: 8),
            brokenGlass: Lines([], limit: 8),
            ended: Lines(
                [EndedEvidence(group: "g1", name: "Kitchen", standard: "dbs", until: clock.today, people: 1)], limit: 8)
        )
        let ending = Ending(group: "g1", name: "Kitchen", standard: "dbs", until: clock.today.adding(days: 3))
        func people(_ lines: [PersonLine]) -> Lines<PersonLine> { Lines(lines, limit: 1) }
        func referrals(_ lines: [ReferralLine]) -> Lines<ReferralLine> { Lines(lines, limit: 1) }
        var changes = ChangesDay()
        let waiting = WaitingLine(line: referral, place: 2, reviewOn: clock.today)
        changes.consents = Lines(
            [
                .init(line: referral, until: clock.today.adding(days: 2)),
                .init(line: referral, until: clock.today.adding(days: -1)),
            ], limit: 8)
        changes.groups = Lines(GroupOpening.allCases.map { .init(line: referral, became: $0) }, limit: 8)
        changes.letters = Lines(
            [.init(line: referral, phone: "0000 333333"), .init(line: referral, phone: "")], limit: 1)
        changes.lateYeses = Lines([referral], limit: 8)
        changes.freed = Lines([waiting, WaitingLine(line: referral, place: 1, reviewOn: clock.today)], limit: 8)
        changes.reviews = Lines([waiting], limit: 8)
        let busy = PeopleDay(
            isTeams: false, walkedWith: 2, worried: Lines([worry, worry], limit: 1), inDanger: Lines([risk], limit: 8),
            likenesses: Lines([alike(true), alike(false)], limit: 8),
            decided: Lines(
                ([(.same, "Mina"), (.same, nil), (.different, nil)] as [(Likeness.Decision, String?)]).map {
                    DecidedLine(person: "1", name: "Selam", decision: $0.0, decidedAt: now, colleague: $0.1)
                }, limit: 8),
            waiting: people([someone, someone]),
            replies: referrals([referral]), silentReferrals: referrals([referral]), attendanceUnknown: referrals([]),
            silentPeople: people([someone]), withoutGroup: people([someone]), endings: Lines([ending], limit: 8),
            requests: Lines(
                [
                    RequestLine(person: "1", name: "Selam", kind: .correction, madeAt: now),
                    RequestLine(
                        person: "1", name: "", kind: .erasure, madeAt: now, actsAt: now.adding(days: 7)),
                ], limit: 8), changes: changes, closures: ClosureDays([clock.today]))
        var told = busy
        told.takenBack = referrals([referral])
        told.lettersToPrint = referrals([referral])
        let quiet = PeopleDay(
            isTeams: true, walkedWith: 1, worried: Lines([], limit: 8), waiting: people([]), replies: referrals([]),
            silentReferrals: referrals([]), attendanceUnknown: referrals([]), silentPeople: people([]),
            withoutGroup: people([]), endings: Lines([], limit: 8), requests: Lines([], limit: 8))
        let register = RegisterDay(
            endings: Lines([ending], limit: 8),
            answers: Lines([AnsweredGroup(group: "g1", name: "Kitchen", holds: true, at: now)], limit: 8),
            neverAsked: Lines([], limit: 8), neverAskedCount: 0, differences: Lines([], limit: 8),
            narrowed: Lines(
                GroupChange.Source.allCases.enumerated().map { index, source in
                    NarrowedGroup(
                        group: "g1", name: "Kitchen", became: .closed, by: source, at: now, people: index + 1)
                }, limit: 8))
        var doubted = register
        doubted.linksInDoubt = Lines([ReferralStore.DoubtedGroup(group: "g1", name: "Kitchen", links: 2)], limit: 8)
        let boards: [TodayBoard] = [
            .people(busy), .people(told), .people(quiet), .register(register), .register(doubted),
            .safeguarding(safeguarding),
            .house(HouseDay(mailWaiting: 2, mailWaitingSince: now, mailFailed: 1, jobsInTrouble: [])), .nothing,
        ]
        let words = TodayWords(reference: reference, clock: clock)
        return boards.map { TodayPage($0, name: "Rosa Field", reference: reference, clock: clock) }
            + words.sections(busy).map(TodaySectionPage.init)
    }
}
