import Storage
import Vocabulary

/// How often something may be tried in vain before whoever tries has to wait.
///
/// A password is counted for whoever nobody knows: for the e-mail address, whether it has an account or not, and for
/// the address in the network. A browser in which the owner signed in before is counted by itself, so that nobody
/// else can use its tries up (OWASP, "Device Cookies").
struct Tries: Sendable {
    /// Seconds over which tries are counted.
    static let window = 15 * 60

    /// What is counted, and how often it may fail.
    struct Subject: Sendable {
        let hash: String
        let most: Int

        init(_ text: String, most: Int) {
            hash = Secret.hash(of: text)
            self.most = most
        }

        fileprivate init(hash: String, most: Int) {
            self.hash = hash
            self.most = most
        }
    }

    let desk: Desk
    let subjects: [Subject]

    /// - Throws: ``SignIn/Refusal/tooManyTries(retryAfterSeconds:)`` where there were too many.
    func refuse() async throws {
        if let wait = try await wait() { throw SignIn.Refusal.tooManyTries(retryAfterSeconds: wait) }
    }

    /// Seconds to wait; nil where one may go on.
    func wait() async throws -> Int? {
        let start = desk.clock.now.adding(seconds: -Self.window)
        return try await desk.database.readAll { try Self.wait(for: subjects, since: start, in: $0) }
    }

    /// Counts this try too, and refuses it where others that came at the same time have used up what there was.
    ///
    /// - Throws: ``SignIn/Refusal/tooManyTries(retryAfterSeconds:)``.
    func count() async throws {
        let now = desk.clock.now
        let start = now.adding(seconds: -Self.window)
        let wait = try await desk.database.writeAll { transaction in
            for subject in subjects { try transaction.tries.addFailure(of: subject.hash, at: now, since: start) }
            return try Self.wait(
                for: subjects.map { Subject(hash: $0.hash, most: $0.most + 1) }, since: start, in: transaction)
        }
        if let wait { throw SignIn.Refusal.tooManyTries(retryAfterSeconds: wait) }
    }

    /// Forgets what was counted: it was the right one after all.
    func clear(in transaction: Transaction) throws {
        for subject in subjects { try transaction.tries.clear(subject.hash) }
    }

    private static func wait(
        for subjects: [Subject], since start: Moment, in transaction: Transaction
    ) throws -> Int? {
        try subjects.compactMap { subject -> Int? in
            let failures = try transaction.tries.failures(of: subject.hash, since: start)
            guard failures.count >= subject.most, let first = failures.first else { return nil }
            return Int((first.milliseconds - start.milliseconds) / 1000) + 1
        }.max()
    }
}
