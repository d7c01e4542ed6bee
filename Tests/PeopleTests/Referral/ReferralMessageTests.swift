import Foundation
import People
import Testing
import Vocabulary

struct ReferralMessageTests {
    /// Marks everything that must never leave the hub with a word that stands nowhere else.
    private static var guarded: AboutPerson {
        var about = Made.about
        about.risk = .r3
        about.requires = ["canary-standard"]
        about.avoid = Avoid(groups: ["canary-group"], communities: ["canary-avoided"])
        about.interpreter.accepts = true
        about.interpreter.excludedCommunities = ["canary-excluded"]
        about.communities = ["canary-community"]
        about.reach.otherWay = "canary-way"
        about.reach.email = "canary@example.org"
        about.needs = ["canary-need"]
        about.age = .said(NotedAge(4711, on: nil))
        return about
    }

    @Test func `no choice of facts tells a group about risk, what is avoided, or which interpreters are unwanted`()
        throws
    {
        let all = SharedFact.allCases
        for bits in 0..<(1 << all.count) {
            let scope = Set(all.indices.filter { bits & (1 << $0) != 0 }.map { all[$0] })
            let message = ReferralMessage(about: Self.guarded, scope: scope)
            let text = String(decoding: try JSONEncoder().encode(message), as: UTF8.self)
            #expect(!text.contains("canary"), "\(scope)")
            #expect(!text.contains("R3"), "\(scope)")
            #expect(!text.contains("4711"), "\(scope)")
            #expect(message.facts == scope, "exactly what was agreed is told")
        }
    }

    @Test func `a message has no field for anything but the facts that can be shared`() {
        let fields = Mirror(reflecting: ReferralMessage(about: Made.about, scope: [])).children.compactMap(\.label)
        #expect(
            Set(fields) == [
                "callName", "hopes", "languages", "wantsInterpreter", "whatHelps", "access", "bringsChildren", "phone",
                // The number of a message from before, which no page reads.
                "bareNumber",
            ])
    }

    @Test(arguments: SharedFact.allCases)
    func `a fact that was not agreed to is not in the message`(fact: SharedFact) {
        let message = ReferralMessage(about: Made.about, scope: Set(SharedFact.allCases).subtracting([fact]))
        #expect(!message.facts.contains(fact))
    }

    @Test func `a fact that the person never told is left out, agreed or not`() {
        #expect(ReferralMessage(about: AboutPerson(), scope: Set(SharedFact.allCases)).facts.isEmpty)
    }

    @Test func `white space is not a fact`() {
        var about = AboutPerson()
        about.hopes = " \n\t "
        #expect(ReferralMessage(about: about, scope: [.hopes]).hopes == nil)
    }

    @Test func `how to use the telephone safely stays here where the telephone does`() throws {
        var about = Made.about
        about.reach.safeTimes = "canary-times"
        about.reach.sharedWith = "canary-shared"
        let message = ReferralMessage(about: about, scope: Set(SharedFact.allCases).subtracting([.phone]))
        #expect(!String(decoding: try JSONEncoder().encode(message), as: UTF8.self).contains("canary"))
    }
}
