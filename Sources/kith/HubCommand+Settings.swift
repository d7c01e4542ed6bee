import ArgumentParser
import Casework
import Foundation
import Reference
import Vocabulary

extension HubCommand {
    /// Whose settings, and how they are shown.
    struct WhichHub: ParsableArguments {
        @Option(help: "The hub's id.")
        var hub: String

        @Flag(help: "Print JSON.")
        var json = false

        @OptionGroup var place: DataPlace

        /// Runs `body` for the hub and prints what it is like then; says in one line why it could not be done.
        func show(_ command: String, _ body: (KeepHubSettings, Actor) async throws -> Hub) async throws {
            let desk = try await place.desk(baseURL: "")
            let actor = Actor(hub: Identifier(rawValue: hub), identity: .command("hub \(command)"))
            do {
                let keep = KeepHubSettings(desk: desk)
                let hub = try await body(keep, actor)
                let text = HubText(
                    hub: hub, closures: try await keep.closureDays(for: actor), reference: desk.reference)
                print(json ? try text.json() : text.words)
                for warning in text.warnings { FileHandle.standardError.write(Data("kith: \(warning)\n".utf8)) }
            } catch let refusal as KeepHubSettings.Refusal {
                throw CommandFailure.settings(refusal, hub: hub)
            }
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Say how a hub is reached, and for which languages it has interpreters.",
            discussion: """
                Example: kith hub set --hub riverside --phone "0115 496 0100" --email hello@riverside.example \\
                    --interpreter-language Arabic --interpreter-language ti \\
                    --safeguarding-name "Ada Moss" --safeguarding-phone "0115 496 0199" \\
                    --closed 2026-12-25 --closed 2026-12-28 --data /var/lib/kith

                Only what is named is changed. Letters and pages give the telephone and the e-mail; worries are mailed to
                the e-mail; the languages are those for which the hub can send an interpreter, all of them each time. On a
                day on which the hub is closed no time to answer runs; --closed adds one, and --open takes it away again.
                """)

        @OptionGroup var which: WhichHub

        @Option(help: "The telephone that groups and people call.")
        var phone: String?

        @Option(help: "The address to which groups and people write.")
        var email: String?

        @Option(
            name: .customLong("interpreter-language"),
            help: "A language for which the hub can send an interpreter, by name or tag; once for each.")
        var interpreterLanguage: [String] = []

        @Option(name: .customLong("safeguarding-name"), help: "Who is called when somebody is in danger.")
        var safeguardingName: String?

        @Option(name: .customLong("safeguarding-phone"), help: "Their telephone.")
        var safeguardingPhone: String?

        @Option(help: "A day on which the hub is closed, such as 2026-12-25; once for each.")
        var closed: [String] = []

        @Option(help: "A day that was kept as closed, and on which the hub is open after all; once for each.")
        var open: [String] = []

        func run() async throws {
            var change = KeepHubSettings.Change()
            change.phone = phone
            change.email = email
            change.interpreterLanguages = interpreterLanguage.isEmpty ? nil : interpreterLanguage
            change.safeguardingName = safeguardingName
            change.safeguardingPhone = safeguardingPhone
            change.closedDays = closed
            change.openDays = open
            try await which.show("set") { try await $0(change, by: $1) }
        }
    }

    /// What can be taken away again.
    enum Setting: String, CaseIterable, ExpressibleByArgument {
        case phone, email
        case interpreterLanguages = "interpreter-languages"
        case safeguardingName = "safeguarding-name"
        case safeguardingPhone = "safeguarding-phone"
        case closureDays = "closure-days"
    }

    struct Unset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unset", abstract: "Take away what kith hub set said.",
            discussion: "Example: kith hub unset phone interpreter-languages --hub riverside --data /var/lib/kith")

        @Argument(help: "What to take away.")
        var settings: [Setting]

        @OptionGroup var which: WhichHub

        func run() async throws {
            var change = KeepHubSettings.Change()
            for setting in settings {
                switch setting {
                case .phone: change.phone = ""
                case .email: change.email = ""
                case .interpreterLanguages: change.interpreterLanguages = []
                case .safeguardingName: change.safeguardingName = ""
                case .safeguardingPhone: change.safeguardingPhone = ""
                case .closureDays: change.clearsClosures = true
                }
            }
            try await which.show("unset") { try await $0(change, by: $1) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show how a hub is reached, when it is closed, and what nobody has said yet.",
            discussion: "Example: kith hub show --hub riverside --data /var/lib/kith")

        @OptionGroup var which: WhichHub

        func run() async throws { try await which.show("show") { try await $0.hub(for: $1) } }
    }
}

/// A hub as commands print it.
struct HubText {
    let hub: Hub
    var closures = ClosureDays.none
    let reference: ReferenceData

    var words: String {
        func said(_ text: String) -> String { text.isEmpty ? "not said" : text }
        let settings = hub.settings
        let languages = settings.interpreterLanguages.map { reference.languages.name(of: $0) }
        return [
            "\(hub.name) (\(hub.id), \(hub.area))",
            "telephone            \(said(settings.phone))",
            "e-mail               \(said(settings.email))",
            "interpreters         \(said(languages.joined(separator: ", ")))",
            "safeguarding lead    \(said(settings.safeguardingName))",
            "their telephone      \(said(settings.safeguardingPhone))",
            "closed on            \(closures.days.isEmpty ? "no day" : closedDays.joined(separator: ", "))",
        ].joined(separator: "\n")
    }

    private var closedDays: [String] { closures.days.sorted().map(\.description) }

    /// What somebody will miss, a line each, with the command that says it.
    var warnings: [String] { hub.settings.gaps.map { Self.warning(of: $0, hub: hub) } }

    private static func warning(of gap: HubSettings.Gap, hub: Hub) -> String {
        switch gap {
        case .phone:
            "the hub \(hub.id) has no telephone, so that letters and pages name none: kith hub set --hub \(hub.id) --phone …"
        case .email:
            "the hub \(hub.id) has no e-mail, so that nobody is mailed when a group is worried: kith hub set --hub \(hub.id) --email …"
        case .safeguardingLead:
            "the hub \(hub.id) names nobody to call when somebody is in danger: kith hub set --hub \(hub.id) --safeguarding-name … --safeguarding-phone …"
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let settings = hub.settings
        let answer = Answer(
            area: hub.area, closedOn: closedDays, email: settings.email, id: hub.id.rawValue,
            interpreterLanguages: settings.interpreterLanguages.map(\.rawValue), missing: settings.gaps.map(\.rawValue),
            name: hub.name, phone: settings.phone, safeguardingName: settings.safeguardingName,
            safeguardingPhone: settings.safeguardingPhone)
        return String(decoding: try encoder.encode(answer), as: UTF8.self)
    }

    private struct Answer: Encodable {
        let area: String
        let closedOn: [String]
        let email: String
        let id: String
        let interpreterLanguages: [String]
        let missing: [String]
        let name: String
        let phone: String
        let safeguardingName: String
        let safeguardingPhone: String
    }
}

extension CommandFailure {
    static func settings(_ refusal: KeepHubSettings.Refusal, hub: String) -> CommandFailure {
        switch refusal {
        case .noSuchHub:
            CommandFailure("there is no hub \(hub): kith hub list shows which there are", .badInput)
        case .nothingToChange:
            CommandFailure("nothing was named to change: kith hub set --help lists what can be said", .wrongUsage)
        case .notAnAddress(let text): CommandFailure("\(text) is no e-mail address that can be written to", .wrongUsage)
        case .notAPhoneNumber(let text):
            CommandFailure("\(text) is no telephone number that can be dialled", .wrongUsage)
        case .notADay(let text): CommandFailure("\(text) is no day: write it like 2026-12-25", .wrongUsage)
        case .closedAndOpen(let day): CommandFailure("\(day) was named both as closed and as open", .wrongUsage)
        case .notALanguage(let text):
            CommandFailure(
                "no list knows the language \(text): give its English name or its tag, such as ti", .wrongUsage)
        case .notAName: CommandFailure("--safeguarding-name must be one line of at most 200 letters", .wrongUsage)
        }
    }
}
