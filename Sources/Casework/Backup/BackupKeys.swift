import Crypto
import Foundation
import Vocabulary

/// To whom backups are sealed: the public half of a key whose other half is kept away from the server. Whoever breaks
/// into the server, or finds a backup, can open none of them.
///
///     kith-recipient-3f9a…c0   64 digits of an X25519 public key, and 8 of its SHA-256 against slips
public struct BackupRecipient: Hashable, Sendable {
    private let bytes: Data

    /// Reads what ``text`` wrote; nil where it is anything else, or a digit slipped.
    public init?(text: String) {
        guard let bytes = CheckedKey.bytes(of: text, after: Self.prefix) else { return nil }
        self.bytes = bytes
    }

    fileprivate init(_ key: Curve25519.KeyAgreement.PublicKey) { bytes = key.rawRepresentation }

    private static let prefix = "kith-recipient-"

    public var text: String { CheckedKey.text(of: bytes, after: Self.prefix) }

    /// A short name of the key, which stands in each backup.
    public var fingerprint: String { Hexadecimal.text(SHA256.hash(data: bytes).prefix(8)) }

    func key() throws -> Curve25519.KeyAgreement.PublicKey { try .init(rawRepresentation: bytes) }
}

/// What opens backups: the private half. It cannot be printed but on purpose.
public struct BackupIdentity: Sendable {
    let key: Curve25519.KeyAgreement.PrivateKey

    /// A new one that nobody has seen.
    public static func made() -> BackupIdentity { BackupIdentity(key: .init()) }

    private init(key: Curve25519.KeyAgreement.PrivateKey) { self.key = key }

    /// Reads what ``secretText`` wrote; nil where it is anything else, or a digit slipped.
    public init?(secretText: String) {
        guard let bytes = CheckedKey.bytes(of: secretText, after: Self.prefix),
            let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        else { return nil }
        self.key = key
    }

    private static let prefix = "kith-identity-"

    /// As it is kept in a file of its own.
    public var secretText: String { CheckedKey.text(of: key.rawRepresentation, after: Self.prefix) }

    public var recipient: BackupRecipient { BackupRecipient(key.publicKey) }
}

extension BackupIdentity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "identity of \(recipient.fingerprint)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// 32 bytes as digits that somebody may have to copy by hand: a slip is found.
private enum CheckedKey {
    static func text(of bytes: Data, after prefix: String) -> String {
        prefix + Hexadecimal.text(bytes) + Hexadecimal.text(SHA256.hash(data: bytes).prefix(4))
    }

    static func bytes(of text: String, after prefix: String) -> Data? {
        guard text.hasPrefix(prefix), let all = Hexadecimal.bytes(String(text.dropFirst(prefix.count))), all.count == 36
        else { return nil }
        let bytes = Data(all.prefix(32))
        return SHA256.hash(data: bytes).prefix(4).elementsEqual(all.suffix(4)) ? bytes : nil
    }
}
