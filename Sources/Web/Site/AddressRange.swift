import Foundation

/// Addresses in the network that begin alike: `10.0.0.0/8`, `2001:db8::/32`, or one alone.
public struct AddressRange: Hashable, Sendable {
    /// This machine, as whoever runs on it is seen.
    public static let thisMachine = ["127.0.0.0/8", "::1/128"].compactMap(AddressRange.init)

    private let bytes: [UInt8]
    private let bits: Int

    /// Nil for a text that is no address and no range.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count), let bytes = Self.bytes(of: parts[0]) else { return nil }
        let most = bytes.count * 8
        let bits = parts.count == 2 ? Int(parts[1]) ?? -1 : most
        guard (0...most).contains(bits) else { return nil }
        self.bytes = bytes
        self.bits = bits
    }

    /// Whether an address, written as numbers, lies in the range.
    public func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
        return (0..<bits).allSatisfy { bit in
            (bytes[bit / 8] ^ other[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
        }
    }

    /// Whether the text is an address, and nothing else.
    static func isAddress(_ text: String) -> Bool { bytes(of: text) != nil }

    /// Four bytes or sixteen. An address of the old kind that is written as one of the new kind is the old one.
    private static func bytes(of text: String) -> [UInt8]? {
        var old = in_addr()
        if inet_pton(AF_INET, text, &old) == 1 { return withUnsafeBytes(of: old) { Array($0) } }
        var new = in6_addr()
        guard inet_pton(AF_INET6, text, &new) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: new) { Array($0) }
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes.suffix(4)) : bytes
    }
}
