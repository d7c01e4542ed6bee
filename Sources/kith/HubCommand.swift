import ArgumentParser
import Casework
import Foundation
import Storage
import Vocabulary

/// `kith hub`: a new hub, and how it is reached.
struct HubCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hub", abstract: "Add a hub, say how it is reached, or list the hubs.",
        subcommands: [Add.self, Set.self, Unset.self, Show.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add a hub.",
            discussion: "Example: kith hub add \"Riverside hub\" --id riverside --area gb-eng --data /var/lib/kith")

        @Argument(help: "The name that people read.")
        var name: String

        @Option(help: "The short name that stands in links: lower case letters, digits, hyphens. Made from the name.")
        var id: String?

        @Option(help: "The pack of local reference data, such as gb-eng.")
        var area: String

        @OptionGroup var place: DataPlace

        func run() async throws {
            let desk = try await place.desk(baseURL: "")
            do {
                let hub = try await Accounts(desk: desk).addHub(
                    name, id: id ?? Self.id(from: name), area: area, by: .command("hub add"))
                print("Added the hub \(hub.id). Next: kith user add --hub \(hub.id) --role administrator --email …")
                print("Then say how it is reached: kith hub set --hub \(hub.id) --phone … --email …")
            } catch Accounts.Refusal.hubExists {
                throw CommandFailure("there is a hub with this id already: give another --id", .answerIsNo)
            } catch Accounts.Refusal.notAHubName {
                throw CommandFailure(
                    "the hub's id must be 2 to 40 lower case letters, digits and hyphens: give one with --id",
                    .wrongUsage)
            }
        }

        /// `Riverside hub` becomes `riverside-hub`.
        static func id(from name: String) -> String {
            name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.joined(separator: "-")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the hubs.", discussion: "Example: kith hub list --data /var/lib/kith")

        @OptionGroup var place: DataPlace

        func run() async throws {
            let desk = try await place.desk(baseURL: "")
            for hub in try await desk.database.readAll({ try $0.hubs.all() }) {
                print("\(hub.id)\t\(hub.area)\t\(hub.name)")
            }
        }
    }
}
