import Vocabulary

/// How often something was tried in vain, so that guessing takes longer than anybody has. It outlives
/// a restart and is shared by servers side by side.
///
/// A subject is a hash: of an e-mail address, or of the address a request came from.
public struct TryStore {
    let transaction: Transaction

    /// How many tries failed since `start`, and when the first of them was.
    public func failures(of subject: String, since start: Moment) throws -> (count: Int, first: Moment?) {
        let row = try transaction.row(
            "SELECT failures, first_at FROM failed_tries WHERE subject = \(subject) AND first_at >= \(start)")
        return (try row?.integer("failures") ?? 0, try row?.moment("first_at"))
    }

    /// Counts one more; a count that began before `start` begins anew.
    public func addFailure(of subject: String, at moment: Moment, since start: Moment) throws {
        try transaction.execute(
            """
            INSERT INTO failed_tries (subject, failures, first_at) VALUES (\(subject), 1, \(moment))
            ON CONFLICT (subject) DO UPDATE SET
                failures = CASE WHEN failed_tries.first_at < \(start) THEN 1 ELSE failed_tries.failures + 1 END,
                first_at = CASE WHEN failed_tries.first_at < \(start) THEN \(moment) ELSE failed_tries.first_at END
            """)
    }

    /// Counts one less.
    public func takeBackFailure(of subject: String) throws {
        try transaction.execute(
            "UPDATE failed_tries SET failures = failures - 1 WHERE subject = \(subject) AND failures > 0")
    }

    public func clear(_ subject: String) throws {
        try transaction.execute("DELETE FROM failed_tries WHERE subject = \(subject)")
    }

    /// Forgets counts that began before `moment`.
    public func forget(before moment: Moment) throws {
        try transaction.execute("DELETE FROM failed_tries WHERE first_at < \(moment)")
    }
}

extension Transaction {
    public var tries: TryStore { TryStore(transaction: self) }
}
