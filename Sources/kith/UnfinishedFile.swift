import Dispatch
import Foundation

/// A file that gets its name only when it is whole. Until then it stands beside it with another name, which is
/// removed when the work fails and when the program is told to stop.
struct UnfinishedFile {
    let path: String
    /// What is written on the way and always removed: its place, to which an ending is added.
    private let scratch: String?

    init(for path: String, onTheWay scratch: String? = nil) {
        self.path = path
        self.scratch = scratch
    }

    /// The file to use on the way.
    var scratchFile: String { "\(scratch ?? path).\(ProcessInfo.processInfo.processIdentifier).part" }

    private var partial: String { "\(path).\(ProcessInfo.processInfo.processIdentifier).part" }

    /// - Throws: ``CommandFailure`` where there is something already.
    func refuseToOverwrite() throws(CommandFailure) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure("\(path) is there already: give another name", .answerIsNo)
        }
    }

    /// Lets `body` write the file under its other name, and then names it.
    func finish<Value>(_ body: (_ path: String) async throws -> Value) async throws -> Value {
        try await removedWhenStopped {
            let value = try await body(partial)
            // Asked again: something may have come there meanwhile. (A hard link would be safer, and cannot be had
            // on the memory sticks that backups are carried away on.)
            try refuseToOverwrite()
            guard rename(partial, path) == 0 else {
                throw CommandFailure(
                    "\(path) cannot be written: check the folder and who may write there", .serviceMissing)
            }
            removeScratch()
            return value
        }
    }

    /// Lets `body` use the file under its other name, and removes it: it never gets its own.
    func use(_ body: (_ path: String) async throws -> Void) async throws {
        try await removedWhenStopped { try await body(partial) }
        remove()
    }

    private func removedWhenStopped<Value>(_ body: () async throws -> Value) async throws -> Value {
        let sources = [SIGINT, SIGTERM].map(removingOn)
        defer {
            for source in sources { source.cancel() }
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        }
        do { return try await body() } catch {
            remove()
            throw error
        }
    }

    private func removingOn(_ number: Int32) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler {
            remove()
            exit(128 + number)
        }
        source.resume()
        return source
    }

    private func remove() {
        Self.remove(partial)
        removeScratch()
    }

    private func removeScratch() {
        if scratch != nil { Self.remove(scratchFile) }
    }

    private static func remove(_ path: String) {
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
    }

    /// Removes what programs left on the way that were killed over it.
    func removeLeftovers() {
        guard let scratch else { return }
        let place = URL(filePath: scratch)
        let folder = place.deletingLastPathComponent().path(percentEncoded: false)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let parts = name.split(separator: ".")
            guard parts.count == 3, parts[0] == place.lastPathComponent, parts[2] == "part", let id = pid_t(parts[1]),
                kill(id, 0) != 0, errno == ESRCH
            else { continue }
            Self.remove("\(folder)/\(name)")
        }
    }
}
