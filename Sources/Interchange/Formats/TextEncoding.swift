import Foundation

/// How a file writes its letters. Spreadsheets save UTF-16 and Windows-1252 without saying so.
enum TextEncoding: Equatable {
    case utf8
    case utf16(bigEndian: Bool)

    /// Judged by the first bytes of a file, and how many of them are only a mark.
    static func detect(_ head: UnsafeRawBufferPointer) -> (encoding: TextEncoding, mark: Int) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16(bigEndian: false), 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16(bigEndian: true), 2) }
        // Without a mark, every other byte of Latin text is zero.
        let sample = head.prefix(64)
        guard sample.count >= 4 else { return (.utf8, 0) }
        let even = sample.enumerated().filter { $0.offset % 2 == 0 && $0.element == 0 }.count
        let odd = sample.enumerated().filter { $0.offset % 2 == 1 && $0.element == 0 }.count
        if even == 0, odd > sample.count / 3 { return (.utf16(bigEndian: false), 0) }
        if odd == 0, even > sample.count / 3 { return (.utf16(bigEndian: true), 0) }
        return (.utf8, 0)
    }
}

/// Turns a stream of UTF-16 into UTF-8, whatever the pieces in which it comes.
struct UTF16Stream {
    let bigEndian: Bool
    private var odd: UInt8?
    private var high: UInt16?

    init(bigEndian: Bool) { self.bigEndian = bigEndian }

    mutating func utf8(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2 + 2)
        if let high { units.append(high) }
        high = nil
        var first = odd
        odd = nil
        for byte in bytes {
            if let before = first {
                units.append(
                    bigEndian ? UInt16(before) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(before))
                first = nil
            } else {
                first = byte
            }
        }
        odd = first
        if let last = units.last, UTF16.isLeadSurrogate(last) { high = units.removeLast() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

/// The one-byte encoding of Western Windows; Latin-1 text reads the same in it.
enum Windows1252 {
    static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes {
            if (0x80...0x9F).contains(byte) {
                scalars.append(marks[Int(byte) - 0x80])
            } else {
                scalars.append(Unicode.Scalar(byte))
            }
        }
        return String(scalars)
    }

    // Five positions have no letter; they read as the sign for something unreadable.
    private static let marks: [Unicode.Scalar] = [
        "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{02C6}",
        "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{FFFD}", "\u{017D}", "\u{FFFD}", "\u{FFFD}", "\u{2018}",
        "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{02DC}", "\u{2122}", "\u{0161}",
        "\u{203A}", "\u{0153}", "\u{FFFD}", "\u{017E}", "\u{0178}",
    ]
}
