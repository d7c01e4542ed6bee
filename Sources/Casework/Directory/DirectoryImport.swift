import Community
import Interchange
import Vocabulary

/// What an import did, or would do: the answer of `kith import directory`.
public struct DirectoryImport: Sendable {
    /// A group of ours, as a report names it.
    public struct Named: Sendable, Hashable {
        public let id: Group.ID
        public let name: String
    }

    public internal(set) var source: String
    public internal(set) var added: [Named] = []
    public internal(set) var changed: [Named] = []
    public internal(set) var unchanged = 0
    /// Came from this source before and is not in it any more. Nothing is closed on that alone.
    public internal(set) var missing: [Named] = []
    /// The source says something else than a coordinator did: theirs was kept.
    public internal(set) var differing: [(group: Named, fields: [GroupField])] = []
    /// How often each word that no list of ours knows occurs, as `field: word`.
    public internal(set) var unmapped: [String: Int] = [:]
    /// What could not be taken over, and why.
    public let report: ReadingReport

    /// Whether anything is different from before.
    public var changesSomething: Bool { !added.isEmpty || !changed.isEmpty }
}
