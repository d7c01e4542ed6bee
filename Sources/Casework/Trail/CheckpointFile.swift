import Foundation
import Storage
import Vocabulary

/// Signed checkpoints in a file, one a line, kept away from the data: on another disk, or at another house. Lines are
/// only ever added.
public struct CheckpointFile: Sendable {
    public enum Fault: Error, Equatable, Sendable {
        case unreadable
        case cannotWrite
        /// The line of this number, counted from 1, is no checkpoint.
        case notACheckpoint(line: Int)
    }

    public let path: String

    public init(path: String) { self.path = path }

    /// All that is in it, in its order.
    public func read() throws(Fault) -> [SignedCheckpoint] {
        guard let content = FileManager.default.contents(atPath: path) else { throw .unreadable }
        var found: [SignedCheckpoint] = []
        let lines = String(decoding: content, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            guard let checkpoint = SignedCheckpoint(line: line) else { throw .notACheckpoint(line: index + 1) }
            found.append(checkpoint)
        }
        return found
    }

    /// Adds those that are newer than what the file has of their hub, and waits for the disk. A line that a power cut
    /// left half written is ended first.
    func add(_ checkpoints: [SignedCheckpoint]) throws(Fault) {
        let content = FileManager.default.contents(atPath: path) ?? Data()
        var newest: [Identifier<Hub>: Int] = [:]
        for line in String(decoding: content, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let known = SignedCheckpoint(line: line) else { continue }
            newest[known.hub] = max(newest[known.hub] ?? 0, known.checkpoint.number)
        }
        let new = checkpoints.filter { $0.checkpoint.number > newest[$0.hub] ?? 0 }
        guard !new.isEmpty else { return }
        let isWhole = content.last.map { $0 == UInt8(ascii: "\n") } ?? true
        let text = (isWhole ? "" : "\n") + new.map { $0.line + "\n" }.joined()
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
        } catch { throw .cannotWrite }
    }
}
