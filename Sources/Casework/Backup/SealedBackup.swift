import Crypto
import Foundation
import Vocabulary

/// A backup that only its recipient can open (docs/adr/0036). A megabyte at a time, whatever its size:
///
///     kith-backup-1 9c41f0… 04d7…⏎     for which key, and the key that this file was sealed with, encapsulated
///     length ▪ sealed megabyte         4 bytes, then so many; HPKE counts them, so that none can change places
///     length ▪ sealed megabyte
///     length ▪ sealed end              SHA-256 and length of all that was sealed: without it the file is cut off
///
/// HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305. What a piece is (content or end) and the first line
/// are authenticated with it.
public enum SealedBackup {
    public enum Fault: Error, Equatable, Sendable {
        case unreadable
        case cannotWrite
        /// It is a file, but not a sealed backup.
        case notSealed
        /// It was made by a newer program.
        case newer
        /// It was sealed to another key, with this fingerprint.
        case forAnotherKey(fingerprint: String)
        /// It was changed, or its pieces were.
        case damaged
        /// Its end is missing.
        case cutOff
    }

    private static let kind = "kith-backup-"
    private static let version = "1"
    private static let pieceSize = 1 << 20
    /// A piece that says it is longer than any is no piece of ours.
    private static let longestPiece = pieceSize + 64
    private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

    private enum Piece: UInt8 {
        case content = 0
        case end = 1

        var data: Data { Data([rawValue]) }
    }

    /// Whether the file at `path` begins as one; false too where it cannot be read.
    public static func isOne(at path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: kind.utf8.count)) == Data(kind.utf8)
    }

    // MARK: Sealing

    /// Seals the file at `plain` into a new file at `target`, and waits for the disk.
    public static func seal(_ plain: String, into target: String, for recipient: BackupRecipient) throws(Fault) {
        guard let source = FileHandle(forReadingAtPath: plain) else { throw .unreadable }
        defer { try? source.close() }
        let descriptor = Foundation.open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            let info = Data("\(kind)\(version) \(recipient.fingerprint)".utf8)
            var sender = try HPKE.Sender(recipientKey: recipient.key(), ciphersuite: suite, info: info)
            let line = info + Data(" \(Hexadecimal.text(sender.encapsulatedKey))\n".utf8)
            try file.write(contentsOf: line)
            var digest = SHA256()
            var length: UInt64 = 0
            while let piece = try source.read(upToCount: pieceSize), !piece.isEmpty {
                digest.update(data: piece)
                length += UInt64(piece.count)
                try put(try sender.seal(piece, authenticating: Piece.content.data), into: file)
            }
            let end = Data(digest.finalize()) + bytes(of: length)
            try put(try sender.seal(end, authenticating: Piece.end.data), into: file)
            try file.synchronize()
            try file.close()
        } catch { throw .cannotWrite }
    }

    private static func put(_ sealed: Data, into file: FileHandle) throws {
        try file.write(contentsOf: bytes(of: UInt32(sealed.count)) + sealed)
    }

    private static func bytes(of number: some FixedWidthInteger) -> Data {
        withUnsafeBytes(of: number.bigEndian) { Data($0) }
    }

    // MARK: Opening

    /// Opens the file at `path` into a new file at `target`. What it wrote before it found a fault is to be removed.
    public static func open(_ path: String, into target: String, with identity: BackupIdentity) throws(Fault) {
        guard let source = FileHandle(forReadingAtPath: path) else { throw .unreadable }
        defer { try? source.close() }
        let reader = Reader(source)
        var recipient = try opened(firstLine: try reader.line(atMost: 512), with: identity)
        let descriptor = Foundation.open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var digest = SHA256()
        var length: UInt64 = 0
        while true {
            let sealed = try reader.piece(atMost: longestPiece)
            // The counter of HPKE moves on only when a piece was opened, so that both may be tried.
            if let content = try? recipient.open(sealed, authenticating: Piece.content.data) {
                digest.update(data: content)
                length += UInt64(content.count)
                do { try file.write(contentsOf: content) } catch { throw .cannotWrite }
                continue
            }
            guard let end = try? recipient.open(sealed, authenticating: Piece.end.data),
                end == Data(digest.finalize()) + bytes(of: length), try reader.isAtEnd()
            else { throw .damaged }
            do {
                try file.synchronize()
                try file.close()
            } catch { throw .cannotWrite }
            return
        }
    }

    private static func opened(
        firstLine line: String?, with identity: BackupIdentity
    ) throws(Fault) -> HPKE.Recipient {
        guard let line, line.hasPrefix(kind) else { throw .notSealed }
        let parts = line.dropFirst(kind.count).split(separator: " ", omittingEmptySubsequences: false)
        guard let number = parts.first.flatMap({ Int($0) }) else { throw .damaged }
        guard String(number) == version else { throw number > 1 ? .newer : .damaged }
        guard parts.count == 3, let encapsulated = Hexadecimal.bytes(String(parts[2])) else { throw .damaged }
        let fingerprint = identity.recipient.fingerprint
        guard parts[1] == fingerprint else {
            let isOne = parts[1].utf8.count == fingerprint.utf8.count && Hexadecimal.bytes(String(parts[1])) != nil
            throw isOne ? .forAnotherKey(fingerprint: String(parts[1])) : .damaged
        }
        do {
            return try HPKE.Recipient(
                privateKey: identity.key, ciphersuite: suite, info: Data("\(kind)\(version) \(fingerprint)".utf8),
                encapsulatedKey: Data(encapsulated))
        } catch { throw .damaged }
    }

    /// Reads a sealed file from its beginning.
    private struct Reader {
        private let file: FileHandle

        init(_ file: FileHandle) { self.file = file }

        /// The first line without its end; nil where there is none so short.
        func line(atMost limit: Int) throws(Fault) -> String? {
            let start = try read(limit)
            guard let end = start.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            do { try file.seek(toOffset: UInt64(end) + 1) } catch { throw .unreadable }
            return String(decoding: start[..<end], as: UTF8.self)
        }

        func piece(atMost limit: Int) throws(Fault) -> Data {
            let head = try read(4)
            guard head.count == 4 else { throw .cutOff }
            let length = head.reduce(0) { $0 << 8 | Int($1) }
            guard length > 0, length <= limit else { throw .damaged }
            let sealed = try read(length)
            guard sealed.count == length else { throw .cutOff }
            return sealed
        }

        func isAtEnd() throws(Fault) -> Bool { try read(1).isEmpty }

        private func read(_ count: Int) throws(Fault) -> Data {
            do { return try file.read(upToCount: count) ?? Data() } catch { throw .unreadable }
        }
    }
}
