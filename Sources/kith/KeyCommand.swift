import Casework
import Dispatch
import Foundation
import Synchronization

/// A program that prints the keys. It is run as it is named, by no shell.
struct KeyCommand {
    /// How long it may take.
    static let seconds = 30

    let path: String
    private let arguments: [String]

    /// - Throws: ``CommandFailure`` where it names no program by its whole path.
    init(_ text: String) throws(CommandFailure) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let path = words.first, path.hasPrefix("/") else {
            throw CommandFailure("--sealing-key-command must begin with the whole path of a program", .wrongUsage)
        }
        self.path = path
        arguments = Array(words.dropFirst())
    }

    /// What it prints. What it says on the standard error is the administrator's to read, and goes there.
    func output() throws(CommandFailure) -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        do { try process.run() } catch {
            throw CommandFailure("\(path) cannot be run: check the path and its rights", .badInput)
        }
        let read = Reading(pipe.fileHandleForReading)
        guard let content = read.content(within: Self.seconds) else {
            kill(process.processIdentifier, SIGKILL)
            throw CommandFailure("\(path) gave no keys within \(Self.seconds) seconds, or too much", .tryAgain)
        }
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw CommandFailure("\(path) failed, and gave no keys", .serviceMissing)
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// What comes out of a pipe, read beside us, so that a program that hangs does not make us hang.
    private final class Reading: Sendable {
        private let read = Mutex<Data?>(nil)
        private let ended = DispatchSemaphore(value: 0)

        init(_ pipe: FileHandle) {
            let descriptor = pipe.fileDescriptor
            DispatchQueue.global().async { [self] in
                // Holds the pipe open for as long as it is read.
                let pipe = pipe
                var content = Data()
                var piece = [UInt8](repeating: 0, count: 4_096)
                while content.count <= KeyFile.limit {
                    let count = Foundation.read(descriptor, &piece, piece.count)
                    if count < 0 && errno == EINTR { continue }
                    if count <= 0 { break }
                    content.append(contentsOf: piece[..<count])
                }
                read.withLock { $0 = content.count <= KeyFile.limit ? content : nil }
                try? pipe.close()
                ended.signal()
            }
        }

        func content(within seconds: Int) -> Data? {
            guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else { return nil }
            return read.withLock { $0 }
        }
    }
}
