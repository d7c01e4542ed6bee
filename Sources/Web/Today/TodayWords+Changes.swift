import Casework
import Community
import People
import Vocabulary

/// What ended or changed without the worker's doing, a line each.
extension TodayWords {
    /// In the order in which it cannot wait.
    func sections(_ day: ChangesDay) -> [TodaySection] {
        [
            letters(day.letters), changed(day.groups), consents(day.consents), freed(day.freed),
            lateYeses(day.lateYeses), reviews(day.reviews),
        ]
    }

    /// Nobody was asked while the letter lies elsewhere: print it, or call.
    private func letters(_ found: Lines<ChangesDay.ReturnedLetter>) -> TodaySection {
        let lines = found.shown.map { returned in
            let line = returned.line
            return TodaySection.Line(
                name: Self.name(line.name), address: person(line.person),
                detail: "Our letter to \(line.groupName) came back \(ago(line.at)). They do not know yet.",
                tag: Tag("Came back", .urgent), next: Link("Print it", to: "\(referral(line))#letter"),
                also: returned.phone.isEmpty
                    ? Link("Call the group", to: "/app/groups/\(line.group.inAddress)")
                    : Link("Call \(returned.phone)", to: CallHub.telephone(returned.phone).address))
        }
        return TodaySection(
            "letters", "Letters that came back", lines, hasMore: found.hasMore, quiet: "Every letter has arrived.",
            isUrgent: true)
    }

    private func changed(_ found: Lines<ChangesDay.ChangedGroup>) -> TodaySection {
        let lines = found.shown.map { changed in
            let line = changed.line
            return TodaySection.Line(
                name: Self.name(line.name), address: person(line.person),
                detail: "\(GroupWords.changed(line.groupName, changed.became)) \(ago(line.at))"
                    + (changed.became.stopsTheClock && line.state == .sent ? ". The days to answer do not count." : ""),
                tag: changed.became == .closed ? Tag("Closed", .urgent) : Tag("Paused", .waiting),
                next: Link(changed.became.concernsMembers ? "Tell them" : "Look at it", to: referral(line)))
        }
        return TodaySection(
            "groups-changed", "Groups that closed or paused", lines, hasMore: found.hasMore,
            quiet: "No group of theirs has closed or paused.")
    }

    private func consents(_ found: Lines<ChangesDay.EndingConsent>) -> TodaySection {
        let lines = found.shown.map { ending in
            let line = ending.line
            let days = ending.until.days(since: clock.today)
            let when = "\(ending.until.weekday.name) \(Ago.short(ending.until))"
            return TodaySection.Line(
                name: Self.name(line.name), address: person(line.person),
                detail: days < 0
                    ? "\(line.groupName) · their consent ended \(when): ask again"
                    : "\(line.groupName) · their consent ends \(when): ask again",
                tag: days < 0 ? Tag("Ended", .urgent) : days <= 3 ? Tag(Self.daysLeft(days), .urgent) : nil,
                next: Link("Ask again", to: "\(referral(line))/consent-renewal"))
        }
        return TodaySection(
            "consents", "Consent that ends soon", lines, hasMore: found.hasMore,
            quiet: "Nobody’s consent ends in the next two weeks.")
    }

    private func freed(_ found: Lines<WaitingLine>) -> TodaySection {
        let lines = found.shown.map { waiting in
            let line = waiting.line
            return TodaySection.Line(
                name: Self.name(line.name), address: person(line.person),
                detail: "A place is free at \(line.groupName). They wait since \(Ago.short(dayOf(line.at)))"
                    + (waiting.place == 1 ? ", longest of all." : ". It is their turn."),
                tag: Tag("A place is free", .good), next: Link("Ask", to: referral(line)))
        }
        return TodaySection(
            "places", "A place is free for somebody who waits", lines, hasMore: found.hasMore,
            quiet: "No place is free for anybody on a waiting list.")
    }

    private func lateYeses(_ found: Lines<ReferralLine>) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: Self.name(line.name), address: person(line.person),
                detail: "\(line.groupName) said yes \(ago(line.at)), after the referral had ended. Refer again?",
                tag: nil,
                next: Link(
                    "Refer again", to: "\(person(line.person))/groups/\(line.group.inAddress)/referral"))
        }
        return TodaySection(
            "late-yes", "Groups that said yes too late", lines, hasMore: found.hasMore,
            quiet: "No group said yes too late.")
    }

    private func reviews(_ found: Lines<WaitingLine>) -> TodaySection {
        let lines = found.shown.map { waiting in
            let line = waiting.line
            return TodaySection.Line(
                name: Self.name(line.name), address: person(line.person),
                detail: "\(line.groupName) · number \(waiting.place) on its waiting list since "
                    + Ago.short(dayOf(line.at)), tag: nil, next: Link("Look again", to: "\(referral(line))#review"))
        }
        return TodaySection(
            "waiting-lists", "Waiting lists to look at again", lines, hasMore: found.hasMore,
            quiet: "No waiting list needs a look today.")
    }

    /// For whoever keeps the directory.
    func narrowed(_ found: Lines<NarrowedGroup>) -> TodaySection {
        let lines = found.shown.map { group in
            let people =
                group.people == 1
                ? "1 person from us is there or waits. Their worker sees it too."
                : "\(group.people) people from us are there or wait. Their workers see it too."
            return TodaySection.Line(
                name: group.name, address: self.group(group.group),
                detail: "\(GroupWords.changed("It", group.became)) \(ago(group.at)), \(Self.words(group.by)). "
                    + people,
                tag: group.became == .closed ? Tag("Closed", .urgent) : Tag("Paused", .waiting),
                next: Link("Look at it", to: self.group(group.group)))
        }
        return TodaySection(
            "narrowed", "Groups that closed or paused, with people inside", lines, hasMore: found.hasMore,
            quiet: "No group with people inside has closed or paused.")
    }

    private static func words(_ source: GroupChange.Source) -> String {
        switch source {
        case .group: "as the group told us"
        case .hub: "as a colleague wrote down"
        case .directory: "as its directory says"
        }
    }

    private static func daysLeft(_ days: Int) -> String {
        switch days {
        case 0: "Ends today"
        case 1: "1 day"
        default: "\(days) days"
        }
    }
}

extension GroupWords {
    /// "Lunch club closed".
    static func changed(_ name: String, _ became: GroupOpening) -> String {
        switch became {
        case .open: "\(name) takes people again"
        case .pausedReferrals: "\(name) asked us to send nobody new"
        case .notAgreed: "\(name) takes nobody from us any more"
        case .paused: "\(name) is taking a break"
        case .closed: "\(name) closed"
        }
    }
}
