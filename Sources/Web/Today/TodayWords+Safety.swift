import Casework
import People
import Reference
import Vocabulary

/// What may be dangerous, on every Today that it concerns.
extension TodayWords {
    // MARK: The safeguarding lead's day

    func sections(_ day: SafeguardingDay) -> [TodaySection] {
        [
            worries(day.worried, namesWorker: true),
            danger(day.inDanger, namesWorker: true),
            withoutPlan(day.withoutPlan),
            glassToLookAt(day.brokenGlass),
            searches(day.searches),
            endedEvidence(day.ended),
        ]
    }

    // MARK: Lines

    /// - Parameter namesWorker: whether it is somebody else's people too.
    func worries(_ found: Lines<WorryLine>, namesWorker: Bool) -> TodaySection {
        let words = WorryWords(clock: clock)
        let lines = found.shown.map { line in
            let number =
                line.groupPhone.isEmpty
                ? " We may not show its number: open it to see whom to call." : " Call \(line.groupPhone)."
            let worker = namesWorker ? " " + Self.linkWorker(line.workerName) : ""
            return TodaySection.Line(
                name: Self.name(line.name), address: "/app/people/\(line.worry.person.inAddress)",
                detail: "\(line.groupName) told us \(words.at(line.worry.lastRaisedAt)).\(number) "
                    + words.standing(line.worry) + worker,
                tag: Tag("Worried", .urgent), next: Link("Call, decide, close", to: line.worry.id.worryAddress))
        }
        return TodaySection(
            "worried", "A group is worried", lines, hasMore: found.hasMore,
            quiet: "No group is worried about anybody.", isUrgent: true)
    }

    func danger(_ found: Lines<RiskLine>, namesWorker: Bool) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: Self.name(line.name), address: "/app/people/\(line.person.inAddress)",
                detail: "In danger now." + (namesWorker ? " " + Self.linkWorker(line.workerName) : ""),
                tag: Tag("Danger", .urgent), next: Link("What to do now", to: line.person.dangerAddress))
        }
        return TodaySection(
            "danger", "In danger now", lines, hasMore: found.hasMore, quiet: "Nobody is in danger that we know of.",
            isUrgent: true)
    }

    func likenesses(_ found: Lines<LikenessLine>) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: Self.name(line.name), address: line.id.likenessAddress,
                detail: "May be known here twice · found "
                    + Ago.words(line.foundAt.day(in: clock.zone), today: clock.today),
                tag: line.isOverdue ? Tag("Waits too long", .urgent) : nil,
                next: Link("Is it the same person?", to: line.id.likenessAddress))
        }
        return TodaySection(
            "likenesses", "Two records, perhaps one person", lines, hasMore: found.hasMore,
            quiet: "No two records wait for a look.", isUrgent: found.shown.contains(where: \.isOverdue))
    }

    func decided(_ found: Lines<DecidedLine>) -> TodaySection {
        let lines = found.shown.map { line in
            let address = "/app/people/\(line.person.inAddress)"
            let when = Ago.words(line.decidedAt.day(in: clock.zone), today: clock.today)
            let detail =
                switch (line.decision, line.colleague) {
                case (.different, _): "You need not wait any more · looked at \(when)"
                case (.same, let colleague?): "\(colleague) knows them too: talk to each other · looked at \(when)"
                case (.same, nil): "They were known here before: talk to your team lead · looked at \(when)"
                }
            return TodaySection.Line(
                name: Self.name(line.name), address: address, detail: detail, tag: nil,
                next: Link(line.decision == .different ? "Go on" : "Look at it", to: address))
        }
        return TodaySection(
            "looked-at", "A colleague has looked", lines, hasMore: found.hasMore,
            quiet: "Nobody of yours was looked at lately.")
    }

    private func withoutPlan(_ found: Lines<RiskLine>) -> TodaySection {
        let lines = found.shown.map { line in
            // A high risk alone does not open the record: their worker tells, or there is a reason that cannot wait.
            let glass = line.person.breakGlassAddress
            return TodaySection.Line(
                name: Self.name(line.name), address: glass,
                detail:
                    "Nobody was in touch since \(Ago.short(line.since.day(in: clock.zone))), and no group is asked. "
                    + Self.linkWorker(line.workerName),
                tag: nil, next: Link("If it cannot wait", to: glass))
        }
        return TodaySection(
            "without-plan", "High risk, and no plan", lines, hasMore: found.hasMore,
            quiet: "Everybody at a high risk has a plan.")
    }

    func glassToLookAt(_ found: Lines<BrokenGlass>) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: Self.name(line.personName), address: "/app/break-glass/uses",
                detail: "\(line.workerName) opened their record "
                    + Ago.words(line.glass.begunAt.day(in: clock.zone), today: clock.today),
                tag: line.isOpen ? Tag("Open now", .urgent) : nil,
                next: Link("Read why, and look into it", to: "/app/break-glass/uses"))
        }
        return TodaySection(
            "break-glass", "Opened because it could not wait", lines, hasMore: found.hasMore,
            quiet: "Every record that was opened in an emergency was looked into.",
            isUrgent: found.shown.contains(where: \.isOpen))
    }

    func searches(_ found: Lines<FrequentSearch>) -> TodaySection {
        let lines = found.shown.map { line in
            let inVain = line.inVain == 0 ? "" : " · \(line.inVain) found nobody"
            return TodaySection.Line(
                name: line.workerName, address: BrokenGlassPage.searchesAddress,
                detail: "\(line.searches) searches in \(FrequentSearch.forDays) days\(inVain) · the last "
                    + Ago.words(line.last.day(in: clock.zone), today: clock.today),
                tag: nil, next: Link("Look at the searches", to: BrokenGlassPage.searchesAddress))
        }
        return TodaySection(
            "searches", "Many searches for other people’s records", lines, hasMore: found.hasMore,
            quiet: "Nobody searched often for other people’s records.")
    }

    private func endedEvidence(_ found: Lines<EndedEvidence>) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: line.name, address: "/app/groups/\(line.group.inAddress)",
                detail: "\(reference.standards.name(of: line.standard)) · ended \(Ago.short(line.until)) · "
                    + (line.people == 1 ? "1 person goes there" : "\(line.people) people go there"),
                tag: Tag("Ended", .urgent),
                next: Link("Ask for new evidence", to: "/app/groups/\(line.group.inAddress)"))
        }
        return TodaySection(
            "ended-evidence", "Evidence has ended, and people go there", lines, hasMore: found.hasMore,
            quiet: "Groups that people go to hold what they need to hold.")
    }

    private static func linkWorker(_ name: String?) -> String {
        name.map { "Their link worker is \($0)." } ?? "They have no link worker yet."
    }
}
