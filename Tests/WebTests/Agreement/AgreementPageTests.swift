import Community
import Foundation
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite struct AgreementPageTests {
    /// Asks a group of a fresh house, and gives the paths of the link and of the short code.
    private func asked() async throws -> (house: House, link: String, code: String) {
        let house = try await House()
        let group = Group(id: "bare", details: GroupDetails(name: "Lunch"))
        try await house.desk.database.keepHouse(house.hub) { try $0.groups.add(group) }
        let asked = try await AskForAgreement(desk: house.desk)("bare", by: house.actor(.coordinator))
        let link = try #require(asked.link.range(of: "/a/")).lowerBound
        return (house, String(asked.link[link...]), "/a/\(house.hub).\(asked.code)")
    }

    @Test func `a group agrees without an account, changes its mind, and pauses`() async throws {
        let (house, link, _) = try await asked()
        let browser = house.browser(as: nil)
        let page = try await browser.open(link)
        #expect(page.status == 200)
        #expect(!page.html.contains("name=\"until-year\" value=\"2"), "no end stands there that nobody gave")
        let done = try await browser.send(
            [
                "monthly-limit": "2", "places": "4", "until-day": "1", "until-month": "6", "until-year": "2027",
                "strain": "tight", "signed-by": "A volunteer",
            ], to: "\(link)/agreement", from: page)
        #expect(done.heading == "Your answer is with us")
        let record = try await ReadGroup(desk: house.desk)("bare", by: house.actor(.coordinator))
        #expect(record.group.agreement?.places == 4)
        let again = try await browser.open(link)
        #expect(again.html.contains("value=\"4\""))
        _ = try await browser.send(["paused": "yes"], to: "\(link)/pause", from: again)
        #expect(
            try await ReadGroup(desk: house.desk)("bare", by: house.actor(.coordinator)).group.agreement?.paused == true
        )
        _ = try await browser.send([:], to: "\(link)/refusal", from: again)
        #expect(try await ReadGroup(desk: house.desk)("bare", by: house.actor(.coordinator)).group.agreement == nil)
        let nothing = try await browser.send(["paused": "yes"], to: "\(link)/pause", from: again)
        #expect(nothing.status == 409)
    }

    @Test func `a group says how many may come when places are shared out, and takes it back`() async throws {
        let (house, link, _) = try await asked()
        let browser = house.browser(as: nil)
        let staff = house.browser(as: .coordinator)
        func agree(_ cohort: String) async throws -> Browser.Sight {
            let page = try await browser.open(link)
            return try await browser.send(
                [
                    "monthly-limit": "5", "places": "9", "cohort": cohort, "until-day": "1", "until-month": "6",
                    "until-year": "2027", "signed-by": "A volunteer",
                ], to: "\(link)/agreement", from: page)
        }
        #expect(try await browser.open(link).text.contains("When we find groups for many people on one day"))
        #expect(try await agree("2").heading == "Your answer is with us")
        #expect(try await staff.open("/app/groups/bare").text.contains("Up to 2 of the newcomers in a month"))
        #expect(try await browser.open(link).html.contains("value=\"2\""))
        #expect(try await agree("0").status == 200)
        #expect(try await staff.open("/app/groups/bare").text.contains("Nobody: refer people one by one"))
        for wrong in ["-1", "two", "1001"] {
            let page = try await agree(wrong)
            #expect(page.status == 422 && page.text.contains("Enter a whole number from 0 to 1000"))
            #expect(page.html.contains("value=\"\(wrong)\""))
        }
        #expect(try await agree("").status == 200)
        #expect(try await staff.open("/app/groups/bare").text.contains("No other limit"))
    }

    @Test func `a group that was not asked about money, and one that would rather not say, are two`() async throws {
        for (chosen, words) in [
            ("", "Not asked yet"), ("unsaid", "They would rather not say"), ("fine", "Money is fine"),
        ] {
            let (house, link, _) = try await asked()
            let browser = house.browser(as: nil)
            let page = try await browser.open(link)
            var fields = [
                ("monthly-limit", "5"), ("places", "9"), ("until", "2027-06-01"), ("signed-by", "A volunteer"),
            ]
            if !chosen.isEmpty { fields.append(("strain", chosen)) }
            #expect(try await browser.post(fields, to: "\(link)/agreement", from: page).status == 200)
            #expect(try await house.browser(as: .coordinator).open("/app/groups/bare").text.contains(words), "\(words)")
            // Read again from the store, it is the same answer on the group's own page.
            let again = try await browser.open(link).html.matches(of: /value="([a-z-]+)" checked/).map { String($0.1) }
            #expect(again == (chosen.isEmpty ? [] : [chosen]))
        }
    }

    @Test func `the code of a letter opens the same page, and a form with gaps comes back`() async throws {
        let (house, _, code) = try await asked()
        let browser = house.browser(as: nil)
        let page = try await browser.open(code)
        #expect(page.text.contains("Lunch"))
        let wrong = try await browser.send(
            ["monthly-limit": "many", "until": "2020-01-01"], to: "\(code)/agreement", from: page)
        #expect(wrong.status == 422)
        for words in [
            "Enter a whole number", "Enter how many people at one time", "Enter a day that has not passed",
            "Enter your name",
        ] {
            #expect(wrong.text.contains(words), "\(words)")
        }
    }

    @Test func `a link that ended, a made-up one and another hub's look the same`() async throws {
        let (house, link, _) = try await asked()
        let browser = house.browser(as: nil)
        house.clock.move(days: 40)
        let ended = try await browser.open(link)
        let madeUp = try await browser.open("/a/test.00000000000000000000000000")
        let elsewhere = try await browser.open("/a/elsewhere.00000000000000000000000000")
        let garbled = try await browser.open("/a/garbled")
        #expect(Set([ended, madeUp, elsewhere, garbled].map(\.status)).count == 1)
        #expect(Set([ended, madeUp, elsewhere, garbled].map(\.heading)).count == 1)
        #expect(ended.status == 410)
    }
}
