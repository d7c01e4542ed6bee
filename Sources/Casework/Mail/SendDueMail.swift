import People
import Storage
import Vocabulary

/// Hands over what waits in a hub's outbox.
///
///     waiting ── try counted, next try set ──▶ handed over ──▶ sent, text forgotten
///        ▲                                        │
///        └── 1 min · 5 min · 30 min · 2 h · 8 h ──┴──▶ failed after six tries, or when refused
///
/// The try is written down before the server is asked. A crash at any point loses no message: at worst one
/// goes out twice, with the same Message-ID. Two servers may do this at once: each message is taken by one of
/// them, and how a try ended is written by the one whose try it still is.
public struct SendDueMail: Sendable {
    let desk: Desk
    let mailer: Mailer
    /// The demo shows its letters; elsewhere a letter's text is forgotten once it has gone.
    let keepsBodies: Bool

    /// Seconds until the next try, after the first, the second…
    public static let waits = [60, 300, 1800, 7200, 28_800]
    /// Messages in one go, so that one hub's backlog does not hold up the others.
    static let mostAtOnce = 50

    public init(desk: Desk, mailer: Mailer, keepsBodies: Bool = false) {
        self.desk = desk
        self.mailer = mailer
        self.keepsBodies = keepsBodies
    }

    /// What one run did.
    public struct Tally: Hashable, Sendable {
        public var sent = 0
        public var later = 0
        public var failed = 0

        public init(sent: Int = 0, later: Int = 0, failed: Int = 0) {
            self.sent = sent
            self.later = later
            self.failed = failed
        }
    }

    public func callAsFunction(
        _ hub: Identifier<Hub>, mayGoOn: @Sendable () async throws -> Bool = { !Task.isCancelled }
    ) async throws -> Tally {
        var tally = Tally()
        for _ in 0..<SendDueMail.mostAtOnce {
            guard try await mayGoOn(), let (mail, from) = try await takeNext(hub) else { break }
            switch await deliver(mail, from: from) {
            case .taken:
                if try await finish(mail, .sent, problem: nil, in: hub) { tally.sent += 1 }
            case .notNow(let problem) where mail.attempts <= SendDueMail.waits.count:
                if try await finish(mail, .waiting, problem: problem, in: hub) { tally.later += 1 }
            case .notNow(let problem), .refused(let problem):
                if try await finish(mail, .failed, problem: problem, in: hub) { tally.failed += 1 }
            }
        }
        return tally
    }

    /// The next message, its try already counted.
    private func takeNext(_ id: Identifier<Hub>) async throws -> (OutgoingMail, Hub)? {
        let now = desk.clock.now
        let clock = desk.clock
        return try await desk.database.keepHouse(id) { hub in
            while var mail = try hub.outbox.takeDue(at: now) {
                // What it leads to may be over since it was written: nobody is asked about what is over.
                if let id = mail.referral, let about = try hub.referrals.find(id), !about.state.isOpen {
                    try hub.outbox.stop(about: id)
                    continue
                }
                // The last try was counted and then cut off: nobody knows whether it got through.
                guard mail.attempts <= SendDueMail.waits.count else {
                    mail.state = .failed
                    try hub.outbox.save(mail)
                    if let referral = mail.referral { try hub.letterCameBack(referral, clock: clock) }
                    continue
                }
                let wait = SendDueMail.waits[min(mail.attempts, SendDueMail.waits.count - 1)]
                mail.attempts += 1
                mail.nextAt = now.adding(seconds: wait)
                try hub.outbox.save(mail)
                return (mail, try hub.ownHub())
            }
            return nil
        }
    }

    private func deliver(_ mail: OutgoingMail, from hub: Hub) async -> Mailer.Delivery {
        do throws(MailMessage.Refusal) {
            return await mailer.deliver(try MailMessage(mail, from: hub, sender: mailer.sender))
        } catch {
            switch error {
            case .noAddress: return .refused("This is not an address that mail can be sent to.")
            case .brokenHeader: return .refused("The subject holds a line break.")
            }
        }
    }

    /// Writes down how the try ended, where the mail is still this try's.
    private func finish(
        _ taken: OutgoingMail, _ state: OutgoingMail.State, problem: String?, in hub: Identifier<Hub>
    ) async throws -> Bool {
        let now = desk.clock.now
        let clock = desk.clock
        let forgets = state == .sent && !keepsBodies
        return try await desk.database.keepHouse(hub) { hub in
            var mail = taken
            mail.state = state
            mail.problem = problem
            mail.sentAt = state == .sent ? now : nil
            let isLate = try hub.isLate(taken, clock: clock)
            guard try hub.outbox.settle(mail, taken: taken) else { return false }
            // In the same transaction: a letter that failed and whose worker does not see it would be silence.
            switch (state, taken.referral) {
            case (.failed, let referral?): try hub.letterCameBack(referral, clock: clock)
            case (.sent, let referral?): try hub.letterWentOut(referral, isLate: isLate, clock: clock)
            default: break
            }
            if forgets { try hub.outbox.forgetBody(of: mail.id) }
            return true
        }
    }
}
