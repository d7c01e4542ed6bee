import Storage
import Vocabulary

/// One kind of job as an administrator sees it: whether it is on time, who is at it, and what it did.
public struct JobLine: Identifiable, Sendable {
    public let kind: JobKind
    public let state: State
    /// When it is due; nil before the first round of any server.
    public let nextAt: Moment?
    public let last: Run?

    public var id: JobKind { kind }

    public enum State: Hashable, Sendable {
        case neverRun
        case waits
        case underWay(server: String, since: Moment)
        /// It is due, and no server took it.
        case overdue
        /// It broke off so often in a row, with this kind of error, and is tried again.
        case brokeOff(times: Int, problem: String)
        /// Its server died over it or lost its connection. The next one takes it.
        case cutOff(server: String)
    }

    /// The last time that it was begun and ended.
    public struct Run: Hashable, Sendable {
        public let endedAt: Moment
        public let server: String
        /// What it did; nil where it broke off.
        public let counts: JobCounts?
    }

    /// Whether it makes sense to ask for it now.
    public var canBeAskedFor: Bool {
        if case .underWay = state { false } else { true }
    }

    /// Whether somebody should look.
    public var isInTrouble: Bool {
        switch state {
        case .overdue, .brokeOff: true
        case .neverRun, .waits, .underWay, .cutOff: false
        }
    }
}

extension JobLine {
    /// - Parameter job: nil where no server has entered the kind yet.
    init(_ kind: JobKind, _ job: Job?, at now: Moment) {
        self.kind = kind
        nextAt = job?.nextAt
        last = job.flatMap(Run.init)
        state = job.map { JobLine.state(of: $0, at: now) } ?? .neverRun
    }

    private static func state(of job: Job, at now: Moment) -> State {
        if let lease = job.lease, lease.until > now {
            return .underWay(server: lease.server, since: job.beganAt ?? now)
        }
        if job.isOverdue(at: now) { return .overdue }
        if let lease = job.lease { return .cutOff(server: lease.server) }
        if let problem = job.problem, job.failures > 0 { return .brokeOff(times: job.failures, problem: problem) }
        return job.endedAt == nil ? .neverRun : .waits
    }

    /// All kinds, in the order in which they are done.
    static func all(in hub: HubTransaction, at now: Moment) throws -> [JobLine] {
        let jobs = try hub.jobs.all()
        return JobKind.allCases.map { kind in
            JobLine(kind, jobs.first { $0.kind == kind.rawValue }, at: now)
        }
    }
}

extension JobLine.Run {
    init?(_ job: Job) {
        guard let endedAt = job.endedAt, let server = job.endedBy else { return nil }
        self.endedAt = endedAt
        self.server = server
        let counts = job.counts.compactMap { name, count in JobDeed(rawValue: name).map { ($0, count) } }
        self.counts = job.failures > 0 ? nil : JobCounts(counts, uniquingKeysWith: +)
    }
}

/// Reads how the hub's jobs stand. Counts and servers, nothing about anybody.
public struct ReadJobs: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(by actor: Actor) async throws -> [JobLine] {
        try Access.require(.keepJobs, of: actor)
        let now = desk.clock.now
        return try await desk.database.read(actor.hub) { try JobLine.all(in: $0, at: now) }
    }
}

/// Makes a job due at once. The next round of any server takes it, within a minute.
public struct AskForJob: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// A server is at it.
        case underWay
    }

    /// - Throws: ``Refusal``, ``Access/Refusal``.
    public func callAsFunction(_ kind: JobKind, by actor: Actor) async throws {
        try Access.require(.keepJobs, of: actor)
        let clock = desk.clock
        try await desk.database.write(actor.hub) { hub in
            let now = clock.now
            try hub.jobs.add([kind.rawValue], at: now)
            guard try hub.jobs.bringForward(kind.rawValue, to: now) else { throw Refusal.underWay }
            try hub.record("job-asked-for", of: .job(kind), by: actor, clock: clock)
        }
    }
}
