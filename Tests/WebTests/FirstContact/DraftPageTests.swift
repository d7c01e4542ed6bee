import Foundation
import People
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// What a page keeps of a form while somebody writes, as the pages show it afterwards. The browsers of the tests have no
/// script: they send by hand what the script sends, at any time and in any order.
struct DraftPageTests {
    private let house: House
    private let browser: Browser

    init() async throws {
        house = try await House()
        browser = house.browser(as: .linkWorker)
    }

    private static let someone = "/app/first-contact"

    /// Sends what the page keeps by itself, as it would at this number.
    @discardableResult
    private func keep(
        _ fields: KeyValuePairs<String, String>, number: Int = 1, at address: String = "\(Self.someone)/draft",
        from page: Browser.Sight, in browser: Browser? = nil
    ) async throws -> Int {
        let typed = fields.map { ($0.key, $0.value) } + [("draft-number", String(number))]
        return try await (browser ?? self.browser).post(typed, to: address, from: page).status
    }

    private func begin(_ name: String) async throws -> (page: Browser.Sight, base: String) {
        let start = try await browser.open(Self.someone)
        let page = try await browser.send(["call-name": name, "phone": "07700 900000"], to: Self.someone, from: start)
        return (page, try #require(page.address.components(separatedBy: "/first-contact").first))
    }

    // MARK: Somebody new

    @Test func `what is posted after the save is in no form of the next person`() async throws {
        let start = try await browser.open(Self.someone)
        try await keep(["call-name": "Selam", "phone": "07700 900111"], from: start)
        _ = try await browser.send(["call-name": "Selam", "phone": "07700 900111"], to: Self.someone, from: start)
        // The page posted this when it was left, and the network was slow.
        let late = try await keep(
            ["call-name": "Selam", "phone": "07700 900111", "safe-times": "Mornings"], number: 2, from: start)
        #expect(late == 410)
        let next = try await browser.open(Self.someone)
        #expect(!next.html.contains("Selam") && !next.html.contains("07700 900111") && !next.html.contains("Mornings"))
    }

    @Test func `the page of somebody new opens empty, and offers what was begun`() async throws {
        let start = try await browser.open(Self.someone)
        try await keep(["call-name": "Selam & co", "phone": "07700 900111"], from: start)
        let next = try await browser.open(Self.someone)
        #expect(next.text.contains("You began with Selam & co at 10:00"))
        #expect(!next.html.contains("07700 900111") && !next.html.contains("value=\"Selam"))
        let link = try #require(next.html.firstMatch(of: /href="([^"]*go-on=[^"]*)"/).map { String($0.1) })
        let on = try await browser.open(link)
        #expect(on.html.contains("value=\"Selam &amp; co\"") && on.html.contains("07700 900111"))
        #expect(on.text.contains("It is not saved yet") && !on.text.contains("You began with"))
        #expect(on.hidden(FormField.submission) == start.hidden(FormField.submission), "it is the same filling-in")
        let saved = try await browser.send(
            ["call-name": "Selam & co", "phone": "07700 900111"], to: Self.someone, from: on)
        #expect(saved.heading == "Which languages do they speak?")
        #expect(try await !browser.open(Self.someone).text.contains("You began"))
        #expect(try await keep(["call-name": "Selam"], number: 9, from: start) == 410)
    }

    @Test func `two new people in two windows stand side by side, and one is thrown away`() async throws {
        let (one, two) = (try await browser.open(Self.someone), try await browser.open(Self.someone))
        try await keep(["call-name": "Selam"], from: one)
        try await keep(["call-name": "Robin"], from: two)
        let page = try await browser.open(Self.someone)
        #expect(page.text.contains("You began with Selam") && page.text.contains("You began with Robin"))
        let less = try await browser.send(
            ["draft": one.hidden(FormField.submission) ?? ""], to: "\(Self.someone)/draft/removal", from: page)
        #expect(!less.text.contains("Selam") && less.text.contains("You began with Robin"))
        #expect(try await keep(["call-name": "Selam"], number: 5, from: one) == 410)
        _ = try await browser.send(["call-name": "Robin", "phone": "07700 900222"], to: Self.someone, from: two)
        #expect(try await !browser.open(Self.someone).text.contains("You began"))
    }

    @Test func `an older draft that arrives last does not take the place of a newer one`() async throws {
        let start = try await browser.open(Self.someone)
        #expect(try await keep(["call-name": "Selam Tesfay"], number: 2, from: start) == 204)
        #expect(try await keep(["call-name": "Sel"], number: 1, from: start) == 204)
        #expect(try await browser.open(Self.someone).text.contains("You began with Selam Tesfay"))
    }

    @Test func `a colleague is offered nothing of it`() async throws {
        let start = try await browser.open(Self.someone)
        try await keep(["call-name": "Selam"], from: start)
        let lead = house.browser(as: .teamLead)
        let link = "\(Self.someone)?go-on=\(start.hidden(FormField.submission) ?? "")"
        for address in [Self.someone, link] {
            #expect(try await !lead.open(address).html.contains("Selam"))
        }
    }

    @Test func `a page that is called back and filled in for somebody else says so, and saves them the second time`()
        async throws
    {
        let start = try await browser.open(Self.someone)
        let first = try await browser.send(
            ["call-name": "Selam", "phone": "07700 900222"], to: Self.someone, from: start)
        let same = try await browser.send(
            ["call-name": "Selam", "phone": "07700 900222"], to: Self.someone, from: start)
        #expect(same.address == first.address, "an impatient thumb is one person")
        let other = try await browser.send(
            ["call-name": "Robin", "phone": "07700 900333"], to: Self.someone, from: start)
        #expect(other.text.contains("This page was saved before, for Selam"))
        #expect(other.html.contains("value=\"Robin\"") && other.html.contains("07700 900333"))
        let second = try await browser.send(
            ["call-name": "Robin", "phone": "07700 900333"], to: Self.someone, from: other)
        #expect(second.address != first.address && second.heading == "Which languages do they speak?")
        #expect(try await browser.open("/app/people").text.contains("2 people"))
    }

    // MARK: A part of a person

    @Test func `what was typed is kept while the phone sleeps, and comes back`() async throws {
        let (_, base) = try await begin("Selam")
        let address = "\(base)/first-contact/hopes"
        let page = try await browser.open(address)
        #expect(page.html.contains("data-draft=\"\(base)/drafts/hopes\""))
        let stamp = page.hidden("read-at") ?? ""
        #expect(
            try await keep(["read-at": stamp, "hopes": "half a sen"], at: "\(base)/drafts/hopes", from: page) == 204)
        let back = try await browser.open(address)
        #expect(back.html.contains("half a sen") && back.text.contains("It is not saved yet."))
        let fresh = try await browser.open(address + "?fresh=yes")
        #expect(!fresh.html.contains("half a sen") && fresh.text.contains("You began to write here at 10:00"))
    }

    @Test func `one's own edit after a late draft is no quarrel with oneself`() async throws {
        let (_, base) = try await begin("Selam")
        let address = "\(base)/about/hopes"
        let page = try await browser.open(address)
        let stamp = page.hidden("read-at") ?? ""
        _ = try await browser.send(["read-at": stamp, "hopes": "To cook"], to: address, from: page)
        #expect(try await keep(["read-at": stamp, "hopes": "To coo"], at: "\(base)/drafts/hopes", from: page) == 410)
        let next = try await browser.open(address)
        #expect(next.html.contains("To cook"))
        let saved = try await browser.send(
            ["read-at": next.hidden("read-at") ?? "", "hopes": "To cook and sing"], to: address, from: next)
        #expect(saved.status == 200 && saved.text.contains("The change is saved"))
    }

    @Test func `a text from before the save covers nothing: it is offered`() async throws {
        let (_, base) = try await begin("Selam")
        let address = "\(base)/about/hopes"
        let (one, two) = (try await browser.open(address), try await browser.open(address))
        let stamp = one.hidden("read-at") ?? ""
        try await keep(["read-at": stamp, "hopes": "To swim"], at: "\(base)/drafts/hopes", from: one)
        _ = try await browser.send(["read-at": stamp, "hopes": "To cook"], to: address, from: two)
        let now = try await browser.open(address)
        #expect(now.html.contains("To cook") && !now.html.contains("To swim"))
        #expect(now.text.contains("You began to write here at 10:00"))
        let thrown = try await browser.send(
            ["draft": one.hidden(FormField.submission) ?? ""], to: "\(base)/drafts/hopes/removal", from: now)
        #expect(thrown.address == address && !thrown.text.contains("You began"))
    }

    @Test func `two windows of one worker are told apart from two workers, and either text can be kept`() async throws {
        let (_, base) = try await begin("Selam")
        let address = "\(base)/about/hopes"
        let page = try await browser.open(address)
        let stamp = page.hidden("read-at") ?? ""
        _ = try await browser.send(["read-at": stamp, "hopes": "To cook"], to: address, from: page)
        let other = try await browser.send(["read-at": stamp, "hopes": "To swim\n& sing"], to: address, from: page)
        #expect(other.status == 409 && other.heading == "You saved this already")
        #expect(other.text.contains("you saved this in another window (10:00)"))
        #expect(!other.text.contains("Somebody else"))
        #expect(other.text.contains("To cook") && other.text.contains("To swim"))
        #expect(try await browser.open(address).html.contains("To cook"), "nothing is saved by itself")
        let kept = try await browser.send(
            ["read-at": other.hidden("read-at") ?? "", "hopes": "To swim\n& sing"], to: address, from: other)
        #expect(kept.text.contains("The change is saved"))
        #expect(try await browser.open(address).html.contains("To swim\n&amp; sing"))
    }

    @Test func `a colleague's text is replaced only by whoever saw it`() async throws {
        let (_, base) = try await begin("Selam")
        let address = "\(base)/about/hopes"
        let page = try await browser.open(address)
        let lead = house.browser(as: .teamLead)
        let theirs = try await lead.open(address)
        _ = try await lead.send(
            ["read-at": theirs.hidden("read-at") ?? "", "hopes": "To cook"], to: address, from: theirs)
        let told = try await browser.send(
            ["read-at": page.hidden("read-at") ?? "", "hopes": "To swim"], to: address, from: page)
        #expect(told.status == 409 && told.heading == "Somebody else changed this too")
        // Meanwhile the colleague writes once more: what nobody saw is not replaced.
        let again = try await lead.open(address)
        _ = try await lead.send(
            ["read-at": again.hidden("read-at") ?? "", "hopes": "To cook well"], to: address, from: again)
        let mine: KeyValuePairs = ["read-at": told.hidden("read-at") ?? "", "hopes": "To swim"]
        #expect(try await browser.send(mine, to: address, from: told).status == 409)
        #expect(try await lead.open(address).html.contains("To cook well"))
    }
}
