import Foundation
import People
import Storage
import Vocabulary

/// Somebody who may be the same person, and what speaks for it.
public struct Lookalike: Hashable, Sendable {
    public let id: Person.ID
    public let name: String
    public let signs: [Sign]

    /// What is the same in both records.
    public enum Sign: Hashable, Sendable {
        case name, phone, email
        /// Nothing is: the worker looked for them by name.
        case lookedFor
    }
}

/// Finds records that may be of the same person, among those that the actor sees anyway: that a colleague's person
/// exists is never told.
struct PeopleAlike {
    let hub: HubTransaction
    let actor: Actor

    /// How many records of the actor's reach are compared by phone and e-mail, and how many are shown.
    static let compared = 300
    static let shown = 10

    func like(_ person: Person, besides linked: Set<Person.ID>) throws -> [Lookalike] {
        let name = person.about.callName.trimmingCharacters(in: .whitespacesAndNewlines)
        let phone = Self.digits(person.about.reach.phone)
        let email = Self.folded(person.about.reach.email)
        let named = name.isEmpty ? [] : try reach(search: name)
        return found(in: named + (phone.isEmpty && email.isEmpty ? [] : try reach(search: "")), besides: linked) {
            one in
            var signs: [Lookalike.Sign] = []
            if FoldedName.areAlike(one.about.callName, name) { signs.append(.name) }
            if !phone.isEmpty, Self.digits(one.about.reach.phone) == phone { signs.append(.phone) }
            if !email.isEmpty, Self.folded(one.about.reach.email) == email { signs.append(.email) }
            return signs
        }
    }

    func named(_ search: String, besides linked: Set<Person.ID>) throws -> [Lookalike] {
        let search = search.trimmingCharacters(in: .whitespacesAndNewlines)
        return search.isEmpty ? [] : found(in: try reach(search: search), besides: linked) { _ in [.lookedFor] }
    }

    private func found(
        in people: [Person], besides left: Set<Person.ID>, _ signs: (Person) -> [Lookalike.Sign]
    ) -> [Lookalike] {
        var seen = left
        return people.compactMap { one -> Lookalike? in
            let signs = signs(one)
            guard !signs.isEmpty, seen.insert(one.id).inserted else { return nil }
            return Lookalike(id: one.id, name: one.about.callName, signs: signs)
        }.map { (FoldedName.text($0.name), $0) }
            .sorted { ($1.1.signs.count, $0.0, $0.1.id) < ($0.1.signs.count, $1.0, $1.1.id) }
            .prefix(Self.shown).map(\.1)
    }

    /// Those whom the actor sees in the list of people, and nobody else.
    private func reach(search: String) throws -> [Person] {
        let hands: [PersonStore.Hands] =
            actor.role == .teamLead ? [.anybodys] : (actor.worker.map { [.of($0)] } ?? []) + [.nobodys]
        return try hands.flatMap {
            try hub.people.page($0, states: Case.State.allCases, search: search, limit: Self.compared, offset: 0)
        }
    }

    private static func folded(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
            .folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }

    /// The last nine digits of a number: with or without the code of the country it is the same phone.
    private static func digits(_ phone: String) -> String {
        let digits = phone.compactMap(\.wholeNumberValue).map(String.init).joined()
        return digits.count < 6 ? "" : String(digits.suffix(9))
    }
}
