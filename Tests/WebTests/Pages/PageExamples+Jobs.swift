import Vocabulary

@testable import Casework
@testable import Web

extension PageExamples {
    static var jobs: [any Page] {
        let clock = Clock.stopped(at: House.start)
        func line(_ kind: JobKind, _ state: JobLine.State, _ counts: JobCounts? = nil) -> JobLine {
            JobLine(
                kind: kind, state: state, nextAt: House.start.adding(seconds: 60),
                last: JobLine.Run(endedAt: House.start, server: "north (4711)", counts: counts))
        }
        let lines = [
            line(.expire, .waits, [.expired: 1]), line(.nudge, .underWay(server: "south (12)", since: House.start)),
            line(.askAgain, .cutOff(server: "south (12)")),
            line(.mail, .overdue, [.sent: 3, .postponed: 2, .failed: 1]),
            line(.erase, .waits, [.erased: 1]), line(.retain, .waits, [.overtime: 2, .removed: 3]),
            line(.forget, .brokeOff(times: 3, problem: "Storage.StorageFault")),
        ]
        return [
            JobsPage(lines, clock: clock, askedFor: .expire),
            JobsPage(
                JobKind.allCases.map { JobLine(kind: $0, state: .neverRun, nextAt: nil, last: nil) }, clock: clock,
                askedFor: nil),
        ]
    }
}
