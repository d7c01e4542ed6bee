import Casework
import Foundation
import Testing

@Suite("Backups sealed to a recipient")
struct SealedBackupTests {
    private let folder: URL
    private let identity = BackupIdentity.made()

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "kith-sealed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    /// Seals so many bytes, and gives the sealed file and what was sealed.
    private func sealed(_ count: Int) throws -> (path: String, content: Data) {
        var seed: UInt32 = 7
        let content = Data(
            (0..<count).map { _ in
                seed = seed &* 1_664_525 &+ 1_013_904_223
                return UInt8(truncatingIfNeeded: seed >> 24)
            })
        try content.write(to: URL(filePath: path("plain")))
        if FileManager.default.fileExists(atPath: path("sealed")) {
            try FileManager.default.removeItem(atPath: path("sealed"))
        }
        try SealedBackup.seal(path("plain"), into: path("sealed"), for: identity.recipient)
        return (path("sealed"), content)
    }

    private func fault(_ change: (inout Data) -> Void, of count: Int = 3_000_000) throws -> SealedBackup.Fault? {
        let (path, _) = try sealed(count)
        var bytes = try Data(contentsOf: URL(filePath: path))
        change(&bytes)
        try bytes.write(to: URL(filePath: self.path("changed")))
        return fault(opening: self.path("changed"), with: identity)
    }

    private func fault(opening path: String, with identity: BackupIdentity) -> SealedBackup.Fault? {
        do {
            try SealedBackup.open(path, into: self.path("opened-\(UUID().uuidString)"), with: identity)
            return nil
        } catch { return error }
    }

    /// Where each piece begins, with its length before it.
    private func pieces(of bytes: Data) -> [Range<Int>] {
        var start = (bytes.firstIndex(of: 10) ?? 0) + 1
        var found: [Range<Int>] = []
        while start < bytes.count {
            let length = bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
            found.append(start..<(start + 4 + length))
            start += 4 + length
        }
        return found
    }

    @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000])
    func `come back as they went, whatever their size`(count: Int) throws {
        let (path, content) = try sealed(count)
        #expect(SealedBackup.isOne(at: path))
        #expect(!SealedBackup.isOne(at: self.path("plain")))
        try SealedBackup.open(path, into: self.path("opened"), with: identity)
        #expect(try Data(contentsOf: URL(filePath: self.path("opened"))) == content)
        let rights = try FileManager.default.attributesOfItem(atPath: self.path("opened"))[.posixPermissions] as? Int
        #expect(rights == 0o600)
    }

    @Test func `hold nothing of what was sealed in the open`() throws {
        let marker = Data("The fictional text that must not be seen.".utf8)
        try marker.write(to: URL(filePath: path("plain")))
        try SealedBackup.seal(path("plain"), into: path("sealed"), for: identity.recipient)
        let bytes = try Data(contentsOf: URL(filePath: path("sealed")))
        #expect(bytes.range(of: marker.prefix(12)) == nil)
        try SealedBackup.seal(path("plain"), into: path("again"), for: identity.recipient)
        #expect(try Data(contentsOf: URL(filePath: path("again"))) != bytes, "each is sealed with a key of its own")
    }

    @Test func `are opened by no other key, which is told by its name`() throws {
        let (path, _) = try sealed(10)
        let found = fault(opening: path, with: .made())
        #expect(found == .forAnotherKey(fingerprint: identity.recipient.fingerprint))
    }

    @Test func `that are cut off anywhere are refused`() throws {
        let (path, _) = try sealed(3_000_000)
        let whole = try Data(contentsOf: URL(filePath: path))
        let places = pieces(of: whole)
        #expect(places.count == 4)
        let ends = places.map(\.lowerBound) + [places[0].lowerBound + 3, places[1].lowerBound + 100, whole.count - 1]
        for end in ends {
            let found = try fault { $0 = $0.prefix(end) }
            #expect(found == .cutOff, "cut at \(end)")
        }
        #expect(try fault { $0 = $0.prefix(20) } == .notSealed)
    }

    @Test func `of which any byte was changed are refused`() throws {
        let (path, _) = try sealed(3_000_000)
        let whole = try Data(contentsOf: URL(filePath: path))
        let line = (whole.firstIndex(of: 10) ?? 0) + 1
        // Each byte of the first line, and some of each piece.
        let places =
            Array(0..<line) + pieces(of: whole).flatMap { [$0.lowerBound, $0.lowerBound + 4, $0.upperBound - 1] }
        for place in places {
            #expect(try fault { $0[place] ^= 1 } != nil, "byte \(place)")
        }
    }

    @Test func `whose pieces changed places, were left out or came twice are refused`() throws {
        func arranged(_ order: [Int]) throws -> SealedBackup.Fault? {
            try fault { bytes in
                let places = pieces(of: bytes)
                let whole = bytes
                bytes = whole.prefix(places[0].lowerBound) + order.map { whole[places[$0]] }.joined()
            }
        }
        #expect(try arranged([0, 1, 2, 3]) == nil)
        for order in [[1, 0, 2, 3], [0, 2, 3], [0, 1, 1, 2, 3], [0, 1, 3], [3], [0, 1, 2, 3, 3], [0, 3, 2, 1]] {
            #expect(try arranged(order) == .damaged, "\(order)")
        }
    }

    @Test func `of one file do not go together with those of another`() throws {
        let (path, _) = try sealed(3_000_000)
        let first = try Data(contentsOf: URL(filePath: path))
        #expect(
            try fault { second in
                let places = pieces(of: second)
                second = second.prefix(places[1].lowerBound) + first.suffix(from: pieces(of: first)[1].lowerBound)
            } == .damaged)
    }

    @Test(arguments: ["", "SQLite format 3\u{0}", "kith-backup-", "kith-backup-x y z\n", "kith-backup-1 a\n"])
    func `are told from other files`(content: String) throws {
        try Data(content.utf8).write(to: URL(filePath: path("other")))
        let found = fault(opening: path("other"), with: identity)
        #expect(found == .notSealed || found == .damaged)
    }

    @Test func `of a newer program are told as such`() throws {
        try Data("kith-backup-2 something new\n".utf8).write(to: URL(filePath: path("newer")))
        #expect(fault(opening: path("newer"), with: identity) == .newer)
    }

    @Test func `are never written over what is there`() throws {
        try Data("here".utf8).write(to: URL(filePath: path("there")))
        try Data("plain".utf8).write(to: URL(filePath: path("plain")))
        #expect(throws: SealedBackup.Fault.cannotWrite) {
            try SealedBackup.seal(path("plain"), into: path("there"), for: identity.recipient)
        }
        #expect(throws: SealedBackup.Fault.unreadable) {
            try SealedBackup.seal(path("missing"), into: path("new"), for: identity.recipient)
        }
    }

    @Test func `have keys that are read as they were written, and in which a slip is found`() throws {
        let recipient = identity.recipient
        #expect(BackupRecipient(text: recipient.text) == recipient)
        #expect(BackupIdentity(secretText: identity.secretText)?.recipient == recipient)
        #expect(BackupIdentity(secretText: recipient.text) == nil)
        #expect(BackupRecipient(text: identity.secretText) == nil)
        var text = Array(recipient.text)
        for place in "kith-recipient-".count..<text.count {
            let digit = text[place]
            text[place] = digit == "0" ? "1" : "0"
            #expect(BackupRecipient(text: String(text)) == nil)
            text[place] = digit
        }
        #expect(!"\(identity)".contains(identity.secretText.suffix(60)))
        #expect(!String(reflecting: identity).contains(identity.secretText.suffix(60)))
    }
}
