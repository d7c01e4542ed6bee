import Casework
import People
import Vocabulary

/// Today's lines about colleagues: who left people behind, and who stands in for whom.
extension TodayWords {
    func withoutWorker(_ found: Lines<PersonWithoutWorker>) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: Self.name(line.name), address: person(line.person),
                detail: line.leaverName.map { "\($0) was their link worker and has left." }
                    ?? "They have no link worker.",
                tag: Tag("No link worker", .urgent),
                next: line.leaverName == nil
                    ? Link("Look at it", to: person(line.person))
                    : Link("Hand over", to: "\(person(line.person))/hand-over"))
        }
        return TodaySection(
            "without-worker", "They have no link worker", lines, hasMore: found.hasMore,
            quiet: "Everybody has a link worker.", isUrgent: true)
    }

    func covers(_ lines: [CoverLine]) -> TodaySection {
        TodaySection(
            "covers", "Who stands in for whom", lines.map(cover), hasMore: false, quiet: "Nobody stands in for anybody."
        )
    }

    private func cover(_ line: CoverLine) -> TodaySection.Line {
        if let day = line.overSince { return over(line, since: day) }
        let people = line.people == 1 ? "1 person" : "\(line.people) people"
        let days =
            line.isInForce
            ? "Until \(line.cover.lastDay.inWords)"
            : "From \(line.cover.firstDay.inWords) to \(line.cover.lastDay.inWords)"
        return TodaySection.Line(
            name: "\(line.byName) for \(line.workerName)", address: CoverAddress.all, detail: "\(days) · \(people)",
            tag: line.isInForce ? Tag("Today", .waiting) : nil,
            next: line.isReaders && line.isInForce
                ? Link("Open their day", to: CoverAddress.day(of: line.cover.worker))
                : Link("Look at it", to: CoverAddress.all))
    }

    /// Told for a week: what was done meanwhile stands on the page of each person, and is asked about.
    private func over(_ line: CoverLine, since day: Day) -> TodaySection.Line {
        TodaySection.Line(
            name: "\(line.byName) for \(line.workerName)", address: CoverAddress.all,
            detail: "Over since \(day.inWords). Talk with each other about what happened meanwhile.",
            tag: Tag("Over", .good), next: Link("See the people", to: "/app/people"))
    }
}
