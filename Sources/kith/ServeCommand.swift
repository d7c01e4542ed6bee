import ArgumentParser
import Foundation

/// `kith serve`: the site, until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the pages of the hubs in a data folder.",
        discussion: """
            Example: kith serve --data /var/lib/kith --base-url https://kith.example

            Listens on this machine only unless --host says otherwise. Ctrl-C and SIGTERM let the requests
            that are under way finish.
            """)

    @OptionGroup var place: DataFolder

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on.")
    var port = 8080

    @Option(name: .customLong("base-url"), help: "The address by which people reach the site; links begin with it.")
    var baseURL: String?

    @Flag(help: "Believe the proxy in front about who is asking (X-Forwarded-For).")
    var behindProxy = false

    @Flag(help: "Serve /styleguide too, as in the demo.")
    var styleGuide = false

    @OptionGroup var mail: MailOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
        if let baseURL {
            guard let url = URL(string: baseURL), let scheme = url.scheme, ["http", "https"].contains(scheme),
                url.host != nil
            else { throw ValidationError("--base-url must be an address like https://kith.example.") }
        }
    }

    func run() async throws {
        let serving = Serving(
            data: place, host: host, port: port, baseURL: baseURL, hasStyleGuide: styleGuide, mailer: try mail.mailer(),
            isBehindProxy: behindProxy)
        try await serving.run()
    }
}
