import ArgumentParser

@main struct Kith: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kith", abstract: "A hub for social prescribing with people who have come from elsewhere.",
        subcommands: [
            PacksCommand.self
        ])
}
