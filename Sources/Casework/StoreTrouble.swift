import Storage

/// What a page can say about trouble with the store, so that nobody above needs to know its errors.
public enum StoreTrouble: Sendable {
    /// Another writer was in the way for longer than we wait, or the database server is away: trying again may
    /// help. Nothing was changed.
    case busy
    /// The database server was lost while it saved: nobody can tell whether it did.
    case fateUnknown
    /// The record changed between reading and saving it.
    case changedMeanwhile
    /// A text holds a sign that cannot be kept.
    case unkeepable
    /// The disk is full or refuses to be written.
    case cannotWrite
    /// The files are not what the engine wrote, or can no longer be opened.
    case damaged
    /// The clock says a time that is long over: what has ended would begin to count again.
    case clockBehind

    /// The trouble behind an error; nil where it is something else, or a defect of ours.
    public init?(_ error: any Error) {
        switch error as? StorageFault {
        case .busy, .unreachable: self = .busy
        case .fateUnknown: self = .fateUnknown
        case .stale: self = .changedMeanwhile
        case .nul: self = .unkeepable
        case .cannotWrite: self = .cannotWrite
        case .damaged, .cannotOpen: self = .damaged
        case .clockBehind: self = .clockBehind
        case .engine, .constraint, .unreadable, .newerSchema, .unrecordedChange, nil: return nil
        }
    }
}
