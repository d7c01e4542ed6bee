import Foundation

/// The id of one `Owner`, so that a person's id can never be handed over where a group's is asked for.
///
/// The text is opaque: imported records keep ids of any shape, ours are UUIDs in lower case.
/// Ids compare by their UTF-8 bytes, which is the order that `matching.md` asks for.
@frozen public struct Identifier<Owner>: Spelled, Sendable {
    public let rawValue: String

    @inlinable public init(rawValue: String) { self.rawValue = rawValue }
    @inlinable public init(_ text: String) { self.rawValue = text }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Identifier: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension Identifier: CustomStringConvertible {
    public var description: String { rawValue }
}

/// Makes ids. The live source is random; a test or the demo town passes a counted one.
public struct IdentifierSource: Sendable {
    private let make: @Sendable () -> String

    public init(_ make: @escaping @Sendable () -> String) { self.make = make }

    public func next<Owner>(_: Owner.Type = Owner.self) -> Identifier<Owner> { Identifier(rawValue: make()) }

    /// A version 4 UUID in lower case for every id.
    public static let random = IdentifierSource { UUID().uuidString.lowercased() }
}
