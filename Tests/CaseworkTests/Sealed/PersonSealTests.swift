import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite struct PersonSealTests {
    private let hubKey = SealingKey.made()
    private let seal = PersonSeal(new: "g1", of: "robin", in: "test")
    private let now = TestDesk.start

    private func text(_ sealed: Sealed<SealedFact>) -> String { sealed.opened(by: Opening(for: .crisis)).text }

    @Test func `what was sealed opens with the person's key, which opens with the hub's`() throws {
        let kept = try seal.seal(.note("Read this"), version: 1, at: now)
        let again = try PersonSeal(unwrapping: try seal.wrapped(with: hubKey), with: hubKey, in: "test")
        #expect(text(try again.open(kept)) == "Read this")
        #expect(!kept.sealed.contains(Data("Read this".utf8).base64EncodedString().prefix(8)))
    }

    @Test func `the same fact sealed twice is two different texts`() throws {
        let one = try seal.seal(.situation(.refugee), version: 1, at: now)
        let two = try seal.seal(.situation(.refugee), version: 1, at: now)
        #expect(one.sealed != two.sealed)
    }

    @Test func `the length of a seal tells nothing of the answer`() throws {
        let lengths = try ImmigrationSituation.allCases.map {
            try seal.seal(.situation($0), version: 1, at: now).sealed.utf8.count
        }
        #expect(Set(lengths).count == 1)
        let notes = try ["", "a", String(repeating: "a", count: 250)].map {
            try seal.seal(.note($0), version: 1, at: now).sealed.utf8.count
        }
        #expect(Set(notes).count == 1)
    }

    @Test(arguments: [0, 1, 254, 255, 256, 257, 1000])
    func `filling up and emptying gives back what was there`(count: Int) throws {
        let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 % 3) })
        #expect(Padding.filled(bytes).count % 256 == 0)
        #expect(Padding.emptied(Padding.filled(bytes)) == bytes)
        #expect(Padding.emptied(Data(repeating: 0, count: 8)) == nil)
    }

    @Test func `a seal that was moved to another person, field, version or generation does not open`() throws {
        let kept = try seal.seal(.note("Read this"), version: 1, at: now)
        func moved(
            person: Person.ID = "robin", field: SealedField = .note, version: Int = 1, generation: String = "g1"
        ) -> KeptFact {
            KeptFact(
                person: person, field: field, version: version, generation: generation, sealed: kept.sealed,
                changedAt: kept.changedAt)
        }
        #expect(text(try seal.open(moved())) == "Read this")
        let wrong = [
            moved(person: "alex"), moved(field: .contactNote("c")), moved(version: 2), moved(generation: "g2"),
        ]
        for one in wrong { #expect(throws: PersonSeal.Fault.doesNotOpen) { try seal.open(one) } }

        // The same key under another person's name, another hub's name, another generation: the binding alone refuses.
        let wrapped = try seal.wrapped(with: hubKey)
        let stolen = WrappedPersonKey(
            person: "alex", generation: "g1", keyID: wrapped.keyID, wrapped: wrapped.wrapped)
        #expect(throws: PersonSeal.Fault.doesNotOpen) { try PersonSeal(unwrapping: stolen, with: hubKey, in: "test") }
        #expect(throws: PersonSeal.Fault.doesNotOpen) {
            try PersonSeal(unwrapping: wrapped, with: hubKey, in: "another")
        }
        #expect(throws: PersonSeal.Fault.doesNotOpen) {
            try PersonSeal(unwrapping: wrapped, with: SealingKey.made(), in: "test")
        }
    }

    @Test func `a seal of which one bit was changed does not open`() throws {
        let kept = try seal.seal(.situation(.refugee), version: 1, at: now)
        var bytes = try #require(Data(base64Encoded: kept.sealed))
        for place in [0, 12, bytes.count / 2, bytes.count - 1] {
            bytes[place] ^= 1
            let altered = KeptFact(
                person: kept.person, field: kept.field, version: 1, generation: "g1",
                sealed: bytes.base64EncodedString(), changedAt: now)
            #expect(throws: PersonSeal.Fault.doesNotOpen) { try seal.open(altered) }
            bytes[place] ^= 1
        }
        for text in ["", "no base64", "AAAA"] {
            let altered = KeptFact(
                person: "robin", field: .situation, version: 1, generation: "g1", sealed: text, changedAt: now)
            #expect(throws: PersonSeal.Fault.doesNotOpen) { try seal.open(altered) }
        }
    }
}
