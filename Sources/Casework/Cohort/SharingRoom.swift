import Community
import Matching
import Storage
import Vocabulary

/// How many people each group can still take out of places that are shared out.
///
///     its room today, less what is suggested to somebody, or asked for and not answered
///     its limit for a sharing, less what sharings of the last thirty days gave it        whichever is less
///
/// Sharing out twice is no way around what a group said: see docs/adr/0044.
struct SharingRoom {
    private let spokenFor: [Group.ID: Int]
    private let sharedOut: [Group.ID: Int]

    init(in hub: HubTransaction, since moment: Moment) throws {
        spokenFor = try hub.cohortPlans.spokenFor(since: moment)
        sharedOut = try hub.cohortPlans.sharedOut(since: moment)
    }

    func left(of group: Group.ID, in index: DirectoryIndex, _ notes: DirectoryNotes) -> Int {
        let spoken = spokenFor[group] ?? 0
        guard let cohort = notes.cohort(of: group) else {
            return max(0, index.cohortPlaces(of: group.inIndex) - spoken)
        }
        return max(0, min(cohort.room - spoken, cohort.limit - (sharedOut[group] ?? 0)))
    }

    /// How much of what each group would take from one cohort is gone.
    func taken(in index: DirectoryIndex, _ notes: DirectoryNotes) -> [GroupProfile.ID: Int] {
        Dictionary(
            Set(spokenFor.keys).union(sharedOut.keys).map {
                ($0.inIndex, index.cohortPlaces(of: $0.inIndex) - left(of: $0, in: index, notes))
            }, uniquingKeysWith: { $1 })
    }
}
