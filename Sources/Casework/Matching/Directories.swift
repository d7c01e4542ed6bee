import Community
import Foundation
import Matching
import Storage
import Synchronization
import Vocabulary

/// The matching index of every hub, in memory.
///
/// An index is never older than the store: each question is asked inside a read of the database, and
/// the index first takes in every group whose `directory_version` is newer than its own. A missed
/// change is therefore impossible, whoever wrote it. When the month changes the index is made anew,
/// because how many newcomers a group has taken is counted by the month.
public final class Directories: Sendable {
    private struct Followed {
        var index: DirectoryIndex
        var version: Int
        var monthStart: Moment
    }

    private let followed = Mutex<[Identifier<Hub>: Followed]>([:])

    public init() {}

    /// Asks the hub's index, brought up to what `transaction` can see.
    func ask<Answer>(
        in transaction: HubTransaction, clock: Clock, _ question: (DirectoryIndex) throws -> Answer
    ) throws -> Answer {
        let monthStart = clock.today.startOfMonth.start(in: clock.zone)
        let version = try transaction.groups.directoryVersion()
        return try followed.withLock { hubs in
            var current = hubs[transaction.hub]
            if current?.monthStart != monthStart { current = nil }
            if current == nil || current.map({ $0.version < version }) == true {
                var fresh = try current ?? Followed(index: DirectoryIndex([]), version: -1, monthStart: monthStart)
                // The dictionary lets go first, so that the index is changed in place and not copied.
                hubs[transaction.hub] = nil
                try Self.take(
                    changedAfter: fresh.version, from: transaction, into: &fresh.index, monthStart: monthStart)
                fresh.version = version
                hubs[transaction.hub] = fresh
                return try question(fresh.index)
            }
            guard let current else { throw StorageFault.unrecordedChange }
            return try question(current.index)
        }
    }

    private static func take(
        changedAfter version: Int, from transaction: HubTransaction, into index: inout DirectoryIndex,
        monthStart: Moment
    ) throws {
        let changed = version < 0 ? try transaction.groups.all() : try transaction.groups.changed(after: version)
        let few = changed.count <= 200
        let ids = changed.map(\.id)
        let loads =
            few
            ? try transaction.referrals.loads(of: ids, monthStart: monthStart)
            : try transaction.referrals.loads(monthStart: monthStart)
        let welcomes = try transaction.referrals.welcome(of: few ? ids : nil)
        for group in changed {
            try index.put(GroupProfile(group, load: loads[group.id] ?? Load(), welcome: welcomes[group.id]))
        }
    }
}

extension GroupProfile {
    /// What matching may know of a stored group.
    init(_ group: Group, load: Load, welcome: Double?) {
        self.init(id: Identifier(rawValue: group.id.rawValue), name: group.details.name)
        let details = group.details
        status = details.status
        needs = details.needs
        interests = details.interests
        format = details.format
        location = details.place?.coordinate
        online = details.online
        travelPaid = details.travelPaid
        fee = details.fee
        sessions = details.sessions
        dropIn = details.dropIn
        bookAhead = details.bookAhead
        audience = details.audience
        age = details.age
        languages = details.languages
        english = details.english
        interpreting = details.interpreting
        childcare = details.childcare
        access = details.access
        asksStatus = details.asksStatus
        communities = details.communities
        volunteering = details.volunteering
        register = group.register.entries.map { Evidence($0.standard, until: $0.until) }
        // Only a group that gives immigration advice must be regulated for it: a kitchen has nothing to show.
        if !details.needs.contains(.immigrationAdvice) {
            register.append(Evidence(.immigrationAdviceRegulation, until: nil))
        }
        self.welcome = welcome
        if let agreed = group.agreement {
            agreement.agreed = true
            agreement.until = agreed.until
            agreement.paused = agreed.paused
            agreement.monthlyLimit = agreed.monthlyLimit
            agreement.acceptedThisMonth = load.acceptedThisMonth
            agreement.places = load.placesLeft(under: agreed)
        }
    }
}
