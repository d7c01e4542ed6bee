import Crypto
import Foundation

/// Keys as text, one a line, as a key file or a key command gives them:
///
///     # Keys of Kith. Whoever has this file can open what is sealed.
///     sealing k3v9-2mtz AAAA…      32 bytes in base64; the first is the active one
///     sealing 8f0q-x1cd AAAA…      the one before: still opens
///     signing p7ne-64hw AAAA…      an Ed25519 private key, exactly one
///     verifying 2b5j-kk0s AAAA…    the public key of a signing key of before
///     codes 4c1r-m7tw AAAA…        what slips of own pages rest on, of a sealing key that is gone
///
/// Empty lines and lines that begin with # are passed over. Anything else is refused, and told by its line, never by
/// what stands in it.
public enum KeyFile {
    public enum Fault: Error, Equatable, Sendable {
        /// The line with this number, counted from 1, is no key.
        case notAKey(line: Int)
        /// There is no `sealing` line.
        case noSealingKey
        /// There is no `signing` line, or more than one.
        case notOneSigningKey
        /// Two keys have one id.
        case sameID
    }

    /// The longest text that is looked at, in bytes.
    public static let limit = 65_536

    public static func read(_ text: String) throws(Fault) -> HubKeys {
        var sealing: [SealingKey] = []
        var signing: [SigningKey] = []
        var retired: [VerifyingKey] = []
        var codes: [CodeKey] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let parts = line.split(whereSeparator: \.isWhitespace)
            if parts.isEmpty || line.hasPrefix("#") { continue }
            let fault = Fault.notAKey(line: index + 1)
            guard parts.count == 3, isID(parts[1]), let bytes = Data(base64Encoded: String(parts[2])),
                bytes.count == 32
            else { throw fault }
            let id = String(parts[1])
            switch parts[0] {
            case "sealing": sealing.append(SealingKey(id: id, key: SymmetricKey(data: bytes)))
            case "signing":
                guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else { throw fault }
                signing.append(SigningKey(id: id, key: key))
            case "verifying":
                guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { throw fault }
                retired.append(VerifyingKey(id: id, key: key))
            case "codes": codes.append(CodeKey(id: id, key: SymmetricKey(data: bytes)))
            default: throw fault
            }
        }
        guard !sealing.isEmpty else { throw .noSealingKey }
        guard signing.count == 1 else { throw .notOneSigningKey }
        guard let keys = HubKeys(sealing: sealing, signing: signing[0], retired: retired, codes: codes) else {
            throw .sameID
        }
        return keys
    }

    public static func text(of keys: HubKeys) -> String {
        var lines = ["# Keys of Kith. Whoever has this file can open what is sealed: see docs/operations.md."]
        for one in keys.sealing {
            let bytes = one.key.withUnsafeBytes { Data($0) }
            lines.append("sealing \(one.id) \(bytes.base64EncodedString())")
        }
        lines.append("signing \(keys.signing.id) \(keys.signing.key.rawRepresentation.base64EncodedString())")
        lines += keys.retired.map { "verifying \($0.id) \($0.text)" }
        lines += keys.codes.map { one in
            "codes \(one.id) \(one.key.withUnsafeBytes { Data($0) }.base64EncodedString())"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Small letters, digits and hyphens: an id stands in file names, in the store and in tables.
    private static func isID(_ text: Substring) -> Bool {
        text.utf8.count <= 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}
