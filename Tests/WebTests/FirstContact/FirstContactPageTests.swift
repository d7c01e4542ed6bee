import Foundation
import HTTPTypes
import People
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct FirstContactPageTests {
    /// Writes somebody down, and gives the page that follows and where they are.
    private func begin(_ browser: Browser, name: String = "Selam") async throws -> (page: Browser.Sight, base: String) {
        let start = try await browser.open("/app/first-contact")
        let page = try await browser.send(
            ["call-name": name, "phone": "0115 496 0000", "message": "no"], to: "/app/first-contact", from: start)
        let base = try #require(page.address.components(separatedBy: "/first-contact").first)
        return (page, base)
    }

    @Test func `from Today to somebody who can be found again in two taps and one line`() async throws {
        let browser = try await House().browser(as: .linkWorker)
        let today = try await browser.open("/app")
        #expect(today.html.contains("href=\"/app/first-contact\""))
        let start = try await browser.open("/app/first-contact")
        #expect(start.heading == "Who are you meeting?")
        let next = try await browser.send(
            ["other-way": "At the library on Tuesdays"], to: "/app/first-contact", from: start)
        #expect(next.heading == "Which languages do they speak?")
    }

    @Test func `nobody is asked about immigration`() async throws {
        let browser = try await House().browser(as: .linkWorker)
        let (_, base) = try await begin(browser)
        for part in AboutPart.allCases {
            let page = try await browser.open("\(base)/first-contact/\(part.rawValue)")
            #expect(page.status == 200)
            #expect(!page.text.lowercased().contains("visa") && !page.text.lowercased().contains("asylum"), "\(part)")
            #expect(page.text.contains("Why do we ask?"), "\(part)")
            #expect(page.text.contains("Skip this question"), "\(part)")
        }
    }

    @Test func `without a way to find them again the form comes back as it was typed`() async throws {
        let browser = try await House().browser(as: .linkWorker)
        let start = try await browser.open("/app/first-contact")
        let again = try await browser.send(
            ["call-name": "Selam & co", "safe-times": "Mornings"], to: "/app/first-contact", from: start)
        #expect(again.status == 422)
        #expect(again.title.hasPrefix("Error: "))
        #expect(again.html.contains("Selam &amp; co") && again.html.contains("Mornings"))
        #expect(again.html.contains("href=\"#phone\""))
    }

    @Test func `a form that is sent twice writes down one person`() async throws {
        let house = try await House()
        let browser = house.browser(as: .linkWorker)
        let start = try await browser.open("/app/first-contact")
        let first = try await browser.send(["phone": "0115 496 0001"], to: "/app/first-contact", from: start)
        let second = try await browser.send(["phone": "0115 496 0001"], to: "/app/first-contact", from: start)
        #expect(first.address == second.address)
        #expect(try await browser.open("/app/people").text.contains("1 person"))
    }

    @Test func `needs are tapped, moved and taken away in their own order, without scripts`() async throws {
        let browser = try await House().browser(as: .linkWorker)
        let (_, base) = try await begin(browser)
        let address = "\(base)/first-contact/needs"
        var page = try await browser.open(address)
        for (need, tap) in [("", "add food"), ("food", "add english")] {
            var fields: [(String, String)] = [("read-at", page.hidden("read-at") ?? ""), ("tap", tap)]
            if !need.isEmpty { fields.append(("need", need)) }
            page = try await browser.post(fields, to: address, from: page)
        }
        page = try await browser.post(
            [("read-at", page.hidden("read-at") ?? ""), ("need", "food"), ("need", "english"), ("tap", "up english")],
            to: address, from: page)
        #expect(page.status == 200)
        let person = try await browser.open(base)
        let english = try #require(person.html.range(of: "<li>Learning English</li>"))
        let food = try #require(person.html.range(of: "<li>Food</li>"))
        #expect(english.lowerBound < food.lowerBound)
    }

    @Test func `the level of risk is not on the page that is shown to the person`() async throws {
        let browser = try await House().browser(as: .linkWorker)
        let (_, base) = try await begin(browser)
        let risk = try await browser.open("\(base)/first-contact/risk")
        let check = try await browser.send(
            ["read-at": risk.hidden("read-at") ?? "", "risk": "R2"], to: "\(base)/first-contact/risk", from: risk)
        #expect(check.heading == "Check the answers together")
        #expect(!check.text.contains("R2") && !check.text.lowercased().contains("torture"))
        let done = try await browser.send(["kind": "meeting"], to: "\(base)/first-contact/check", from: check)
        #expect(done.text.contains("The first contact is done"))
        #expect(done.text.contains("R2"))
    }

    @Test(arguments: [
        ("times", "when", "some", "Tick when they are free"),
        ("travel", "walk", "far", "Enter a whole number"),
        ("travel", "latitude", "north", "Enter two numbers"),
        ("taking-part", "fee", "-1", "Enter an amount of money"),
        ("company", "age", "200", "Enter a whole number"),
        ("languages", "language-1", "ti", "Choose how well they speak Tigrinya"),
    ])
    func `what cannot be is said in words, beside the field`(
        part: String, field: String, value: String, words: String
    ) async throws {
        let browser = try await House().browser(as: .linkWorker)
        let (_, base) = try await begin(browser)
        let address = "\(base)/first-contact/\(part)"
        let page = try await browser.open(address)
        let again = try await browser.post(
            [("read-at", page.hidden("read-at") ?? ""), (field, value)], to: address, from: page)
        #expect(again.status == 422)
        #expect(again.text.contains(words))
    }

    @Test func `names in any script and of any length make no trouble`() async throws {
        let browser = try await House().browser(as: .linkWorker)
        for name in ["سلام \u{202E}x", "👩🏽‍🍳🌻", "<script>alert(1)</script>", "O'Brien \" & <b>"] {
            let (_, base) = try await begin(browser, name: name)
            let page = try await browser.open(base)
            #expect(page.status == 200)
            #expect(page.heading == name)
            #expect(!page.html.contains("<script>alert"))
            #expect(page.html.contains("<h1><bdi>"))
        }
        let start = try await browser.open("/app/first-contact")
        let long = try await browser.send(
            ["call-name": String(repeating: "x", count: 5_000), "phone": "1"], to: "/app/first-contact", from: start)
        #expect(long.status == 422)
        let huge = try await browser.send(
            ["call-name": String(repeating: "x", count: 1_000_000), "phone": "1"], to: "/app/first-contact", from: start
        )
        #expect(huge.status == 413)
    }
}
