import ArgumentParser
import Casework
import Foundation
import Storage
import Vocabulary

/// `kith copy`: hubs from one place to another, whatever engine keeps them.
struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Carry hubs from a folder to PostgreSQL, or back.",
        discussion: """
            Examples:
              kith copy --from /var/lib/kith --to postgres://kith@db.example/kith
              kith copy --from postgres://kith@db.example/kith --to /var/lib/kith-quay --hub north-quay

            Everything of a hub is carried in one piece, read back and compared, and then checked as kith verify does. \
            A hub that is at the target already is refused. The source stays as it is: stop serving it first, or what \
            is changed meanwhile stays behind.
            """)

    @Option(help: "Where the hubs are: a folder, or postgres://user@host/name.")
    var from: String

    @Option(help: "Where they are to go: a folder, or postgres://user@host/name.")
    var to: String

    @Option(help: "A hub's short name, once for each; all of them where it is left out.")
    var hub: [String] = []

    func validate() throws {
        guard !from.isEmpty, !to.isEmpty else { throw ValidationError("--from and --to each name a place.") }
    }

    func run() async throws {
        let source = Self.place(from)
        let target = Self.place(to)
        let original = try await source.existing()
        let copy = try await target.desk(baseURL: "", connections: 2).database
        let hubs = hub.isEmpty ? nil : hub.map { Identifier<Hub>(rawValue: $0) }
        let carried = try await Self.naming(target) { try await original.copyHubs(hubs, to: copy) }
        let report = try await VerifyReport(of: copy, in: target.name)
        try copy.close()
        try original.close()
        for tally in carried { print("Carried the hub \(tally.hub): \(tally.rows) rows, read back and equal.") }
        if carried.isEmpty { print("There is no hub in \(source.name): nothing was carried.") }
        print(report.text)
        if !report.isClean { throw ExitCode(CommandFailure.Code.answerIsNo.rawValue) }
    }

    private static func place(_ text: String) -> DataPlace {
        text.contains("://") ? DataPlace(data: nil, databaseURL: text) : DataPlace(data: text, databaseURL: "")
    }

    /// Runs `body`, and says in one line why hubs could not be carried.
    static func naming<Value>(_ target: DataPlace, _ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let refusal as HubCopy.Refusal {
            switch refusal {
            case .hubIsThere(let hub):
                throw CommandFailure("\(target.name) has a hub \(hub) already: nothing was carried", .answerIsNo)
            case .noSuchHub(let hub):
                throw CommandFailure("there is no hub \(hub): kith hub list shows which there are", .badInput)
            case .addressTaken(let hub):
                throw CommandFailure(
                    "somebody of the hub \(hub) signs in with an address that has an account in \(target.name): nothing was carried",
                    .answerIsNo)
            case .differs(let table):
                throw CommandFailure(
                    "what was read back of \(table) is not what was written: nothing was carried; check the disk",
                    .serviceMissing)
            }
        } catch let fault as StorageFault {
            throw DataPlace.failure(for: fault, in: target.name)
        }
    }
}
