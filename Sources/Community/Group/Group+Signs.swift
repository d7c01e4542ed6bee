import Vocabulary

extension Group {
    /// What tells it from another group of its name: who runs it, where it meets, its telephone. What it keeps to itself
    /// is not among them.
    public var signs: [String] { openDetails.signs }
}

extension GroupDetails {
    /// See ``Group/signs``.
    public var signs: [String] { [organisation, place?.short ?? "", contact.phone].filter { !$0.isEmpty } }
}

extension Place {
    /// The first line of the address, and the last, which has the town.
    var short: String {
        let ends = lines.count > 1 ? [lines[0], lines[lines.count - 1]] : lines
        return ends.joined(separator: ", ")
    }
}
