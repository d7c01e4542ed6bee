import People
import Storage
import Vocabulary

/// Somebody with whom nobody walks: for the team lead, until each has somebody.
public struct PersonWithoutWorker: Hashable, Sendable {
    public let person: Person.ID
    public let name: String
    /// Who walked with them and left; nil where nobody is known.
    public let leaverName: String?

    public init(person: Person.ID, name: String, leaverName: String?) {
        self.person = person
        self.name = name
        self.leaverName = leaverName
    }

    init(_ line: TodayStore.LeftLine) {
        self.init(person: line.person, name: line.name, leaverName: line.leaverName)
    }
}
