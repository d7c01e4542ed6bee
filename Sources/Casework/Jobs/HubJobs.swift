import Community
import Logging
import Storage
import Vocabulary

/// What a hub does by the clock: mail, reminders, waits that end, questions that are asked again, and
/// forgetting.
///
/// Each job finds its work in the store and does it in small transactions. It can be cut off anywhere and
/// run again at any time: a second run changes nothing.
public struct HubJobs: Sendable {
    let desk: Desk
    let mailer: Mailer?
    let keepsBodies: Bool
    let logger: Logger

    /// Days after which a submitted form is forgotten, and a letter that never went out with it.
    static let daysForSubmissions = 3
    static let daysForLetters = 30

    /// - Parameters:
    ///   - mailer: nil where no mail server is set up: mail waits, and the outbox page says so.
    ///   - keepsBodies: whether letters that went out can still be read: in the demo.
    public init(desk: Desk, mailer: Mailer?, keepsBodies: Bool = false, logger: Logger) {
        self.desk = desk
        self.mailer = mailer
        self.keepsBodies = keepsBodies
        self.logger = logger
    }

    /// What one round did, over all hubs.
    public struct Tally: Hashable, Sendable {
        public var nudged = 0
        public var expired = 0
        public var askedAgain = 0
        public var mail = SendDueMail.Tally()
        /// Jobs that broke off. They are tried again in the next round.
        public var broken = 0

        public init() {}
    }

    /// One round for every hub. A job that fails is logged, and holds up neither the others nor other hubs.
    ///
    /// - Parameter isStopping: asked between two pieces of work; none is begun once it says yes.
    @discardableResult
    public func runOnce(isStopping: @escaping @Sendable () -> Bool = { Task.isCancelled }) async -> Tally {
        var tally = Tally()
        guard let hubs = await trying("hubs", &tally, { try await desk.database.readAll { try $0.hubs.all() } }) else {
            return tally
        }
        for hub in hubs.map(\.id) where !isStopping() {
            let clockwork = Actor(hub: hub, identity: .job("clock"))
            // What has expired must not be reminded of, and what is written now goes out in the same round.
            let expire = ExpireReferrals(desk: desk, actor: clockwork, isStopping: isStopping)
            tally.expired += await trying("expire", &tally) { try await expire() } ?? 0
            let nudge = NudgeGroups(desk: desk, actor: clockwork, isStopping: isStopping)
            tally.nudged += await trying("nudge", &tally) { try await nudge() } ?? 0
            let askAgain = AskAgain(desk: desk, actor: clockwork, isStopping: isStopping)
            tally.askedAgain += await trying("ask-again", &tally) { try await askAgain() } ?? 0
            if let mailer {
                let send = SendDueMail(desk: desk, mailer: mailer, keepsBodies: keepsBodies)
                let sent =
                    await trying("mail", &tally) { try await send(hub, isStopping: isStopping) } ?? SendDueMail.Tally()
                tally.mail.sent += sent.sent
                tally.mail.later += sent.later
                tally.mail.failed += sent.failed
            }
            await trying("forget", &tally) { try await forget(hub) }
        }
        return tally
    }

    private func forget(_ hub: Identifier<Hub>) async throws {
        let now = desk.clock.now
        let keepsBodies = keepsBodies
        try await desk.database.keepHouse(hub) { hub in
            try hub.submissions.forget(before: now.adding(days: -HubJobs.daysForSubmissions))
            if !keepsBodies { try hub.outbox.giveUp(before: now.adding(days: -HubJobs.daysForLetters)) }
        }
    }

    @discardableResult
    private func trying<Value>(_ job: String, _ tally: inout Tally, _ body: () async throws -> Value) async -> Value? {
        do { return try await body() } catch is CancellationError { return nil } catch {
            tally.broken += 1
            // The error's own text may quote a value: only its kind is written.
            logger.error(
                "job.failed",
                metadata: ["job": .string(job), "error.type": .string(String(reflecting: type(of: error)))])
            return nil
        }
    }
}
