import People
import Reference
import Vocabulary

@testable import Casework
@testable import Web

extension PageExamples {
    /// Who stands in for whom, and how somebody leaves.
    static func colleagues() throws -> [any Page] {
        let reference = try ReferenceData.load()
        let clock = Clock.stopped(at: House.start)
        let today = clock.today
        func line(_ first: Int, _ last: Int, people: Int, isReaders: Bool = true) -> CoverLine {
            let cover = Cover(
                id: "c", worker: "w", by: "v", firstDay: today.adding(days: first), lastDay: today.adding(days: last),
                arrangedBy: "w", arrangedAt: House.start, endedAt: nil)
            return CoverLine(
                cover: cover, workerName: "Rosa", byName: "Sam", people: people, isInForce: cover.isInForce(on: today),
                isReaders: isReaders, overSince: last < 0 ? cover.lastDay : nil)
        }
        let staff = [
            Colleague(id: "w", name: "Rosa", role: .linkWorker, distinction: nil),
            Colleague(id: "v", name: "Sam", role: .linkWorker, distinction: .init(address: "sam")),
            Colleague(id: "u", name: "Sam", role: .teamLead, distinction: .init(address: "sam.lee")),
        ]
        let plans = CoverPlans(
            lines: [line(0, 6, people: 1), line(3, 9, people: 4, isReaders: false)], away: staff, colleagues: staff)
        let empty = CoverPlans(lines: [], away: Array(staff.prefix(1)), colleagues: staff)
        var wrong = FormReader(SubmittedForm([]))
        _ = CoverPage.read(&wrong, by: House.actor(.teamLead))
        CoverPage.explain(.daysOutOfRange(latest: today), in: &wrong)
        CoverPage.explain(.oneself, in: &wrong)
        var quiet = PeopleDay.quiet(walkedWith: 1)
        var busy = quiet
        busy.covers = plans.lines
        busy.withoutWorker = Lines(
            [
                PersonWithoutWorker(person: "1", name: "Selam", leaverName: "Rosa"),
                PersonWithoutWorker(person: "2", name: "", leaverName: nil),
            ], limit: 9)
        quiet.covers = [line(0, 0, people: 1)]
        let colleagues = (0...CoverPage.mostChoices).map { number in
            Colleague(id: Identifier(rawValue: "w\(number)"), name: "Sam", role: .linkWorker, distinction: nil)
        }
        let many = CoverPlans(lines: [], away: colleagues, colleagues: colleagues)
        var long = quiet
        long.searches = Lines(
            [
                FrequentSearch(workerName: "Rosa", searches: 9, inVain: 7, last: House.start),
                FrequentSearch(workerName: "Sam", searches: 5, inVain: 0, last: House.start),
            ], limit: 1)
        func leaving(_ people: Int) -> Accounts.Leaving {
            Accounts.Leaving(
                account: "w", name: "Rosa", email: "rosa@example.org", isOpen: true, people: people, colleagues: staff)
        }
        var unanswered = FormReader(SubmittedForm([]))
        _ = ClosingPage.read(&unanswered, people: 2)
        func listed(_ id: Identifier<Worker>, isOpen: Bool, people: Int, role: Role? = .linkWorker) -> StaffList.Line {
            StaffList.Line(
                account: id, name: "Rosa", email: "rosa@example.org", role: role, isOpen: isOpen, people: people)
        }
        return [
            CoverPage(plans, FormReader(), reader: House.actor(.teamLead), today: today, done: "arranged"),
            CoverPage(empty, wrong, reader: House.actor(.teamLead), today: today, done: "ended"),
            CoverPage(empty, FormReader(), reader: House.actor(.linkWorker), today: today, done: nil),
            CoverPage(many, FormReader(), reader: House.actor(.teamLead), today: today, done: nil),
            CoveredDayPage(plans.lines[0], long, reference: reference, clock: clock),
            CoveredDayPage(plans.lines[0], long, showing: "searches", reference: reference, clock: clock),
            CoveredDayPage(plans.lines[0], busy, reference: reference, clock: clock),
            CoveredDayPage(plans.lines[1], quiet, reference: reference, clock: clock),
            TodayPage(.people(busy), name: "Rosa", reference: reference, clock: clock),
            ColleaguesPage(
                StaffList(
                    lines: [
                        listed("w", isOpen: true, people: 2), listed("x", isOpen: false, people: 1),
                        listed("y", isOpen: false, people: 0, role: nil),
                        listed("worker-administrator", isOpen: true, people: 0, role: .administrator),
                    ], total: 60, page: 2), reader: House.actor(.administrator), done: "closed"),
            ColleaguesPage(StaffList(lines: [], total: 0, page: 1), reader: House.actor(.administrator), done: nil),
            ClosingPage(leaving(0), FormReader()), ClosingPage(leaving(1), FormReader()),
            ClosingPage(leaving(2), unanswered),
        ]
    }
}

extension PeopleDay {
    /// A day on which nothing waits.
    fileprivate static func quiet(walkedWith: Int) -> PeopleDay {
        PeopleDay(
            isTeams: true, walkedWith: walkedWith, worried: Lines([], limit: 0), waiting: Lines([], limit: 0),
            replies: Lines([], limit: 0), silentReferrals: Lines([], limit: 0),
            attendanceUnknown: Lines([], limit: 0), silentPeople: Lines([], limit: 0),
            withoutGroup: Lines([], limit: 0), endings: Lines([], limit: 0), requests: Lines([], limit: 0))
    }
}
