import People
import Storage
import Vocabulary

/// Whether everything that is sealed in a hub opens with the keys there are. Nobody sees what it says.
struct SealInspection {
    /// What came of it: counts, and what is wrong.
    struct Result: Sendable {
        /// How many facts are sealed.
        var sealed = 0
        /// How many were opened and found whole.
        var opened = 0
        /// How many have no key of their person here, as in a copy of the data.
        var withoutKey = 0
        var wrong: [(person: Person.ID, field: SealedField, problem: Problem)] = []
    }

    enum Problem: Sendable {
        case altered, keyNotThere, keyDamaged, ofShreddedKey
    }

    let hub: HubTransaction
    let keys: HubKeys?

    func callAsFunction() throws -> Result {
        var result = Result()
        var last: KeptFact?
        var current: (person: Person.ID, key: PersonKey)?
        while true {
            let some = try hub.sealedFacts.page(after: last, limit: 500)
            for fact in some {
                result.sealed += 1
                if current?.person != fact.person { current = (fact.person, try key(of: fact.person)) }
                look(at: fact, current?.key ?? .none, &result)
            }
            guard some.count == 500 else { return result }
            last = some.last
        }
    }

    private enum PersonKey {
        case none, notAsked
        case seal(PersonSeal)
        case problem(Problem)
    }

    private func key(of person: Person.ID) throws -> PersonKey {
        guard let wrapped = try hub.personKeys.find(person) else { return .none }
        guard let keys else { return .notAsked }
        guard let key = keys.sealing(wrapped.keyID) else { return .problem(.keyNotThere) }
        guard let seal = try? PersonSeal(unwrapping: wrapped, with: key, in: hub.hub) else {
            return .problem(.keyDamaged)
        }
        return .seal(seal)
    }

    private func look(at fact: KeptFact, _ key: PersonKey, _ result: inout Result) {
        switch key {
        case .none: result.withoutKey += 1
        case .notAsked: break
        case .problem(let problem): result.wrong.append((fact.person, fact.field, problem))
        case .seal(let seal):
            if fact.generation != seal.generation {
                result.wrong.append((fact.person, fact.field, .ofShreddedKey))
            } else if (try? seal.open(fact)) == nil {
                result.wrong.append((fact.person, fact.field, .altered))
            } else {
                result.opened += 1
            }
        }
    }
}
