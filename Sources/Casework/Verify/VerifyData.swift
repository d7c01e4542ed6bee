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
        public let seals: Seals
    }

    /// What is sealed: how much there is, and how much of it was opened and found whole.
    public struct Seals: Equatable, Sendable {
        public var sealed = 0
        public var opened = 0
        /// Facts whose person's key is not here, as in a copy of the data.
        public var withoutKey = 0
    }

    private let database: Database
    private let clock: Clock
    private let keys: HubKeys?

    /// - Parameter keys: opens what is sealed, to see that it is whole; without them it is counted.
    public init(of database: Database, clock: Clock = .system, keys: HubKeys? = nil) {
        self.database = database
        self.clock = clock
        self.keys = keys
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
        var seals = Seals()
        for hub in hubs {
            let (clock, keys) = (clock, keys)
            let (found, heard, seen, sealed) = try await database.read(hub.id) { transaction in
                let inspection = HubInspection(hub: transaction, zone: clock.zone)
                let sealed = try SealInspection(hub: transaction, keys: keys)()
                return (
                    try inspection.findings() + inspection.findings(of: sealed), try transaction.events.count(),
                    try inspection.recordCount(), sealed
                )
            }
            findings += found
            events += heard
            records += seen
            seals.sealed += sealed.sealed
            seals.opened += sealed.opened
            seals.withoutKey += sealed.withoutKey
        }
        return Report(hubs: hubs.count, events: events, records: records, findings: findings, seals: seals)
    }
}
