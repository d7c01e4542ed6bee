/// What is wrong with a reference pack, where, and what to do about it.
public struct ReferenceFault: Error, Hashable, Sendable {
    /// The file without its ending: `needs`.
    public let pack: String
    /// The line in the file, from 1, where it is known.
    public let line: Int?
    /// The code of the entry, where one is at fault.
    public let entry: String?
    public let problem: String
    public let remedy: String

    public init(pack: String, line: Int? = nil, entry: String? = nil, problem: String, remedy: String) {
        self.pack = pack
        self.line = line
        self.entry = entry
        self.problem = problem
        self.remedy = remedy
    }

    /// `needs.yaml, line 12, entry food: has no name; give it one`.
    public var sentence: String {
        var place = "\(pack).yaml"
        if let line { place += ", line \(line)" }
        if let entry { place += ", entry \(entry)" }
        return "\(place): \(problem); \(remedy)"
    }
}
