import Foundation

/// Which passwords are taken: long ones that nobody guesses first. No rule about capitals and signs,
/// which makes passwords harder to remember and no harder to guess (NIST SP 800-63B-4, 3.1.1.2).
public enum PasswordRule {
    public static let shortest = 12
    static let longest = 200
    /// How many signs must be left when all that is guessed first is taken away.
    private static let leastOwn = 5

    public enum Refusal: Error, Equatable, Sendable {
        case tooShort, tooLong
        /// One of those that are tried first, or hardly any different signs.
        case tooCommon
        /// The e-mail address, or the part of it before the @.
        case ownAddress
        /// The name of whoever chooses it, or of the hub, and little more.
        case ownName
        /// It stands in a list of passwords that were found elsewhere.
        case breached
    }

    /// - Parameter own: names that belong to whoever chooses it: their own, the hub's.
    /// - Throws: why the password is not taken.
    static func check(_ password: String, email: String, own: [String] = []) throws(Refusal) {
        let length = password.unicodeScalars.count
        guard length >= shortest else { throw .tooShort }
        guard length <= longest else { throw .tooLong }
        let plain = password.lowercased().filter { !$0.isWhitespace }
        let local = email.prefix { $0 != "@" }.lowercased()
        guard local.count < 4 || !plain.contains(local) else { throw .ownAddress }
        guard Set(plain).count >= 5, !isRepeated(plain), !isCommon(plain), !isWalk(plain) else { throw .tooCommon }
        guard leaves(own.flatMap(words) + words(email), in: plain) >= leastOwn else { throw .ownName }
    }

    // MARK: What is guessed first

    /// A common word said twice, or with a year or a row of digits behind it, is as common as the word.
    private static func isCommon(_ plain: String) -> Bool {
        let straight = String(plain.map { substitutes[$0] ?? $0 })
        let letters = straight.filter(\.isLetter)
        return CommonPasswords.words.contains { word in
            plain.contains(word) && plain.count - word.count < 6
                || letters.contains(word) && letters.replacingOccurrences(of: word, with: "").count < 3
        }
    }

    /// A few signs said again and again: `abc1abc1abc1`.
    private static func isRepeated(_ plain: String) -> Bool {
        let signs = Array(plain)
        return (1...max(1, signs.count / 2)).contains { length in
            signs.indices.allSatisfy { signs[$0] == signs[$0 % length] }
        }
    }

    /// Rows of the alphabet, of digits or of a keyboard, forwards and backwards, and little else.
    private static func isWalk(_ plain: String) -> Bool {
        let signs = Array(plain)
        var own = 0
        var index = 0
        while index < signs.count {
            let length = CommonPasswords.rows.map { run(in: signs, from: index, along: $0) }.max() ?? 0
            if length >= 4 { index += length } else { (own, index) = (own + 1, index + 1) }
        }
        return own < leastOwn
    }

    /// How many signs from here on follow each other in the row too.
    private static func run(in signs: [Character], from start: Int, along row: [Character]) -> Int {
        guard let place = row.firstIndex(of: signs[start]) else { return 0 }
        var length = 1
        while start + length < signs.count, place + length < row.count, row[place + length] == signs[start + length] {
            length += 1
        }
        return length
    }

    /// How many letters and digits are left when these words are taken away.
    private static func leaves(_ words: [String], in plain: String) -> Int {
        words.sorted { $0.count > $1.count }.reduce(plain) { $0.replacingOccurrences(of: $1, with: "") }
            .filter { $0.isLetter || $0.isNumber }.count
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count >= 3 }
    }

    private static let substitutes: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i",
    ]
}
