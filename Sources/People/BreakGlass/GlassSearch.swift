import Vocabulary

/// Somebody looked for the record of a person who is not theirs, because it could not wait. It says nothing of whom they
/// looked for: whom it found reads it in their own trail.
public struct GlassSearch: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<GlassSearch>

    /// What came of it.
    public enum Found: String, CaseIterable, Hashable, Sendable {
        case nobody
        /// Somebody was shown, by a first letter.
        case some
        /// So many have the name that nobody was shown.
        case many
        /// They had searched so often that they have to wait.
        case refused
    }

    /// So many in a week are nothing unusual: a name is misspelt, or two share it.
    public static let usualInAWeek = 4

    public let id: ID
    public let worker: Identifier<Worker>
    public let at: Moment
    public let found: Found

    public init(id: ID, by worker: Identifier<Worker>, at moment: Moment, found: Found) {
        self.id = id
        self.worker = worker
        at = moment
        self.found = found
    }
}
