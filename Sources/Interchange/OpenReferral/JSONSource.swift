import Foundation

/// Finds the services in JSON of any shape that Open Referral uses.
struct JSONSource {
    let limits: ReadingLimits
    let findings: Findings

    enum Content {
        /// Records, cut apart and not yet parsed.
        case pieces([Data])
        /// A data package written as one JSON text: tables by their file names.
        case tables([PackageFile])
    }

    func content(of json: Data) throws(SourceRefusal) -> Content {
        let bytes = try utf8(json)
        let splitter = JSONSplitter(bytes: bytes)
        let start = splitter.skipSpace(from: bytes.startIndex)
        guard start < bytes.endIndex else { throw SourceRefusal("it is empty", remedy: "fetch it again") }
        switch bytes[start] {
        case UInt8(ascii: "["): return .pieces(try array(at: start, in: splitter))
        case UInt8(ascii: "{"):
            if isLines(splitter, from: start) { return .pieces(lines(of: bytes, from: start)) }
            return try object(at: start, in: splitter)
        default:
            throw SourceRefusal(
                "it is neither JSON nor a zip archive",
                remedy: "name a JSON file, a data package as folder or zip, or the address of a feed")
        }
    }

    // MARK: Shapes

    private func array(at start: Data.Index, in splitter: JSONSplitter) throws(SourceRefusal) -> [Data] {
        let ranges: [Range<Data.Index>]
        do { ranges = try splitter.elements(ofArrayAt: start) } catch { throw cutOff(error) }
        return ranges.map { splitter.bytes[$0] }
    }

    private func object(at start: Data.Index, in splitter: JSONSplitter) throws(SourceRefusal) -> Content {
        let members: [(key: String, value: Range<Data.Index>)]
        do { members = try splitter.members(ofObjectAt: start) } catch { throw cutOff(error) }
        let isRecord = members.contains { $0.key == "id" }
        let names = ["contents", "content", "items"] + (isRecord ? [] : ["services", "data", "results"])
        if let contents = members.first(where: { names.contains($0.key) }),
            splitter.bytes[contents.value.lowerBound] == UInt8(ascii: "[")
        {
            return .pieces(try array(at: contents.value.lowerBound, in: splitter))
        }
        if members.contains(where: { $0.key.hasSuffix(".csv") }) {
            return .tables(members.compactMap { table($0, in: splitter) })
        }
        return .pieces([splitter.bytes[start...]])
    }

    private func lines(of bytes: Data, from start: Data.Index) -> [Data] {
        bytes[start...].split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
            .filter { line in line.contains { $0 != 0x20 && $0 != 0x09 } }
    }

    /// Whether every record stands on a line of its own: the first line is one value, or another begins after it.
    private func isLines(_ splitter: JSONSplitter, from start: Data.Index) -> Bool {
        let bytes = splitter.bytes
        if let end = try? splitter.end(ofValueAt: start) {
            return splitter.skipSpace(from: end) < bytes.endIndex
        }
        guard let feed = bytes[start...].firstIndex(of: 0x0A) else { return false }
        let next = splitter.skipSpace(from: feed)
        return next < bytes.endIndex && bytes[next] == UInt8(ascii: "{")
    }

    /// Why a source of records is refused in which no service was found.
    func refusal(otherKinds: Set<String>) -> SourceRefusal {
        if otherKinds.isEmpty {
            return SourceRefusal("none of its records can be read", remedy: "check that it is JSON of Open Referral")
        }
        return SourceRefusal(
            "it holds no services but \(otherKinds.sorted().joined(separator: ", "))",
            remedy: "name a file of services, or the address of a feed")
    }

    // MARK: One record

    /// The services of one piece; what else it is goes into `otherKinds`.
    func services(in piece: Data, number: Int, otherKinds: inout Set<String>) -> [ForeignRecord] {
        let place = "record \(number)"
        guard piece.count <= limits.record else {
            findings.reject(
                "service", id: "", field: "", "the record is larger than \(limits.record >> 20) MB", at: place)
            return []
        }
        guard let object = value(of: piece)?.object else {
            findings.reject("service", id: "", field: "", "the record is not a JSON object", at: place)
            return []
        }
        let record = ForeignRecord(object, place: place)
        switch RecordKind(object) {
        case .service: return [record]
        case .serviceAtLocation: return service(atLocation: record)
        case .organization:
            let services = record.records("services")
            if services.isEmpty { return other("organizations", record, &otherKinds) }
            return services.map { service in
                var service = service
                if service.record("organization") == nil { service.attached["organization"] = [record] }
                return service
            }
        case .location: return other("locations", record, &otherKinds)
        case .taxonomy: return other("taxonomies or their terms", record, &otherKinds)
        case .feed: return other("the front page of a feed", record, &otherKinds)
        case .unknown:
            findings.reject(
                "service", id: record.id, field: "status",
                "has none of the fields that make a service, such as status or organization", at: place)
            return []
        }
    }

    private func other(_ kind: String, _ record: ForeignRecord, _ kinds: inout Set<String>) -> [ForeignRecord] {
        kinds.insert(kind)
        findings.reject("service", id: record.id, field: "", "is not a service: it is one of \(kind)", at: record.place)
        return []
    }

    /// Turns a service at a location inside out: the service, given at this one place.
    private func service(atLocation spot: ForeignRecord) -> [ForeignRecord] {
        guard var service = spot.record("service") else { return [] }
        service.attached["service_at_locations"] = [spot]
        return [service]
    }

    private func value(of piece: Data) -> JSONValue? {
        if String(validating: piece, as: UTF8.self) == nil {
            findings.note("some records are not UTF-8; they were read as Windows-1252")
            return JSONValue(bytes: Data(piece.withUnsafeBytes { Windows1252.text($0) }.utf8))
        }
        return JSONValue(bytes: piece)
    }

    /// A table of a package in one JSON text, written out as the file it stands for.
    private func table(
        _ member: (key: String, value: Range<Data.Index>), in splitter: JSONSplitter
    ) -> PackageFile? {
        guard let rows = JSONValue(bytes: splitter.bytes[member.value])?.list else { return nil }
        let objects = rows.compactMap(\.object)
        // As many as any table has, and many more: rows with keys of their own each would become a square.
        let columns = Set(objects.flatMap(\.keys)).sorted().prefix(500).map(\.self)
        var text = CSVText.line(columns)
        for object in objects { text += CSVText.line(columns.map { object[$0]?.text ?? "" }) }
        return PackageFile(name: member.key, data: Data(text.utf8))
    }

    // MARK: Bytes

    private func utf8(_ json: Data) throws(SourceRefusal) -> Data {
        let (encoding, mark) = json.withUnsafeBytes { TextEncoding.detect($0) }
        switch encoding {
        case .utf8: return json.dropFirst(mark)
        case .utf16(let bigEndian):
            guard json.count <= 256 << 20 else {
                throw SourceRefusal("it is UTF-16 and larger than 256 MB", remedy: "save it as UTF-8")
            }
            findings.note("the file is written in UTF-16 and was read as that")
            var stream = UTF16Stream(bigEndian: bigEndian)
            return Data(json.dropFirst(mark).withUnsafeBytes { stream.utf8($0) })
        }
    }

    private func cutOff(_ broken: JSONSplitter.Broken) -> SourceRefusal {
        SourceRefusal(
            "it is not whole JSON: it ends too early or goes wrong at byte \(broken.offset)", remedy: "fetch it again")
    }
}

/// What kind of record of HSDS an object is, by the fields that only that kind has.
private enum RecordKind {
    case service, serviceAtLocation, organization, location, taxonomy, feed, unknown

    init(_ object: [String: JSONValue]) {
        func has(_ names: String...) -> Bool { names.contains { object[$0] != nil } }
        if object["service"]?.object != nil {
            self = .serviceAtLocation
        } else if has(
            "status", "organization", "organization_id", "service_at_locations", "eligibility_description", "fees")
        {
            self = .service
        } else if has("openapi_url", "profile") {
            self = .feed
        } else if has(
            "services", "legal_status", "tax_status", "organization_identifiers", "website", "year_incorporated")
        {
            self = .organization
        } else if has("location_type", "latitude", "addresses") {
            self = .location
        } else if has("parent_id", "term_uri", "taxonomy_detail", "taxonomy", "version", "term") {
            self = .taxonomy
        } else if has(
            "schedules", "cost_options", "minimum_age", "last_modified", "application_process", "email", "url")
        {
            self = .service
        } else {
            self = .unknown
        }
    }
}
