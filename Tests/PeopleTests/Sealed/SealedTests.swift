import Foundation
import People
import Testing
import Vocabulary

@Suite struct SealedTests {
    private static let marker = "asylum-refused-marker"

    @Test func `a sealed fact shows itself in no way that the language has`() throws {
        let sealed = Sealed(SealedFact.note(Self.marker))
        var dumped = ""
        dump(sealed, to: &dumped)
        dump([sealed], to: &dumped)
        dump(["a": Optional(sealed)], to: &dumped)
        let mirror = Mirror(reflecting: sealed)
        let shown = [
            "\(sealed)", "\([sealed])", "\(Optional(sealed) as Any)", String(describing: sealed),
            String(reflecting: sealed), String(reflecting: [1: sealed]), dumped,
            mirror.children.map { "\($0)" }.joined(), "\(String(describing: mirror.superclassMirror))",
            String(describing: Holder(fact: sealed)), String(reflecting: Holder(fact: sealed)),
        ]
        for text in shown { #expect(!text.contains(Self.marker)) }
        #expect("\(sealed)" == "sealed")
        #expect(String(format: "%@", "\(sealed)") == "sealed")
    }

    private struct Holder {
        let fact: Sealed<SealedFact>
    }

    @Test func `a sealed fact has no conformance by which it could travel`() {
        let types: [Any.Type] = [Sealed<String>.self, Sealed<SealedFact>.self, SealedFact.self]
        for type in types {
            #expect(!(type is any Encodable.Type))
            #expect(!(type is any Decodable.Type))
            #expect(!(type is any Equatable.Type))
            #expect(!(type is any Hashable.Type))
            #expect(!(type is any Comparable.Type))
            #expect(!(type is any LosslessStringConvertible.Type))
            #expect(!(type is any RawRepresentable.Type))
        }
        // What these hold must be codable or comparable, and a sealed fact is neither.
        let holders: [Any.Type] = [Person.self, AboutPerson.self, ReferralMessage.self, Contact.self, Draft.self]
        for holder in holders { #expect(holder is any Hashable.Type) }
        // Neither can the words of the answers be written into a document by accident.
        #expect(!(ImmigrationSituation.self is any Encodable.Type))
        #expect(!(CauseOfHarm.self is any Encodable.Type))
    }

    @Test func `what goes into a seal is what comes out`() throws {
        let facts: [SealedFact] = [
            .situation(.eussPending), .support(.schedule10), .nrm(.none), .cause([]),
            .cause([.torture, .domesticViolence]), .wouldNotSay(.situation), .wouldNotSay(.support), .wouldNotSay(.nrm),
            .wouldNotSay(.cause), .note("Two\nlines"), .contactNote("c/1", ""),
        ]
        for fact in facts {
            let read = try #require(SealedFact(fact.field, text: fact.text))
            #expect(read.text == fact.text)
            #expect(read.field == fact.field)
            #expect(SealedField(key: fact.field.key) == fact.field)
        }
    }

    @Test func `a text that is no value of its field is none`() {
        #expect(SealedFact(.situation, text: "s95") == nil)
        #expect(SealedFact(.cause, text: "torture unheard-of") == nil)
        #expect(SealedField(key: "unheard-of") == nil)
    }

    /// The answers are those that `kith rights` asks for by the same names.
    @Test func `the answers have the names of interfaces`() {
        #expect(
            ImmigrationSituation.allCases.map(\.rawValue) == [
                "refugee", "humanitarian-protection", "family-reunion", "asylum-undecided", "asylum-refused",
                "undocumented", "visitor", "surcharge", "settled", "euss-pending", "ukraine", "stateless", "detainee",
            ])
        #expect(
            AsylumSupport.allCases.map(\.rawValue) == ["none", "s95", "s98", "s4", "care-act", "s17", "schedule-10"])
        #expect(TraffickingDecision.allCases.map(\.rawValue) == ["none", "pending", "positive"])
    }
}
