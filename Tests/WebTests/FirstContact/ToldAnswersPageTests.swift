import Community
import Foundation
import HTTPTypes
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// What somebody says and does not say, from the form to the page, the copy and matching.
struct ToldAnswersPageTests {
    private struct Visit {
        let house: House
        let browser: Browser
        let base: String

        var id: Person.ID { Identifier(rawValue: base.components(separatedBy: "/").last ?? "") }

        func about() async throws -> AboutPerson {
            let id = id
            let about = try await house.desk.database.read(house.hub) { try $0.people.find(id)?.about }
            return try #require(about)
        }

        /// Sends the form of a part, as it stands with these fields in it.
        @discardableResult
        func send(_ part: AboutPart, _ fields: [(String, String)]) async throws -> Browser.Sight {
            let address = "\(base)/about/\(part.rawValue)"
            let page = try await browser.open(address + "?fresh=yes")
            return try await browser.post([("read-at", page.hidden("read-at") ?? "")] + fields, to: address, from: page)
        }
    }

    private func visit() async throws -> Visit {
        let house = try await House()
        let browser = house.browser(as: .linkWorker)
        let start = try await browser.open("/app/first-contact")
        let next = try await browser.send(
            ["call-name": "Selam", "phone": "0115 496 0000"], to: "/app/first-contact", from: start)
        let base = try #require(next.address.components(separatedBy: "/first-contact").first)
        return Visit(house: house, browser: browser, base: base)
    }

    @Test func `not asked, would not say and no are told apart on the page and where answers are checked`() async throws
    {
        let visit = try await visit()
        try await visit.send(.travel, [("fares", "unsaid"), ("online", "no")])
        for address in [visit.base, "\(visit.base)/first-contact/check"] {
            let page = try await visit.browser.open(address)
            #expect(page.text.contains("Would rather not say"), "\(address)")
            #expect(page.text.contains("Cannot join online"), "\(address)")
            #expect(page.text.contains("Where they set out from, Walking"), "\(address)")
            #expect(page.text.contains("Not asked yet"), "\(address)")
        }
        #expect(try await visit.about().limits.canTravel == .wouldNotSay)
        // What was pressed by mistake can be taken back.
        try await visit.send(.travel, [("fares", "not-asked"), ("online", "no")])
        #expect(try await visit.about().limits.canTravel == .notAsked)
    }

    @Test func `two who answer one question otherwise are shown both answers, and that nobody had asked`() async throws
    {
        let visit = try await visit()
        let address = "\(visit.base)/about/taking-part"
        let page = try await visit.browser.open(address)
        let stamp = page.hidden("read-at") ?? ""
        _ = try await visit.browser.post([("read-at", stamp), ("childcare", "unsaid")], to: address, from: page)
        let conflict = try await visit.browser.post(
            [("read-at", stamp), ("paying", "free")], to: address, from: page)
        #expect(conflict.status == 409)
        for words in ["Not asked yet", "Would rather not say", "Free only"] {
            #expect(conflict.text.contains(words), "\(words)")
        }
    }

    @Test func `saving the page of risk without a choice judges nothing, and says so everywhere`() async throws {
        let visit = try await visit()
        try await visit.send(.risk, [])
        #expect(try await visit.about().judgement == nil)
        #expect(try await visit.browser.open(visit.base).text.contains("Not judged yet"))
        try await visit.send(.risk, [("risk", "R0")])
        #expect(try await visit.about().judgement == RiskJudgement(.r0, on: visit.house.desk.clock.today))
        #expect(try await visit.browser.open(visit.base).text.contains("No particular worry (R0)"))
        try await visit.send(.risk, [("risk", "not-judged")])
        #expect(try await visit.about().judgement == nil)
    }

    @Test func `times that are ticked are never dropped for any time`() async throws {
        let visit = try await visit()
        let ticks = [("slot", "MO-morning"), ("slot", "TU-evening")]
        for choice in ["any", "unsaid"] {
            let asked = try await visit.send(.times, [("when", choice)] + ticks)
            #expect(asked.status == 422)
            #expect(asked.text.contains("Which is right?"))
            #expect(asked.html.matches(of: /value="(?:MO-morning|TU-evening)" checked/).count == 2)
        }
        #expect(try await visit.about().limits.free == .notAsked)
        try await visit.send(.times, ticks)
        #expect(try await visit.about().limits.free.answer?.windows?.count == 2)
        try await visit.send(.times, [("when", "any")])
        #expect(try await visit.about().limits.free == .said(.anyTime))
    }

    private static let payments: [(String, String, Told<Pence>)] = [
        ("some", "2,50", .said(Pence(250))), ("", "2.5", .said(Pence(250))), ("free", "", .said(.zero)),
        ("unsaid", "", .wouldNotSay), ("", "", .notAsked),
    ]

    @Test(arguments: payments)
    func `what they can pay is kept as it was said`(paying: String, fee: String, kept: Told<Pence>) async throws {
        let visit = try await visit()
        try await visit.send(.takingPart, [("paying", paying), ("fee", fee)])
        #expect(try await visit.about().limits.maxFee == kept)
    }

    @Test(arguments: [("some", ""), ("free", "2.50"), ("unsaid", "2.50"), ("some", "1,000"), ("", "two")])
    func `an amount that contradicts the choice, or could be two, is asked about`(
        paying: String, fee: String
    ) async throws {
        let visit = try await visit()
        #expect(try await visit.send(.takingPart, [("paying", paying), ("fee", fee)]).status == 422)
        #expect(try await visit.about().limits.maxFee == .notAsked)
    }

    @Test func `nothing special in the room is an answer, and does not go with a need`() async throws {
        let visit = try await visit()
        try await visit.send(.takingPart, [("access", "nothing")])
        #expect(try await visit.about().limits.access == .said([]))
        let asked = try await visit.send(.takingPart, [("access", "nothing"), ("access", "step-free")])
        #expect(asked.status == 422 && asked.text.contains("do not go together"))
    }

    @Test(arguments: [
        ("phone", "call my cousin", "Enter a telephone number"), ("phone", "0115", "Enter a telephone number"),
        ("email", "selam@", "Enter an e-mail address that we can write to"),
        ("email", "selam@example", "Enter an e-mail address that we can write to"),
        ("email", "سلام@example.org", "Enter an e-mail address that we can write to"),
    ])
    func `a number that cannot be dialled and an address that cannot be mailed are refused with words`(
        field: String, typed: String, words: String
    ) async throws {
        let visit = try await visit()
        let asked = try await visit.send(.reach, [("other-way", "At the library"), (field, typed)])
        #expect(asked.status == 422)
        #expect(asked.text.contains(words))
    }

    @Test func `whoever is named as sharing the phone shares it, whatever else is chosen`() async throws {
        let visit = try await visit()
        let reach = [("phone", "0115 496 0000"), ("shared-with", "A cousin")]
        #expect(try await visit.send(.reach, reach + [("shared", "no")]).status == 422)
        try await visit.send(.reach, reach)
        #expect(try await visit.about().reach.phoneIsShared == .said(true))
    }

    @Test func `before a call it says that nobody asked, and no message is left`() async throws {
        let visit = try await visit()
        let unasked = try await visit.browser.open("\(visit.base)/contacts/new")
        #expect(unasked.text.contains("Leave no message: nobody has asked yet whether we may."))
        try await visit.send(.reach, [("phone", "0115 496 0000"), ("message", "unsaid"), ("shared", "no")])
        let unsaid = try await visit.browser.open("\(visit.base)/contacts/new")
        #expect(unsaid.text.contains("they would rather not say whether we may"))
        #expect(!unsaid.text.contains("You may leave a message"))
    }

    @Test func `an age is kept with its day, shown as it can be by now, and stays when another answer changes`()
        async throws
    {
        let visit = try await visit()
        try await visit.send(.company, [("age", "17")])
        let noted = visit.house.desk.clock.today
        #expect(try await visit.about().age == .said(NotedAge(17, on: noted)))
        visit.house.clock.move(days: 200)
        try await visit.send(.company, [("gender", "woman")])
        #expect(try await visit.about().age == .said(NotedAge(17, on: noted)))
        #expect(try await visit.browser.open(visit.base).text.contains("17 or 18 now: was 17, noted on"))
        let form = try await visit.browser.open("\(visit.base)/about/company")
        #expect(form.text.contains("Write an age only if you asked again."))
        try await visit.send(.company, [("gender", "woman"), ("age", "18")])
        #expect(try await visit.about().age == .said(NotedAge(18, on: visit.house.desk.clock.today)))
        try await visit.send(.company, [("gender", "woman"), ("age-unsaid", "yes")])
        #expect(try await visit.about().age == .wouldNotSay)
    }

    @Test func `what is checked together holds nothing for the worker alone`() async throws {
        let visit = try await visit()
        try await visit.send(.interpreter, [("accepts", "yes"), ("excluded-1", "eritrean")])
        try await visit.send(.avoid, [("avoid-community-1", "somali")])
        try await visit.send(.risk, [("risk", "R3")])
        let check = try await visit.browser.open("\(visit.base)/first-contact/check")
        #expect(check.heading == "Check the answers together")
        for hidden in ["risk", "avoid", "keep away", "private", "eritrean", "somali", "alone", "R3"] {
            #expect(!check.text.localizedCaseInsensitiveContains(hidden), "\(hidden)")
        }
        let main = check.html.components(separatedBy: "<main").last ?? ""
        #expect(!main.contains("/\(AboutPart.risk.rawValue)\"") && !main.contains("/\(AboutPart.avoid.rawValue)\""))
    }

    // MARK: Find groups

    @Test func `groups say which questions they were found without, each a link that leads back to them`() async throws
    {
        let visit = try await visit()
        try await visit.send(.needs, [("need", "belonging")])
        try await visit.send(.travel, [("walk", "20"), ("fares", "unsaid"), ("online", "no")])
        let page = try await visit.browser.open("\(visit.base)/groups")
        #expect(page.text.contains("Not asked yet: an interpreter,"))
        #expect(page.text.contains("times,") && !page.html.contains("#fares\""))
        let ask = "\(visit.base)/about/times?then=groups"
        #expect(page.html.contains("href=\"\(ask)#when\""))
        let form = try await visit.browser.open(ask)
        let back = try await visit.browser.post(
            [("read-at", form.hidden("read-at") ?? ""), ("when", "any")], to: ask, from: form)
        #expect(back.heading == "Groups for Selam")
        #expect(!back.html.contains(ask))
    }

    @Test func `where being safe matters, the risk is asked for before any group is shown`() async throws {
        let visit = try await visit()
        try await visit.house.addGroup { $0.details.needs = ["safety", "belonging"] }
        try await visit.send(.needs, [("need", "safety")])
        let first = try await visit.browser.open("\(visit.base)/groups")
        #expect(first.heading == "One question first, for you alone")
        #expect(first.text.contains("Being safe is among what matters to them"))
        #expect(!first.text.contains("Thursday kitchen"))
        // Whoever cannot judge it goes on, and invents no answer.
        let later = try await visit.browser.open("\(visit.base)/groups?risk=later")
        #expect(later.heading == "Groups for Selam")
        #expect(later.text.contains("one more, for you alone"))
        #expect(try await visit.about().judgement == nil)
        let risk = "\(visit.base)/about/risk?then=groups"
        let form = try await visit.browser.open(risk)
        let groups = try await visit.browser.post(
            [("read-at", form.hidden("read-at") ?? ""), ("risk", "R1")], to: risk, from: form)
        #expect(groups.heading == "Groups for Selam")
        #expect(!groups.text.contains("for you alone"))
    }

    @Test func `an age near the border of a group is asked again`() async throws {
        let visit = try await visit()
        try await visit.house.addGroup { $0.details.age = AgeRange(from: 18, to: nil) }
        try await visit.send(.needs, [("need", "belonging")])
        try await visit.send(.company, [("age", "17")])
        #expect(try await !visit.browser.open("\(visit.base)/groups").text.contains("Ask again"))
        visit.house.clock.move(days: 40)
        let page = try await visit.browser.open("\(visit.base)/groups")
        #expect(page.text.contains("Was 17 in November 2026, and may have had a birthday since. 1 group near them"))
        #expect(page.html.contains("href=\"\(visit.base)/about/company?then=groups#age\""))
    }

    @Test func `limits that nobody said are not filled in as theirs`() async throws {
        let visit = try await visit()
        try await visit.send(.needs, [("need", "belonging")])
        let page = try await visit.browser.open("\(visit.base)/groups")
        #expect(page.text.contains("until somebody asks: up to 30 minutes on foot, no fares, free only"))
        #expect(page.html.contains("<option value=\"\">As we know it"))
        try await visit.send(.travel, [("walk", "15"), ("fares", "no")])
        let known = try await visit.browser.open("\(visit.base)/groups")
        #expect(known.text.contains("Limits: up to 15 minutes on foot, no fares; until somebody asks: free only"))
    }
}
