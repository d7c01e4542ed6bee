import ArgumentParser
import Foundation

/// The program: each command has a file of its own.
struct Kith: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kith", abstract: "A hub for social prescribing with people who have come from elsewhere.",
        subcommands: [
            BackupCommand.self,
            CopyCommand.self,
            DemoCommand.self,
            ExportCommand.self,
            HubCommand.self,
            ImportCommand.self,
            KeysCommand.self,
            AllocateCommand.self,
            MatchCommand.self,
            PacksCommand.self,
            RestoreCommand.self,
            ServeCommand.self,
            TrailCommand.self,
            UserCommand.self,
            VerifyCommand.self,
        ])
}

@main
enum Program {
    static func main() async {
        // What we write is about people: nobody but its owner may read it.
        umask(0o077)
        do {
            var command = try Kith.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            CommandFailure.end(with: error)
        }
    }
}
