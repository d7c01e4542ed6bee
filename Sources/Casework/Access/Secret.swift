import Crypto
import Foundation
import Vocabulary

/// A token that opens one door: 128 random bits, shown once and stored as a hash only.
///
/// The hub's id stands before the random part, so that a link leads to its hub without a list of all links.
public struct Secret: Hashable, Sendable {
    public let hub: Identifier<Hub>
    /// What stands in the link: `demo.k3v…`.
    public let text: String

    init(hub: Identifier<Hub>, random: String) {
        self.hub = hub
        text = "\(hub.rawValue).\(random)"
    }

    /// Reads a token out of a link; nil unless it has the shape of one.
    public init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64, parts[1].utf8.count == 26,
            parts[1].utf8.allSatisfy({ SecretSource.alphabet.contains($0) })
        else { return nil }
        hub = Identifier(rawValue: String(parts[0]))
        self.text = text
    }

    /// What is stored: SHA-256 in hex. The token has enough randomness of its own to need no salt.
    public var hash: String { Secret.hash(of: text) }

    /// The stored form of any one-time text, such as a short code.
    public static func hash(of text: String) -> String {
        Hexadecimal.text(SHA256.hash(data: Data(text.utf8)))
    }
}

/// Makes tokens and short codes. The live source draws from the system's generator.
public struct SecretSource: Sendable {
    /// Crockford's base 32 in lower case: no letter that is taken for a digit.
    static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    private let randomBytes: @Sendable (Int) -> [UInt8]

    public init(_ randomBytes: @escaping @Sendable (Int) -> [UInt8]) { self.randomBytes = randomBytes }

    public static let system = SecretSource { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// A token of 26 signs, 5 bits each: 130 random bits.
    public func token(for hub: Identifier<Hub>) -> Secret { Secret(hub: hub, random: signs(26)) }

    /// A code to type from paper, eight signs in two halves: `k3v9-2mtz`. 40 random bits, for doors with
    /// a rate limit.
    public func shortCode() -> String {
        let signs = signs(8)
        return "\(signs.prefix(4))-\(signs.suffix(4))"
    }

    /// The code of a person's own page, ten signs in two halves: `k3v9m-2mtz8`. 50 random bits, stored as what is
    /// slowly derived from it (docs/adr/0033).
    func ownPageCode() -> String {
        let signs = signs(10)
        return "\(signs.prefix(5))-\(signs.suffix(5))"
    }

    /// What a browser keeps to be known again: 130 random bits, and nothing about anybody.
    func device() -> String { signs(26) }

    /// A code for the day on which the phone is lost, sixteen signs in four groups: 80 random bits, so that its hash
    /// in a stolen backup is of no use.
    func recoveryCode() -> String { "\(shortCode())-\(shortCode())" }

    /// The salt of a password: 16 random bytes.
    func salt() -> [UInt8] { randomBytes(16) }

    private func signs(_ count: Int) -> String {
        // 256 is a whole multiple of 32: the remainder is as random as the byte.
        String(decoding: randomBytes(count).map { SecretSource.alphabet[Int($0) % 32] }, as: UTF8.self)
    }
}
