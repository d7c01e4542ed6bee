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
