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
    private let kept: [SignedCheckpoint]

    /// - Parameters:
    ///   - keys: what opens what is sealed, to see that it is whole, and checks the signatures of checkpoints; without
    ///     them both are only counted.
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
            checksSignatures: keys != nil, findings: findings, seals: looked.seals)
    }

    private struct Looked: Sendable {
        var events = 0
        var records = 0
        var checkpoints = 0
        var seals = Seals()
    }

    private func look(at hub: Identifier<Hub>, _ looked: inout Looked) async throws -> [Finding] {
        let (zone, keys, kept) = (clock.zone, keys, kept)
        let (found, counts) = try await database.read(hub) { transaction in
            let inspection = HubInspection(hub: transaction, zone: zone, keys: keys, kept: kept)
            let sealed = try SealInspection(hub: transaction, keys: keys)()
            let counts = Looked(
                events: try transaction.events.count(), records: try inspection.recordCount(),
                checkpoints: try inspection.checkpointCount(),
                seals: Seals(sealed: sealed.sealed, opened: sealed.opened, withoutKey: sealed.withoutKey))
            return (try inspection.findings() + inspection.findings(of: sealed), counts)
        }
        looked.events += counts.events
        looked.records += counts.records
        looked.checkpoints += counts.checkpoints
        looked.seals.sealed += counts.seals.sealed
        looked.seals.opened += counts.seals.opened
        looked.seals.withoutKey += counts.seals.withoutKey
        return found
    }
}
