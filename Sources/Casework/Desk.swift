import Foundation
import Reference
import Storage
import Vocabulary

/// Everything a use case needs from outside, put together once when the program starts.
public struct Desk: Sendable {
    public let database: Database
    public let clock: Clock
    public let ids: IdentifierSource
    public let secrets: SecretSource
    public let reference: ReferenceData
    /// The directories in memory that matching asks, one a hub, following the store.
    public let directories: Directories
    /// The address that links in mails and letters begin with, without a slash at the end.
    public let baseURL: String
    /// The keys that seal and sign; ``KeyRing/none`` where nobody set any up.
    public let keys: KeyRing
    /// What people left, until the store knows it too.
    public let left = LeftSessions()

    public init(
        database: Database, clock: Clock = .system, ids: IdentifierSource = .random, secrets: SecretSource = .system,
        reference: ReferenceData, baseURL: String, keys: KeyRing = .none
    ) {
        self.database = database
        self.clock = clock
        self.ids = ids
        self.secrets = secrets
        self.reference = reference
        self.baseURL = baseURL
        self.keys = keys
        directories = Directories()
    }
}

extension Desk {
    /// What stands in the way of use cases now; nil where nothing does. A store that does not answer is busy.
    public func trouble() async -> StoreTrouble? {
        do { _ = try await database.readAll { try $0.hubs.all() } } catch { return StoreTrouble(error) ?? .busy }
        let lasting = await database.lastingTrouble()
        if lasting.contains(.damaged) { return .damaged }
        if lasting.contains(.cannotWrite) { return .cannotWrite }
        for case .clockBehind(let hub) in lasting where await isClockBehind(in: hub) { return .clockBehind }
        return nil
    }

    /// Whether the trail of the hub has later events than the clock says it is, by more than servers differ.
    func isClockBehind(in hub: Identifier<Hub>) async -> Bool {
        let now = clock.now
        do {
            // Asked as an event would be, so that it is kept in mind.
            _ = try await database.read(hub) { try $0.events.requireClock(at: now) }
            database.settleClock(of: hub)
            return false
        } catch StorageFault.clockBehind {
            return true
        } catch {
            // A store that does not answer says nothing about the clock.
            return false
        }
    }
}
