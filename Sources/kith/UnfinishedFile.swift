import Dispatch
import Foundation

/// A file that gets its name only when it is whole. Until then it stands beside it with another name, which is
/// removed when the work fails and when the program is told to stop.
struct UnfinishedFile {
    let path: String

    init(for path: String) { self.path = path }

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
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(partial + ending) }
    }
}
