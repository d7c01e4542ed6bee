import Community
import People
import Reference
import Vocabulary

@testable import Casework
@testable import Storage
@testable import Web

extension PageExamples {
    /// Records opened in an emergency, agreements between hubs, and figures.
    static var access: [any Page] {
        guard let reference = try? ReferenceData.load() else { return [] }
        let clock = Clock.stopped(at: House.start)
        return glass(clock) + agreements(clock.today) + figures(reference, clock.today) + [ExtractsPage()]
    }

    private static func glass(_ clock: Clock) -> [any Page] {
        func line(
            _ hoursAgo: Int, name: String = "Selam", workerName: String? = "Rosa",
            lookedBy lead: Identifier<Worker>? = nil
        ) -> BrokenGlass {
            let begun = clock.now.adding(seconds: -3600 * hoursAgo)
            var glass = BreakGlass(id: "g", of: "1", by: "w", because: "They stand at the door", at: begun)
            if let lead { _ = try? glass.look(by: lead, at: clock.now) }
            return BrokenGlass(
                BreakGlassStore.Line(
                    glass: glass, personName: name, workerName: workerName, lookerName: lead.map { _ in "Ada" }),
                at: clock.now)
        }
        var wrong = FormReader(SubmittedForm([]))
        _ = BreakGlassPage.read(&wrong)
        let nobody = SafeguardingContact(name: nil, phone: "")
        return [
            BreakGlassPage(
                GlassPage(
                    open: [line(0), line(1, name: "")], lead: SafeguardingContact(name: "Nell", phone: "0000 333333")),
                FormReader(), clock: clock, done: "broken"),
            BreakGlassPage(GlassPage(open: [], lead: nobody), wrong, clock: clock, done: "ended"),
            BreakGlassPage(
                GlassPage(open: [], lead: nobody, wanted: .named("1", name: "")), FormReader(),
                wait: GuessLimit.TooMany(retryAfterSeconds: 90), clock: clock, done: nil),
            BreakGlassPage(
                GlassPage(open: [], lead: nobody), FormReader(),
                found: [
                    BreakTheGlass.Candidate(id: "1", initial: "S", workerName: "Rosa", since: clock.now),
                    BreakTheGlass.Candidate(id: "2", initial: "", workerName: nil, since: clock.now),
                ], clock: clock, done: nil),
            BrokenGlassPage(
                BrokenGlassList(
                    lines: [line(0), line(9, name: "", workerName: nil), line(10, lookedBy: "lead")], total: 60,
                    page: 2,
                    searches: GlassSearch.Found.allCases.map {
                        BrokenGlassList.Search(workerName: "Rosa", at: clock.now, found: $0)
                    }, searchTotal: 60, searchPage: 2),
                reader: "lead", clock: clock),
            BrokenGlassPage(
                BrokenGlassList(lines: [], total: 0, page: 1, searches: [], searchTotal: 0, searchPage: 1),
                reader: "lead", clock: clock),
        ]
    }

    private static func agreements(_ today: Day) -> [any Page] {
        func agreement(_ first: Int, _ last: Int, endedOn: Day? = nil) -> HubAgreement {
            HubAgreement(
                id: "a", from: "test", to: "other", facts: [.reach, .referrals], firstDay: today.adding(days: first),
                lastDay: today.adding(days: last), signedHere: "Ada", signedThere: "Ben", endedOn: endedOn)
        }
        var wrong = FormReader(SubmittedForm([]))
        _ = HubAgreementsPage.read(&wrong)
        let all = [agreement(0, 9), agreement(3, 9), agreement(-9, -1), agreement(-9, 9, endedOn: today)]
        return [
            HubAgreementsPage(
                HubAgreementList(agreements: all, total: 60, page: 2), FormReader(), today: today, done: "made"),
            HubAgreementsPage(
                HubAgreementList(agreements: [], total: 0, page: 1), wrong, today: today, done: "ended"),
        ]
    }

    private static func figures(_ reference: ReferenceData, _ today: Day) -> [any Page] {
        [
            FiguresPage(
                HubFigures(
                    people: SmallNumbers.table(HubFigures.PeopleRow.allCases.map { ($0, 40) }),
                    referrals: SmallNumbers.table([(.open(.sent), 3), (.declined(nil), 9), (.ended(.other), 0)]),
                    needs: SmallNumbers.table([("belonging", 12)], hasTotal: false),
                    answers: SmallNumbers.table(HubFigures.AnswerRow.allCases.map { ($0, 4) }), on: today),
                reference: reference)
        ]
    }
}
