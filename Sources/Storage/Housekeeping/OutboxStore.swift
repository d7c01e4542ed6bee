import People
import Vocabulary

/// A message on its way out. The subject never holds a fact about a person.
public struct OutgoingMail: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<OutgoingMail>

    public let id: ID
    /// What it is for: `referral`, `nudge`, `agreement`, `deletion`.
    public let kind: String
    public let recipient: String
    public let subject: String
    public let body: String
    public let createdAt: Moment
    public var nextAt: Moment
    public var attempts: Int
    public var state: State
    public var sentAt: Moment?
    /// What the mail server said, without an address.
    public var problem: String?
    /// The referral that it is about; nil where it is about none.
    public let referral: Referral.ID?

    public enum State: String, Sendable {
        case waiting, sent
        /// Tried as often as we try: somebody must look.
        case failed
    }

    public init(
        id: ID, kind: String, recipient: String, subject: String, body: String, createdAt: Moment, nextAt: Moment,
        attempts: Int = 0, state: State = .waiting, sentAt: Moment? = nil, problem: String? = nil,
        referral: Referral.ID? = nil
    ) {
        self.id = id
        self.kind = kind
        self.recipient = recipient
        self.subject = subject
        self.body = body
        self.createdAt = createdAt
        self.nextAt = nextAt
        self.attempts = attempts
        self.state = state
        self.sentAt = sentAt
        self.problem = problem
        self.referral = referral
    }
}

/// Mail waits here from the transaction that caused it until the server took it, so that a crash loses none.
public struct OutboxStore {
    let hub: HubTransaction

    public func add(_ mail: OutgoingMail) throws {
        try hub.execute(
            """
            INSERT INTO outbox (hub_id, id, kind, recipient, subject, body, created_at, next_at, attempts, state,
                                referral_id)
            VALUES (\(hub.hub), \(mail.id), \(mail.kind), \(mail.recipient), \(mail.subject), \(mail.body),
                    \(mail.createdAt), \(mail.nextAt), \(mail.attempts), \(mail.state.rawValue), \(mail.referral))
            """)
    }

    /// What is to be tried by `moment`, longest waiting first.
    public func due(at moment: Moment, limit: Int) throws -> [OutgoingMail] {
        try hub.rows(
            """
            SELECT * FROM outbox WHERE hub_id = \(hub.hub) AND state = 'waiting' AND next_at <= \(moment)
            ORDER BY next_at, id LIMIT \(limit)
            """
        ).map(Self.mail)
    }

    /// The one that has waited longest by `moment` and that no other server is taking in this very moment. Whoever
    /// takes it counts the try and moves ``OutgoingMail/nextAt`` in the same transaction.
    public func takeDue(at moment: Moment) throws -> OutgoingMail? {
        try hub.row(
            """
            SELECT * FROM outbox WHERE hub_id = \(hub.hub) AND state = 'waiting' AND next_at <= \(moment)
            ORDER BY next_at, id LIMIT 1 \(hub.takingFreeRows)
            """
        ).map(Self.mail)
    }

    /// Writes down how a try ended, unless another try was begun or somebody else settled the mail since.
    ///
    /// - Parameter taken: the mail as it was when its try was counted.
    /// - Returns: false when the mail is no longer this try's, and nothing was written.
    public func settle(_ mail: OutgoingMail, taken: OutgoingMail) throws -> Bool {
        try hub.execute(
            """
            UPDATE outbox SET next_at = \(mail.nextAt), attempts = \(mail.attempts), state = \(mail.state.rawValue),
                sent_at = \(mail.sentAt), problem = \(mail.problem)
            WHERE hub_id = \(hub.hub) AND id = \(mail.id) AND state = 'waiting'
                AND attempts = \(taken.attempts) AND next_at = \(taken.nextAt)
            """) == 1
    }

    /// Newest first.
    public func latest(limit: Int) throws -> [OutgoingMail] {
        try hub.rows(
            "SELECT * FROM outbox WHERE hub_id = \(hub.hub) ORDER BY created_at DESC, id LIMIT \(limit)"
        ).map(Self.mail)
    }

    public func find(_ id: OutgoingMail.ID) throws -> OutgoingMail? {
        try hub.row("SELECT * FROM outbox WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.mail)
    }

    public func save(_ mail: OutgoingMail) throws {
        try hub.execute(
            """
            UPDATE outbox SET next_at = \(mail.nextAt), attempts = \(mail.attempts), state = \(mail.state.rawValue),
                sent_at = \(mail.sentAt), problem = \(mail.problem)
            WHERE hub_id = \(hub.hub) AND id = \(mail.id)
            """)
    }

    /// Takes what has not gone out about a referral off the table, so that no try is left that could send it.
    ///
    /// - Returns: how many letters that were.
    @discardableResult
    public func stop(about referral: Referral.ID) throws -> Int {
        try hub.execute(
            "DELETE FROM outbox WHERE hub_id = \(hub.hub) AND referral_id = \(referral) AND state <> 'sent'")
    }

    static func mail(_ row: Row) throws -> OutgoingMail {
        guard let state = OutgoingMail.State(rawValue: try row.text("state")) else {
            throw StorageFault.unreadable(column: "state")
        }
        return OutgoingMail(
            id: try row.id("id"), kind: try row.text("kind"), recipient: try row.text("recipient"),
            subject: try row.text("subject"), body: try row.text("body"), createdAt: try row.moment("created_at"),
            nextAt: try row.moment("next_at"), attempts: try row.integer("attempts"), state: state,
            sentAt: try row.optionalMoment("sent_at"), problem: try row.optionalText("problem"),
            referral: try row.optionalID("referral_id"))
    }
}

extension HubTransaction {
    public var outbox: OutboxStore { OutboxStore(hub: self) }
}
