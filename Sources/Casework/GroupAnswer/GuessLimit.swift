import Storage
import Vocabulary

/// How often links and codes may be tried in vain. A code has 40 random bits: at this rate a guess takes
/// longer than anybody's life, whoever shares the work.
public struct GuessLimit: Sendable {
    /// What is tried to be opened. Each is counted by itself.
    public enum Door: Sendable {
        /// The links and codes of groups.
        case groups
        /// The codes of people, which have 50 random bits and are shared by all hubs.
        case ownPages
    }

    let desk: Desk
    let door: Door

    /// Seconds over which tries are counted.
    static let window = 15 * 60
    static let fromOneAddress = 20
    /// From everywhere together, for one hub's codes.
    static let forOneHub = 300

    /// From everywhere together, for own pages. So many that nobody shuts the page for others with a few tries.
    static let forOwnPages = 2000

    public init(desk: Desk, door: Door = .groups) {
        self.desk = desk
        self.door = door
    }

    public struct TooMany: Error, Equatable, Sendable {
        public let retryAfterSeconds: Int
    }

    /// - Throws: ``TooMany``.
    public func refuseGuessing(from address: String?, at hub: Identifier<Hub>? = nil) async throws {
        let start = desk.clock.now.adding(seconds: -GuessLimit.window)
        let subjects = subjects(address, hub)
        let waits = try await desk.database.readAll { transaction in
            try subjects.compactMap { subject, most -> Int? in
                let failures = try transaction.tries.failures(of: subject, since: start)
                guard failures.count >= most, let first = failures.first else { return nil }
                return Int((first.milliseconds - start.milliseconds) / 1000) + 1
            }
        }
        if let wait = waits.max() { throw TooMany(retryAfterSeconds: wait) }
    }

    /// Counts a try that led nowhere.
    public func countMiss(from address: String?, at hub: Identifier<Hub>? = nil) async throws {
        let now = desk.clock.now
        let subjects = subjects(address, hub)
        try await desk.database.writeAll { transaction in
            for (subject, _) in subjects {
                try transaction.tries.addFailure(
                    of: subject, at: now, since: now.adding(seconds: -GuessLimit.window))
            }
        }
    }

    /// Takes back one try that was counted before it turned out to be right.
    func forgive(_ address: String?, at hub: Identifier<Hub>? = nil) async throws {
        let subjects = subjects(address, hub)
        try await desk.database.writeAll { transaction in
            for (subject, _) in subjects { try transaction.tries.takeBackFailure(of: subject) }
        }
    }

    /// Addresses are counted by their hash: nobody learns from the store who opened what.
    private func subjects(_ address: String?, _ hub: Identifier<Hub>?) -> [(subject: String, most: Int)] {
        var subjects: [(String, Int)] = []
        switch door {
        case .groups:
            if let address { subjects.append((Secret.hash(of: "group|\(address)"), GuessLimit.fromOneAddress)) }
            if let hub { subjects.append((Secret.hash(of: "codes|\(hub)"), GuessLimit.forOneHub)) }
        case .ownPages:
            if let address { subjects.append((Secret.hash(of: "own|\(address)"), GuessLimit.fromOneAddress)) }
            subjects.append((Secret.hash(of: "own pages"), GuessLimit.forOwnPages))
        }
        return subjects
    }
}
