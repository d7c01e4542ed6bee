/// What is wrong with a directory, and where. While there is one, nothing is matched.
public struct DirectoryFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The group; nil where the directory as a whole is not what it should be.
    public let group: GroupProfile.ID?
    /// Stands for the id where a group has none: its place in the file, from 1.
    public let place: Int?
    /// The field as it is written in a file, such as `sessions[0].to`; empty for the whole.
    public let field: String
    public let problem: String

    public init(group: GroupProfile.ID?, place: Int? = nil, field: String, problem: String) {
        self.group = group
        self.place = place
        self.field = field
        self.problem = problem
    }

    /// One line: `group g7: sessions[0].to must be after the start`.
    public var description: String {
        let owner =
            if let group { "group \(group): " } else if let place { "group number \(place): " } else { "" }
        return owner + (field.isEmpty ? problem : "\(field) \(problem)")
    }
}

/// What is wrong with a situation, and where.
public struct SituationFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// Whose situation it is, where there are several.
    public let member: String?
    public let field: String
    public let problem: String

    public init(member: String? = nil, field: String, problem: String) {
        self.member = member
        self.field = field
        self.problem = problem
    }

    public var description: String {
        (member.map { "situation \($0): " } ?? "") + (field.isEmpty ? problem : "\(field) \(problem)")
    }
}
