import Casework
import Testing

@testable import Web

struct HubAgreementsPageTests {
    private static let address = "/app/agreements-with-hubs"
    private static let paper: KeyValuePairs = [
        "hub": "nottingham-city", "facts": "reach", "facts": "about", "first": "2026-11-23", "last": "2027-11-23",
        "here": "Ada, coordinator", "there": "Ben, coordinator",
    ]

    @Test func `an agreement is written down, and ended`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let made = try await browser.send(Self.paper, to: Self.address, from: try await browser.open(Self.address))
        #expect(made.text.contains("Counts today") && made.text.contains("Ben, coordinator"))
        #expect(made.text.contains("Tuesday 23 November 2027"))
        let action = try #require(made.html.firstMatch(of: /action="([^"]+\/end)"/)?.output.1)
        let ended = try await browser.send([:], to: String(action), from: made)
        #expect(ended.text.contains("Over") && !ended.text.contains("Counts today"))
        #expect(try await house.browser(as: .teamLead).open(Self.address).status == 404)
    }

    @Test(arguments: [
        ("hub", "Not A Hub", "Small letters"), ("hub", "test", "your own hub"), ("last", "2026-11-01", "first day to"),
        ("last", "2031-11-01", "first day to"), ("here", "", "Enter who signed here"), ("facts", "", "Tick what"),
        ("facts", "sealed", "Choose one of the answers"),
    ])
    func `what cannot be agreed is said beside its field`(field: String, value: String, said: String) async throws {
        let house = try await House()
        let browser = house.browser(as: .administrator)
        let fields = Self.paper.filter { $0.key != field }.map { ($0.key, $0.value) } + [(field, value)]
        let page = try await browser.post(fields, to: Self.address, from: try await browser.open(Self.address))
        #expect(page.status == 422 && page.text.contains(said), "\(page.text.prefix(300))")
    }
}
