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
    /// Whether the store answers: a use case would.
    public func isReady() async -> Bool {
        (try? await database.readAll { try $0.hubs.all() }) != nil
    }
}
