import Crypto
import CryptoExtras
import Dispatch
import Foundation
import Storage
import Vocabulary

/// What is stored of a code that opens a person's own page, so that the code can be looked up by itself and not be
/// guessed from a stolen database (docs/adr/0033).
///
///     code ── scrypt, one salt for all ──▶ 32 bytes ── HMAC-SHA-256 with a key from outside ──▶ stored
///
/// The code has 50 random bits. Without the key file a thief needs 2^50 slow derivations; with it, the key as well.
struct OwnPageCodeKey: Sendable {
    /// What one derivation costs: 16 MB, a few hundredths of a second.
    static let house = PasswordKey.Cost(rounds: 16_384, blockSize: 8, parallelism: 1)

    /// No secret: it only sets these derivations apart from others. One for all, because the code alone is what a
    /// person has, and the same on every server, so that a hub can move to another one.
    private static let salt = Data("kith own page code 1".utf8)

    /// One derivation at a time, beside passwords.
    private static let queue = DispatchQueue(label: "kith.own-page-code", qos: .userInitiated)

    /// How the code is stored from now on.
    let current: String
    /// How it may have been stored before: with an older key, or before there was one.
    let all: [String]

    init(of code: String, ring: HubKeys?, cost: PasswordKey.Cost) async throws {
        let typed = Data(code.utf8)
        let stretched = try await withCheckedThrowingContinuation { continuation in
            Self.queue.async {
                continuation.resume(
                    with: Result {
                        try KDF.Scrypt.deriveKey(
                            from: typed, salt: Self.salt, outputByteCount: 32, rounds: cost.rounds,
                            blockSize: cost.blockSize, parallelism: cost.parallelism)
                    })
            }
        }
        let bare = Hexadecimal.text(stretched.withUnsafeBytes { SHA256.hash(data: $0) })
        let keyed = (ring?.codeKeys ?? []).map { one in
            let code = stretched.withUnsafeBytes { HMAC<SHA256>.authenticationCode(for: $0, using: one.key) }
            // Which key it was stands before it: that key is needed until the code was used with a newer one.
            return OwnPageCodeStore.keyed(Hexadecimal.text(code), by: one.id)
        }
        all = keyed + [bare]
        current = all[0]
    }
}

/// Codes of own pages as people type them.
public enum OwnPageCodeText {
    /// `K3V9M 2MTZ8` and `k3v9m2mtz8` become `k3v9m-2mtz8`, and a letter that looks like a digit becomes it. Nil
    /// unless ten signs are left.
    public static func tidied(_ typed: String) -> String? {
        var signs: [UInt8] = []
        for byte in typed.lowercased().utf8 {
            switch byte {
            case UInt8(ascii: "o"): signs.append(UInt8(ascii: "0"))
            case UInt8(ascii: "i"), UInt8(ascii: "l"): signs.append(UInt8(ascii: "1"))
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): continue
            case _ where SecretSource.alphabet.contains(byte): signs.append(byte)
            default: return nil
            }
        }
        guard signs.count == 10 else { return nil }
        return String(decoding: signs.prefix(5), as: UTF8.self) + "-" + String(decoding: signs.suffix(5), as: UTF8.self)
    }
}
