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
        /// Signed checkpoints of the trails that were compared, in the store and kept elsewhere.
        public let checkpoints: Int
        /// Whether their signatures were checked: that takes the keys.
        public let checksSignatures: Bool
        public let findings: [Finding]
    }

    private let database: Database
    private let clock: Clock
    private let keys: HubKeys?
    private let kept: [SignedCheckpoint]

    /// - Parameters:
    ///   - keys: what checks the signatures of checkpoints.
    ///   - kept: checkpoints that were kept away from the data, where nobody could change them with it.
    public init(
        of database: Database, clock: Clock = .system, keys: HubKeys? = nil, kept: [SignedCheckpoint] = []
    ) {
        self.database = database
        self.clock = clock
        self.keys = keys
        self.kept = kept
    }

    /// - Throws: ``StorageFault`` when the file cannot be read at all.
    public func callAsFunction() async throws -> Report {
        var findings = try await database.integrityFaults().map {
            Finding(
                place: "the database file", problem: $0,
                remedy: "stop the program, keep a copy of the folder, and restore the last good backup")
        }
        var looked = Looked()
        var hubs = 0
        do {
            for hub in try await database.readAll({ try $0.hubs.all() }) {
                hubs += 1
                findings += try await look(at: hub.id, &looked)
            }
        } catch StorageFault.damaged where !findings.isEmpty {
            // What the engine said of its file is the answer: the rest of it cannot be read.
        }
        return Report(
            hubs: hubs, events: looked.events, records: looked.records, checkpoints: looked.checkpoints,
            checksSignatures: keys != nil, findings: findings)
    }

    private struct Looked: Sendable {
        var events = 0
        var records = 0
        var checkpoints = 0
    }

    private func look(at hub: Identifier<Hub>, _ looked: inout Looked) async throws -> [Finding] {
        let (zone, keys, kept) = (clock.zone, keys, kept)
        let (found, counts) = try await database.read(hub) { transaction in
            let inspection = HubInspection(hub: transaction, zone: zone, keys: keys, kept: kept)
            let counts = Looked(
                events: try transaction.events.count(), records: try inspection.recordCount(),
                checkpoints: try inspection.checkpointCount())
            return (try inspection.findings(), counts)
        }
        looked.events += counts.events
        looked.records += counts.records
        looked.checkpoints += counts.checkpoints
        return found
    }
}
