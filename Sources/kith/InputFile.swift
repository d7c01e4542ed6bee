import Foundation

/// A file that a command reads.
enum InputFile {
    /// The bytes of a file, mapped rather than copied where the system can; `-` is the standard input.
    static func read(_ path: String) throws(CommandFailure) -> Data {
        do {
            if path == "-" { return try FileHandle.standardInput.readToEnd() ?? Data() }
            return try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw CommandFailure("\(path) cannot be read: check that the file is there and may be opened", .badInput)
        }
    }
}
