import People
import Storage
import Vocabulary

/// The sealed facts of one hub within a transaction, with the keys that open them.
struct SealedBox {
    /// A key that wraps something is not among the keys we hold: they are read again, and then it is tried again.
    struct UnknownKey: Error {
        let id: String
    }

    let hub: HubTransaction
    let keys: HubKeys

    /// The key of a person; nil where nothing was ever sealed, or it was shredded, or stayed behind in a restore.
    func seal(of person: Person.ID) throws -> PersonSeal? {
        guard let wrapped = try hub.personKeys.find(person) else { return nil }
        guard let key = keys.sealing(wrapped.keyID) else { throw UnknownKey(id: wrapped.keyID) }
        do { return try PersonSeal(unwrapping: wrapped, with: key, in: hub.hub) } catch is PersonSeal.Fault {
            throw SealingRefusal.damaged
        }
    }

    /// The key of a person, made where they have none yet.
    func sealMadeIfNeeded(of person: Person.ID, _ secrets: SecretSource) throws -> PersonSeal {
        if let seal = try seal(of: person) { return seal }
        // A new key would shut for ever what the missing one opens.
        guard try !hub.sealedFacts.isThereAny(of: person) else { throw SealingRefusal.personKeyMissing }
        // Never the key that we happen to hold as the first: `kith keys rotate` may be about to drop it.
        let id = try hub.personKeys.active() ?? keys.active.id
        guard let key = keys.sealing(id) else { throw UnknownKey(id: id) }
        if try hub.personKeys.active() == nil { try hub.personKeys.setActive(id) }
        let seal = PersonSeal(new: secrets.shortCode(), of: person, in: hub.hub)
        try hub.personKeys.add(try seal.wrapped(with: key))
        return seal
    }

    /// Seals a fact, or takes it away.
    func change(_ field: SealedField, to fact: SealedFact?, of person: Person.ID, version: Int, _ desk: Desk) throws {
        guard let fact else { return try hub.sealedFacts.remove(field, of: person) }
        let seal = try sealMadeIfNeeded(of: person, desk.secrets)
        try hub.sealedFacts.keep(try seal.seal(fact, version: version, at: desk.clock.now))
    }
}

/// Why nothing can be sealed or opened at all.
public enum SealingRefusal: Error, Equatable, Sendable {
    /// No keys were given to the program.
    case notSetUp
    /// The file or the command that holds the keys cannot be read now.
    case keysNotReadable
    /// The key that is needed is not among the keys.
    case keyMissing
    /// The data was restored, and the keys of people were not yet.
    case personKeyMissing
    /// The person's key does not open with the key that wraps it.
    case damaged
}

extension KeyRing {
    /// Does what needs the keys. When it meets a key that we do not hold, they are read again and it is done once
    /// more: another program may have changed them.
    ///
    /// - Throws: ``SealingRefusal``, and what `body` throws.
    func using<Value>(_ body: (HubKeys) async throws -> Value) async throws -> Value {
        let keys = try named { try ring() }
        do { return try await body(keys) } catch is SealedBox.UnknownKey {
            let fresh = try named { try reread() }
            do { return try await body(fresh) } catch is SealedBox.UnknownKey { throw SealingRefusal.keyMissing }
        }
    }

    private func named(_ read: () throws -> HubKeys?) throws(SealingRefusal) -> HubKeys {
        let keys: HubKeys?
        do { keys = try read() } catch { throw .keysNotReadable }
        guard let keys else { throw .notSetUp }
        return keys
    }
}
