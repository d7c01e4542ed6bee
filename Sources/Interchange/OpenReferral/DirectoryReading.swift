/// What came out of a directory: the services that could be read, and a report on the rest.
public struct DirectoryReading: Sendable {
    /// In the order of the source.
    public internal(set) var services: [ServiceRecord]
    public internal(set) var report: ReadingReport
}

/// What was not taken over from a source, and why.
public struct ReadingReport: Sendable, Equatable {
    public internal(set) var rejected: [Rejection] = []
    /// What concerns the source as a whole and lost nothing: its encoding, columns that nobody knows.
    public internal(set) var notes: [String] = []

    public init() {}

    /// A record, or one of its fields, that was left out.
    public struct Rejection: Sendable, Hashable {
        /// What kind of record: `service`, `schedule`, `location`.
        public let record: String
        /// Its id in the source; empty where it has none.
        public let id: String
        public let field: String
        /// In plain words.
        public let reason: String
        /// The file and line, or the number of the record in a JSON source.
        public let place: String
        /// False where only the field was left out and the record kept.
        public let whole: Bool
    }
}

/// The source as a whole is not what it claims to be: nothing of it was read.
public struct SourceRefusal: Error, Hashable, Sendable {
    public let problem: String
    public let remedy: String

    public init(_ problem: String, remedy: String) {
        self.problem = problem
        self.remedy = remedy
    }
}

/// How big the parts of a source may be. What is larger is left out and reported.
public struct ReadingLimits: Sendable {
    /// One value in a table, in bytes.
    public var field = 1 << 20
    /// One record of a JSON source, in bytes.
    public var record = 8 << 20
    /// All files of a package together, in bytes, unpacked.
    public var source = 3 << 30
    /// Files in a package.
    public var files = 500
    /// Files in an archive, of whatever kind.
    public var entries = 10_000
    /// How many times its own size an archive may unpack to. Tables pack to a tenth, seldom to a fiftieth; what is
    /// made to fill a disk packs to a thousandth.
    public var ratio = 200
    /// What even the smallest archive may unpack to, in bytes.
    public var unpackedAlways = 64 << 20

    public init() {}
}
