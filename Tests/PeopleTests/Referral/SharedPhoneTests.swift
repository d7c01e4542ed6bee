import Foundation
import Testing
import Vocabulary

@testable import People

@Suite("A telephone number that leaves the hub")
struct SharedPhoneTests {
    private func message(_ change: (inout SafeReach) -> Void = { _ in }) -> ReferralMessage {
        var about = AboutPerson()
        about.callName = "Robin"
        about.reach.phone = "0000 222222"
        change(&about.reach)
        return ReferralMessage(about: about, scope: [.callName, .phone])
    }

    private func told(_ message: ReferralMessage) throws -> SharedPhone {
        guard case .number(let told) = message.phone else { throw Missing() }
        return told
    }

    private struct Missing: Error {}

    @Test func `it carries who else answers, whether a message may be left, and when to call`() throws {
        let use = try told(
            message {
                $0.mayLeaveMessage = false
                $0.phoneIsShared = true
                $0.sharedWith = "my brother"
                $0.safeTimes = "school hours only"
            }
        ).use
        #expect(use == PhoneUse(message: .never, others: .somebody("my brother"), times: "school hours only"))
        #expect(!use.isPlain)
    }

    @Test func `what nobody asked is said to be not asked, and is never taken for safe`() throws {
        let use = try told(message { $0.mayLeaveMessage = true }).use
        #expect(use.others == .notAsked && use.times == nil)
        #expect(!use.isPlain)
        // Somebody is named: that nobody ticked that it is shared does not make it safe.
        #expect(try told(message { $0.sharedWith = "my aunt" }).use.others == .somebody("my aunt"))
        #expect(try told(message { _ in }).use.message == .notAsked)
        // Who would rather not say is not taken to have said yes.
        let unsaid = try told(
            message {
                $0.mayLeaveMessage = .wouldNotSay
                $0.phoneIsShared = .wouldNotSay
            }
        ).use
        #expect(unsaid.message == .never && unsaid.others == .somebody(""))
        let plain = try told(
            message {
                $0.mayLeaveMessage = true
                $0.phoneIsShared = false
            }
        ).use
        #expect(plain.isPlain)
    }

    @Test func `without a number there is nothing to tell`() {
        #expect(message { $0.phone = " " }.phone == nil)
        #expect(SharedPhone(SafeReach(phone: "\n", safeTimes: "always")) == nil)
    }

    @Test func `it is stored and read with its words`() throws {
        let before = message { $0.sharedWith = "my brother" }
        let after = try JSONDecoder().decode(ReferralMessage.self, from: try JSONEncoder().encode(before))
        #expect(after == before)
    }

    @Test func `a bare number of before is shown to nobody, and stays in the copy of what was told`() throws {
        let stored = Data(#"{"callName":"Robin","phone":"0000 222222"}"#.utf8)
        let message = try JSONDecoder().decode(ReferralMessage.self, from: stored)
        #expect(message.phone == .callUs)
        #expect(message.facts == [.callName, .phone], "the yes that it rests on is as it was")
        let copy = try #require(
            try JSONSerialization.jsonObject(with: try JSONEncoder().encode(message)) as? [String: Any])
        #expect(copy["phone"] as? String == "0000 222222" && copy["phoneUse"] == nil)
    }

    @Test func `what was emptied is read as nothing`() throws {
        #expect(try JSONDecoder().decode(ReferralMessage.self, from: Data("{}".utf8)).facts.isEmpty)
    }

    @Test(arguments: ["number", "message", "times", "others"])
    func `a number is withheld once how to use it safely has changed`(what: String) {
        let sent = message { $0.mayLeaveMessage = true }
        var reach = SafeReach(phone: "0000 222222", mayLeaveMessage: true)
        #expect(sent.phoneHolds(with: reach) && sent.asReadToday(with: reach) == sent)
        switch what {
        case "number": reach.phone = "0000 333333"
        case "message": reach.mayLeaveMessage = false
        case "times": reach.safeTimes = "never in the evening"
        default: reach.sharedWith = "my brother"
        }
        let today = sent.asReadToday(with: reach)
        #expect(!sent.phoneHolds(with: reach) && today.phone == .callUs)
        #expect(today.callName == "Robin", "everything else is read as before")
    }
}
