import ArgumentParser
import Casework
import DemoTown
import Foundation
import Storage
import Vocabulary

/// `kith demo`: a fictional town, ready to try.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Serve a fictional town with its groups and people, ready to try.",
        discussion: """
            Example: kith demo --data /tmp/kith-demo --port 8080

            The first start fills the folder and makes a password; later ones find it as it was left. To begin \
            anew, remove the folder. Nothing in it is about anybody who exists. Mail is not sent: the outbox is a page.
            """)

    @Option(help: "The folder that holds the demo. It is made where it is missing; another program's is refused.")
    var data = ".kith-demo"

    @Option(
        name: .customLong("database-url"),
        help: "A PostgreSQL database for the town: empty, or filled by this demo before. The folder keeps the password."
    )
    var databaseURL: String?

    @Option(help: "The port to listen on, on this machine only.")
    var port = 8080

    @Option(help: "How many groups the town has, when the folder is filled.")
    var groups: Int = DemoTown.usualGroups

    @Option(help: "How many people, when the folder is filled.")
    var people: Int = DemoTown.usualPeople

    @Option(help: "What the town follows from, when the folder is filled: the same seed makes the same town.")
    var seed: UInt64 = 2026

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
        guard (1...100_000).contains(groups) else { throw ValidationError("--groups must be from 1 to 100000.") }
        guard (1...100_000).contains(people) else { throw ValidationError("--people must be from 1 to 100000.") }
    }

    func run() async throws {
        let address = "http://127.0.0.1:\(port)"
        let folder = DemoFolder(path: data)
        let isNew = !folder.hasPassword
        let password = try folder.password()
        let place = DataPlace(data: data, databaseURL: databaseURL ?? "")
        let keys = try folder.keys()
        let desk = try await place.desk(baseURL: address, keys: keys)
        let hubs = try await desk.database.readAll { try $0.hubs.all().map(\.id) }
        guard hubs.allSatisfy({ $0 == DemoTown.hub.id }) else {
            throw CommandFailure("\(place.name) holds hubs that are no demo: give it a database of its own", .badInput)
        }
        guard hubs.isEmpty || !isNew else {
            throw CommandFailure(
                "\(place.name) holds a demo whose password is in another folder: give its --data", .badInput)
        }
        if hubs.isEmpty {
            let town = DemoTown(groups: groups, people: people, seed: seed)
            try await town.fill(desk, staffPassword: try await SignIn.stored(password))
        }
        try desk.database.close()
        // Written past the buffer: programs at the other end of a pipe wait for these lines.
        let welcome = Self.welcome(at: address, password: password, folder: data)
        FileHandle.standardOutput.write(Data("\(welcome)\n".utf8))
        try await Serving(place: place, host: "127.0.0.1", port: port, isDemo: true, keys: keys).run()
    }

    private static func welcome(at address: String, password: String, folder: String) -> String {
        let width = TownStaff.allCases.map(\.email.count).max() ?? 0
        let staff = TownStaff.allCases.map { one in
            let space = String(repeating: " ", count: width - one.email.count)
            return "  \(one.email)\(space)  \(one.name), \(one.roleName)"
        }
        return """
            \(DemoTown.hub.name): \(address)

            Sign in at \(address)/sign-in with one of these, and the password  \(password)
            \(staff.joined(separator: "\n"))

            Everybody here is made up. The data is in \(folder); remove it to begin anew. Ctrl-C stops.
            """
    }
}

/// The folder of a demo: known by its password, so that nobody's real data is ever taken for one.
struct DemoFolder {
    let path: String

    private var url: URL { URL(filePath: path, directoryHint: .isDirectory) }
    private var passwordFile: URL { url.appending(path: "demo-password") }

    var hasPassword: Bool { FileManager.default.fileExists(atPath: passwordFile.path(percentEncoded: false)) }

    /// The keys of this demo: made in its folder where there are none yet.
    func keys() throws(CommandFailure) -> KeyRing {
        let file = url.appending(path: "demo.keys").path(percentEncoded: false)
        if !FileManager.default.fileExists(atPath: file) { try PrivateFile(path: file).make(KeyFile.text(of: .made())) }
        return try KeyOptions.ring(file: file)
    }

    /// The password of this demo; made, and kept for its owner's eyes only, where the folder is new.
    func password() throws(CommandFailure) -> String {
        if let kept = try? String(contentsOf: passwordFile, encoding: .utf8) {
            let password = kept.trimmingCharacters(in: .whitespacesAndNewlines)
            if !password.isEmpty { return password }
        }
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder.boolValue, let inside = try? files.contentsOfDirectory(atPath: path) else {
                throw CommandFailure("\(path) is not a folder that can be read: give another --data", .badInput)
            }
            guard inside.isEmpty else {
                throw CommandFailure(
                    "\(path) holds something that is not a demo of kith: give --data a new folder", .badInput)
            }
        }
        let password = "\(SecretSource.system.shortCode())-\(SecretSource.system.shortCode())"
        do {
            try files.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            // Written with its rights: at no moment can others read it.
            let made = files.createFile(
                atPath: passwordFile.path(percentEncoded: false), contents: Data("\(password)\n".utf8),
                attributes: [.posixPermissions: 0o600])
            guard made else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw CommandFailure("cannot write into \(path): check who may write there", .serviceMissing)
        }
        return password
    }
}
