import Casework
import People
import Reference
import Vocabulary

/// One kind of thing to do, a line each, and every line leads to its next step.
struct TodaySection: Sendable {
    struct Line: Sendable {
        let name: String
        let address: String
        let detail: String
        let tag: Tag?
        let next: Link
        /// Another way to deal with it.
        var also: Link?
    }

    /// The section's name in addresses.
    let id: String
    let title: String
    let lines: [Line]
    let count: String
    /// Where all lines are; nil where these are all.
    let all: Link?
    /// Said in one line where there is nothing to do.
    let quiet: String
    let isUrgent: Bool

    init(
        _ id: String, _ title: String, _ lines: [Line], hasMore: Bool, quiet: String, all: Link? = nil,
        isUrgent: Bool = false
    ) {
        self.id = id
        self.title = title
        self.lines = lines
        self.count = hasMore ? "\(lines.count)+" : "\(lines.count)"
        self.all = hasMore ? (all ?? Link("See all", to: "/app/today/\(id)")) : nil
        self.quiet = quiet
        self.isUrgent = isUrgent
    }
}

/// Turns what Casework found into lines.
struct TodayWords {
    let reference: ReferenceData
    let clock: Clock

    // MARK: A link worker's day

    func sections(_ day: PeopleDay) -> [TodaySection] {
        let all: [TodaySection] =
            [
                worries(day.worried, namesWorker: day.isTeams),
                danger(day.inDanger, namesWorker: day.isTeams),
                day.isTeams ? glassToLookAt(day.brokenGlass) : brokenGlass(day.brokenGlass),
                searches(day.searches),
                likenesses(day.likenesses),
                decided(day.decided),
            ] + sections(day.changes) + [
                requests(day.requests),
                covers(day.covers),
                takenBack(day.takenBack),
                lettersToPrint(day.lettersToPrint),
                people(
                    "handed-on", "Handed to a new link worker", day.handedOn, quiet: "Nobody was handed on."
                ) {
                    (
                        day.isTeams
                            ? "Handed on \(ago($0.since)), and nobody was in touch since"
                            : "Handed to you \(ago($0.since)). Get in touch, and say who you are.",
                        day.isTeams ? nil : Tag("New to you", .waiting), "Record a contact", contact($0.person)
                    )
                },
                people(
                    "waiting", "Waiting for a first contact", day.waiting, quiet: "Nobody waits for a first contact."
                ) {
                    line in
                    let isBegun = line.state == .contacting
                    let since = dayOf(line.since)
                    let wait = Ago.length(from: since, to: clock.today)
                    // A day on which nobody was here is none that anybody let pass.
                    let days = day.closures.openDays(after: since, to: clock.today)
                    return (
                        isBegun
                            ? "First contact begun, \(wait)"
                            : "Waits \(wait)" + (line.isTaken ? "" : " · no link worker yet"),
                        days >= 7 && !isBegun ? Tag("\(days) days", .urgent) : nil,
                        isBegun ? "Go on" : "Open and start",
                        isBegun ? "\(person(line.person))/first-contact/languages" : person(line.person)
                    )
                },
                referrals("replies", "Replies from groups", day.replies, quiet: "No new reply from a group.", reply),
                suggestions(day.suggestions),
                people(
                    "without-group", "Ready for a first group", day.withoutGroup,
                    quiet: "Everybody who is ready was offered a group."
                ) {
                    ("First contact done \(ago($0.since))", nil, "Find groups", "\(person($0.person))/groups")
                },
                referrals(
                    "attendance", "Did they come?", day.attendanceUnknown,
                    quiet: "You know how everybody’s visits went."
                ) {
                    (
                        "\($0.groupName) · nothing heard since \(Ago.short(dayOf($0.at)))", nil, "Say how it went",
                        referral($0)
                    )
                },
                referrals(
                    "no-answer", "Groups that have not answered", day.silentReferrals,
                    quiet: "No group has been silent for long."
                ) {
                    ("\($0.groupName) · sent \(ago($0.at))", nil, "Call the group", referral($0))
                },
                people(
                    "out-of-touch", "Nobody was in touch for three weeks", day.silentPeople,
                    quiet: "You are in touch with everybody."
                ) {
                    ("Last in touch \(ago($0.since))", nil, "Record a contact", contact($0.person))
                },
                endings(day.endings, title: "Ends soon on the register"),
            ]
        // Only a lead is asked about it: of anybody else it is not known.
        return day.isTeams ? all + [withoutWorker(day.withoutWorker)] : all
    }

    private func suggestions(_ found: Lines<SuggestedGroup>) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: Self.name(line.personName), address: person(line.person),
                detail: "\(line.groupName) · suggested \(ago(line.at))", tag: nil,
                next: Link(
                    "Ask them, then refer",
                    to: "\(person(line.person))/groups/\(line.group.inAddress)/referral"))
        }
        return TodaySection(
            "suggested", "Groups that the team suggests", lines, hasMore: found.hasMore,
            quiet: "The team suggests no group now.")
    }

    private func brokenGlass(_ found: Lines<BrokenGlass>) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: Self.name(line.personName), address: person(line.glass.person),
                detail: "\(line.workerName) opened their record \(ago(line.glass.begunAt))",
                tag: line.isOpen ? Tag("Open now", .urgent) : nil,
                next: Link("Look at it", to: person(line.glass.person)))
        }
        return TodaySection(
            "break-glass", "Opened because it could not wait", lines, hasMore: found.hasMore,
            quiet: "Nobody had to open a colleague’s record.", isUrgent: found.shown.contains(where: \.isOpen))
    }

    private func requests(_ found: Lines<RequestLine>) -> TodaySection {
        let lines = found.shown.map { line in
            let address = "\(person(line.person))/own-page"
            let detail: String
            switch line.kind {
            case .correction: detail = "Asks to put something right · \(ago(line.madeAt))"
            case .erasure:
                let when = line.actsAt.map { "on \(dayOf($0).inWords)" } ?? "soon"
                detail =
                    "Wants everything deleted · it happens \(when), unless they take it back. Until then nobody is told of them"
            }
            return TodaySection.Line(
                name: Self.name(line.name), address: person(line.person), detail: detail,
                tag: line.kind == .erasure ? Tag("To be deleted", .urgent) : nil,
                next: Link(line.kind == .correction ? "Answer" : "Look at it", to: address))
        }
        return TodaySection(
            "requests", "People who asked for something", lines, hasMore: found.hasMore,
            quiet: "Nobody asked for something on their own page.")
    }

    private func reply(_ line: ReferralLine) -> (String, Tag?, String, String) {
        let when = "\(line.groupName) · \(ago(line.at))"
        switch line.state {
        case .accepted: return (when, Tag("Yes", .good), "Introduce them", referral(line))
        case .waitlisted: return (when, Tag("Waiting list", .waiting), "Look at it", referral(line))
        case .declined:
            let reason =
                line.declinedBecause.map { ": \(TimelineWords(reference: reference, clock: clock).words($0))" } ?? ""
            return ("\(when)\(reason)", Tag("No", .ended), "Find another group", "\(person(line.person))/groups")
        default: return (when, Tag("No answer came", .ended), "Find another group", "\(person(line.person))/groups")
        }
    }

    // MARK: A coordinator's day

    func sections(_ day: RegisterDay) -> [TodaySection] {
        let answers = day.answers.shown.map { answer in
            TodaySection.Line(
                name: answer.name, address: group(answer.group), detail: "Answered \(ago(answer.at))",
                tag: answer.holds ? Tag("Yes", .good) : Tag("Not now", .ended),
                next: Link("Look at it", to: group(answer.group)))
        }
        return [
            linksInDoubt(day.linksInDoubt),
            endings(day.endings, title: "Ends soon"),
            narrowed(day.narrowed),
            TodaySection(
                "answers", "Replies from groups", answers, hasMore: day.answers.hasMore,
                quiet: "No new reply from a group."),
            groups(
                "never-asked", "Never asked whether they take people (\(day.neverAskedCount))", day.neverAsked,
                detail: "Can be named to somebody, but not referred to", next: "Ask them",
                quiet: "Every group in the directory was asked."),
            groups(
                "differences", "The directory says something else now", day.differences,
                detail: "You corrected it; the source has changed", next: "Compare",
                quiet: "Your corrections and the directory agree."),
        ]
    }

    // MARK: An administrator's day

    func sections(_ day: HouseDay) -> [TodaySection] {
        var lines: [TodaySection.Line] = []
        if day.mailFailed > 0 {
            lines.append(
                TodaySection.Line(
                    name: day.mailFailed == 1
                        ? "1 letter could not be sent" : "\(day.mailFailed) letters could not be sent",
                    address: "/app/outbox", detail: "We tried as often as we try.", tag: Tag("Failed", .urgent),
                    next: Link("Look at the outbox", to: "/app/outbox")))
        }
        if day.mailWaiting > 0 {
            let since = day.mailWaitingSince.map { "The oldest was written \(ago($0))." } ?? ""
            lines.append(
                TodaySection.Line(
                    name: day.mailWaiting == 1
                        ? "1 letter waits to be sent" : "\(day.mailWaiting) letters wait to be sent",
                    address: "/app/outbox", detail: since, tag: nil, next: Link("Look at the outbox", to: "/app/outbox")
                ))
        }
        let jobs = day.jobsInTrouble.map { line in
            TodaySection.Line(
                name: JobWords.name(of: line.kind), address: "/app/jobs",
                detail: line.state == .overdue ? "No server has done it." : "It broke off, and is tried again.",
                tag: Tag(line.state == .overdue ? "Late" : "Broke off", .urgent),
                next: Link("Look at the jobs", to: "/app/jobs"))
        }
        return [
            TodaySection("mail", "Mail", lines, hasMore: false, quiet: "All mail is on its way."),
            TodaySection(
                "jobs", "Jobs by the clock", jobs, hasMore: false, quiet: "What runs by the clock is on time."),
        ]
    }

    // MARK: Lines

    private func people(
        _ id: String, _ title: String, _ found: Lines<PersonLine>, quiet: String,
        _ words: (PersonLine) -> (String, Tag?, String, String)
    ) -> TodaySection {
        let lines = found.shown.map { line in
            let (detail, tag, next, address) = words(line)
            return TodaySection.Line(
                name: Self.name(line.name), address: person(line.person), detail: detail, tag: tag,
                next: Link(next, to: address))
        }
        return TodaySection(id, title, lines, hasMore: found.hasMore, quiet: quiet)
    }

    func referrals(
        _ id: String, _ title: String, _ found: Lines<ReferralLine>, quiet: String, isUrgent: Bool = false,
        _ words: (ReferralLine) -> (String, Tag?, String, String)
    ) -> TodaySection {
        let lines = found.shown.map { line in
            let (detail, tag, next, address) = words(line)
            return TodaySection.Line(
                name: Self.name(line.name), address: person(line.person), detail: detail, tag: tag,
                next: Link(next, to: address))
        }
        return TodaySection(id, title, lines, hasMore: found.hasMore, quiet: quiet, isUrgent: isUrgent)
    }

    private func groups(
        _ id: String, _ title: String, _ found: Lines<GroupLine>, detail: String, next: String, quiet: String
    ) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: line.name, address: group(line.id), detail: detail, tag: nil, next: Link(next, to: group(line.id))
            )
        }
        return TodaySection(id, title, lines, hasMore: found.hasMore, quiet: quiet)
    }

    private func endings(_ found: Lines<Ending>, title: String) -> TodaySection {
        let lines = found.shown.map { ending in
            let what = ending.standard.map { reference.standards.name(of: $0) } ?? "Agreement"
            let days = ending.until.days(since: clock.today)
            let tag: Tag? =
                days <= 7 ? Tag(days == 0 ? "Ends today" : "\(days == 1 ? "1 day" : "\(days) days")", .urgent) : nil
            return TodaySection.Line(
                name: ending.name, address: group(ending.group),
                detail: "\(what) · until \(Ago.short(ending.until))", tag: tag,
                next: Link("Open", to: group(ending.group)))
        }
        return TodaySection(
            "endings", title, lines, hasMore: found.hasMore, quiet: "Nothing on the register ends in the next month.")
    }

    static func name(_ name: String) -> String { name.isEmpty ? "Somebody without a name" : name }
    func person(_ id: Person.ID) -> String { "/app/people/\(id.inAddress)" }
    func contact(_ id: Person.ID) -> String { "\(person(id))/contacts/new" }
    func referral(_ line: ReferralLine) -> String { "/app/referrals/\(line.referral.inAddress)" }
    func group<Owner>(_ id: Identifier<Owner>) -> String { "/app/groups/\(id.inAddress)" }
    func dayOf(_ moment: Moment) -> Day { moment.day(in: clock.zone) }
    func ago(_ moment: Moment) -> String { Ago.words(dayOf(moment), today: clock.today) }
}
