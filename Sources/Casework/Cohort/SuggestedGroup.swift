import Community
import People
import Storage
import Vocabulary

/// A group that the team suggests for somebody, since it shared places out. Their worker asks them, and refers as always.
public struct SuggestedGroup: Hashable, Sendable {
    public let person: Person.ID
    public let personName: String
    public let group: Group.ID
    public let groupName: String
    public let at: Moment

    init(_ suggestion: CohortPlanStore.Suggestion) {
        person = suggestion.person
        personName = suggestion.personName
        group = suggestion.group
        groupName = suggestion.groupName
        at = suggestion.at
    }
}
