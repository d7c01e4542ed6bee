import Casework
import Community
import People
import Reference
import Vocabulary

/// One person, on one page: how to reach them safely, what matters to them, the plan, what happened, who looked.
struct PersonPage: Page {
    static let template = "person/person"
    static let audience = Audience.staff

    /// A closed or open box of answers, and where they are changed.
    struct Answers: Sendable {
        let title: String
        let rows: [Row]
        let isEmpty: Bool
        /// Where it is changed; nil for somebody who may only look.
        let change: String?
        /// What the link is about, for those who hear it alone.
        let subject: String

        struct Row: Sendable {
            let key: String?
            let lines: [String]
        }
    }

    /// Something they said yes to, and the button that takes it back.
    struct Yes: Sendable {
        let group: String
        let line: String
        let action: String
    }

    struct Plan: Sendable {
        let group: String
        let tag: Tag
        let line: String
        let address: String
        let next: String
    }

    /// A group that the team suggests for them.
    struct Suggestion: Sendable {
        let group: String
        let refer: String
        let setAside: String
    }

    struct Look: Sendable {
        let text: String
        /// Why they opened what is sealed; nil where they did not.
        let why: String?
        let date: String
    }

    let title: String
    let name: String
    let backLink: Link?
    let section: Section? = .people
    let notice: Notice?
    /// What groups are worried about, until a lead closes it.
    let worries: [WorryBox]
    /// What is to be known before anything is done for them: they asked to be erased, nothing can be sent yet, or the code of
    /// their own page stopped working.
    let alerts: [Notice]
    /// Where it stands what to do now; nil where they are not in danger.
    let danger: Link?
    let state: Tag
    let worker: String
    let reach: Answers
    let talking: [Answers]
    let needs: [String]
    let hasNeeds: Bool
    let needsAddress: String?
    let hopes: [Answers.Row]
    let plans: [Plan]
    let hasPlans: Bool
    /// What the team suggests; nil where it suggests nothing, and for whoever may only look.
    let suggestion: Suggestion?
    /// Where the plans go on that are over and not shown; nil where all are shown.
    let past: Link?
    let understanding: String
    let more: [Answers]
    let risk: Answers
    /// What a colleague needs to know to open this record when it cannot wait.
    let reference: String
    /// The same in eight digits, to be said over the telephone.
    let shortNumber: String
    let yeses: [Yes]
    let hasYeses: Bool
    let timeline: [TimelineWords.Line]
    let hasTimeline: Bool
    let looks: [Look]
    /// Nil for whoever may only look: it does not open for them.
    let sealed: SealedBox?
    /// Other records that may be of the same person.
    let linked: [Link]
    let hasLinks: Bool
    /// Nil for whoever may only look.
    let linksAddress: String?
    let main: Link?
    let actions: [Link]
    let beginAddress: String?
    let takeOnAddress: String?
}

extension PersonPage {
    /// - Parameter mayKeep: whether they may say what of it has to stay by law.
    init(
        _ record: PersonRecord, reference: ReferenceData, clock: Clock, done: String?, sealed: SealedBox? = nil,
        mayKeep: Bool = false
    ) {
        // A safeguarding lead has no list of people: they come from their day, and go back to it.
        backLink = record.relationship == .safeguarding ? Link("Today", to: "/app") : Link("People", to: "/app/people")
        let person = record.person
        let base = "/app/people/\(person.id.inAddress)"
        let words = AboutWords(reference: reference, today: clock.today, groupNames: record.avoidedGroups)
        let mayChange = record.glass == nil && record.relationship?.mayChange ?? false
        func answers(_ part: AboutPart) -> Answers {
            Answers(part, person.about, words: words, base: mayChange ? base : nil)
        }
        let today = clock.today

        name = person.about.callName.isEmpty ? "Somebody without a name" : person.about.callName
        title = name
        notice =
            Self.notice(done) ?? record.glass.map { BreakGlassWords(clock: clock).notice($0) }
            ?? (record.relationship == .safeguarding ? Self.safeguarding : nil)
        worries = record.worries.map { WorryBox($0, clock: clock) }
        alerts = Self.alerts(record, base: base, mayChange: mayChange)
        danger = person.about.risk == .r4 ? Link("What to do now", to: person.id.dangerAddress) : nil
        let (stateText, tone) = TimelineWords.words(person.care.state)
        state = Tag(stateText, tone)
        worker = Self.worker(record, today: today, clock: clock)
        reach = answers(.reach)
        talking = [answers(.languages), answers(.interpreter)]
        needs = person.about.needs.map { reference.needs.name(of: $0) }
        hasNeeds = !needs.isEmpty
        needsAddress = mayChange ? "\(base)/about/\(AboutPart.needs.rawValue)" : nil
        hopes = answers(.hopes).rows
        let worried = Set(record.worries.map(\.worry.referral))
        plans = record.referrals.map {
            Plan($0, isWorried: worried.contains($0.referral.id), reference: reference, clock: clock)
        }
        hasPlans = !plans.isEmpty
        suggestion =
            mayChange
            ? record.suggestion.map {
                Suggestion(
                    group: $0.groupName, refer: "\(base)/groups/\($0.group.inAddress)/referral",
                    setAside: "\(base)/suggestion/setting-aside")
            } : nil
        past =
            record.pastReferrals > PersonRecord.pastShown
            ? Link("All \(record.pastReferrals) groups that are over", to: "\(base)/referrals") : nil
        understanding = Self.words(person.understanding, reference: reference)
        more = [.hopes, .interests, .travel, .takingPart, .times, .company, .avoid].map(answers)
        risk = answers(.risk)
        self.reference = person.id.rawValue
        shortNumber = person.shortNumber.text
        yeses = record.yeses.map { Yes($0, base: base) }
        hasYeses = !yeses.isEmpty
        let timelineWords = TimelineWords(reference: reference, clock: clock)
        timeline = record.timeline.prefix(60).map(timelineWords.line)
        hasTimeline = !timeline.isEmpty
        looks = record.looks.prefix(20).map {
            Look(
                text: LookWords.text($0),
                why: $0.openedFor.map { "Opened what is sealed: \(SealedWords.words($0))." }, date: $0.on.inWords)
        }
        linked = record.linked.map {
            Link($0.name.isEmpty ? "Somebody without a name" : $0.name, to: "\(base)/links/\($0.id.inAddress)")
        }
        hasLinks = !linked.isEmpty
        linksAddress = mayChange ? "\(base)/links" : nil
        self.sealed = mayChange ? sealed : nil
        main = mayChange && record.erasureOn == nil ? Self.mainAction(for: person, base: base) : nil
        actions =
            mayChange
            ? Self.actions(for: person, base: base, mayHandOn: record.relationship != .cover)
            : [Link("Record a contact", to: "\(base)/contacts/new")]
                + (mayKeep ? [Link("What has to stay by law", to: person.id.keptAddress)] : [])
        beginAddress = mayChange && Self.isWaiting(person) ? "\(base)/first-contact" : nil
        takeOnAddress = mayChange && person.worker == nil && !Self.isWaiting(person) ? "\(base)/worker" : nil
    }

    private static let safeguarding = Notice(
        "You see this as the safeguarding lead. You can look and write down a contact. They can see that you looked.",
        isGood: false)

    private static func alerts(_ record: PersonRecord, base: String, mayChange: Bool) -> [Notice] {
        let ownPage = "\(base)/own-page"
        var alerts: [Notice] = []
        if let day = record.erasureOn {
            alerts.append(
                Notice(
                    "They asked us to delete everything. It happens on \(day.inWords). Until then no group is told of them. "
                        + "They can take that back on their own page.", isGood: false,
                    link: mayChange ? Link("See what they asked for", to: ownPage) : nil))
        }
        guard mayChange else { return alerts }
        if record.erasureOn == nil, record.person.care.isOpen, let hold = record.hold { alerts.append(hold.notice) }
        if let witness = record.codeWitness {
            alerts.append(
                Notice(OwnPageStatePage.words(witness), isGood: false, link: Link("Their own page", to: ownPage)))
        }
        return alerts
    }

    private static func isWaiting(_ person: Person) -> Bool {
        person.care.state == .received || person.care.state == .triage
    }

    private static func mainAction(for person: Person, base: String) -> Link? {
        switch person.care.state {
        case .contacting: Link("Go on with the first contact", to: "\(base)/first-contact/languages")
        case .assessed, .active: Link("Find groups", to: "\(base)/groups")
        case .received, .triage, .paused, .relocating, .transferred, .closed: nil
        }
    }

    private static func actions(for person: Person, base: String, mayHandOn: Bool) -> [Link] {
        var links: [Link] = []
        if person.care.isOpen { links.append(Link("Record a contact", to: "\(base)/contacts/new")) }
        if mayHandOn, person.care.isOpen, person.worker != nil {
            links.append(Link("Hand over", to: "\(base)/hand-over"))
        }
        links.append(Link("Their own page", to: "\(base)/own-page"))
        links.append(Link(person.care.isOpen ? "Pause or end" : "Begin again", to: "\(base)/journey"))
        return links
    }

    private static func notice(_ done: String?) -> Notice? {
        switch done {
        case "changed": Notice("The change is saved.")
        case "kept": Notice("Everything is saved. Go on whenever you like.")
        case "sealed": Notice("It is sealed. What it says stands on no page until somebody opens it.")
        case "contact": Notice("The contact is written down.")
        case "finished": Notice("The first contact is done. Now find a group.")
        case "taken": Notice("You are their link worker now.")
        case "moved": Notice("Done.")
        case "withdrawn":
            Notice("It is taken back. The link is closed, and the group is asked to delete what it was told.")
        case "set-aside": Notice("The group is no longer suggested for them.")
        case "unlinked": Notice("The two are no longer linked. Both are as they were.")
        default: nil
        }
    }

    private static func worker(_ record: PersonRecord, today: Day, clock: Clock) -> String {
        let who = Self.companion(record)
        guard let last = record.person.lastContactAt else { return who + ". No contact is written down." }
        return who + ". Last in touch \(Ago.words(last.day(in: clock.zone), today: today))."
    }

    private static func companion(_ record: PersonRecord) -> String {
        if let leaver = record.leaverName {
            return "\(leaver) was their link worker and has left. They have no link worker now"
        }
        guard let worker = record.workerName else { return "They have no link worker yet" }
        guard let standIn = record.standIn else { return "Their link worker is \(worker)" }
        return "Their link worker, \(worker), is away. \(standIn.name) stands in until \(standIn.until.inWords)"
    }

    private static func words(_ understanding: Understanding?, reference: ReferenceData) -> String {
        guard let understanding else {
            return "Not explained yet what we can and cannot do. You do this before the first referral."
        }
        let language = reference.languages.name(of: understanding.language)
        return
            "Explained in \(language)\(understanding.withInterpreter ? " with an interpreter" : "") and understood on "
            + understanding.confirmedOn.inWords + "."
    }
}

extension PersonPage.Yes {
    init(_ yes: PersonRecord.Yes, base: String) {
        group = yes.groupName
        let facts = ConsentWords.list(yes.consent.scope)
        line = "\(ConsentWords.purpose(yes.consent.purpose)) It may know: \(facts). Until \(yes.consent.until.inWords)."
        action = "\(base)/consents/\(yes.consent.id.inAddress)/withdrawal"
    }
}

extension PersonPage.Answers {
    init(_ part: AboutPart, _ about: AboutPerson, words: AboutWords, base: String?) {
        title = TimelineWords.name(of: part).capitalizedFirst
        subject = TimelineWords.name(of: part)
        let title = title
        // The name stands on top of the page, and a fact that is called like its box needs no second name.
        rows = words.shown(part, in: about).filter { $0.key != "Name" }
            .map { Row(key: $0.key == title ? nil : $0.key, lines: $0.lines) }
        isEmpty = rows.isEmpty
        change = base.map { "\($0)/about/\(part.rawValue)" }
    }
}

extension PersonPage.Plan {
    /// - Parameter isWorried: whether a worry of the group stands open.
    init(
        _ entry: PersonRecord.ReferralEntry, isWorried: Bool = false, reference: ReferenceData, clock: Clock
    ) {
        let referral = entry.referral
        let words = TimelineWords(reference: reference, clock: clock)
        let today = clock.today
        func ago(_ moment: Moment?) -> String {
            moment.map { Ago.words($0.day(in: clock.zone), today: today) } ?? "some time ago"
        }
        group = entry.groupName
        address = "/app/referrals/\(referral.id.inAddress)"
        if isWorried {
            (tag, line, next) = (
                Tag("The group is worried", .urgent), "Call the group today: it stands on top of this page.",
                "Look at it"
            )
            return
        }
        switch referral.state {
        case .draft: (tag, line, next) = (Tag("Not sent yet", .waiting), "Written \(ago(referral.createdAt)).", "Go on")
        case .sent:
            let isSilent = referral.sentAt.map { today.days(since: $0.day(in: clock.zone)) >= Referral.nudgeAfterDays }
            tag = Tag(isSilent == true ? "No answer yet" : "Waits for an answer", .waiting)
            (line, next) = ("Sent \(ago(referral.sentAt)).", isSilent == true ? "Call the group" : "Look at it")
        case .waitlisted:
            (tag, line, next) = (
                Tag("On the waiting list", .waiting), "Answered \(ago(referral.answeredAt)).", "Look at it"
            )
        case .accepted:
            (tag, line, next) = (
                Tag("The group said yes", .good), "Answered \(ago(referral.answeredAt)).", "Introduce them"
            )
        case .introduced: (tag, line, next) = (Tag("Introduced", .good), "They know each other.", "Did they come?")
        case .attending:
            let last = entry.attendances.first { $0.outcome == .came }
            (tag, line) = (Tag("Goes there", .good), last.map { "Came on \(Ago.short($0.on))." } ?? "Has been there.")
            next = "How is it going?"
        case .declined:
            let reason = referral.declinedBecause.map { ": \(words.words($0))" } ?? ""
            (tag, line, next) = (
                Tag("The group said no", .ended), "Answered \(ago(referral.answeredAt))\(reason).", "Look at it"
            )
        case .expired:
            (tag, line, next) = (
                Tag("No answer came", .ended), "The wait ended \(ago(referral.endedAt)).", "Look at it"
            )
        case .ended:
            let reason = referral.endedBecause.map { ": \(words.words($0))" } ?? ""
            (tag, line, next) = (Tag("Ended", .ended), "Ended \(ago(referral.endedAt))\(reason).", "Look at it")
        }
    }
}
