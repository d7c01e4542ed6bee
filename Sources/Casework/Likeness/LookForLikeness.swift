import People
import Storage
import Vocabulary

/// Why nothing can be sent for somebody yet, in what the worker may know.
public enum ReferralHold: Error, Hashable, Sendable {
    /// Somebody looks at the record first. It is all that is said while nobody has decided: why, would be to say who is
    /// known here.
    case waitsForALook
    /// Both records are the reader's own: they say themselves whether it is one person.
    case yoursToSay(Likeness.ID)
    /// It was decided that a colleague walks, or walked, with the same person: the two talk first. Without a name where the
    /// colleague has left: then it is the team lead who knows.
    case knownToColleague(name: String?)
}

extension HubTransaction {
    /// How many records a new one is held against: those with the strongest signs.
    static let likenessesFound = 5
    /// How many of one person are read: those found at each change of their name or number.
    static let likenessesRead = 200

    /// Holds a record that was written down or changed a moment ago against all others of the hub, in the same
    /// transaction. Whoever has to look is told; the actor learns nothing, and nothing is told on the page of either.
    func lookForLikeness(of person: Person, by actor: Actor, desk: Desk) throws {
        try people.makeSigns()
        // Own people are counted apart: a number that many share hides nobody.
        let alike = try people.alike(person, limit: Self.likenessesRead)
        func isOwn(_ other: Person) -> Bool { other.worker != nil && other.worker == person.worker }
        let others = alike.filter { !isOwn($0.person) }.prefix(Self.likenessesFound)
        // A family of one worker shares a number, and two of them a name: it takes both before they are asked.
        let own = alike.filter { isOwn($0.person) && $0.signs.contains(.name) && $0.signs.count > 1 }
            .prefix(Self.likenessesFound)
        var earlier: [Identifier<Worker>] = []
        var isNews = false
        for (other, signs) in others + own {
            let likeness = Likeness(
                id: desk.ids.next(), newer: person.id, earlier: other.id, signs: signs.map(\.rawValue),
                foundAt: desk.clock.now)
            // Found before, from whichever side: what was decided then stays.
            guard try likenesses.between(person.id, other.id) == nil, try likenesses.add(likeness) else { continue }
            // No event of a person: that somebody else is known here is not for either to read.
            try record("likeness-found", of: .likeness(likeness.id), by: actor, clock: desk.clock)
            // Of two records of their own a worker is asked on the page of the newer one: it is no news to anybody.
            guard !isOwn(other) else { continue }
            isNews = true
            if let worker = other.worker { earlier.append(worker) }
        }
        guard isNews else { return }
        try tell(
            .likeness(to: try ownHub(), link: desk.linkToToday), roles: [.teamLead], workers: earlier,
            but: actor.worker, desk: desk)
    }

    /// What stands in the way of sending anything for this person; nil where nothing does.
    func hold(on person: Person, for actor: Actor) throws -> ReferralHold? {
        let found = try likenesses.ofNewer(person.id, limit: Self.likenessesRead)
        let undecided = found.filter { $0.decision == nil }
        if let first = undecided.first {
            let isOwn =
                try actor.isOwnWorker(of: person)
                && people.find(undecided.map(\.earlier)).allSatisfy(actor.isOwnWorker)
            return isOwn ? .yoursToSay(first.id) : .waitsForALook
        }
        let same = found.filter { $0.decision == .same }.map(\.earlier)
        // A team lead sees both, and knows what is in the earlier record.
        guard !same.isEmpty, actor.role != .teamLead else { return nil }
        let others = try people.find(same).filter { $0.erasedAt == nil && $0.worker != person.worker }
        guard let colleague = others.lazy.compactMap(\.worker).first else {
            // Their worker has left and nobody has taken them on: it is the team lead who knows what was agreed.
            return others.contains { $0.care.isOpen } ? .knownToColleague(name: nil) : nil
        }
        let account = try accounts.find(colleague)
        return .knownToColleague(name: account?.isOpen == true ? account?.name : nil)
    }
}
