import ArgumentParser
import Casework
import Foundation
import Interchange
import Storage
import Vocabulary

/// `kith import`: takes in what others wrote down.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Read what others keep.", subcommands: [Directory.self])

    /// `kith import directory`: the groups and services of another directory.
    struct Directory: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "directory", abstract: "Read a directory in the formats of Open Referral.",
            discussion: """
                Examples:
                  kith import directory services.json --hub riverside --data /var/lib/kith
                  kith import directory https://directory.example/api --hub riverside --data /var/lib/kith --dry-run

                The source is JSON of HSDS 3.0 or ORUK 3.0 (one service, an array, a page, or lines), a data package \
                of HSDS 1.1, 2.0 or 3.0 as a folder or a zip, or the address of a live feed. Records that cannot be \
                read are named and leave the others unharmed; reading the same source again changes nothing. What a \
                coordinator corrected is kept.
                """)

        @Argument(help: "A file, a folder, or an address.")
        var source: String

        @Option(help: "The hub's short name.")
        var hub: String

        @OptionGroup var place: DataPlace

        @Option(help: "Remember the groups under this name of their source, instead of the file's own.")
        var name: String?

        @Flag(help: "Say what would happen and change nothing.")
        var dryRun = false

        @Flag(help: "Answer in JSON.")
        var json = false

        func run() async throws {
            let desk = try await place.desk(baseURL: "")
            let hub = Identifier<Hub>(rawValue: hub)
            guard try await desk.database.readAll({ try $0.hubs.find(hub) }) != nil else {
                throw CommandFailure("there is no hub \(hub): kith hub list shows which there are", .badInput)
            }
            let fetching = Progress("fetched")
            let storing = Progress("stored")
            do {
                let directory = try DirectorySource(source)
                let answer = try await ReadDirectorySource(desk: desk)(
                    directory, keptIn: place.folder.appending(path: "imports"), progress: { fetching.show($0, of: $1) })
                fetching.end()
                let result = try await ImportDirectory(desk: desk)(
                    answer.reading, from: name ?? directory.name, isDryRun: dryRun,
                    by: Actor(hub: hub, identity: .command("import directory")), progress: { storing.show($0, of: $1) })
                storing.end()
                if !dryRun { answer.finish() }
                print(json ? try ImportText.json(result, isDryRun: dryRun) : ImportText.words(result, isDryRun: dryRun))
            } catch let refusal as SourceRefusal {
                fetching.end()
                throw CommandFailure("\(source): \(refusal.problem); \(refusal.remedy)", .badInput)
            } catch let refusal as OpenReferralFeed.Refusal {
                fetching.end()
                throw failure(refusal)
            } catch let fault as StorageFault {
                storing.end()
                let failure = DataPlace.failure(for: fault, in: place.name)
                throw CommandFailure("\(failure.message); what was stored so far stays", failure.code)
            }
        }

        private func failure(_ refusal: OpenReferralFeed.Refusal) -> CommandFailure {
            switch refusal {
            case .unreachable: CommandFailure("\(source) does not answer: check the address", .serviceMissing)
            case .notAFeed:
                CommandFailure("\(source) answers and is no feed of Open Referral: check the address", .badInput)
            case .later(let seconds):
                CommandFailure(
                    "\(source) asks us to come again in \(seconds) seconds; what was fetched is kept: run it again then",
                    .tryAgain)
            case .brokeOff:
                CommandFailure("\(source) broke off; what was fetched is kept: run it again", .tryAgain)
            }
        }
    }
}

/// How far a long command has come, on a terminal only.
private struct Progress: Sendable {
    private let verb: String
    private let isTerminal: Bool

    init(_ verb: String) {
        self.verb = verb
        isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    }

    func show(_ done: Int, of total: Int) {
        guard isTerminal else { return }
        FileHandle.standardError.write(Data("\r\(verb) \(done) of \(total)\u{1B}[K".utf8))
    }

    func end() {
        if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
