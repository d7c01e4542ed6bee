import Vocabulary

/// What something costs, from the amounts and sentences of directories.
enum Price {
    /// An amount in pounds as it stands in a field: `35`, `2.5`, `£2.50`. Nil where it is none.
    static func pounds(_ text: String) -> Pence? {
        let digits = text.filter { $0 != "£" && $0 != "," && $0 != " " }
        return pence(pounds: Substring(digits))
    }

    /// Whether the text says that nothing is to be paid.
    static func saysFree(_ text: String) -> Bool {
        let plain = text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "£" }
            .trimmedSpaces
        return [
            "free", "free of charge", "no charge", "no cost", "no fee", "no fees", "none", "0", "£0", "nil",
            "free to all",
            "this service is free", "free service", "the service is free", "free for all", "free to attend",
            "free entry",
        ].contains(plain)
    }

    /// The dearest amount that a sentence names. Somebody without money must never be told too little.
    static func dearest(in text: String) -> Pence? {
        var dearest: Pence?
        for piece in text.split(separator: "£").dropFirst(text.hasPrefix("£") ? 0 : 1) {
            let digits = piece.drop { $0 == " " }.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
            let amount = digits.filter { $0 != "," }
            let tidy = amount.hasSuffix(".") ? amount.dropLast() : Substring(amount)
            if let pence = pence(pounds: tidy), pence > dearest ?? Pence(-1) { dearest = pence }
        }
        return dearest
    }

    private static func pence(pounds: Substring) -> Pence? {
        let parts = pounds.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...6).contains(whole.count), let units = Int(whole), units >= 0,
            whole.first != "+"
        else { return nil }
        guard parts.count == 2 else { return parts.count == 1 ? Pence(units * 100) : nil }
        let fraction = parts[1].prefix(2)
        guard parts[1].allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        let cents = fraction.isEmpty ? 0 : (Int(fraction) ?? 0) * (fraction.count == 1 ? 10 : 1)
        return Pence(units * 100 + cents)
    }
}

extension String {
    fileprivate var trimmedSpaces: String { split(separator: " ").joined(separator: " ") }
}
