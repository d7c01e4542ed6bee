import Crypto
import Foundation
import Vocabulary

/// Passwords that were found in leaks, as a file on this machine: one SHA-1 in capitals a line, sorted, perhaps with a
/// count behind a colon. Looked up on the disk by halving: the list has a billion lines, and is never loaded.
///
///     000000005AD76BD555C1D6D771DE417A4B87E4B4:10
///     00000000A8DAE4228F821FB418F59826079BF368:4
///
/// No password, and no part of one, is sent anywhere.
public struct BreachedPasswords: Sendable {
    /// Why the file cannot be used.
    public enum Fault: Error, Equatable, Sendable {
        case unreadable
        /// The line that was looked at is no SHA-1 in base 16.
        case notAList
    }

    private static let digits = 40
    /// More than any line has.
    private static let longestLine = 64

    let path: String

    /// - Throws: ``Fault`` where the file cannot be read or is no such list.
    public init(path: String) throws(Fault) {
        self.path = path
        // Its first line, its last and one in the middle are looked at on the way.
        _ = try contains("")
    }

    /// Whether the password is on the list.
    ///
    /// - Throws: ``Fault``: then nobody can tell, and no password is to be taken.
    public func contains(_ password: String) throws(Fault) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { throw .unreadable }
        defer { try? file.close() }
        let wanted = Hexadecimal.text(Insecure.SHA1.hash(data: Data(password.utf8))).uppercased()
        do {
            // Between `low` and `high` lie the beginnings of the lines that may be it.
            var low: UInt64 = 0
            var high = try file.seekToEnd()
            guard high >= UInt64(Self.digits) else { throw Fault.notAList }
            guard try Self.line(from: 0, in: file) != nil else { throw Fault.notAList }
            while low < high {
                let middle = low + (high - low) / 2
                guard let found = try Self.line(from: middle, in: file) else {
                    high = middle
                    continue
                }
                if found.hash == wanted { return true }
                if found.hash < wanted { low = found.next } else { high = middle }
            }
            return false
        } catch let fault as Fault { throw fault } catch { throw .unreadable }
    }

    /// The first line that begins at this place or after it, and where the one after that may begin; nil where there
    /// is none any more.
    private static func line(from place: UInt64, in file: FileHandle) throws -> (hash: String, next: UInt64)? {
        // One sign before the place tells whether a line begins right there.
        let start = place == 0 ? 0 : place - 1
        try file.seek(toOffset: start)
        var bytes = Array(try file.read(upToCount: 2 * longestLine + 1) ?? Data())
        var begin = start
        if place > 0 {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            begin += UInt64(end + 1)
            bytes.removeFirst(end + 1)
        }
        guard !bytes.isEmpty else { return nil }
        let hash = bytes.prefix(digits)
        guard hash.count == digits,
            hash.allSatisfy({
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains($0)
            })
        else { throw Fault.notAList }
        return (String(decoding: hash, as: UTF8.self), begin + UInt64(digits))
    }
}
