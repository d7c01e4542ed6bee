/// An amount of money in pence. Never negative where it is a fee; arithmetic is the caller's.
public struct Pence: Hashable, Sendable, Comparable, Codable {
    public let amount: Int

    public init(_ amount: Int) { self.amount = amount }

    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(amount)
    }

    public static func < (left: Pence, right: Pence) -> Bool { left.amount < right.amount }

    public static let zero = Pence(0)
}

extension Pence: CustomStringConvertible {
    /// `£2.50`, or `£2` where there are no pence.
    public var description: String {
        let pounds = amount / 100
        let rest = amount % 100
        return rest == 0 ? "£\(pounds)" : "£\(pounds).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension Pence {
    /// Reads an amount of pounds as people type it: `2`, `2.50`, `2,50`, `£2.5`, `50p`, `1,250.00`.
    ///
    /// One or two digits after a point or a comma are pence, whichever of the two it is. Nil where it could mean two
    /// amounts (`1,000` is a thousand here and one elsewhere) or none: whoever typed it is asked, and nothing is guessed.
    public init?(typed text: String) {
        let compact = text.replacing("\u{66B}", with: ".").replacing("\u{66C}", with: ",")
        if let match = compact.wholeMatch(of: /\s*([0-9]{1,4})\s*[pP]\s*/), let pence = Int(match.1) {
            self.init(pence)
        } else if let match = compact.wholeMatch(of: /\s*£?\s*([0-9]{1,7})(?:[.,]([0-9]{1,2}))?\s*/) {
            self.init(pounds: String(match.1), pence: match.2.map(String.init))
        } else if let match = compact.wholeMatch(of: /\s*£?\s*([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]{2})\s*/) {
            self.init(pounds: String(match.1.replacing(",", with: "")), pence: String(match.2))
        } else if let match = compact.wholeMatch(of: /\s*£?\s*([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{2})\s*/) {
            self.init(pounds: String(match.1.replacing(".", with: "")), pence: String(match.2))
        } else {
            return nil
        }
    }

    private init?(pounds: String, pence: String?) {
        guard let pounds = Int(pounds), let rest = Int(pence.map { $0.count == 1 ? $0 + "0" : $0 } ?? "0") else {
            return nil
        }
        self.init(pounds * 100 + rest)
    }
}
