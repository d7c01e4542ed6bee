import People
import Storage
import Vocabulary

/// Whoever printed the code of somebody's own page has seen it, and could open the page with it. That is nobody's business
/// once they have nothing to do with the person any more.
public struct CodeWitness: Hashable, Sendable {
    public let name: String
    /// Whether the person has opened their page with it: then it goes on opening it, and they are asked whether they
    /// want another.
    public let wasUsed: Bool

    public init(name: String, wasUsed: Bool) {
        self.name = name
        self.wasUsed = wasUsed
    }
}

extension HubTransaction {
    /// Who saw this code and may no longer see the record: a stand-in whose days are over, whoever handed the person on,
    /// whoever has left. Nil where there is nobody. It is asked when the code is used and not when somebody goes, so that no
    /// way of going is forgotten.
    func formerWitness(of code: OwnPageCode?, with person: Person, clock: Clock) throws -> CodeWitness? {
        guard let code, let id = code.seenBy else { return nil }
        guard let account = try accounts.find(id) else {
            return CodeWitness(name: "A colleague", wasUsed: code.wasUsed)
        }
        let actor = Actor(hub: hub, account: account, covering: try covers.inForce(by: id, on: clock.today))
        let isThere = actor.map { Access.decide($0, to: .change, with: person, of: hub).isAllowed } ?? false
        return account.isOpen && isThere ? nil : CodeWitness(name: account.name, wasUsed: code.wasUsed)
    }

    /// Whether this code opens nothing because of who saw it.
    func isStopped(_ code: OwnPageCode, of person: Person, clock: Clock) throws -> Bool {
        try formerWitness(of: code, with: person, clock: clock).map { !$0.wasUsed } ?? false
    }
}

extension OwnPageCode {
    fileprivate var wasUsed: Bool { usedAt != nil }
}
