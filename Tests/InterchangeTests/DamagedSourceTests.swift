import Foundation
import Interchange
import Testing

/// Sources damaged at random: the reader may refuse or report, and never falls over.
struct DamagedSourceTests {
    private static let seeds: [UInt64] = [1, 7, 2026, 314_159, 0xC0FFEE]

    private static let json = Data(
        #"""
        {"total_items": 2, "contents": [
         {"id": "s1", "name": "Kitchen \u00e9 \"x\"", "status": "active", "organization": {"id": "o", "name": "Table"},
          "schedules": [{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "10:00:00", "closes_at": "12:00", "valid_from": "2020-01-01"}],
          "languages": [{"code": "ur"}], "cost_options": [{"amount": 2.50}], "minimum_age": 18,
          "service_at_locations": [{"id": "a", "location": {"id": "l", "location_type": "physical", "latitude": 52.9, "longitude": -1.1,
           "addresses": [{"address_1": "1 Lamp Street", "city": "Lowmoor", "postal_code": "LO1 1AA"}]}}]},
         {"id": "s2", "name": "Garden", "status": "active", "fees": "£2.50 each"}]}
        """#.utf8)

    private static let tables: [String: String] = [
        "services.csv":
            "id,organization_id,name,status,fees\n1,1,Kitchen,active,\n2,1,\"Gar\"\"den\nof tea\",active,£3\n3,9,Tea,active,\n",
        "organizations.csv": "id,name\n1,Table\n", "locations.csv": "id,name,latitude,longitude\n7,Hall,52.9,-1.1\n",
        "services_at_location.csv": "id,service_id,location_id\n70,1,7\n",
        "regular_schedules.csv": "id,service_id,weekday,opens_at,closes_at\n1,1,Monday,9:00am,12pm\n",
        "datapackage.json": #"{"resources": [{"name": "services", "path": "services.csv"}]}"#,
    ]

    private func damaged(_ data: Data, by random: inout Shuffle) -> Data {
        var bytes = [UInt8](data)
        for _ in 0..<(1 + random.next(below: 8)) where !bytes.isEmpty {
            let at = random.next(below: bytes.count)
            switch random.next(below: 5) {
            case 0: bytes[at] = UInt8(random.next(below: 256))
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(UInt8(random.next(below: 256)), at: at)
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + 20))
            default: bytes.insert(contentsOf: Array("\"{[,\n\\".utf8), at: at)
            }
        }
        return Data(bytes)
    }

    @Test(arguments: seeds)
    func `damaged JSON is read or refused`(seed: UInt64) {
        print("damaged JSON: seed \(seed)")
        var random = Shuffle(seed: seed)
        for _ in 0..<400 {
            let source = damaged(Self.json, by: &random)
            if let reading = try? Words.reader.read(file: source) { #expect(reading.services.count <= 3) }
        }
    }

    @Test(arguments: seeds)
    func `damaged tables are read or refused`(seed: UInt64) {
        print("damaged tables: seed \(seed)")
        var random = Shuffle(seed: seed)
        for _ in 0..<200 {
            let files = Self.tables.sorted { $0.key < $1.key }.map {
                PackageFile(name: $0.key, data: damaged(Data($0.value.utf8), by: &random))
            }
            if let reading = try? Words.reader.read(package: files) { #expect(reading.services.count <= 30) }
        }
    }

    @Test(arguments: seeds)
    func `bytes of any kind are read or refused`(seed: UInt64) {
        var random = Shuffle(seed: seed)
        for length in [0, 1, 2, 3, 10, 100, 1000] {
            for start in ["", "[", "{", "PK\u{3}\u{4}", "\u{FEFF}{", "{\"contents\":["] {
                let noise = Data((0..<length).map { _ in UInt8(random.next(below: 256)) })
                _ = try? Words.reader.read(file: Data(start.utf8) + noise)
                _ = try? Words.reader.read(package: [PackageFile(name: "services.csv", data: Data(start.utf8) + noise)])
            }
        }
    }

    @Test func `brackets nested without end are refused, not followed`() {
        let deep = Data(String(repeating: "[", count: 200_000).utf8)
        #expect(throws: SourceRefusal.self) { try Words.reader.read(json: deep) }
        let closed = Data((String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)).utf8)
        #expect(throws: SourceRefusal.self) { try Words.reader.read(json: closed) }
    }
}

/// A small generator of numbers that are the same for a seed on every machine.
struct Shuffle {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next(below limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(limit))
    }
}
