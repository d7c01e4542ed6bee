import ArgumentParser
import Foundation
import Matching
import Vocabulary

/// `kith allocate`: the places of a directory, shared out among several people.
struct AllocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate",
        abstract: "Share places out among several people, so that the last ones do not go without.",
        discussion: """
            Example:
              kith allocate --directory groups.json --situations team.json --per-person 2

            The directory is that of kith match; the situations are a JSON array, each with an id and, if \
            known, waitingDays. As many people as possible get something; then those at higher risk and \
            those who wait longer come first; then the total score is highest. Nothing is sent.
            """)

    @Option(help: ArgumentHelp("The groups: a JSON array.", valueName: "file"))
    var directory: String

    @Option(help: ArgumentHelp("The situations: a JSON array.", valueName: "file"))
    var situations: String

    @Option(help: ArgumentHelp("Give each person at most so many groups.", valueName: "number"))
    var perPerson = 1

    @Flag(help: "Write the allocation as JSON.")
    var json = false

    func validate() throws {
        guard perPerson >= 1 else { throw ValidationError("--per-person must be at least 1.") }
    }

    func run() throws {
        let allocation = try MatchFiles.index(MatchFiles.groups(in: directory), of: directory)
            .allocate(MatchFiles.cohort(in: situations), perPerson: perPerson)
        if json {
            FileHandle.standardOutput.write(Data(allocation.json + [UInt8(ascii: "\n")]))
        } else {
            print(lines(allocation).joined(separator: "\n"))
        }
    }

    private func lines(_ allocation: Allocation) -> [String] {
        let heading = "\(allocation.served) of \(allocation.shares.count) people get something."
        return [heading]
            + allocation.shares.map { share in
                let given = share.offers.map { "\($0.id) (\($0.score))" }.joined(separator: ", ")
                return switch share.shortage {
                case nil: "  \(share.member): \(given)"
                case .noGroupFits: "  \(share.member): nothing, no group fits; kith match says why"
                case .placesAreTaken: "  \(share.member): nothing, the places went to people who come first"
                }
            }
    }
}
