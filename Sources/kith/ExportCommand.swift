import ArgumentParser
import Casework
import Foundation
import Interchange
import Storage
import Vocabulary

/// `kith export`: writes what others can read.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write what others can read.", subcommands: [Directory.self])

    /// `kith export directory`: the hub's directory in the formats of Open Referral.
    struct Directory: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "directory", abstract: "Write the hub's directory in the formats of Open Referral.",
            discussion: """
                Examples:
                  kith export directory --hub riverside --data /var/lib/kith --format oruk-json --out services.json
                  kith export directory --hub riverside --data /var/lib/kith --format hsds-csv --out package.zip

                A data package goes into a folder, or into a zip where the name ends in .zip. JSON goes to the \
                standard output where no name is given.
                """)

        @Option(help: "The hub's short name.")
        var hub: String

        @OptionGroup var place: DataPlace

        @Option(help: "oruk-json for ORUK 3.0 in JSON, hsds-csv for an HSDS 3.0 data package.")
        var format: ExportDirectory.Format

        @Option(help: "The file or folder to write.")
        var out: String?

        func validate() throws {
            if format == .hsdsCSV, out == nil {
                throw ValidationError("--out must name a folder or a .zip for a data package.")
            }
        }

        func run() async throws {
            let desk = try await place.desk(baseURL: "")
            let hub = Identifier<Hub>(rawValue: hub)
            guard try await desk.database.readAll({ try $0.hubs.find(hub) }) != nil else {
                throw CommandFailure("there is no hub \(hub): kith hub list shows which there are", .badInput)
            }
            let files = try await ExportDirectory(desk: desk)(
                as: format, by: Actor(hub: hub, identity: .command("export directory")))
            do {
                try write(files)
            } catch {
                throw CommandFailure(
                    "\(out ?? "the output") cannot be written: check who may write there", .serviceMissing)
            }
        }

        private func write(_ files: [(name: String, data: Data)]) throws {
            guard let out else {
                for file in files { FileHandle.standardOutput.write(file.data + [UInt8(ascii: "\n")]) }
                return
            }
            let target = URL(filePath: out)
            if format == .orukJSON, let file = files.first {
                try file.data.write(to: target, options: .atomic)
            } else if target.pathExtension.lowercased() == "zip" {
                try ZipArchive.packed(files).write(to: target, options: .atomic)
            } else {
                try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
                for file in files { try file.data.write(to: target.appending(path: file.name), options: .atomic) }
            }
        }
    }
}

extension ExportDirectory.Format: ExpressibleByArgument {}
