import Foundation

/// What is wrong at one place of a JSON text.
struct ReadingFault: Error {
    /// The way to the place, outermost last: `to`, `[0]`, `sessions`.
    var path: [String] = []
    let problem: String

    init(_ problem: String) { self.problem = problem }

    /// `sessions[0].to`.
    var field: String {
        path.reversed().reduce(into: "") { text, step in
            text += step.hasPrefix("[") || text.isEmpty ? step : ".\(step)"
        }
    }

    func inside(_ step: String) -> ReadingFault {
        var fault = self
        fault.path.append(step)
        return fault
    }
}

/// Reads JSON value by value, straight into the types of the caller.
///
/// A directory of 100,000 groups is some 60 MB of JSON; Foundation's decoder first builds a map of all of
/// it and then boxes every value, and it passes over a key that stands twice without a word. The reader keeps to RFC 8259, refuses a key that stands twice
/// in one object, skips keys it does not know, and takes `null` for a field that is left out.
struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    /// The caller keeps the bytes alive while it reads.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        // A byte order mark is no part of JSON, and Windows writes it all the same.
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    /// Goes back to a place where a value begins.
    mutating func rewind(to position: Int) { self.position = position }

    // MARK: Objects and arrays

    /// Calls `body` with the index in `keys` of every known key whose value is not null.
    @inline(__always)
    mutating func object(
        _ keys: KeyTable, _ body: (Int, inout JSONReader) throws(ReadingFault) -> Void
    ) throws(ReadingFault) {
        guard peek() == UInt8(ascii: "{") else { throw ReadingFault("must be an object") }
        position += 1
        var seen: UInt64 = 0
        var guess = 0
        if peek() == UInt8(ascii: "}") {
            position += 1
            return
        }
        while true {
            guard peek() == UInt8(ascii: "\"") else { throw ReadingFault("is not JSON: a key is expected\(place)") }
            let (raw, isPlain) = try rawString()
            let index = isPlain ? keys.index(of: raw, guess: guess) : keys.index(of: try unescaped(raw))
            guard peek() == UInt8(ascii: ":") else { throw ReadingFault("is not JSON: a colon is expected\(place)") }
            position += 1
            if let index {
                guard seen & (1 << UInt64(index)) == 0 else {
                    throw ReadingFault("stands twice").inside(keys.names[index])
                }
                seen |= 1 << UInt64(index)
                guess = index + 1
                if peek() == UInt8(ascii: "n") {
                    try word("null")
                } else {
                    do throws(ReadingFault) { try body(index, &self) } catch { throw error.inside(keys.names[index]) }
                }
            } else {
                try skip()
            }
            if try endsHere(UInt8(ascii: "}")) { return }
        }
    }

    /// Calls `body` where each element begins.
    @inline(__always)
    mutating func array(_ body: (inout JSONReader) throws(ReadingFault) -> Void) throws(ReadingFault) {
        guard peek() == UInt8(ascii: "[") else { throw ReadingFault("must be a list") }
        position += 1
        if peek() == UInt8(ascii: "]") {
            position += 1
            return
        }
        var index = 0
        while true {
            do throws(ReadingFault) { try body(&self) } catch { throw error.inside("[\(index)]") }
            index += 1
            if try endsHere(UInt8(ascii: "]")) { return }
        }
    }

    @inline(__always)
    mutating func list<Element>(
        _ element: (inout JSONReader) throws(ReadingFault) -> Element
    ) throws(ReadingFault) -> [Element] {
        var elements: [Element] = []
        try array { reader throws(ReadingFault) in elements.append(try element(&reader)) }
        return elements
    }

    private mutating func endsHere(_ end: UInt8) throws(ReadingFault) -> Bool {
        switch peek() {
        case end:
            position += 1
            return true
        case UInt8(ascii: ","):
            position += 1
            return false
        default: throw ReadingFault("is not JSON: a comma is expected\(place)")
        }
    }

    // MARK: Values

    mutating func bool() throws(ReadingFault) -> Bool {
        switch peek() {
        case UInt8(ascii: "t"):
            try word("true")
            return true
        case UInt8(ascii: "f"):
            try word("false")
            return false
        default: throw ReadingFault("must be true or false")
        }
    }

    /// A whole number; `4.0` is one.
    mutating func whole() throws(ReadingFault) -> Int {
        let digits = try number()
        var value = 0
        var at = digits.startIndex
        let isNegative = digits[at] == UInt8(ascii: "-")
        if isNegative { at += 1 }
        while at < digits.endIndex, digits[at] >= UInt8(ascii: "0"), digits[at] <= UInt8(ascii: "9"), value < 1 << 53 {
            value = value * 10 + Int(digits[at] - UInt8(ascii: "0"))
            at += 1
        }
        if at < digits.endIndex {
            let exact = try double(digits)
            guard exact.magnitude < 1e18, let whole = Int(exactly: exact) else {
                throw ReadingFault("must be a whole number")
            }
            return whole
        }
        return isNegative ? -value : value
    }

    mutating func double() throws(ReadingFault) -> Double { try double(try number()) }

    private func double(_ digits: Slice<UnsafeBufferPointer<UInt8>>) throws(ReadingFault) -> Double {
        guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
            throw ReadingFault("is too large a number")
        }
        return value
    }

    mutating func string() throws(ReadingFault) -> String {
        guard peek() == UInt8(ascii: "\"") else { throw ReadingFault("must be text") }
        let (raw, isPlain) = try rawString()
        return isPlain ? String(decoding: raw, as: UTF8.self) : try unescaped(raw)
    }

    /// One of the names of a table, which says which values there are when it is none of them.
    mutating func choice(_ names: KeyTable) throws(ReadingFault) -> Int {
        guard peek() == UInt8(ascii: "\"") else { throw ReadingFault("must be text") }
        let (raw, isPlain) = try rawString()
        let index = isPlain ? names.index(of: raw, guess: 0) : names.index(of: try unescaped(raw))
        guard let index else {
            throw ReadingFault("is none of \(names.names.joined(separator: ", "))")
        }
        return index
    }

    /// Passes over one value of any shape. An open bracket more than 500 deep is refused.
    mutating func skip(depth: Int = 0) throws(ReadingFault) {
        guard depth < 500 else { throw ReadingFault("is nested too deeply") }
        switch peek() {
        case UInt8(ascii: "{"):
            position += 1
            if peek() == UInt8(ascii: "}") {
                position += 1
                return
            }
            repeat {
                guard peek() == UInt8(ascii: "\"") else { throw ReadingFault("is not JSON: a key is expected\(place)") }
                try skipString()
                guard peek() == UInt8(ascii: ":") else {
                    throw ReadingFault("is not JSON: a colon is expected\(place)")
                }
                position += 1
                try skip(depth: depth + 1)
            } while try !endsHere(UInt8(ascii: "}"))
        case UInt8(ascii: "["):
            position += 1
            if peek() == UInt8(ascii: "]") {
                position += 1
                return
            }
            repeat { try skip(depth: depth + 1) } while try !endsHere(UInt8(ascii: "]"))
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: _ = try number()
        }
    }

    /// Passes over a text, which has to be one all the same.
    private mutating func skipString() throws(ReadingFault) {
        let (raw, isPlain) = try rawString()
        if !isPlain { _ = try unescaped(raw) }
    }

    /// Throws unless only white space is left.
    mutating func end() throws(ReadingFault) {
        guard peek() == nil else { throw ReadingFault("is not JSON: something follows the end\(place)") }
    }

    // MARK: Bytes

    /// The next byte that is not white space, which is not passed.
    @inline(__always)
    mutating func peek() -> UInt8? {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    /// Where the reader is, for a message to people: ` (line 3)`.
    private var place: String {
        let line = bytes[..<min(position, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
        return position < bytes.count ? " (line \(line))" : " (line \(line), at the end)"
    }

    private mutating func word(_ text: StaticString) throws(ReadingFault) {
        let length = text.utf8CodeUnitCount
        guard bytes.count - position >= length, let start = bytes.baseAddress,
            memcmp(start + position, text.utf8Start, length) == 0
        else { throw ReadingFault("is not JSON\(place)") }
        position += length
    }

    /// The bytes of a number, checked against the grammar.
    private mutating func number() throws(ReadingFault) -> Slice<UnsafeBufferPointer<UInt8>> {
        let isStart = peek().map { $0 == UInt8(ascii: "-") || isDigit($0) } ?? false
        guard isStart else { throw ReadingFault("must be a number") }
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let leading = position
        try digits()
        guard bytes[leading] != UInt8(ascii: "0") || position == leading + 1 else {
            throw ReadingFault("is not JSON: a number begins with 0\(place)")
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits()
        }
        return bytes[start..<position]
    }

    private mutating func digits() throws(ReadingFault) {
        let start = position
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        guard position > start else { throw ReadingFault("is not JSON: a digit is expected\(place)") }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// The bytes between two quotes, and whether they stand for themselves.
    private mutating func rawString() throws(ReadingFault) -> (Slice<UnsafeBufferPointer<UInt8>>, isPlain: Bool) {
        let start = position + 1
        var at = start
        var isPlain = true
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                position = at + 1
                return (bytes[start..<at], isPlain)
            }
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                at += 2
                continue
            }
            guard byte >= 0x20 else { break }
            // Text that is not ASCII is checked with the rest of it.
            if byte >= 0x80 { isPlain = false }
            at += 1
        }
        position = min(at, bytes.count)
        throw ReadingFault("is not JSON: a text does not end\(place)")
    }

    private func unescaped(_ raw: Slice<UnsafeBufferPointer<UInt8>>) throws(ReadingFault) -> String {
        var out: [UInt8] = []
        var at = raw.startIndex
        while at < raw.endIndex {
            guard raw[at] == UInt8(ascii: "\\") else {
                out.append(raw[at])
                at += 1
                continue
            }
            // A backslash is never last: it would have taken the closing quote with it.
            let escape = raw[at + 1]
            at += 2
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(escape)
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "u"):
                var units = [try codeUnit(raw, at)]
                at += 4
                if units[0] & 0xFC00 == 0xD800, raw.endIndex - at >= 6, raw[at] == UInt8(ascii: "\\"),
                    raw[at + 1] == UInt8(ascii: "u")
                {
                    units.append(try codeUnit(raw, at + 2))
                    at += 6
                }
                guard let text = String(validating: units, as: UTF16.self) else {
                    throw ReadingFault("is not JSON: half of a character\(place)")
                }
                out.append(contentsOf: text.utf8)
            default: throw ReadingFault("is not JSON: an escape that does not exist\(place)")
            }
        }
        guard let text = String(validating: out, as: UTF8.self) else { throw ReadingFault("is not text in UTF-8") }
        return text
    }

    private func codeUnit(_ raw: Slice<UnsafeBufferPointer<UInt8>>, _ start: Int) throws(ReadingFault) -> UInt16 {
        guard raw.endIndex - start >= 4,
            raw[start..<start + 4].allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt16(String(decoding: raw[start..<start + 4], as: UTF8.self), radix: 16)
        else { throw ReadingFault("is not JSON: an escape that does not exist\(place)") }
        return unit
    }
}
