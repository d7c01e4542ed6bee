import Vocabulary

/// What can go wrong below the domain. It carries codes and names of columns and tables, never a
/// value out of a row.
public enum StorageFault: Error, Equatable {
    /// The file is not there, not readable, or not a database of ours.
    case cannotOpen(reason: String)
    /// The file was opened, and a part of it is not what the engine wrote.
    case damaged(reason: String)
    /// The engine refused a statement: its own code (SQLite's number, PostgreSQL's SQLSTATE) and words that
    /// name tables and columns only.
    case engine(code: String, message: String)
    /// A unique key or a reference was broken.
    case constraint(message: String)
    /// Another writer held the database for longer than we wait. Trying again may help.
    case busy
    /// The database server is not there, and did not come back while we waited. Nothing was changed.
    case unreachable
    /// The database server was lost while it committed, and cannot be asked whether it did.
    case fateUnknown
    /// The disk is full or cannot be written.
    case cannotWrite(reason: String)
    /// A stored value is not what the schema promises.
    case unreadable(column: String)
    /// The database was written by a newer version of Kith.
    case newerSchema(found: Int, known: Int)
    /// Hub data was changed in a transaction that recorded no event: a defect of ours.
    case unrecordedChange
    /// The trail has events that are so much later than the clock says it is: the clock was set back.
    case clockBehind(seconds: Int)
    /// Text with a NUL, which PostgreSQL cannot hold.
    case nul
    /// The record was changed by someone else since it was read.
    case stale(expected: Int, found: Int)
}
