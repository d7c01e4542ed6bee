import Casework
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import Metering
import Metrics
import NIOCore
import Reference
import ServiceLifecycle
import Storage
import Web

/// The site put together and served: what `kith serve` and `kith demo` have in common.
struct Serving {
    let place: DataPlace
    var connections = Database.usualConnections
    let host: String
    let port: Int
    /// The address by which people reach the site; nil for the one it listens on.
    var baseURL: String?
    var isDemo = false
    var hasStyleGuide = false
    /// The way out for mail; nil where no mail server is set up.
    var mailer: Mailer?
    /// Where the proxies in front are.
    var proxies: [AddressRange] = []
    /// What TLS is spoken with; nil where somebody else speaks it.
    var certificates: Certificates?
    /// What opens the figures from another machine; nil where they are for this machine only.
    var metricsToken: MetricsToken?
    /// The identity provider at which staff sign in; nil where there is none.
    var provider: IdentityProvider.Settings?
    /// Passwords that were found elsewhere; nil where no list was given.
    var breached: BreachedPasswords?
    /// How long it goes on serving after it was told to stop, for a load balancer to notice.
    var drain = Duration.zero
    /// The keys that seal and sign.
    var keys = KeyRing.none
    /// Where signed checkpoints of the trails are kept too, away from the data.
    var checkpointFile: CheckpointFile?

    /// Serves until SIGTERM or SIGINT: drains, stops listening, and lets the requests that are under way finish.
    func run() async throws {
        // Before the desk is opened: an instrument that was made earlier counts into nothing.
        let registry = MetricsRegistry()
        MetricsSystem.bootstrap(registry)
        try refuseInTheClear()
        let scheme = certificates == nil ? "http" : "https"
        guard let url = URL(string: baseURL ?? "\(scheme)://\(host):\(port)") else {
            throw CommandFailure("--host \(host) makes no address: give --base-url as well", .wrongUsage)
        }
        let desk = try await place.desk(baseURL: SiteSettings.trimmed(url), connections: connections, keys: keys)
        guard try await desk.database.isWhole() else {
            throw CommandFailure(
                "the data in \(place.name) is damaged, so that nothing is served: see kith verify, and restore a backup",
                .serviceMissing)
        }
        try await warn(of: desk.database, desk.reference)
        let settings = SiteSettings(
            baseURL: url, secret: try await secret(desk.database), isDemo: isDemo, hasStyleGuide: hasStyleGuide,
            proxies: proxies, metricsToken: metricsToken)
        let signIn = SignIn(
            desk: desk,
            settings: SignIn.Settings(sendsMail: isDemo || mailer != nil, isDemo: isDemo, breached: breached))
        let provider = provider.map { IdentityProvider(signIn: signIn, settings: $0) }
        let site = try Site(settings: settings, desk: desk, signIn: signIn, registry: registry)
        var logger = Logger(label: "kith")
        logger.logLevel = try Self.logLevel()
        let wayOut = mailer ?? (isDemo ? .toNobody : nil)
        let jobs = HubJobs(
            desk: desk, mailer: wayOut, keepsBodies: isDemo, checkpointFile: checkpointFile, logger: logger)
        var application = Application(
            router: site.router(site.features(of: desk, signIn: signIn, provider: provider)),
            server: try server(),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: .maximum(Serving.mostConnections, logger: logger)),
            onServerRunning: { channel in
                site.readiness.serve()
                let bound = channel.localAddress?.port ?? port
                FileHandle.standardError.write(Data("kith: serving on \(scheme)://\(host):\(bound)\n".utf8))
            },
            logger: logger)
        application.addServices(
            JobsService(jobs: jobs), FollowingService(follow: FollowDirectories(desk: desk)),
            LeavingService(desk: desk, logger: logger))
        if let certificates {
            application.addServices(RenewingCertificates(certificates: certificates, logger: logger))
        }
        do {
            try await stoppable(application, site.readiness).run()
        } catch is IOError {
            throw CommandFailure("cannot listen on \(host):\(port): is another program there?", .serviceMissing)
        }
        // What was written down since the last hour is signed before the data may be carried away.
        do { _ = try await SignCheckpoints(desk: desk, file: checkpointFile).all() } catch {
            logger.critical("checkpoint.failed", metadata: ["error.type": .string(String(reflecting: type(of: error)))])
        }
    }

    /// Says which hubs nobody can reach, once, when it starts.
    private func warn(of database: Database, _ reference: ReferenceData) async throws {
        for hub in try await database.readAll({ try $0.hubs.all() }) {
            for warning in HubText(hub: hub, reference: reference).warnings {
                FileHandle.standardError.write(Data("kith: \(warning)\n".utf8))
            }
        }
    }

    /// How many connections are open at once; more wait for their turn. Each takes a file descriptor, and the store,
    /// mail and feeds need some too.
    static var mostConnections: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 500 }
        return max(50, min(2_000, Int(clamping: limit.rlim_cur) - 200))
    }

    /// How much is logged: `KITH_LOG_LEVEL`, or what happens and nothing more.
    private static func logLevel() throws(CommandFailure) -> Logger.Level {
        guard let text = ProcessInfo.processInfo.environment["KITH_LOG_LEVEL"], !text.isEmpty else { return .info }
        guard let level = Logger.Level(rawValue: text) else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("KITH_LOG_LEVEL is none of \(known)", .wrongUsage)
        }
        return level
    }

    /// The same limits for a connection whether TLS is spoken on it or not.
    private func server() throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [ConnectionWatch()],
                // Beyond these a head is not even parsed; what is well below is answered with a page.
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: 32 * 1024, maxHeaderListSize: 64 * 1024, maxHeaderFieldCount: 200)))
        guard let certificates else { return plain }
        return try .tls(plain, tlsConfiguration: certificates.configuration())
    }

    /// Passwords and what people told us never cross a network in the clear.
    private func refuseInTheClear() throws(CommandFailure) {
        let isHere = host == "localhost" || AddressRange.thisMachine.contains { $0.contains(host) }
        guard !isHere, certificates == nil else { return }
        guard !proxies.isEmpty, baseURL?.hasPrefix("https://") == true else {
            throw CommandFailure(
                "--host \(host) would send passwords in the clear: give --tls-cert and --tls-key, or --trusted-proxy and an https --base-url",
                .wrongUsage)
        }
        guard proxies != AddressRange.thisMachine else {
            throw CommandFailure(
                "--behind-proxy means a proxy on this machine: with --host \(host) say where it is, by --trusted-proxy",
                .wrongUsage)
        }
    }

    private func secret(_ database: Database) async throws -> [UInt8] {
        if try place.address() != nil { return try await ServerSecret.shared(in: database) }
        do { return try ServerSecret.load(from: place.folder) } catch {
            throw CommandFailure("cannot write into \(place.name): check who may write there", .serviceMissing)
        }
    }
}

/// The secret with which the site vouches for its own forms, kept with the data so that a form that was open
/// during a restart still counts, and one that another server of the same database gave out.
enum ServerSecret {
    static func load(from folder: URL) throws -> [UInt8] {
        let file = folder.appending(path: "server.secret")
        if let stored = try? Data(contentsOf: file), stored.count >= 32 { return Array(stored) }
        let secret = make()
        try Data(secret).write(to: file, options: .atomic)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: file.path(percentEncoded: false))
        return secret
    }

    /// The one secret of all servers of a database: that of the server that was the first to ask.
    static func shared(in database: Database) async throws -> [UInt8] {
        let proposed = Data(make()).base64EncodedString()
        let text = try await database.writeAll { try $0.serverSettings.value(of: "form-secret", orElse: proposed) }
        guard let secret = Data(base64Encoded: text), secret.count >= 32 else {
            throw StorageFault.unreadable(column: "value")
        }
        return Array(secret)
    }

    private static func make() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
