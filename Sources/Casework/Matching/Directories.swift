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
        var notes = DirectoryNotes()
        var version: Int
        var monthStart: Moment
    }

    /// One hub's index behind a lock of its own, so that hubs do not wait for each other.
    private final class Shelf: Sendable {
        let followed = Mutex<Followed?>(nil)
        /// How far the index has come, to be asked while it is being made.
        let version = Mutex<Int?>(nil)
    }

    private let shelves = Mutex<[Identifier<Hub>: Shelf]>([:])

    public init() {}

    /// Asks the hub's index, brought up to what `transaction` can see.
    ///
    /// A transaction that has already written asks an index of its own, which is let go afterwards: what it
    /// wrote may yet be taken back, and nobody else must ever be answered from it.
    func ask<Answer>(
        in transaction: HubTransaction, clock: Clock, _ question: (DirectoryIndex) throws -> Answer
    ) throws -> Answer {
        try ask(in: transaction, clock: clock) { index, _ in try question(index) }
    }

    /// Asks the index and what is noted beside it, both as `transaction` sees the directory.
    func ask<Answer>(
        in transaction: HubTransaction, clock: Clock, _ question: (DirectoryIndex, DirectoryNotes) throws -> Answer
    ) throws -> Answer {
        let monthStart = clock.today.startOfMonth.start(in: clock.zone)
        let version = try transaction.groups.directoryVersion()
        let shelf = shelf(of: transaction.hub)
        return try shelf.followed.withLock { followed in
            if let current = followed, current.monthStart == monthStart, current.version >= version {
                return try question(current.index, current.notes)
            }
            let kept = followed
            // The shelf lets go of the index first, so that it is changed in place and not copied.
            if !transaction.hasChanges { followed = nil }
            let following = try Self.followed(kept, to: version, monthStart: monthStart, in: transaction)
            if !transaction.hasChanges {
                followed = following
                shelf.version.withLock { $0 = version }
            }
            return try question(following.index, following.notes)
        }
    }

    /// How far the hub's index in memory has come; nil where nobody has asked it yet.
    func version(of hub: Identifier<Hub>) -> Int? {
        let shelf = shelves.withLock { $0[hub] }
        return shelf?.version.withLock(\.self)
    }

    private func shelf(of hub: Identifier<Hub>) -> Shelf {
        shelves.withLock { shelves in
            if let shelf = shelves[hub] { return shelf }
            let shelf = Shelf()
            shelves[hub] = shelf
            return shelf
        }
    }

    private static func followed(
        _ kept: consuming Followed?, to version: Int, monthStart: Moment, in transaction: HubTransaction
    ) throws -> Followed {
        var following: Followed
        if let kept, kept.monthStart == monthStart {
            following = kept
        } else {
            following = Followed(index: try DirectoryIndex([]), version: -1, monthStart: monthStart)
        }
        try take(changedAfter: following.version, from: transaction, into: &following, monthStart: monthStart)
        following.version = version
        return following
    }

    private static func take(
        changedAfter version: Int, from transaction: HubTransaction, into following: inout Followed,
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
            let load = loads[group.id] ?? Load()
            try following.index.put(GroupProfile(group, load: load, welcome: welcomes[group.id]))
            following.notes.put(group, load: load)
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
        format = details.format.value ?? format
        // Where a group is that keeps its address to itself, no answer may tell, whatever limits are tried: matching is
        // not told. Without a place it is near nobody, so that it counts as one that can be reached from anywhere.
        location = group.discretion == nil ? details.place?.coordinate : nil
        // Matching knows no place that is off by nobody knows how much: what a directory gives without a word is the place.
        accuracyM = location == nil ? 0 : details.place?.accuracyM ?? 0
        online = details.online || group.discretion != nil
        byPhone = details.byPhone
        travelPaid = details.travelPaid
        fee = details.fee.value ?? fee
        sessions = details.sessions
        dropIn = details.dropIn
        bookAhead = details.bookAhead
        audience = details.audience.value ?? audience
        age = details.age
        // Where nobody has said in which language it is run, it is the country's, and takes enough for a conversation.
        languages = details.languages.isEmpty ? [.english] : details.languages
        english = details.english.value ?? english
        interpreting = details.interpreting
        childcare = details.childcare.value ?? childcare
        access = details.access.value ?? access
        asksStatus = details.asksStatus.value ?? asksStatus
        unknown = details.unknown
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
            // Whoever waits for a place has it first: it is offered to nobody else (docs/matching.md).
            agreement.acceptedThisMonth = load.acceptedThisMonth + load.waitlisted
            agreement.places = max(0, load.placesLeft(under: agreed) - load.waitlisted)
            agreement.cohort = agreed.cohort
        }
    }
}

extension GroupDetails {
    /// What nobody has said, in the words of matching.
    fileprivate var unknown: Set<GroupProfile.Unknown> {
        Set(
            GroupProfile.Unknown.allCases.filter { fact in
                switch fact {
                case .access: !access.isKnown
                case .childcare: !childcare.isKnown
                case .cost: !fee.isKnown
                case .papers: !asksStatus.isKnown
                }
            })
    }
}
