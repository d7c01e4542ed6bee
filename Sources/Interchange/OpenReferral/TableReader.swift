import Foundation

/// Reads the files of a data package into rows.
struct TableReader {
    let limits: ReadingLimits
    let findings: Findings
    private(set) var tables: [Table: [ForeignRecord]] = [:]
    private var files: [Table: Set<String>] = [:]
    private var bytesRead = 0
    /// How many bytes the files may be together.
    private let most: Int

    struct TooMuch: Error {}

    /// `packed` is the size of the archive that the files come from, where they come from one.
    init(limits: ReadingLimits, packed: Int? = nil, findings: Findings) {
        self.limits = limits
        self.findings = findings
        most = packed.map { min(limits.source, max(limits.unpackedAlways, $0 * limits.ratio)) } ?? limits.source
    }

    /// Reads one file as `table`. A file that cannot be read is a note; what it lacks shows up later.
    mutating func read(_ file: PackageFile, as table: Table) throws(SourceRefusal) {
        var stream = TableStream(limits: limits)
        var rows: [ForeignRecord] = []
        do {
            try file.read { piece in
                bytesRead += piece.count
                if bytesRead > most { throw TooMuch() }
                stream.feed(piece) { take($0, header: $1, of: table, file: file.base, into: &rows) }
            }
            stream.finish { take($0, header: $1, of: table, file: file.base, into: &rows) }
        } catch is TooMuch {
            guard most == limits.source else {
                throw SourceRefusal(
                    "it unpacks to more than \(limits.ratio) times its size, as no directory does",
                    remedy: "ask the directory for a new export, or unpack it and name the folder")
            }
            throw SourceRefusal(
                "the files are more than \(limits.source >> 30) GB together",
                remedy: "ask the directory for a smaller export")
        } catch {
            findings.note("\(file.base) is damaged and was read only in part")
        }
        if let note = stream.encodingNote { findings.note("\(file.base) \(note)") }
        noteColumns(of: stream.header, table: table, file: file.base)
        add(rows, to: actual(table, header: stream.header), file: file.base)
    }

    private mutating func add(_ rows: [ForeignRecord], to table: Table, file: String) {
        guard tables[table] != nil else {
            tables[table] = rows
            files[table] = [file]
            return
        }
        // Some packages hold a table under two names: what is there already is not read again.
        let known = Set((tables[table] ?? []).map(\.id))
        tables[table]?.append(contentsOf: rows.filter { $0.id.isEmpty || !known.contains($0.id) })
    }

    /// HSDS 1.1 keeps its terms in `taxonomy.csv`, where later versions keep the list of taxonomies.
    private func actual(_ table: Table, header: TableHeader?) -> Table {
        guard table == .taxonomy, let header else { return table }
        return ["parent_id", "parent_name", "vocabulary"].contains { header.index[$0] != nil } ? .term : table
    }

    private func take(
        _ row: CSVParser.Row, header: TableHeader, of table: Table, file: String, into rows: inout [ForeignRecord]
    ) {
        let record = ForeignRecord(
            header: header, cells: row.cells.map(CSVText.plain), place: "\(file), line \(row.line)")
        if let fault = row.fault {
            switch fault {
            case .tooLong(let column):
                let name = column < header.names.count ? header.names[column] : ""
                findings.reject(
                    table.record, id: record.id, field: name,
                    "the value is longer than \(limits.field >> 10) kB", at: record.place)
            case .openQuote:
                let name = row.cells.count <= header.names.count ? header.names[max(0, row.cells.count - 1)] : ""
                findings.reject(
                    table.record, id: record.id, field: name, "a quotation mark is opened and never closed",
                    at: record.place)
            }
            return
        }
        if row.cells.count > header.names.count, row.cells[header.names.count...].contains(where: { !$0.isEmpty }) {
            findings.reject(
                table.record, id: record.id, field: header.names.last ?? "",
                "the line has \(row.cells.count) values and the table \(header.names.count) columns: "
                    + "a comma or a quotation mark is not where it should be", at: record.place)
            return
        }
        rows.append(record)
    }

    private func noteColumns(of header: TableHeader?, table: Table, file: String) {
        guard let header else { return findings.note("\(file) is empty") }
        let unknown = header.names.filter { !$0.isEmpty && !table.columns.contains($0) }
        if !unknown.isEmpty {
            let list = unknown.prefix(10).map(Findings.short).joined(separator: ", ")
            findings.note("\(file) has columns that HSDS does not know, and they were left out: \(list)")
        }
    }
}

/// Turns the bytes of one file into rows: encoding first, then the header, then the values.
private struct TableStream {
    private let limits: ReadingLimits
    private(set) var header: TableHeader?
    private var parser: CSVParser?
    private var wide: UTF16Stream?

    init(limits: ReadingLimits) { self.limits = limits }

    /// What the file's encoding is, where it is not the one of the standard.
    var encodingNote: String? {
        if wide != nil { return "is written in UTF-16 and was read as that" }
        return parser?.sawOtherEncoding == true ? "is not UTF-8; it was read as Windows-1252" : nil
    }

    mutating func feed(_ piece: UnsafeRawBufferPointer, row: (CSVParser.Row, TableHeader) -> Void) {
        var piece = piece
        if parser == nil {
            guard !piece.isEmpty else { return }
            let (encoding, mark) = TextEncoding.detect(piece)
            if case .utf16(let bigEndian) = encoding { wide = UTF16Stream(bigEndian: bigEndian) }
            piece = UnsafeRawBufferPointer(rebasing: piece[mark...])
            parser = CSVParser(delimiter: delimiter(of: piece), fieldLimit: limits.field)
        }
        if var wide {
            let bytes = wide.utf8(piece)
            self.wide = wide
            bytes.withUnsafeBytes { parse($0, row: row) }
        } else {
            parse(piece, row: row)
        }
    }

    mutating func finish(row: (CSVParser.Row, TableHeader) -> Void) {
        var header = header
        parser?.finish { TableStream.pass($0, header: &header, to: row) }
        self.header = header
    }

    private mutating func parse(_ bytes: UnsafeRawBufferPointer, row: (CSVParser.Row, TableHeader) -> Void) {
        var header = header
        parser?.feed(bytes) { TableStream.pass($0, header: &header, to: row) }
        self.header = header
    }

    private static func pass(
        _ row: CSVParser.Row, header: inout TableHeader?, to each: (CSVParser.Row, TableHeader) -> Void
    ) {
        if let header { return each(row, header) }
        header = TableHeader(row.cells.map { $0.trimmingCharacters(in: .whitespacesAndNewlines).lowercased() })
    }

    /// Spreadsheets in other countries separate by semicolons or tabs: the first line tells.
    private func delimiter(of piece: UnsafeRawBufferPointer) -> UInt8 {
        let line = piece.prefix(4096).prefix { $0 != 0x0A && $0 != 0x0D }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let counts = candidates.map { candidate in line.lazy.filter { $0 == candidate }.count }
        let most = counts.max() ?? 0
        return most == 0 || counts[0] == most ? candidates[0] : candidates[counts.firstIndex(of: most) ?? 0]
    }
}
