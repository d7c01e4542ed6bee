/// A part of the directory that a coordinator works through.
public enum GroupFilter: String, CaseIterable, Sendable {
    case all
    /// Has no agreement and was never asked for one.
    case neverAsked = "never-asked"
    /// Was asked and has not answered.
    case unanswered
    case agreed
    /// A correction of ours and the source say different things.
    case differing
    /// Has words that none of our lists knows.
    case unmapped
    case closed
}
