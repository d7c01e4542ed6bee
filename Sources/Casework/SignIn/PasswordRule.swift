import Foundation

/// Which passwords are taken: long ones that nobody guesses first. No rule about capitals and signs,
/// which makes passwords harder to remember and no harder to guess (NIST SP 800-63B-4, 3.1.1.2).
public enum PasswordRule {
    public static let shortest = 12
    static let longest = 200

    public enum Refusal: Error, Equatable, Sendable {
        case tooShort, tooLong
        /// One of those that are tried first, or hardly any different signs.
        case tooCommon
        /// The e-mail address, or the part of it before the @.
        case ownAddress
    }

    /// - Throws: why the password is not taken.
    static func check(_ password: String, email: String) throws(Refusal) {
        let length = password.unicodeScalars.count
        guard length >= shortest else { throw .tooShort }
        guard length <= longest else { throw .tooLong }
        let plain = password.lowercased().filter { !$0.isWhitespace }
        let own = email.prefix { $0 != "@" }.lowercased()
        guard own.count < 4 || !plain.contains(own) else { throw .ownAddress }
        guard Set(plain).count >= 5, !isCommon(plain) else { throw .tooCommon }
    }

    /// A common word said twice, or with a year or a row of digits behind it, is as common as the word.
    private static func isCommon(_ plain: String) -> Bool {
        let straight = String(plain.map { substitutes[$0] ?? $0 })
        let letters = straight.filter(\.isLetter)
        return common.contains { word in
            plain.contains(word) && plain.count - word.count < 6
                || letters.replacingOccurrences(of: word, with: "").count < 3 && letters.contains(word)
        }
    }

    private static let substitutes: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s",
    ]

    /// What a list of leaked passwords begins with, and what people in our line of work think of first.
    private static let common = [
        "password", "passwort", "passwd", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azerty", "qazwsx",
        "1q2w3e4r",
        "1234567890", "0987654321", "123123123", "abcdefgh", "abc123", "letmein", "welcome", "iloveyou", "sunshine",
        "princess", "football", "baseball", "superman", "batman", "dragon", "monkey", "shadow", "master", "michael",
        "jennifer", "liverpool", "arsenal", "chelsea", "manchester", "london", "nottingham", "summer", "winter",
        "spring", "autumn", "monday", "friday", "changeme", "secret", "default", "admin", "administrator", "trustno",
        "starwars", "whatever", "freedom", "charlie", "socialprescribing", "prescribing", "linkworker", "community",
        "refugee", "kith", "hello", "login",
    ]
}
