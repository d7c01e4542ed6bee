import ArgumentParser
import Casework
import Foundation
import Storage

/// `kith verify`: whether the data is what it must be.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the trail, the files, and what must always hold in the data.",
        discussion: """
            Example: kith verify --data /var/lib/kith --sealing-key-file /etc/kith/kith.keys

            Works while the hub is served. Prints each finding with its place and what to do; ends with 1 where \
            there is one. With the keys it also opens everything that is sealed, to see that it is whole, and shows \
            nobody what it says; and the signatures of the trail's checkpoints are checked. With a file of checkpoints that \
            was kept elsewhere, a trail that was cut off or written anew is found too.
            """)

    @OptionGroup var place: DataPlace
    @OptionGroup var keys: KeyOptions

    @Option(
        name: .customLong("checkpoint-file"),
        help: ArgumentHelp("A file of signed checkpoints that was kept away from the data.", valueName: "file"))
    var checkpointFile: String?

    @Flag(help: "Answer in JSON, for programs.")
    var json = false

    func run() async throws {
        let keys = try keys.ring().ring()
        let kept = try checkpointFile.map(Self.kept) ?? []
        let database = try await place.existing()
        let report = try await VerifyReport(of: database, in: place.name, keys: keys, kept: kept)
        print(json ? try report.json() : report.text)
        try database.close()
        if !report.isClean { throw ExitCode(CommandFailure.Code.answerIsNo.rawValue) }
    }

    private static func kept(in path: String) throws(CommandFailure) -> [SignedCheckpoint] {
        do { return try CheckpointFile(path: path).read() } catch {
            switch error {
            case .notACheckpoint(let line):
                throw CommandFailure("\(path): line \(line) is no checkpoint: use another copy of the file", .badInput)
            case .unreadable, .cannotWrite:
                throw CommandFailure("\(path) cannot be read: check the name and who may read it", .badInput)
            }
        }
    }
}

/// What was found, in words for people or for programs.
struct VerifyReport {
    private let report: VerifyData.Report

    /// - Throws: ``CommandFailure`` when the data in `place` cannot be read at all.
    init(
        of database: Database, in place: String, keys: HubKeys? = nil, kept: [SignedCheckpoint] = []
    ) async throws {
        do { report = try await VerifyData(of: database, keys: keys, kept: kept)() } catch let fault as StorageFault {
            throw DataPlace.failure(for: fault, in: place)
        }
    }

    var isClean: Bool { report.findings.isEmpty }

    var text: String {
        let looked = "Looked at \(report.hubs) hubs, \(report.records) records, \(report.events) events"
        guard !isClean else { return (["\(looked): all is well."] + seals + [checkpoints]).joined(separator: "\n") }
        let lines = report.findings.map { "\($0.place): \($0.problem). What to do: \($0.remedy)." }
        return (lines + ["\(looked): \(lines.count) findings."] + seals + [checkpoints]).joined(separator: "\n")
    }

    private var seals: [String] {
        let seals = report.seals
        guard seals.sealed > 0 else { return [] }
        var lines = ["\(seals.sealed) facts are sealed; opened and whole: \(seals.opened)."]
        if seals.withoutKey > 0 {
            lines.append(
                "\(seals.withoutKey) of them are shut: the keys of people are kept apart (kith keys restore).")
        }
        return lines
    }

    private var checkpoints: String {
        switch (report.checkpoints, report.checksSignatures) {
        case (0, _): "The trail has no signed checkpoint: that its end was cut off could not be seen."
        case (let count, true): "Checkpoints of the trail: \(count), with their signatures."
        case (let count, false):
            "Checkpoints of the trail: \(count); without the keys (--sealing-key-file) their signatures were not checked."
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let answer = Answer(
            checkpoints: report.checkpoints, checksSignatures: report.checksSignatures, events: report.events,
            findings: report.findings.map { .init(place: $0.place, problem: $0.problem, remedy: $0.remedy) },
            hubs: report.hubs, records: report.records,
            seals: .init(opened: report.seals.opened, sealed: report.seals.sealed, withoutKey: report.seals.withoutKey))
        return String(decoding: try encoder.encode(answer), as: UTF8.self)
    }

    private struct Answer: Encodable {
        struct Finding: Encodable {
            let place: String
            let problem: String
            let remedy: String
        }
        struct Seals: Encodable {
            let opened: Int
            let sealed: Int
            let withoutKey: Int
        }
        let checkpoints: Int
        let checksSignatures: Bool
        let events: Int
        let findings: [Finding]
        let hubs: Int
        let records: Int
        let seals: Seals
    }
}
