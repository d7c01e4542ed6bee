import ArgumentParser
import Casework
import Foundation
import Vocabulary

extension UserCommand {
    /// Whose account it is.
    struct Whose: ParsableArguments {
        @Option(help: "The hub's id.")
        var hub: String

        @Option(help: "The address with which they sign in.")
        var email: String

        @OptionGroup var place: DataPlace

        /// Runs `body` with the hub's accounts, and says in one line why it could not be done.
        func change(_ command: String, _ body: (Accounts, Actor) async throws -> Void) async throws {
            let desk = try await place.desk(baseURL: "")
            let actor = Actor(hub: Identifier(rawValue: hub), identity: .command("user \(command)"))
            try await CommandFailure.naming(hub: hub, email: email) { try await body(Accounts(desk: desk), actor) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List everybody who has or had an account in a hub.",
            discussion: "Example: kith user list --hub riverside --data /var/lib/kith")

        @Option(help: "The hub's id.")
        var hub: String

        @OptionGroup var place: DataPlace

        func run() async throws {
            let desk = try await place.desk(baseURL: "")
            let actor = Actor(hub: Identifier(rawValue: hub), identity: .command("user list"))
            try await CommandFailure.naming(hub: hub, email: "") {
                for one in try await Accounts(desk: desk).all(for: actor) {
                    let state = one.isOpen ? (one.hasSecondStep ? "code from a phone" : "password only") : "closed"
                    print("\(one.email)  \(one.name)  \(one.role)  \(state)")
                }
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close an account, and sign its owner out everywhere.",
            discussion: """
                Example: kith user close --hub riverside --email rosa@example.org --data /var/lib/kith

                What they did stays in the trail under their name. Where they walk with people, say who does from now on:
                --hand-to sam@example.org, or --to-the-team. Whoever it is gets a mail. No person is named.
                """)

        @OptionGroup var whose: Whose

        @Option(
            name: .customLong("hand-to"),
            help: "The address of the colleague who is the link worker of their people from now on.")
        var handTo: String?

        @Flag(
            name: .customLong("to-the-team"),
            help: "Nobody has their people yet: the team lead finds somebody for each.")
        var toTheTeam = false

        func validate() throws {
            guard handTo == nil || !toTheTeam else {
                throw ValidationError("--hand-to and --to-the-team exclude each other.")
            }
        }

        func run() async throws {
            let handing: Accounts.Handing? = handTo.map { .to(email: $0) } ?? (toTheTeam ? .toTheTeam : nil)
            try await whose.change("close") { accounts, actor in
                let closing = try await accounts.close(whose.email, handing: handing, by: actor)
                print("Closed. Nobody signs in with \(whose.email) any more.")
                if closing.people > 0 {
                    print("Handed on: \(closing.people == 1 ? "1 person" : "\(closing.people) people").")
                }
                if closing.covers > 0 { print("Ended: \(closing.covers) times of standing in.") }
            }
        }
    }

    struct Reopen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a closed account again.",
            discussion: "Example: kith user reopen --hub riverside --email rosa@example.org --data /var/lib/kith")

        @OptionGroup var whose: Whose

        func run() async throws {
            try await whose.change("reopen") { try await $0.reopen(whose.email, by: $1) }
            print("Open again. The owner signs in as before, or needs kith user link.")
        }
    }

    struct SignOut: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign-out", abstract: "End every session of somebody, as when a phone was lost.",
            discussion: "Example: kith user sign-out --hub riverside --email rosa@example.org --data /var/lib/kith")

        @OptionGroup var whose: Whose

        func run() async throws {
            try await whose.change("sign-out") { try await $0.endSessions(of: whose.email, by: $1) }
            print("Signed out everywhere.")
        }
    }

    struct Disconnect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Part an account from the identity provider.",
            discussion: """
                Example: kith user disconnect --hub riverside --email rosa@example.org --data /var/lib/kith

                The owner is told by mail, signs in by password, and can connect the account again.
                """)

        @OptionGroup var whose: Whose

        func run() async throws {
            try await whose.change("disconnect") { try await $0.disconnect(whose.email, by: $1) }
            print("No longer connected. The owner signs in by password.")
        }
    }
}
