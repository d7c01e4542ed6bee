import ArgumentParser
import Casework
import Foundation
import Storage

extension KeysCommand {
    /// `kith keys rotate`: a new key in place of the old one, while the hubs are served.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a new sealing key in place of the old one, while the hubs are served.",
            discussion: """
                Example: kith keys rotate --data /var/lib/kith --sealing-key-file /etc/kith/kith.keys

                Adds a key to the file, wraps the keys of all people anew, and drops the old key when nothing needs it \
                any more. Stopped anywhere, it goes on where it stopped when it is called again. Servers that run \
                read the file again by themselves.

                Where several machines have the file, begin with --add-only, copy the file to all of them, call it \
                again without, and copy the file once more.
                """)

        @OptionGroup var place: DataPlace

        @Option(
            name: .customLong("sealing-key-file"),
            help: ArgumentHelp("The file of keys, which is changed.", valueName: "file"))
        var file: String

        @Flag(name: .customLong("add-only"), help: "Only add the new key to the file, and use it for nothing yet.")
        var addOnly = false

        @Flag(help: "Turn the signing key too. Its public half stays, so that what it signed can be checked.")
        var signing = false

        func run() async throws {
            let database = try await place.existing()
            var keys = try await lockedFile { try begin() }
            if addOnly {
                print(KeysText(keys).text)
                print("Added. Copy \(file) to every machine that has it, then call kith keys rotate again.")
                return
            }
            let report: TurnKeys.Report
            do { report = try await TurnKeys(in: database)(to: keys) } catch {
                throw CommandFailure(
                    "the keys of people could not all be wrapped anew; nothing is lost. Call kith keys rotate again",
                    .tryAgain)
            }
            try database.close()
            keys = try await lockedFile { try end(report) }
            print("\(report.rewrapped) keys of people in \(report.hubs) hubs are wrapped by \(keys.active.id) now.")
            if report.codes > 0 {
                print("\(report.codes) codes of people's own pages go on working: the file keeps what they rest on.")
            }
            print(KeysText(keys).text)
            guard report.left == 0 else {
                throw CommandFailure(
                    "\(report.left) keys of people stay as they were: they do not open with the keys of \(file)",
                    .answerIsNo)
            }
        }

        /// The keys with a new one first, written to the file; as they are where a rotation was begun before.
        private func begin() throws -> HubKeys {
            let old = try KeyOptions.keys(inFile: file)
            if old.sealing.count > 1 { return old }
            guard var new = old.adding(SealingKey.made()) else { throw Self.noKeys }
            if signing, let turned = new.signing(with: HubKeys.made().signing) { new = turned }
            try PrivateFile(path: file).replace(with: KeyFile.text(of: new))
            return new
        }

        /// Without the keys that nothing needs. The file is read again: somebody may have added to it meanwhile.
        private func end(_ report: TurnKeys.Report) throws -> HubKeys {
            let now = try KeyOptions.keys(inFile: file)
            guard let left = now.dropping(allBut: report.needed, codes: report.neededByCodes) else {
                throw Self.noKeys
            }
            if left.sealing.count < now.sealing.count || left.codes.count < now.codes.count {
                try PrivateFile(path: file).replace(with: KeyFile.text(of: left))
            }
            return left
        }

        private static var noKeys: CommandFailure { CommandFailure("the keys do not fit together", .defect) }

        /// One at a time: two that turn the keys of one file would each drop what the other added.
        private func lockedFile<Value>(_ body: () throws -> Value) async throws -> Value {
            let lock = open("\(file).lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard lock >= 0 else {
                throw CommandFailure("cannot write beside \(file): check who may write there", .serviceMissing)
            }
            defer { close(lock) }
            guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
                throw CommandFailure("somebody else is changing \(file): try again in a moment", .tryAgain)
            }
            return try body()
        }
    }

    /// `kith keys backup FILE`: what `kith backup` leaves out.
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the keys of people, which kith backup leaves out.",
            discussion: """
                Example: kith keys backup /backups/keys-monday --data /var/lib/kith

                Each key in it is wrapped by the hub's sealing key, and is of no use without it. Keep few of these \
                files and keep them apart from the copies of the data: somebody who was erased can be read as long as \
                there is one from before.
                """)

        @Argument(help: "The file to write. One that is there already is never overwritten.")
        var file: String

        @OptionGroup var place: DataPlace

        func run() async throws {
            let target = UnfinishedFile(for: file)
            try target.refuseToOverwrite()
            let database = try await place.existing()
            let count = try await target.finish { path in
                let unwritable = CommandFailure(
                    "\(file) cannot be written: check the folder, its rights and the space left", .serviceMissing)
                guard
                    FileManager.default.createFile(
                        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
                    let handle = FileHandle(forWritingAtPath: path)
                else { throw unwritable }
                let count = try await PersonKeysFile(of: database).write { text in
                    do { try handle.write(contentsOf: text) } catch { throw unwritable }
                }
                do {
                    try handle.synchronize()
                    try handle.close()
                } catch { throw unwritable }
                return count
            }
            try database.close()
            print("Copied \(count) keys of people to \(file).")
        }
    }

    /// `kith keys restore FILE`.
    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring back keys of people after kith restore.",
            discussion: """
                Example: kith keys restore /backups/keys-monday --data /var/lib/kith-new

                Keys that are there are never changed, and nobody gets a key of whom nothing is sealed.
                """)

        @Argument(help: "The file that kith keys backup wrote.")
        var file: String

        @OptionGroup var place: DataPlace

        func run() async throws {
            guard let content = FileManager.default.contents(atPath: file) else {
                throw CommandFailure(
                    "\(file) cannot be read: check that the file is there and may be opened", .badInput)
            }
            let database = try await place.existing()
            do {
                let tally = try await PersonKeysFile(of: database).restore(content)
                print("Brought back \(tally.restored) keys of people; \(tally.passedOver) were not needed.")
            } catch let fault as PersonKeysFile.Fault {
                switch fault {
                case .notOne: throw CommandFailure("\(file) was not written by kith keys backup", .badInput)
                case .notAKey(let line): throw CommandFailure("\(file): line \(line) is no key: use another", .badInput)
                case .noSuchHub(let hub):
                    throw CommandFailure("\(file) holds keys of the hub \(hub), which is not here", .badInput)
                }
            }
            try database.close()
        }
    }
}
