import Storage
import Vocabulary

/// The outbox as a coordinator or an administrator sees it: who is written to about what kind of thing, and
/// whether it went. What the letters say is shown in the demo only.
public struct Outbox: Sendable {
    public let lines: [Line]
    public let total: Int
    public let failed: Int
    /// Whether mail waits that nobody has tried to send: no mail server is set up, or the program that sends is down.
    public let isStuck: Bool

    /// Minutes after which mail should have been tried at least once.
    static let minutesUntilStuck = 10

    public struct Line: Identifiable, Sendable {
        public let id: OutgoingMail.ID
        public let recipient: String
        public let subject: String
        public let state: OutgoingMail.State
        public let createdAt: Moment
        /// Of a mail that waits: when it is tried next.
        public let nextAt: Moment
        public let sentAt: Moment?
        public let attempts: Int
        public let problem: String?
        /// The letter itself, in the demo; nil elsewhere, and nil once it is forgotten.
        public let body: String?
        /// Whether trying again makes sense: it failed, and its text is still there.
        public let canTryAgain: Bool
    }
}

/// Reads the ``Outbox``.
public struct ReadOutbox: Sendable {
    let desk: Desk
    let showsBodies: Bool

    public static let pageSize = 25

    /// - Parameter showsBodies: only in the demo.
    public init(desk: Desk, showsBodies: Bool) {
        self.desk = desk
        self.showsBodies = showsBodies
    }

    /// - Parameter page: counted from 1.
    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(page: Int, by actor: Actor) async throws -> Outbox {
        try Access.require(.seeOutbox, of: actor)
        let showsBodies = showsBodies
        let now = desk.clock.now
        return try await desk.database.read(actor.hub) { hub in
            let mails = try hub.outbox.page(
                limit: ReadOutbox.pageSize, offset: max(0, min(page, 100_000) - 1) * ReadOutbox.pageSize)
            let lines = mails.map { mail in
                // Whom we walk with is nothing for those who look after the mail.
                let isToPerson = mail.kind == Letter.Kind.ownPage.rawValue
                return Outbox.Line(
                    id: mail.id, recipient: isToPerson ? "somebody we support" : mail.recipient,
                    subject: mail.subject, state: mail.state,
                    createdAt: mail.createdAt, nextAt: mail.nextAt, sentAt: mail.sentAt, attempts: mail.attempts,
                    problem: mail.problem, body: showsBodies && !isToPerson && !mail.body.isEmpty ? mail.body : nil,
                    canTryAgain: mail.state == .failed && !mail.body.isEmpty)
            }
            let longAgo = now.adding(seconds: -60 * Outbox.minutesUntilStuck)
            return Outbox(
                lines: lines, total: try hub.outbox.count(), failed: try hub.outbox.countFailed(),
                isStuck: try hub.outbox.due(at: longAgo, limit: 1).first.map { $0.attempts == 0 } ?? false)
        }
    }

    /// How many mails somebody must look at: for Today.
    public func countFailed(by actor: Actor) async throws -> Int {
        try Access.require(.seeOutbox, of: actor)
        return try await desk.database.read(actor.hub) { try $0.outbox.countFailed() }
    }
}

/// Puts a mail that failed back into the row, after its address or the server was put right.
public struct TryMailAgain: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// It has not failed, or its text is forgotten.
        case nothingToTry
    }

    /// - Throws: ``Refusal``, ``Access/Refusal``.
    public func callAsFunction(_ id: OutgoingMail.ID, by actor: Actor) async throws {
        try Access.require(.seeOutbox, of: actor)
        let clock = desk.clock
        try await desk.database.write(actor.hub) { hub in
            guard var mail = try hub.outbox.find(id) else { throw Access.Refusal.notFound }
            guard mail.state == .failed, !mail.body.isEmpty else { throw Refusal.nothingToTry }
            mail.state = .waiting
            mail.attempts = 0
            mail.nextAt = clock.now
            mail.problem = nil
            try hub.outbox.save(mail)
            try hub.record(
                "mail-tried-again", of: EventSubject(kind: "mail", id: id.rawValue), by: actor, clock: clock)
        }
    }
}
