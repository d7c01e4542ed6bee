/// A telephone number as people write it, once it is sure that it can be dialled.
///
/// Spaces, dashes, dots, brackets, `+44`, `+44 (0)`, `00`, other countries and an extension are all taken, as the GOV.UK
/// and NHS patterns for telephone numbers ask; letters, and too few or too many digits, are not.
public struct PhoneNumber: Hashable, Sendable {
    /// As it was written.
    public let text: String
    /// Only what is dialled: digits, with a `+` before a country's code. The extension is not part of it.
    public let dialled: String
    public let extensionDigits: String?

    /// Digits of other scripts are the caller's to turn into 0…9.
    ///
    /// - Parameter short: whether numbers of three or six digits are taken that only organisations have, such as 116 123.
    public init?(_ text: String, short: Bool = false) {
        let (number, extra) = PhoneNumber.split(text)
        if let extra, !(1...6).contains(extra.count) { return nil }
        var digits = ""
        var isInternational = false
        for (place, character) in number.enumerated() {
            switch character {
            case "0"..."9": digits.append(character)
            case "+" where digits.isEmpty && number.prefix(place).allSatisfy({ $0 == "(" || $0.isWhitespace }):
                isInternational = true
            case "-", "‐", "‑", "–", ".", "/", "(", ")": continue
            case _ where character.isWhitespace: continue
            default: return nil
            }
        }
        if !isInternational, digits.hasPrefix("00") {
            isInternational = true
            digits.removeFirst(2)
        }
        // +44 (0)20 …: the nought is what one dials at home.
        if isInternational, digits.hasPrefix("440") { digits.remove(at: digits.index(digits.startIndex, offsetBy: 2)) }
        guard PhoneNumber.isComplete(digits, isInternational: isInternational, short: short) else { return nil }
        self.text = text
        dialled = isInternational ? "+" + digits : digits
        extensionDigits = extra
    }

    private static func isComplete(_ digits: String, isInternational: Bool, short: Bool) -> Bool {
        if isInternational {
            // ITU-T E.164: at most fifteen digits with the country's code. A British number has nine or ten without it.
            return digits.hasPrefix("44")
                ? (11...12).contains(digits.count) : !digits.hasPrefix("0") && (8...15).contains(digits.count)
        }
        if short, ["101", "111", "119"].contains(digits) || (digits.count == 6 && digits.hasPrefix("116")) {
            return true
        }
        return digits.hasPrefix("0") && (10...11).contains(digits.count)
    }

    /// The number, and the digits of an extension: `0115 496 0123 ext. 12`, `x12`, `#12`.
    private static func split(_ text: String) -> (number: Substring, extra: String?) {
        let pattern = /^(.*?)[\s,;]*(?:extension|ext\.?|x|#)\s*:?\s*([0-9]+)\s*$/.ignoresCase()
        guard let match = text.wholeMatch(of: pattern) else { return (text[...], nil) }
        return (match.1, String(match.2))
    }
}
