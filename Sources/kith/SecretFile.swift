import Foundation

/// A file that an administrator keeps a secret in: for its owner's eyes only.
struct SecretFile {
    let path: String

    /// The first line.
    func line() throws(CommandFailure) -> String {
        try text(atMost: 4_096).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    }

    /// What it holds. The rights are those of the file that was opened, not of what took its place meanwhile.
    func text(atMost limit: Int) throws(CommandFailure) -> String {
        let unreadable = CommandFailure("\(path) cannot be read: check the name and who may read it", .badInput)
        guard let file = FileHandle(forReadingAtPath: path) else { throw unreadable }
        let content: Data
        do { content = try file.read(upToCount: limit) ?? Data() } catch { throw unreadable }
        var status = stat()
        guard fstat(file.fileDescriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw CommandFailure("\(path) can be read by others: chmod 600 it, and choose a new secret", .badInput)
        }
        return String(decoding: content, as: UTF8.self)
    }
}
