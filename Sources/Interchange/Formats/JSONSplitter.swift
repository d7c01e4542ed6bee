import Foundation

/// Finds where the parts of a JSON text begin and end without building them.
///
/// A directory is one array of thousands of records. Cut apart first, each record is parsed by itself: a
/// record that is broken or enormous is left out, and the rest is read in little memory. Only strings and
/// brackets are looked at here; whether a part is good JSON is for the parser to say.
struct JSONSplitter {
    let bytes: Data

    struct Broken: Error {
        /// Where the text ended too early or went wrong, in bytes from its start.
        let offset: Int
    }

    /// The first byte that is not white space at or after `index`; the end where there is none.
    func skipSpace(from index: Data.Index) -> Data.Index {
        var index = index
        while index < bytes.endIndex, JSONSplitter.isSpace(bytes[index]) { index += 1 }
        return index
    }

    /// The index after the value that starts at `start`.
    func end(ofValueAt start: Data.Index) throws(Broken) -> Data.Index {
        guard start < bytes.endIndex else { throw broken(start) }
        switch bytes[start] {
        case UInt8(ascii: "\""): return try end(ofStringAt: start)
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try end(ofBracketAt: start)
        default:
            var index = start
            while index < bytes.endIndex, !JSONSplitter.endsScalar(bytes[index]) { index += 1 }
            guard index > start else { throw broken(start) }
            return index
        }
    }

    /// The elements of the array that starts at `start`.
    func elements(ofArrayAt start: Data.Index) throws(Broken) -> [Range<Data.Index>] {
        var ranges: [Range<Data.Index>] = []
        var index = skipSpace(from: start + 1)
        while index < bytes.endIndex, bytes[index] != UInt8(ascii: "]") {
            let end = try end(ofValueAt: index)
            ranges.append(index..<end)
            index = skipSpace(from: end)
            guard index < bytes.endIndex else { break }
            if bytes[index] == UInt8(ascii: ",") {
                index = skipSpace(from: index + 1)
            } else if bytes[index] != UInt8(ascii: "]") {
                throw broken(index)
            }
        }
        guard index < bytes.endIndex else { throw broken(index) }
        return ranges
    }

    /// The members of the object that starts at `start`: the key without its quotes, and where the value is.
    func members(ofObjectAt start: Data.Index) throws(Broken) -> [(key: String, value: Range<Data.Index>)] {
        var members: [(key: String, value: Range<Data.Index>)] = []
        var index = skipSpace(from: start + 1)
        while index < bytes.endIndex, bytes[index] != UInt8(ascii: "}") {
            guard bytes[index] == UInt8(ascii: "\"") else { throw broken(index) }
            let keyEnd = try end(ofStringAt: index)
            let key = String(decoding: bytes[(index + 1)..<(keyEnd - 1)], as: UTF8.self)
            index = skipSpace(from: keyEnd)
            guard index < bytes.endIndex, bytes[index] == UInt8(ascii: ":") else { throw broken(index) }
            index = skipSpace(from: index + 1)
            let end = try end(ofValueAt: index)
            members.append((key, index..<end))
            index = skipSpace(from: end)
            guard index < bytes.endIndex else { break }
            if bytes[index] == UInt8(ascii: ",") {
                index = skipSpace(from: index + 1)
            } else if bytes[index] != UInt8(ascii: "}") {
                throw broken(index)
            }
        }
        guard index < bytes.endIndex else { throw broken(index) }
        return members
    }

    private func end(ofStringAt start: Data.Index) throws(Broken) -> Data.Index {
        var index = start + 1
        while let quote = next(UInt8(ascii: "\""), from: index) {
            var backslashes = 0
            while quote - backslashes - 1 > start, bytes[quote - backslashes - 1] == UInt8(ascii: "\\") {
                backslashes += 1
            }
            if backslashes % 2 == 0 { return quote + 1 }
            index = quote + 1
        }
        throw broken(bytes.endIndex)
    }

    private func end(ofBracketAt start: Data.Index) throws(Broken) -> Data.Index {
        var depth = 0
        var index = start
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index = try end(ofStringAt: index)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        throw broken(index)
    }

    /// A long string is searched by the C library: a value of a gigabyte is passed over in a moment.
    private func next(_ byte: UInt8, from index: Data.Index) -> Data.Index? {
        bytes.withUnsafeBytes { buffer in
            let offset = index - bytes.startIndex
            guard offset < buffer.count, let base = buffer.baseAddress,
                let found = memchr(base + offset, Int32(byte), buffer.count - offset)
            else { return nil }
            return bytes.startIndex + (UnsafeRawPointer(found) - base)
        }
    }

    private func broken(_ index: Data.Index) -> Broken { Broken(offset: index - bytes.startIndex) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
            || byte == UInt8(ascii: ":")
    }
}
