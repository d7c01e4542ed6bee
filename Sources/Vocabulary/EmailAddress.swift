/// An e-mail address that can be written to: what no mail can be sent to is refused where it is typed, not when a letter
/// comes back.
public struct EmailAddress: Hashable, Sendable {
    public let text: String

    /// Nil unless the text is one plain address, such as `hello@kitchen.example`, that can stand in a header and in the
    /// envelope without being read as something else. Quoted local parts and letters beyond ASCII are refused: few
    /// servers take them, and they are where injections hide.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, EmailAddress.isLocalPart(parts[0]),
            EmailAddress.isDomain(parts[1])
        else { return nil }
        self.text = text
    }

    /// What stands after the `@`.
    public var domain: String { text.split(separator: "@").last.map(String.init) ?? "" }

    private static func isLocalPart(_ part: Substring) -> Bool {
        let marks = Set("!#$%&'*+-/=?^_`{|}~.".utf8)
        return (1...64).contains(part.utf8.count) && !part.hasPrefix(".") && !part.hasPrefix("-")
            && !part.hasSuffix(".") && !part.contains("..")
            && part.utf8.allSatisfy { isLetterOrDigit($0) || marks.contains($0) }
    }

    private static func isDomain(_ part: Substring) -> Bool {
        part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
