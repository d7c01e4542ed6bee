import Foundation
import Testing

@testable import Casework

@Suite struct KeyFileTests {
    private static let secret = Data(repeating: 7, count: 32).base64EncodedString()

    @Test func `keys that were written are read as they were`() throws {
        let made = HubKeys.made()
        let second = SealingKey.made()
        let before = HubKeys.made().signing.verifying
        let keys = try #require(
            HubKeys(sealing: [made.active, second], signing: made.signing, retired: [before]))

        let read = try KeyFile.read(KeyFile.text(of: keys))

        #expect(read.sealing.map(\.id) == [made.active.id, second.id])
        #expect(read.sealing.map(\.key) == [made.active.key, second.key])
        #expect(read.signing.verifying.text == made.signing.verifying.text)
        #expect(read.retired.map(\.text) == [before.text])
        #expect(read.active.id == made.active.id)
        #expect(read.sealing(second.id)?.key == second.key)
        #expect(read.sealing("another") == nil)
    }

    @Test func `no two files that are made hold the same keys`() {
        let one = HubKeys.made()
        let other = HubKeys.made()
        #expect(one.active.key != other.active.key)
        #expect(one.signing.verifying.text != other.signing.verifying.text)
    }

    @Test(arguments: [
        ("sealing a \(secret)", KeyFile.Fault.notOneSigningKey),
        ("signing a \(secret)", .noSealingKey),
        ("", .noSealingKey),
        ("# nothing\n\nsealing a \(secret)\nsigning b \(secret)\nsigning c \(secret)", .notOneSigningKey),
        ("sealing a \(secret)\nsealing a \(secret)\nsigning b \(secret)", .sameID),
        ("sealing a \(secret)\nsigning b \(secret)\nverifying b \(secret)", .sameID),
        ("# first\nsealing a AAAA\nsigning b \(secret)", .notAKey(line: 2)),
        ("sealing a \(secret) more", .notAKey(line: 1)),
        ("sealing a", .notAKey(line: 1)),
        ("sealing A/B \(secret)", .notAKey(line: 1)),
        ("locking a \(secret)", .notAKey(line: 1)),
    ])
    func `a file that is not as it must be is refused by its line`(text: String, fault: KeyFile.Fault) {
        #expect(throws: fault) { try KeyFile.read(text) }
    }

    @Test func `a signature counts for its data and its key alone, also when the key is retired`() throws {
        let made = HubKeys.made()
        let later = HubKeys.made()
        let keys = try #require(
            HubKeys(sealing: later.sealing, signing: later.signing, retired: [made.signing.verifying]))
        let data = Data("the trail so far".utf8)
        let signature = try made.signing.sign(data)

        #expect(keys.verifies(signature, of: data, by: made.signing.id) == true)
        #expect(keys.verifies(signature, of: Data("another trail".utf8), by: made.signing.id) == false)
        #expect(keys.verifies(signature, of: data, by: later.signing.id) == false)
        #expect(keys.verifies(signature, of: data, by: "unheard-of") == nil)
    }

    @Test func `printing keys in any way shows no secret`() {
        let keys = HubKeys.made()
        var dumped = ""
        dump(keys, to: &dumped)
        dump([keys.active], to: &dumped)
        dump(keys.signing, to: &dumped)
        let shown = "\(keys) \(keys.active) \(keys.signing) \(String(reflecting: keys)) \(dumped)"
        for line in KeyFile.text(of: keys).split(separator: "\n") where !line.hasPrefix("#") {
            let secret = String(line.split(separator: " ")[2])
            #expect(!shown.contains(secret))
        }
        #expect(!shown.contains("SecureBytes") && !shown.contains("rawRepresentation"))
    }
}
