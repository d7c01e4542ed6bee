import Foundation
import Vocabulary

/// Reads directories in the formats of Open Referral: HSDS and ORUK JSON, and tabular data packages.
///
/// It does no I/O: whoever has a file or a feed hands over its bytes.
public struct DirectoryReader {
    let words: DirectoryWords
    let today: Day
    let limits: ReadingLimits

    /// Schedules and prices that ended before `today` are not in force.
    public init(words: DirectoryWords, today: Day, limits: ReadingLimits = ReadingLimits()) {
        self.words = words
        self.today = today
        self.limits = limits
    }

    /// Reads a file by what it holds: a zip archive, or JSON of any shape that Open Referral uses.
    public func read(file: Data) throws(SourceRefusal) -> DirectoryReading {
        ZipArchive.looksLikeOne(file) ? try read(zip: file) : try read(json: file)
    }

    /// Reads one service, an array, a page or lines of JSON.
    public func read(json: Data) throws(SourceRefusal) -> DirectoryReading {
        let findings = Findings()
        let source = JSONSource(limits: limits, findings: findings)
        switch try source.content(of: json) {
        case .pieces(let pieces): return try collect(pieces, from: source, findings: findings)
        case .tables(let files): return try read(package: files, outside: [], findings: findings)
        }
    }

    /// Reads records that were fetched one by one.
    ///
    /// `onlyListed` are the ids that the feed lists and could not give whole: they are read as listed, and said so.
    public func read(records: [Data], onlyListed: [String] = []) throws(SourceRefusal) -> DirectoryReading {
        let findings = Findings()
        for id in onlyListed {
            findings.reject(
                "service", id: id, field: "", "the feed lists it and could not give it whole; it was read as listed",
                at: "", whole: false)
        }
        let source = JSONSource(limits: limits, findings: findings)
        return try collect(records, from: source, findings: findings)
    }

    /// Reads a zipped data package.
    public func read(zip: Data) throws(SourceRefusal) -> DirectoryReading {
        let findings = Findings()
        let result: Result<DirectoryReading, SourceRefusal>
        do {
            result = try ZipArchive.withFiles(of: zip, atMost: limits.entries) { files, outside in
                Result { () throws(SourceRefusal) in
                    try read(package: files, outside: outside, packed: zip.count, findings: findings)
                }
            }
        } catch ZipArchive.Fault.tooManyFiles {
            throw SourceRefusal(
                "the archive holds more than \(limits.entries) files", remedy: "zip the folder of the package itself")
        } catch {
            throw SourceRefusal(
                "it is named or begins like a zip archive and is none, or it is damaged",
                remedy: "fetch or zip it again")
        }
        return try result.get()
    }

    /// Reads the files of a data package: `datapackage.json` and its tables.
    public func read(package files: [PackageFile]) throws(SourceRefusal) -> DirectoryReading {
        try read(package: files, outside: [], findings: Findings())
    }

    /// `packed` is the size of the archive that the files come from, where they come from one.
    private func read(
        package files: [PackageFile], outside: [String], packed: Int? = nil, findings: Findings
    ) throws(SourceRefusal) -> DirectoryReading {
        for path in outside.prefix(20) {
            findings.note("\(Findings.short(path)) lies outside the package and was not read")
        }
        if outside.count > 20 { findings.note("\(outside.count - 20) more lie outside the package") }
        let files = files.filter { !$0.base.hasPrefix("._") && !$0.name.hasPrefix("__MACOSX/") }
        // A package is often a folder inside an archive of many things: only its tables count.
        let plan = PackageDescription(files: files, findings: findings)
        guard plan.tables.count <= limits.files else {
            throw SourceRefusal(
                "it holds more than \(limits.files) tables", remedy: "name the folder of the package itself")
        }
        guard plan.tables.contains(where: { $0.table == .service }) else {
            throw SourceRefusal(
                "it holds no services.csv",
                remedy: "name a data package of Open Referral: datapackage.json and its CSV files")
        }
        var reader = TableReader(limits: limits, packed: packed, findings: findings)
        for (file, table) in plan.tables { try reader.read(file, as: table) }
        guard let services = reader.tables[.service], let first = services.first else {
            throw SourceRefusal(
                "its services.csv holds no services that can be read", remedy: "ask the directory for a new export")
        }
        guard first.has("id"), first.has("name") else {
            throw SourceRefusal(
                "its services.csv has no columns id and name", remedy: "name a data package of Open Referral")
        }
        var assembly = TabularAssembly(tables: reader.tables, findings: findings)
        reader = TableReader(limits: limits, findings: findings)
        var collection = ServiceCollection(mapping: mapping(findings))
        for record in assembly.services() { collection.add(record) }
        return collection.reading
    }

    /// Parses and maps one record after the other, so that the parsed form of only one is in memory.
    private func collect(
        _ pieces: [Data], from source: JSONSource, findings: Findings
    ) throws(SourceRefusal) -> DirectoryReading {
        var collection = ServiceCollection(mapping: mapping(findings))
        var otherKinds: Set<String> = []
        var isEmpty = true
        for (index, piece) in pieces.enumerated() {
            for record in source.services(in: piece, number: index + 1, otherKinds: &otherKinds) {
                collection.add(record)
                isEmpty = false
            }
        }
        if isEmpty, !pieces.isEmpty { throw source.refusal(otherKinds: otherKinds) }
        return collection.reading
    }

    private func mapping(_ findings: Findings) -> ServiceMapping {
        ServiceMapping(words: words, today: today, findings: findings)
    }
}

/// Services as they are read, each id once.
private struct ServiceCollection {
    let mapping: ServiceMapping
    private var services: [ServiceRecord] = []
    private var seen: [String: Int] = [:]

    init(mapping: ServiceMapping) { self.mapping = mapping }

    var reading: DirectoryReading { DirectoryReading(services: services, report: mapping.findings.finished()) }

    mutating func add(_ record: ForeignRecord) {
        guard let service = mapping.service(from: record) else { return }
        let key = StableID.compared(service.id)
        guard let index = seen[key] else {
            seen[key] = services.count
            services.append(service)
            return
        }
        // A list of services at locations names a service once for each of its places.
        let known = Set(services[index].places.map { StableID.compared($0.id) })
        let added = service.places.filter { !known.contains(StableID.compared($0.id)) }
        if record.attached["service_at_locations"] != nil, !added.isEmpty {
            services[index].places += added
            return
        }
        let differs = service == services[index] ? "" : " and differs"
        mapping.findings.reject(
            "service", id: service.id, field: "id", "comes twice\(differs); the first one was read", at: record.place)
    }
}
