import Crypto
import Foundation
import Vocabulary

/// The six digits that a phone shows, anew each half minute: TOTP (RFC 6238) with HMAC-SHA-1 over the number of the
/// half minute (HOTP, RFC 4226), the one setting that every app for it knows.
struct TimeCode: Sendable {
    static let seconds = 30
    static let digits = 6
    /// How many half minutes a phone's clock may be off, either way.
    static let drift = 1
    /// The length that RFC 4226 recommends: 160 bits.
    static let secretBytes = 20

    private let key: SymmetricKey

    init(secret: some ContiguousBytes) { key = SymmetricKey(data: secret) }

    /// The number of the half minute that a moment lies in.
    static func number(at moment: Moment) -> Int { Int(moment.milliseconds / 1000) / seconds }

    /// The code of a half minute.
    func code(_ number: Int, digits: Int = Self.digits) -> String {
        let counter = withUnsafeBytes(of: UInt64(number).bigEndian) { Data($0) }
        let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
        // RFC 4226, 5.3: the last four bits say where to cut.
        let cut = Int(hash[19] & 0x0F)
        let value = hash[cut..<cut + 4].reduce(0 as UInt32) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        var rest = Int(value)
        var text = ""
        for _ in 0..<digits {
            text = String(rest % 10) + text
            rest /= 10
        }
        return text
    }

    /// The half minute whose code this is, among those about now that come after the last one used; nil where it is
    /// none of them. Each is compared whole, in the same time wherever they differ.
    func number(of typed: String, at moment: Moment, after last: Int) -> Int? {
        let now = Self.number(at: moment)
        var found: Int?
        for number in now - Self.drift...now + Self.drift where Self.areEqual(code(number), typed) && number > last {
            found = number
        }
        return found
    }

    private static func areEqual(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Bytes in base 32 (RFC 4648, 6), as phones take the secret: capitals and 2…7, without padding.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var held: UInt32 = 0
        var bits = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(held >> UInt32(bits)) & 31])
            }
            held &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { text.append(alphabet[Int(held << UInt32(5 - bits)) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }
}
