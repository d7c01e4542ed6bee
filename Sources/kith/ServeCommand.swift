import ArgumentParser
import Casework
import Foundation
import Storage
import Web

/// `kith serve`: the site, until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the pages of the hubs.",
        discussion: """
            Examples:
              kith serve --data /var/lib/kith --base-url https://kith.example
              kith serve --database-url postgres://kith@db.example/kith --base-url https://kith.example

            Several may serve one PostgreSQL database side by side.

            Listens on this machine only unless --host says otherwise, and then speaks TLS (--tls-cert, --tls-key) or \
            stands behind a proxy that does (--trusted-proxy). Ctrl-C and SIGTERM let the requests that are \
            under way finish. With --drain-seconds it goes on serving for a while before that, and /readyz says \
            "draining" at once, so that a load balancer sends nobody any more.
            """)

    @OptionGroup var place: DataPlace

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on.")
    var port = 8080

    @Option(name: .customLong("base-url"), help: "The address by which people reach the site; links begin with it.")
    var baseURL: String?

    @Flag(help: "Believe a proxy on this machine about who is asking (X-Forwarded-For, X-Forwarded-Proto).")
    var behindProxy = false

    @Option(
        name: .customLong("trusted-proxy"),
        help: ArgumentHelp(
            "Believe the proxies at this address or in this range too; once for each.", valueName: "address/bits"))
    var trustedProxy: [String] = []

    @Option(
        name: .customLong("tls-cert"),
        help: ArgumentHelp(
            "Speak TLS, with this certificate and those that vouch for it (PEM).",
            discussion: "Read again when it changes, and at SIGHUP.", valueName: "file"))
    var tlsCert: String?

    @Option(
        name: .customLong("tls-key"),
        help: ArgumentHelp("The key of the certificate (PEM), readable by its owner only.", valueName: "file"))
    var tlsKey: String?

    @Flag(help: "Serve /styleguide too, as in the demo.")
    var styleGuide = false

    @Option(help: "How many connections to PostgreSQL this server keeps at most.")
    var databaseConnections = Database.usualConnections

    @Option(
        name: .customLong("metrics-token-file"),
        help: ArgumentHelp(
            "A file, readable by its owner only, whose line opens /metrics from other machines.",
            discussion: "Sent as Authorization: Bearer …. Without it /metrics answers this machine alone."))
    var metricsTokenFile: String?

    @Option(
        name: .customLong("drain-seconds"),
        help: "How long to go on serving when told to stop; 10 behind a load balancer.")
    var drainSeconds = 0

    @Option(
        name: .customLong("breached-passwords"),
        help: ArgumentHelp(
            "A list of passwords that were found in leaks, which nobody may choose.",
            discussion:
                "SHA-1 in capitals, one a line, sorted, as Have I Been Pwned gives it away. It is looked up on the disk.",
            valueName: "file"))
    var breachedPasswords: String?

    @OptionGroup var provider: ProviderOptions

    @OptionGroup var mail: MailOptions

    @OptionGroup var keys: KeyOptions

    @Option(
        name: .customLong("checkpoint-file"),
        help: ArgumentHelp(
            "A file, away from the data, to which signed checkpoints of the trail are added each hour.",
            discussion: "kith verify --checkpoint-file then finds a trail that was cut off or written anew.",
            valueName: "file"))
    var checkpointFile: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
        guard (1...200).contains(databaseConnections) else {
            throw ValidationError("--database-connections must be from 1 to 200.")
        }
        guard (0...3_600).contains(drainSeconds) else {
            throw ValidationError("--drain-seconds must be from 0 to 3600.")
        }
        guard (tlsCert == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-cert and --tls-key belong together.")
        }
        for range in trustedProxy where AddressRange(range) == nil {
            throw ValidationError("--trusted-proxy \(range) is no address and no range like 10.0.0.0/8.")
        }
        if let baseURL {
            guard let url = URL(string: baseURL), let scheme = url.scheme, ["http", "https"].contains(scheme),
                url.host != nil
            else { throw ValidationError("--base-url must be an address like https://kith.example.") }
            guard tlsCert == nil || scheme == "https" else {
                throw ValidationError("--base-url must begin with https:// where --tls-cert is given.")
            }
        }
    }

    func run() async throws {
        var serving = Serving(
            place: place, connections: databaseConnections, host: host, port: port, baseURL: baseURL,
            hasStyleGuide: styleGuide, mailer: try mail.mailer(),
            proxies: (behindProxy ? AddressRange.thisMachine : []) + trustedProxy.compactMap(AddressRange.init),
            metricsToken: try metricsToken(), drain: .seconds(drainSeconds), keys: try keys.ring(),
            checkpointFile: try checkpoints())
        serving.breached = try breachedList()
        serving.provider = try provider.settings()
        if let tlsCert, let tlsKey { serving.certificates = try Certificates(certificate: tlsCert, key: tlsKey) }
        try await serving.run()
    }

    private func checkpoints() throws(CommandFailure) -> CheckpointFile? {
        guard let checkpointFile else { return nil }
        guard keys.file != nil || keys.command != nil else {
            throw CommandFailure("--checkpoint-file needs keys to sign with: give --sealing-key-file", .wrongUsage)
        }
        return CheckpointFile(path: checkpointFile)
    }

    private func breachedList() throws(CommandFailure) -> BreachedPasswords? {
        guard let breachedPasswords else { return nil }
        do { return try BreachedPasswords(path: breachedPasswords) } catch {
            let problem =
                switch error {
                case .unreadable: "cannot be read: check the name and who may read it"
                case .notAList: "is no sorted list of SHA-1 in capitals, one a line"
                }
            throw CommandFailure("\(breachedPasswords) \(problem)", .badInput)
        }
    }

    private func metricsToken() throws(CommandFailure) -> MetricsToken? {
        guard let metricsTokenFile else { return nil }
        guard let token = MetricsToken(try SecretFile(path: metricsTokenFile).line()) else {
            throw CommandFailure(
                "\(metricsTokenFile) holds no token: put \(MetricsToken.leastLength) letters and digits or more on one line",
                .badInput)
        }
        return token
    }
}
