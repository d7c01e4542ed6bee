import ArgumentParser
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Web

/// `kith serve`: the site, until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the pages of the hubs in a data folder.",
        discussion: """
            Example: kith serve --data /var/lib/kith --base-url https://kith.example

            Listens on this machine only unless --host says otherwise. Ctrl-C and SIGTERM let the requests
            that are under way finish.
            """)

    @Option(help: "The folder that holds the hubs' data. It is made where it is missing.")
    var data: String

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on.")
    var port = 8080

    @Option(name: .customLong("base-url"), help: "The address by which people reach the site; links begin with it.")
    var baseURL: String?

    @Flag(help: "Believe the proxy in front about who is asking (X-Forwarded-For).")
    var behindProxy = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
        if let baseURL {
            guard let url = URL(string: baseURL), let scheme = url.scheme, ["http", "https"].contains(scheme),
                url.host != nil
            else { throw ValidationError("--base-url must be an address like https://kith.example.") }
        }
    }

    func run() async throws {
        guard let url = URL(string: baseURL ?? "http://\(host):\(port)") else {
            throw CommandFailure("--host \(host) makes no address: give --base-url as well", .wrongUsage)
        }
        let settings = SiteSettings(baseURL: url, secret: try secret(), isBehindProxy: behindProxy)
        let site = try Site(settings: settings)
        let logger = Logger(label: "kith")
        let application = Application(
            router: site.router([]),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in
                let bound = channel.localAddress?.port ?? port
                FileHandle.standardError.write(Data("kith: serving on http://\(host):\(bound)\n".utf8))
            },
            logger: logger)
        do {
            try await application.runService()
        } catch is IOError {
            throw CommandFailure("cannot listen on \(host):\(port): is another program there?", .serviceMissing)
        }
    }

    private func secret() throws -> [UInt8] {
        let folder = URL(filePath: data, directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return try ServerSecret.load(from: folder)
        } catch {
            throw CommandFailure("cannot write into \(data): check that the folder may be written to", .serviceMissing)
        }
    }
}

/// The secret with which the site vouches for its own forms, kept beside the data so that a form
/// that was open during a restart still counts.
enum ServerSecret {
    static func load(from folder: URL) throws -> [UInt8] {
        let file = folder.appending(path: "server.secret")
        if let stored = try? Data(contentsOf: file), stored.count >= 32 { return Array(stored) }
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        try Data(secret).write(to: file, options: .atomic)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: file.path(percentEncoded: false))
        return secret
    }
}
