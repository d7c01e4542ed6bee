import Foundation
import Testing

@testable import Interchange

/// Archives and files that are made to fill a memory or a disk, or to reach what lies beside them.
struct HostileArchiveTests {
    private static let services = Data("id,name,status\n1,Tea,active\n".utf8)

    private func reader(_ change: (inout ReadingLimits) -> Void = { _ in }) -> DirectoryReader {
        var limits = ReadingLimits()
        limits.unpackedAlways = 1 << 20
        change(&limits)
        return DirectoryReader(words: Words.town, today: Words.today, limits: limits)
    }

    @Test func `an archive that unpacks to a thousand times its size is refused before it is unpacked`() throws {
        let rows = Data(repeating: UInt8(ascii: "\n"), count: 64 << 20)
        let bomb = try ZipArchive.packed([("services.csv", Self.services + rows)])
        #expect(bomb.count < 100_000)
        let refusal = #expect(throws: SourceRefusal.self) { try reader().read(zip: bomb) }
        #expect(refusal?.problem == "it unpacks to more than 200 times its size, as no directory does")
    }

    @Test func `a description that never ends is not read to its end`() throws {
        let bomb = try ZipArchive.packed([
            ("services.csv", Self.services), ("datapackage.json", Data(repeating: 0x20, count: 64 << 20)),
        ])
        let began = ContinuousClock.now
        let reading = try reader().read(zip: bomb)
        #expect(reading.services.map(\.name) == ["Tea"])
        #expect(reading.report.notes.contains { $0.contains("does not describe the package") })
        #expect(began.duration(to: .now) < .seconds(10))
    }

    @Test func `an archive of too many files is refused`() throws {
        let many = (0..<60).map { (name: "notes/\($0).txt", data: Data()) }
        let archive = try ZipArchive.packed([("services.csv", Self.services)] + many)
        #expect(try reader().read(zip: archive).services.count == 1)
        let refusal = #expect(throws: SourceRefusal.self) { try reader { $0.entries = 50 }.read(zip: archive) }
        #expect(refusal?.problem == "the archive holds more than 50 files")
    }

    @Test func `paths that lead outside are told, and the rest of a long list is counted`() throws {
        let outside = (0..<50).map { (name: "../\($0).csv", data: Self.services) }
        let archive = try ZipArchive.packed([("services.csv", Self.services)] + outside)
        let reading = try reader().read(zip: archive)
        #expect(reading.services.map(\.name) == ["Tea"])
        #expect(reading.report.notes.count { $0.contains("lies outside the package") } == 20)
        #expect(reading.report.notes.contains("30 more lie outside the package"))
    }

    @Test func `an archive inside an archive is not opened`() throws {
        let inner = try ZipArchive.packed([("services.csv", Self.services)])
        let archive = try ZipArchive.packed([("more.zip", inner)])
        #expect(throws: SourceRefusal.self) { try reader().read(zip: archive) }
    }

    @Test func `what counts is what comes out, not the size that an archive claims`() throws {
        let rows = Data(repeating: UInt8(ascii: "\n"), count: 64 << 20)
        var archive = try ZipArchive.packed([("services.csv", Self.services + rows)])
        // The central directory says how long the file is: four bytes, 24 after its mark.
        let mark = try #require(archive.firstRange(of: Data([0x50, 0x4B, 0x01, 0x02])))
        archive.replaceSubrange((mark.lowerBound + 24)..<(mark.lowerBound + 28), with: [3, 0, 0, 0])
        let refusal = #expect(throws: SourceRefusal.self) { try reader().read(zip: archive) }
        #expect(
            [
                "it unpacks to more than 200 times its size, as no directory does",
                "its services.csv holds no services that can be read",
            ].contains(refusal?.problem))
    }

    @Test func `rows with keys of their own each do not become a square`() throws {
        let rows = (0..<3_000).map { "{\"id\": \"\($0)\", \"name\": \"Tea\", \"key\($0)\": \"x\"}" }
        let json = "{\"services.csv\": [\(rows.joined(separator: ","))]}"
        let began = ContinuousClock.now
        let reading = try? reader().read(json: Data(json.utf8))
        #expect(reading?.services.count ?? 0 <= 3_000)
        #expect(began.duration(to: .now) < .seconds(20))
    }

    @Test(arguments: [
        "{\"id\": \"1\", \"name\": \"Tea\", \"status\": \"active\", \"minimum_age\": 1e400}",
        "{\"id\": \"1\", \"name\": \"Tea\", \"status\": \"active\", \"minimum_age\": -99999999999999999999}",
        "{\"id\": \"1\", \"name\": \"Tea\", \"status\": \"active\", \"cost_options\": [{\"amount\": 1e308}]}",
        "{\"id\": \"1\", \"name\": \"Tea\", \"status\": \"active\", \"schedules\": [{\"dtstart\": \"9999-12-31\", \"until\": \"0000-00-00\"}]}",
        "{\"id\": \"1\", \"name\": \"Tea\", \"status\": \"active\", \"schedules\": [{\"opens_at\": \"99999999999999999999:00\"}]}",
    ])
    func `numbers and days beyond all measure are read or refused`(json: String) throws {
        do throws(SourceRefusal) {
            let reading = try reader().read(json: Data(json.utf8))
            #expect(reading.services.count + reading.report.rejected.count >= 1)
        } catch {
            #expect(error.problem == "none of its records can be read")
        }
    }
}
