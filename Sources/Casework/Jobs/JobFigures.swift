import Metrics
import Storage
import Vocabulary

/// How the jobs of all hubs stand, for `/metrics`. Sums only: a label never names a hub.
struct JobFigures {
    /// Jobs that are due and that nobody took for a while: every server is down, or none can do them.
    private var overdue = 0
    /// Letters that are to go out.
    private var mailWaiting = 0

    mutating func add(_ hub: Identifier<Hub>, of desk: Desk) async throws {
        let now = desk.clock.now
        let (jobs, waiting) = try await desk.database.read(hub) { (try $0.jobs.all(), try $0.today.mail().waiting) }
        overdue += jobs.count { $0.isOverdue(at: now) }
        mailWaiting += waiting
    }

    /// Each server tells the same of the one store that they share.
    func tell() {
        Gauge(label: "kith_jobs_overdue").record(overdue)
        Gauge(label: "kith_outbox_waiting").record(mailWaiting)
    }

    static func count(_ kind: JobKind, _ outcome: String) {
        Counter(label: "kith_jobs_run_total", dimensions: [("kind", kind.rawValue), ("outcome", outcome)]).increment()
    }
}

extension Job {
    /// Whether it has been due and in nobody's hands for a while.
    func isOverdue(at moment: Moment) -> Bool {
        let freeSince = max(nextAt, lease?.until ?? nextAt)
        return freeSince.adding(seconds: JobKind.overdueAfter) < moment
    }
}
