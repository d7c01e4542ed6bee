import Community
import People
import Storage
import Vocabulary

/// Looks for what must never be: a trail that was touched, files the engine cannot read, records that
/// contradict each other. Changes nothing.
public struct VerifyData: Sendable {
    /// One thing that is wrong, without a fact about anybody.
    public struct Finding: Hashable, Sendable {
        /// Where it is: a hub and the id of a record, or the file.
        public let place: String
        public let problem: String
        public let remedy: String
    }

    /// What was looked at, and what was found.
    public struct Report: Sendable {
        public let hubs: Int
        public let events: Int
        public let records: Int
        public let findings: [Finding]
    }

    private let database: Database
    private let clock: Clock

    public init(of database: Database, clock: Clock = .system) {
        self.database = database
        self.clock = clock
    }

    /// - Throws: ``StorageFault`` when the file cannot be read at all.
    public func callAsFunction() async throws -> Report {
        var findings = try await database.integrityFaults().map {
            Finding(
                place: "the database file", problem: $0,
                remedy: "stop the program, keep a copy of the folder, and restore the last good backup")
        }
        let hubs = try await database.readAll { try $0.hubs.all() }
        var events = 0
        var records = 0
        for hub in hubs {
            let clock = clock
            let (found, heard, seen) = try await database.read(hub.id) { transaction in
                let inspection = HubInspection(hub: transaction, zone: clock.zone)
                return (try inspection.findings(), try transaction.events.count(), try inspection.recordCount())
            }
            findings += found
            events += heard
            records += seen
        }
        return Report(hubs: hubs.count, events: events, records: records, findings: findings)
    }
}
