import Crypto
import Foundation

/// The keys of the hubs that one program serves: those that seal, and the one that signs.
///
/// They come from outside (a file, a command) and live in memory only; no store ever holds one. Printing them shows
/// how many there are.
public struct HubKeys: Sendable {
    /// The first is the active one: what is sealed anew is sealed with it. The others still open what they sealed.
    public let sealing: [SealingKey]
    public let signing: SigningKey
    /// What signing keys of before are known by: their signatures can still be checked.
    public let retired: [VerifyingKey]
    /// What is left of sealing keys of before, on which slips with codes of own pages rest.
    public let codes: [CodeKey]

    /// - Returns: nil without a sealing key, or where two keys have one id.
    public init?(
        sealing: [SealingKey], signing: SigningKey, retired: [VerifyingKey] = [], codes: [CodeKey] = []
    ) {
        let signers = [signing.id] + retired.map(\.id)
        let sealers = sealing.map(\.id) + codes.map(\.id)
        guard !sealing.isEmpty, Set(sealers).count == sealers.count, Set(signers).count == signers.count
        else { return nil }
        self.sealing = sealing
        self.signing = signing
        self.retired = retired
        self.codes = codes
    }

    /// New keys that nobody has seen.
    public static func made(_ secrets: SecretSource = .system) -> HubKeys {
        HubKeys(first: SealingKey.made(secrets), signing: SigningKey(id: secrets.shortCode(), key: .init()))
    }

    private init(first: SealingKey, signing: SigningKey) {
        sealing = [first]
        self.signing = signing
        retired = []
        codes = []
    }

    public var active: SealingKey { sealing[0] }

    /// What codes of own pages are stored by: the active one first.
    var codeKeys: [CodeKey] { sealing.map(\.forCodes) + codes }

    public func sealing(_ id: String) -> SealingKey? { sealing.first { $0.id == id } }

    /// Whether `signature` is that of the signing key `id` under `data`; nil where no such key is known.
    public func verifies(_ signature: Data, of data: Data, by id: String) -> Bool? {
        guard let key = ([signing.verifying] + retired).first(where: { $0.id == id }) else { return nil }
        return key.verifies(signature, of: data)
    }
}

/// A key that wraps the keys of people: 256 bits, known by an id that tells nothing.
public struct SealingKey: Sendable {
    public let id: String
    let key: SymmetricKey

    public static func made(_ secrets: SecretSource = .system) -> SealingKey {
        SealingKey(id: secrets.shortCode(), key: SymmetricKey(size: .bits256))
    }
}

/// A key by which codes of people's own pages are stored. It follows from a sealing key and tells nothing of it, so that
/// it can stay for the slips that rest on it when the sealing key is gone.
public struct CodeKey: Sendable {
    /// That of the sealing key it was made of.
    public let id: String
    let key: SymmetricKey
}

extension SealingKey {
    var forCodes: CodeKey {
        CodeKey(
            id: id,
            key: HKDF<SHA256>.deriveKey(
                inputKeyMaterial: key, info: Data("kith own page code".utf8), outputByteCount: 32))
    }
}

/// The Ed25519 key that signs for the hubs.
public struct SigningKey: Sendable {
    public let id: String
    let key: Curve25519.Signing.PrivateKey

    public var verifying: VerifyingKey { VerifyingKey(id: id, key: key.publicKey) }

    /// 64 bytes. Two signatures of the same data may differ.
    public func sign(_ data: Data) throws -> Data { try key.signature(for: data) }
}

/// The public half of a signing key.
public struct VerifyingKey: Sendable {
    public let id: String
    let key: Curve25519.Signing.PublicKey

    /// As it stands in a key file: 32 bytes in base64. Anybody may know it.
    public var text: String { key.rawRepresentation.base64EncodedString() }

    public func verifies(_ signature: Data, of data: Data) -> Bool { key.isValidSignature(signature, for: data) }
}

extension HubKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "keys (\(sealing.count) sealing, \(retired.count + 1) signing)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SealingKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "sealing key \(id)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CodeKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "code key \(id)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "signing key \(id)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
