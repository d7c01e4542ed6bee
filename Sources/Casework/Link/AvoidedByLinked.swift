import Matching
import People
import Storage
import Vocabulary

extension HubTransaction {
    /// The records that are believed to be of the same person, whoever's they are.
    private func linkedRecords(of person: Person) throws -> [Person] {
        let links = try personLinks.of(person.id, limit: LinkPeople.most)
        guard !links.isEmpty else { return [] }
        return try people.find(links.map { $0.other(than: person.id) }).filter { $0.erasedAt == nil }
    }

    /// Whom and what the person keeps away from by another record of theirs: it holds for this one as well, and no group
    /// that somebody is afraid of is offered because she was written down a second time.
    func addAvoidedByLinked(to situation: inout Situation, of person: Person) throws {
        for other in try linkedRecords(of: person) {
            let (groups, communities) = (situation.avoid.groups, situation.avoid.communities)
            situation.avoid.groups += other.about.avoid.groups.map { Identifier(rawValue: $0) }
                .filter { !groups.contains($0) }
            situation.avoid.communities += other.about.avoid.communities.filter { !communities.contains($0) }
        }
    }

    /// Whether the actor may read that a group is one to keep away from: the person's own worker, and only where no record
    /// of a colleague's says so too. What a colleague's record says stands as if the group were not there.
    func seesPrivateReasons(_ actor: Actor, of person: Person) throws -> Bool {
        guard actor.isOwnWorker(of: person) else { return false }
        return try linkedRecords(of: person).allSatisfy {
            $0.worker == person.worker || $0.about.avoid == Avoid()
        }
    }
}
