import ArgumentParser
import Casework
import Foundation
import Vocabulary

extension Role: ExpressibleByArgument {}

/// `kith user add`: somebody who works in a hub.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add people who work in a hub, give them a new link, or close their account.",
        subcommands: [Add.self, NewLink.self, List.self, Close.self, Reopen.self, SignOut.self, Disconnect.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add somebody, and print the link with which they choose a password.",
            discussion: """
                Example: kith user add --hub riverside --role link-worker --email rosa@example.org --name Rosa \\
                    --data /var/lib/kith --base-url https://kith.example

                The link works once, for \(Accounts.linkDays) days.
                """)

        @Option(help: "The hub's id.")
        var hub: String

        @Option(help: "What they are there to do.")
        var role: Role

        @Option(help: "The address with which they sign in.")
        var email: String

        @Option(help: "How colleagues call them. The first part of the address where it is left out.")
        var name: String?

        @OptionGroup var place: DataPlace

        @Option(name: .customLong("base-url"), help: "The address by which people reach the site.")
        var baseURL = "http://127.0.0.1:8080"

        func run() async throws {
            let desk = try await place.desk(baseURL: baseURL)
            let actor = Actor(hub: Identifier(rawValue: hub), identity: .command("user add"))
            let shown = name ?? String(email.prefix { $0 != "@" })
            try await CommandFailure.naming(hub: hub, email: email) {
                let secret = try await Accounts(desk: desk).add(email: email, name: shown, role: role, by: actor)
                print("\(baseURL)/setup/\(secret.text)")
            }
        }
    }

    struct NewLink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "link", abstract: "Print a new link for somebody who forgot the password, or has a new phone.",
            discussion: """
                Whoever has the link chooses a new password with it, and sets up the code from their phone anew: make \
                sure that it reaches the right one. Where there was a code before, it ends, and its owner is told by mail.

                Example: kith user link --hub riverside --email rosa@example.org --data /var/lib/kith
                """)

        @Option(help: "The hub's id.")
        var hub: String

        @Option(help: "The address with which they sign in.")
        var email: String

        @OptionGroup var place: DataPlace

        @Option(name: .customLong("base-url"), help: "The address by which people reach the site.")
        var baseURL = "http://127.0.0.1:8080"

        func run() async throws {
            let desk = try await place.desk(baseURL: baseURL)
            let actor = Actor(hub: Identifier(rawValue: hub), identity: .command("user link"))
            try await CommandFailure.naming(hub: hub, email: email) {
                let secret = try await Accounts(desk: desk).link(for: email, by: actor)
                print("\(baseURL)/setup/\(secret.text)")
            }
        }
    }
}

extension CommandFailure {
    /// Runs `body`, and says in one line why an account could not be had.
    static func naming(hub: String, email: String, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let refusal as Accounts.Refusal {
            switch refusal {
            case .noSuchHub, .hubExists, .notAHubName:
                throw CommandFailure("there is no hub \(hub): kith hub list shows which there are", .badInput)
            case .notAnAddress: throw CommandFailure("\(email) is no e-mail address", .wrongUsage)
            case .addressTaken:
                throw CommandFailure("this address has an account: kith user link gives it a new link", .answerIsNo)
            case .noSuchAccount: throw CommandFailure("nobody in the hub \(hub) has this address", .answerIsNo)
            case .walksWith(let people):
                throw CommandFailure(
                    "they walk with \(people == 1 ? "1 person" : "\(people) people"): say who does from now on, by --hand-to or --to-the-team",
                    .answerIsNo)
            case .notAColleague:
                throw CommandFailure("no other link worker here has the address of --hand-to", .answerIsNo)
            case .notConnected:
                throw CommandFailure("the account of this address is not connected with the provider", .answerIsNo)
            }
        }
    }
}
