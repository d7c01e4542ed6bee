/// Writes JSON by hand, in the order in which it is called.
///
/// An answer over a whole country has a hundred thousand entries; Foundation's encoder builds a tree of
/// boxes for each of them before it writes the first byte.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether the next key or element is the first of its object or array.
    private var isFirst = true

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        isFirst = false
    }

    mutating func array<Elements: Sequence>(
        _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
    ) {
        bytes.append(UInt8(ascii: "["))
        isFirst = true
        for element in elements {
            separate()
            body(&self, element)
            isFirst = false
        }
        bytes.append(UInt8(ascii: "]"))
        isFirst = false
    }

    /// Writes a key of ours, which never needs an escape.
    mutating func key(_ name: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        isFirst = false
    }

    mutating func write(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    mutating func write(_ number: Int?) {
        if let number { write(number) } else { writeNull() }
    }

    mutating func write(_ fact: Bool) { bytes.append(contentsOf: (fact ? "true" : "false").utf8) }

    /// Writes the shortest decimal that reads back as the same number.
    mutating func write(_ number: Double?) {
        guard let number else { return writeNull() }
        bytes.append(contentsOf: String(number).utf8)
    }

    mutating func write(_ text: String?) {
        if let text { write(text) } else { writeNull() }
    }

    mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func writeNull() { bytes.append(contentsOf: "null".utf8) }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
    }
}
