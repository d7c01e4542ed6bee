import Vocabulary

/// Eight digits by which somebody can be named where no name may be said: on a slip of paper, over the telephone.
///
/// It follows from the id, so that it needs no place of its own and never changes. Two people may share one, as seldom as
/// two telephone numbers are mixed up: whoever looks by it chooses between those it finds.
public struct ShortNumber: Hashable, Sendable {
    /// Without spaces, as it is stored and compared.
    public let digits: String

    init(of id: Person.ID) {
        // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        // The low bits alone would repeat the pattern of the last letters.
        let number = String((hash ^ (hash >> 32)) % 100_000_000)
        digits = String(repeating: "0", count: 8 - number.count) + number
    }

    /// What somebody typed or read out; nil where it is no such number.
    public init?(_ typed: String) {
        let signs = typed.filter { !$0.isWhitespace && $0 != "-" }
        let digits = signs.compactMap(\.wholeNumberValue).filter { (0...9).contains($0) }.map(String.init).joined()
        guard digits.count == 8, signs.count == 8 else { return nil }
        self.digits = digits
    }

    /// In two groups of four: `4821 7730`.
    public var text: String { "\(digits.prefix(4)) \(digits.suffix(4))" }
}

extension Person {
    /// By which they can be named where no name may be said.
    public var shortNumber: ShortNumber { ShortNumber(of: id) }
}
