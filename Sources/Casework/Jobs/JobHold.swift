import Storage
import Vocabulary

/// One server at one job: asks before each piece of work whether it may go on.
///
///     taken ── half of the lease is over ──▶ extended ── … ──▶ given back
///                     └── another server has it ──▶ lost: nothing more is begun, and nothing is written
actor JobHold {
    enum Ending: String, Sendable {
        case done, stopped, lost
    }

    private let desk: Desk
    private let hub: Identifier<Hub>
    private let isStopping: @Sendable () -> Bool
    private(set) var lease: JobLease
    private(set) var ending = Ending.done

    init(_ lease: JobLease, of hub: Identifier<Hub>, desk: Desk, isStopping: @escaping @Sendable () -> Bool) {
        self.lease = lease
        self.hub = hub
        self.desk = desk
        self.isStopping = isStopping
    }

    /// Whether the next piece may be begun. Holds the job for longer where that is needed.
    func mayGoOn() async throws -> Bool {
        guard ending == .done else { return false }
        guard !isStopping() else {
            ending = .stopped
            return false
        }
        let now = desk.clock.now
        guard now > lease.until.adding(seconds: -JobKind.leaseLength / 2) else { return true }
        let present = lease
        let end = now.adding(seconds: JobKind.leaseLength)
        guard try await desk.database.keepHouse(hub, { try $0.jobs.extend(present, until: end) }) else {
            ending = .lost
            return false
        }
        lease.until = end
        return true
    }

    /// Gives the job back. What was left when the program was told to stop is due again at once.
    ///
    /// - Returns: how it ended.
    func finish(_ counts: JobCounts, nextAt: Moment) async throws -> Ending {
        guard ending != .lost else { return .lost }
        let lease = lease
        let now = desk.clock.now
        let next = ending == .stopped ? now : nextAt
        let named = Dictionary(counts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
        let isOurs = try await desk.database.keepHouse(hub) {
            try $0.jobs.finish(lease, counts: named, at: now, nextAt: next)
        }
        if !isOurs { ending = .lost }
        return ending
    }

    /// Gives back a job that broke off, to be tried later.
    ///
    /// - Returns: false when it was another server's by then.
    func breakOff(_ problem: String) async throws -> Bool {
        let lease = lease
        let now = desk.clock.now
        return try await desk.database.keepHouse(hub) {
            try $0.jobs.breakOff(lease, problem: problem, at: now, pauses: JobKind.pauses)
        }
    }
}

extension JobHold {
    /// What kind of error it is. Its own text may quote a value, and is neither logged nor stored.
    static func kind(of error: any Error) -> String { String(reflecting: type(of: error)) }
}
