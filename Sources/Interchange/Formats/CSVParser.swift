import Foundation

/// Cuts comma-separated text into rows as it streams past (RFC 4180), and survives what is wrong with it.
///
/// A value that is too long, or a quote that is never closed, spoils its own row: the parser goes on with
/// the next line that has the right number of values. See ADR 0010 for why this is not SwiftCSV.
struct CSVParser {
    struct Row {
        let cells: [String]
        /// The line on which it starts, from 1.
        let line: Int
        let fault: Fault?
    }

    enum Fault: Equatable {
        case tooLong(column: Int)
        case openQuote
    }

    private enum State { case fieldStart, unquoted, quoted, quoteSeen }

    private let delimiter: UInt8
    private let limit: Int
    private var state = State.fieldStart
    private var field: [UInt8] = []
    private var fieldIsPartial = false
    /// Looking for the next good line is done once in a value, however long it goes on.
    private var triedRecovery = false
    private var cells: [String] = []
    private var fault: Fault?
    private var line = 1
    private var rowLine = 1
    private var skipsLineFeed = false
    /// How many values a row has, known after the first.
    private var columns: Int?
    /// Whether some value was not UTF-8 and was taken for Windows-1252.
    private(set) var sawOtherEncoding = false

    init(delimiter: UInt8 = UInt8(ascii: ","), fieldLimit: Int) {
        self.delimiter = delimiter
        limit = fieldLimit
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer, row: (Row) throws -> Void) rethrows {
        var index = 0
        let count = bytes.count
        while index < count {
            switch state {
            case .fieldStart:
                let byte = bytes[index]
                if skipsLineFeed {
                    skipsLineFeed = false
                    if byte == 0x0A {
                        index += 1
                        continue
                    }
                }
                if cells.isEmpty { rowLine = line }
                if byte == UInt8(ascii: "\"") {
                    state = .quoted
                    index += 1
                } else {
                    state = .unquoted
                }
            case .unquoted:
                var end = index
                while end < count, bytes[end] != delimiter, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
                if end == count {
                    keep(bytes[index..<end])
                    index = end
                } else {
                    finishField(with: bytes[index..<end])
                    index = try finish(at: bytes[end], index: end, row: row)
                }
            case .quoted:
                let quote = CSVParser.find(UInt8(ascii: "\""), in: bytes, from: index)
                let end = quote ?? count
                for byte in bytes[index..<end] where byte == 0x0A { line += 1 }
                keep(bytes[index..<end])
                index = end
                if quote != nil {
                    state = .quoteSeen
                    index += 1
                } else if fault != nil, !triedRecovery {
                    triedRecovery = true
                    if let rest = recoverable() { try recover(from: rest, row: row) }
                }
            case .quoteSeen:
                let byte = bytes[index]
                if byte == UInt8(ascii: "\"") {
                    keep(bytes[index..<(index + 1)])
                    state = .quoted
                    index += 1
                } else if byte == delimiter || byte == 0x0A || byte == 0x0D {
                    finishField(with: bytes[index..<index])
                    index = try finish(at: byte, index: index, row: row)
                } else {
                    // `"Tea" and talk`: not good CSV, and clear all the same.
                    state = .unquoted
                }
            }
        }
    }

    mutating func finish(row: (Row) throws -> Void) rethrows {
        if state == .quoted {
            fault = fault ?? .openQuote
            if let rest = recoverable() {
                try recover(from: rest, row: row)
                return try finish(row: row)
            }
        }
        if state != .fieldStart || !cells.isEmpty {
            finishField(with: nil)
            try finishRow(row)
        }
    }

    /// Ends a field, and the row where `byte` is the end of a line. Answers where to go on.
    private mutating func finish(at byte: UInt8, index: Int, row: (Row) throws -> Void) rethrows -> Int {
        state = .fieldStart
        if byte != delimiter {
            line += 1
            skipsLineFeed = byte == 0x0D
            try finishRow(row)
        }
        return index + 1
    }

    private mutating func keep(_ slice: Slice<UnsafeRawBufferPointer>) {
        fieldIsPartial = true
        let room = limit - field.count
        if slice.count > room {
            fault = fault ?? .tooLong(column: cells.count)
            if room > 0 { field.append(contentsOf: slice.prefix(room)) }
        } else {
            field.append(contentsOf: slice)
        }
    }

    private mutating func finishField(with slice: Slice<UnsafeRawBufferPointer>?) {
        if !fieldIsPartial, let slice, slice.count <= limit {
            cells.append(text(UnsafeRawBufferPointer(rebasing: slice)))
            return
        }
        if let slice { keep(slice) }
        cells.append(field.withUnsafeBytes { text($0) })
        field.removeAll(keepingCapacity: field.capacity < 1 << 16)
        fieldIsPartial = false
        triedRecovery = false
    }

    private mutating func finishRow(_ row: (Row) throws -> Void) rethrows {
        let finished = Row(cells: cells, line: rowLine, fault: fault)
        state = .fieldStart
        cells = []
        // A header of a million columns is no reason to keep room for a million values in every row.
        cells.reserveCapacity(min(columns ?? 16, 64))
        fault = nil
        if columns == nil { columns = finished.cells.count }
        // An empty line is no row.
        if finished.cells.count > 1 || finished.cells.first?.isEmpty == false { try row(finished) }
    }

    private mutating func text(_ bytes: UnsafeRawBufferPointer) -> String {
        if bytes.isEmpty { return "" }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        sawOtherEncoding = true
        return Windows1252.text(bytes)
    }

    // MARK: Recovering

    /// What was swallowed by a quote that should not be there: everything from the first kept line that
    /// again has as many values as the header.
    private func recoverable() -> (bytes: [UInt8], lines: Int)? {
        guard let columns, columns > 1 else { return nil }
        var start = 0
        var lines = 0
        while let feed = field[start...].firstIndex(of: 0x0A) {
            start = feed + 1
            lines += 1
            var trial = CSVParser(delimiter: delimiter, fieldLimit: limit)
            let end = field[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? field.endIndex
            var cells = 0
            field[start..<end].withUnsafeBytes { bytes in
                trial.feed(bytes) { cells = $0.cells.count }
            }
            if trial.state == .unquoted || trial.state == .quoteSeen { cells = trial.cells.count + 1 }
            if cells == columns { return (Array(field[start...]), lines) }
        }
        return nil
    }

    private mutating func recover(from rest: (bytes: [UInt8], lines: Int), row: (Row) throws -> Void) rethrows {
        let total = field.lazy.filter { $0 == 0x0A }.count
        fault = .openQuote
        field.removeAll()
        fieldIsPartial = false
        triedRecovery = false
        cells.append("")
        try finishRow(row)
        line -= total - rest.lines
        try rest.bytes.withUnsafeBytes { try feed($0, row: row) }
    }

    private static func find(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from index: Int) -> Int? {
        guard let base = bytes.baseAddress, let found = memchr(base + index, Int32(byte), bytes.count - index) else {
            return nil
        }
        return UnsafeRawPointer(found) - base
    }
}
