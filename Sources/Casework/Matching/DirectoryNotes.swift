import Community
import Vocabulary

/// What a hub asks about all of its groups at once and matching has no word for. It follows the directory with the index.
struct DirectoryNotes: Sendable {
    private(set) var districts = DistrictMap()
    private var cohorts: [Group.ID: Cohort] = [:]

    /// What a group said about places that are shared out, with the room it has for newcomers in any way: the index
    /// knows the lesser of the two.
    struct Cohort: Hashable, Sendable {
        let limit: Int
        let room: Int
    }

    mutating func put(_ group: Group, load: Load) {
        districts.put(group)
        cohorts[group.id] = group.agreement?.cohort.map {
            Cohort(limit: $0, room: load.newcomersLeft(under: group.agreement))
        }
    }

    /// Nil where the group has no such limit.
    func cohort(of group: Group.ID) -> Cohort? { cohorts[group] }
}
