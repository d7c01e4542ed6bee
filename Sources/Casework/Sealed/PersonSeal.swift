import Crypto
import Foundation
import People
import Storage
import Vocabulary

/// The key of one person, unwrapped: seals and opens what is kept about them, by AES-256-GCM.
///
///     the hub's key ─┐
///                    ├─ wraps ─▶ person_keys.wrapped   bound to hub, person, generation, the wrapping key's id
///     the person's key ┘
///           │
///           └─ seals ─▶ sealed_facts.sealed            bound to hub, person, generation, field, version
///
/// What a seal is bound to is the additional data of the cipher: a text that is moved to another person, another
/// field or another version does not open. Texts are filled up before they are sealed, so that their length does not
/// tell which of a few answers they are.
struct PersonSeal {
    /// Why something does not open.
    enum Fault: Error, Equatable {
        /// It was altered, or stands where it was not sealed, or was sealed with another key.
        case doesNotOpen
    }

    let hub: Identifier<Hub>
    let person: Person.ID
    let generation: String
    private let key: SymmetricKey

    /// A new key for somebody of whom nothing was sealed yet.
    init(new generation: String, of person: Person.ID, in hub: Identifier<Hub>) {
        self.init(hub: hub, person: person, generation: generation, key: SymmetricKey(size: .bits256))
    }

    private init(hub: Identifier<Hub>, person: Person.ID, generation: String, key: SymmetricKey) {
        self.hub = hub
        self.person = person
        self.generation = generation
        self.key = key
    }

    // MARK: The key itself, wrapped

    /// - Throws: ``Fault``.
    init(unwrapping wrapped: WrappedPersonKey, with sealing: SealingKey, in hub: Identifier<Hub>) throws {
        let bytes = try Self.open(
            wrapped.wrapped, with: sealing.key,
            boundTo: Self.binding(hub, wrapped.person, wrapped.generation, keyID: sealing.id))
        self.init(
            hub: hub, person: wrapped.person, generation: wrapped.generation, key: SymmetricKey(data: bytes))
    }

    func wrapped(with sealing: SealingKey) throws -> WrappedPersonKey {
        let bytes = key.withUnsafeBytes { Data($0) }
        return WrappedPersonKey(
            person: person, generation: generation, keyID: sealing.id,
            wrapped: try Self.seal(
                bytes, with: sealing.key, boundTo: Self.binding(hub, person, generation, keyID: sealing.id)))
    }

    private static func binding(
        _ hub: Identifier<Hub>, _ person: Person.ID, _ generation: String, keyID: String
    ) -> [String] {
        ["kith person key 1", hub.rawValue, person.rawValue, generation, keyID]
    }

    // MARK: Facts

    func seal(_ fact: SealedFact, version: Int, at moment: Moment) throws -> KeptFact {
        KeptFact(
            person: person, field: fact.field, version: version, generation: generation,
            sealed: try Self.seal(
                Padding.filled(Data(fact.text.utf8)), with: key, boundTo: binding(fact.field, version)),
            changedAt: moment)
    }

    /// - Throws: ``Fault``.
    func open(_ kept: KeptFact) throws -> Sealed<SealedFact> {
        guard kept.generation == generation, kept.person == person else { throw Fault.doesNotOpen }
        let bytes = try Self.open(kept.sealed, with: key, boundTo: binding(kept.field, kept.version))
        guard let content = Padding.emptied(bytes), let text = String(validating: content, as: UTF8.self),
            let fact = SealedFact(kept.field, text: text)
        else { throw Fault.doesNotOpen }
        return Sealed(fact)
    }

    private func binding(_ field: SealedField, _ version: Int) -> [String] {
        ["kith sealed fact 1", hub.rawValue, person.rawValue, generation, field.key, String(version)]
    }

    // MARK: The cipher

    private static func seal(_ bytes: Data, with key: SymmetricKey, boundTo parts: [String]) throws -> String {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: joined(parts))
        // Nonce, ciphertext and tag: there is one as long as the nonce has the usual length, which a random one has.
        guard let combined = box.combined else { throw Fault.doesNotOpen }
        return combined.base64EncodedString()
    }

    private static func open(_ text: String, with key: SymmetricKey, boundTo parts: [String]) throws(Fault) -> Data {
        guard let combined = Data(base64Encoded: text),
            let bytes = try? AES.GCM.open(
                AES.GCM.SealedBox(combined: combined), using: key, authenticating: joined(parts))
        else { throw .doesNotOpen }
        return bytes
    }

    /// Parts are counted before they are joined, so that no two lists of parts give the same bytes.
    private static func joined(_ parts: [String]) -> Data {
        Data(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8)
    }
}

/// Texts filled up to a few lengths: a one, and then zeros.
enum Padding {
    private static let end: UInt8 = 1
    private static let step = 256

    static func filled(_ bytes: Data) -> Data {
        var filled = bytes
        filled.append(end)
        filled.append(Data(repeating: 0, count: (step - filled.count % step) % step))
        return filled
    }

    static func emptied(_ bytes: Data) -> Data? {
        guard let last = bytes.lastIndex(where: { $0 != 0 }), bytes[last] == end else { return nil }
        return Data(bytes[..<last])
    }
}
