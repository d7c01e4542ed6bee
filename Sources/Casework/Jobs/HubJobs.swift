import Community
import Logging
import Storage
import Vocabulary

/// What a hub does by the clock: mail, reminders, waits that end, questions that are asked again, and
/// forgetting.
///
/// Several servers may share the work: each takes what is due and free, and holds it by a lease while it is at it
/// (docs/adr/0024). A job finds its work in the store and does it in small transactions. It can be cut off anywhere
/// and run again at any time, even beside itself: a second run changes nothing.
public struct HubJobs: Sendable {
    let desk: Desk
    let mailer: Mailer?
    let keepsBodies: Bool
    let server: ServerName
    let checkpointFile: CheckpointFile?
    let logger: Logger

    /// Days after which a submitted form is forgotten, and a letter that never went out with it.
    static let daysForSubmissions = 3
    static let daysForLetters = 30
    /// Names that a server of the version before wrote, folded anew in one round of a job.
    static let namesAtOnce = 500

    /// - Parameters:
    ///   - mailer: nil where no mail server is set up: mail waits for a server that has one.
    ///   - keepsBodies: whether letters that went out can still be read: in the demo.
    ///   - server: what the others and the administrator know this one by.
    ///   - checkpointFile: where signed checkpoints of the trails are kept besides the store.
    public init(
        desk: Desk, mailer: Mailer?, keepsBodies: Bool = false, server: ServerName = .ofThisProcess,
        checkpointFile: CheckpointFile? = nil, logger: Logger
    ) {
        self.desk = desk
        self.mailer = mailer
        self.keepsBodies = keepsBodies
        self.server = server
        self.checkpointFile = checkpointFile
        self.logger = logger
    }

    /// What one round of this server did, over all hubs.
    public struct Tally: Hashable, Sendable {
        public var nudged = 0
        public var expired = 0
        public var askedAgain = 0
        public var mail = SendDueMail.Tally()
        /// Jobs that broke off. They are tried again after a pause.
        public var broken = 0

        public init() {}
    }

    /// One round: for every hub, what is due and nobody else has. A job that fails is logged, and holds up neither
    /// the others nor other hubs.
    ///
    /// - Parameter isStopping: asked between two pieces of work; none is begun once it says yes.
    @discardableResult
    public func runOnce(isStopping: @escaping @Sendable () -> Bool = { Task.isCancelled }) async -> Tally {
        var tally = Tally()
        var figures: JobFigures? = JobFigures()
        guard let hubs = await trying("hubs", &tally, { try await desk.database.readAll { try $0.hubs.all() } }) else {
            return tally
        }
        for hub in hubs.map(\.id) where !isStopping() {
            // By a clock that is behind, what has ended would be taken for what goes on.
            guard await !desk.isClockBehind(in: hub) else {
                tally.broken += 1
                logger.critical("clock.behind")
                figures = nil
                continue
            }
            for kind in await trying("due", &tally, { try await due(in: hub) }) ?? [] where !isStopping() {
                await run(kind, in: hub, &tally, isStopping: isStopping)
            }
            // A sum without one of the hubs would be a lie.
            if await trying("figures", &tally, { try await figures?.add(hub, of: desk) }) == nil { figures = nil }
        }
        if !isStopping() { figures?.tell() }
        return tally
    }

    /// The kinds that are due in the hub and that this server can do, in their order. Only looks; whoever wants one
    /// has to take it.
    private func due(in hub: Identifier<Hub>) async throws -> [JobKind] {
        let now = desk.clock.now
        var jobs = try await desk.database.read(hub) { try $0.jobs.all() }
        let missing = JobKind.allCases.map(\.rawValue).filter { kind in !jobs.contains { $0.kind == kind } }
        if !missing.isEmpty {
            jobs = try await desk.database.keepHouse(hub) { hub in
                try hub.jobs.add(missing, at: now)
                return try hub.jobs.all()
            }
        }
        let free = Set(jobs.filter { $0.isFree(at: now) }.map(\.kind))
        return JobKind.allCases.filter { free.contains($0.rawValue) && ($0 != .mail || mailer != nil) }
    }

    /// Takes one job, does it and gives it back.
    private func run(
        _ kind: JobKind, in hub: Identifier<Hub>, _ tally: inout Tally, isStopping: @escaping @Sendable () -> Bool
    ) async {
        let server = server.text
        let began = desk.clock.now
        let taken = await trying(kind.rawValue, &tally) {
            try await desk.database.keepHouse(hub) {
                try $0.jobs.take(
                    kind.rawValue, by: server, at: began, until: began.adding(seconds: JobKind.leaseLength))
            }
        }
        // Another server was quicker.
        guard let lease = taken.flatMap(\.self) else { return }
        let hold = JobHold(lease, of: hub, desk: desk, isStopping: isStopping)
        do {
            let counts = try await work(at: kind, in: hub) { try await hold.mayGoOn() }
            tally.add(counts)
            let ending = try await hold.finish(counts, nextAt: began.adding(seconds: kind.rhythm))
            JobFigures.count(kind, ending.rawValue)
            if ending == .lost { logger.warning("job.lost", metadata: ["job": .string(kind.rawValue)]) }
        } catch is CancellationError {
            // The lease runs out by itself.
            JobFigures.count(kind, JobHold.Ending.stopped.rawValue)
        } catch {
            note(error, in: kind.rawValue, &tally)
            JobFigures.count(kind, "broken-off")
            let problem = JobHold.kind(of: error)
            await trying(kind.rawValue, &tally) { _ = try await hold.breakOff(problem) }
        }
    }

    private func work(
        at kind: JobKind, in hub: Identifier<Hub>, mayGoOn: @escaping @Sendable () async throws -> Bool
    ) async throws -> JobCounts {
        let clockwork = Actor(hub: hub, identity: .job("clock"))
        switch kind {
        case .expire:
            return [.expired: try await ExpireReferrals(desk: desk, actor: clockwork, mayGoOn: mayGoOn)()]
        case .nudge:
            return [.reminded: try await NudgeGroups(desk: desk, actor: clockwork, mayGoOn: mayGoOn)()]
        case .askAgain:
            let groups = try await AskAgain(desk: desk, actor: clockwork, mayGoOn: mayGoOn)()
            return [
                .asked: groups + (try await RemindOfLikenesses(desk: desk, actor: clockwork, mayGoOn: mayGoOn)())
            ]
        case .tellEnds:
            return [.told: try await TellConsentEnds(desk: desk, actor: clockwork, mayGoOn: mayGoOn)()]
        case .mail:
            guard let mailer else { return [:] }
            let send = SendDueMail(desk: desk, mailer: mailer, keepsBodies: keepsBodies)
            let mail = try await send(hub, mayGoOn: mayGoOn)
            return [.sent: mail.sent, .postponed: mail.later, .failed: mail.failed]
        case .forget:
            return try await forget(hub)
        case .erase:
            return [.erased: try await EraseDue(desk: desk, actor: clockwork, mayGoOn: mayGoOn)()]
        case .retain:
            let outcome = try await ApplyRetention(desk: desk, by: clockwork, mayGoOn: mayGoOn)()
            return outcome.removed == nil ? [.overtime: outcome.dueCount] : [.removed: outcome.removedCount]
        case .checkpoint:
            do { return [.signed: try await SignCheckpoints(desk: desk, file: checkpointFile)(hub)] } catch let refusal
                as SignCheckpoints.Refusal
            {
                logger.critical("trail.broken")
                throw refusal
            }
        }
    }

    private func forget(_ hub: Identifier<Hub>) async throws -> JobCounts {
        let now = desk.clock.now
        let keepsBodies = keepsBodies
        let yesterday = now.adding(days: -1)
        let clock = desk.clock
        try await desk.database.writeAll { transaction in
            try transaction.commits.forget(before: yesterday)
            try transaction.tries.forget(before: yesterday)
            try transaction.knownDevices.forget(before: now.adding(days: -SignIn.daysForDevices))
        }
        return try await desk.database.keepHouse(hub) { hub in
            try hub.commits.forget(before: yesterday)
            try hub.halfSignIns.forget(endedBefore: yesterday)
            try hub.names.refold(limit: HubJobs.namesAtOnce)
            for mail in try hub.outbox.overdueAboutReferrals(before: now.adding(days: -HubJobs.daysForLetters)) {
                if let referral = mail.referral { try hub.letterCameBack(referral, clock: clock) }
            }
            try hub.heldForms.forget(endedBefore: now)
            let forms = try hub.submissions.forget(before: now.adding(days: -HubJobs.daysForSubmissions))
            let letters =
                keepsBodies ? 0 : try hub.outbox.giveUp(before: now.adding(days: -HubJobs.daysForLetters))
            let gaps = try hub.unmetNeeds.forget(before: clock.today.adding(days: 1 - GapList.days))
            try hub.cohortPlans.forget(
                proposedUntil: clock.suggestionsSince, confirmedBefore: clock.suggestionsSince,
                setAsideBefore: clock.setAsideSince)
            return [.formsForgotten: forms, .lettersForgotten: letters, .gapsForgotten: gaps]
        }
    }

    @discardableResult
    private func trying<Value>(_ job: String, _ tally: inout Tally, _ body: () async throws -> Value) async -> Value? {
        do { return try await body() } catch is CancellationError { return nil } catch {
            note(error, in: job, &tally)
            return nil
        }
    }

    private func note(_ error: any Error, in job: String, _ tally: inout Tally) {
        tally.broken += 1
        logger.error(
            "job.failed", metadata: ["job": .string(job), "error.type": .string(JobHold.kind(of: error))])
    }
}

extension HubJobs.Tally {
    fileprivate mutating func add(_ counts: JobCounts) {
        expired += counts[.expired, default: 0]
        nudged += counts[.reminded, default: 0]
        askedAgain += counts[.asked, default: 0]
        mail.sent += counts[.sent, default: 0]
        mail.later += counts[.postponed, default: 0]
        mail.failed += counts[.failed, default: 0]
    }
}
