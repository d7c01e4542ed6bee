import Crypto
import CryptoExtras
import Dispatch
import Foundation
import Vocabulary

/// A password as it is stored: a key derived by scrypt, with its salt and the parameters of the day
/// it was chosen, so that stronger ones can follow.
///
///     scrypt:32768:8:3:<salt, hex>:<key, hex>
struct PasswordKey: Sendable {
    /// What a derivation costs: rounds (a power of two), block size, parallelism.
    struct Cost: Hashable, Sendable {
        let rounds: Int
        let blockSize: Int
        let parallelism: Int

        /// The first of the settings that OWASP's password storage cheat sheet names (2025): 128 MB a derivation, and
        /// one at a time, so that a hub's small machine has room for it. Memory is what a guesser's cards are short of.
        static let house = Cost(rounds: 131_072, blockSize: 8, parallelism: 1)

        /// Whether a guess at a key of this cost needs less memory, or less work at the same memory.
        func isWeaker(than other: Cost) -> Bool {
            let (memory, others) = (rounds * blockSize, other.rounds * other.blockSize)
            return memory < others || memory == others && parallelism < other.parallelism
        }
    }

    let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    /// Derives the key of a new password.
    static func derive(from password: String, salt: [UInt8], cost: Cost) async throws -> PasswordKey {
        PasswordKey(cost: cost, salt: salt, key: try await key(of: password, salt: salt, cost: cost))
    }

    /// Whether the password is the one the key was derived from. Takes as long whether it is or not.
    func matches(_ password: String) async throws -> Bool {
        let other = try await PasswordKey.key(of: password, salt: salt, cost: cost)
        guard other.count == key.count else { return false }
        return zip(other, key).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    // MARK: Text

    var text: String {
        "scrypt:\(cost.rounds):\(cost.blockSize):\(cost.parallelism):\(Hexadecimal.text(salt)):\(Hexadecimal.text(key))"
    }

    init?(text: String) {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Hexadecimal.bytes(parts[4]),
            let key = Hexadecimal.bytes(parts[5])
        else { return nil }
        self.init(cost: Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism), salt: salt, key: key)
    }

    private init(cost: Cost, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    // MARK: Derivation

    /// One derivation at a time: it is slow and hungry on purpose, and pages must go on being answered.
    private static let queue = DispatchQueue(label: "kith.password", qos: .userInitiated)

    private static func key(of password: String, salt: [UInt8], cost: Cost) async throws -> [UInt8] {
        // The same password may be typed as one letter or as a letter and a mark.
        let typed = Data(password.precomposedStringWithCompatibilityMapping.utf8)
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        try KDF.Scrypt.deriveKey(
                            from: typed, salt: salt, outputByteCount: 32, rounds: cost.rounds,
                            blockSize: cost.blockSize, parallelism: cost.parallelism
                        ).withUnsafeBytes { Array($0) }
                    })
            }
        }
    }
}
