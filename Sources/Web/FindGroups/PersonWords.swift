import People
import Vocabulary

extension Person {
    /// How a page calls them.
    var shownName: String { about.callName.isEmpty ? "Somebody without a name" : about.callName }

    /// The address of their page, and of what belongs to it.
    func address(_ rest: String = "") -> String { "/app/people/\(id)\(rest)" }
}
