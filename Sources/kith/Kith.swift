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
            RetentionCommand.self,
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
        refuseCoreFiles()
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

    /// A core file is the memory of the program on the disk: what was opened a moment ago, and the keys.
    private static func refuseCoreFiles() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
            _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        #else
            _ = setrlimit(RLIMIT_CORE, &none)
        #endif
    }
}
