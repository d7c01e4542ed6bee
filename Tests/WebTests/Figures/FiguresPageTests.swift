import Casework
import HTTPTypes
import People
import Testing
import Vocabulary

@testable import Web

struct FiguresPageTests {
    @Test func `a commissioner sees how many, nobody's name, and no small number`() async throws {
        let house = try await House()
        for number in 1...6 { try await house.addPerson(Identifier(rawValue: "person-\(number)")) }
        try await house.addPerson("one-more") { try? $0.care.close(because: .died) }
        let page = try await house.browser(as: .commissioner).open("/app/figures")
        #expect(page.status == 200 && page.text.contains("About 5") && page.text.contains("Fewer than 5"))
        #expect(!page.text.contains("Selam") && !page.text.contains("All together7"))
        for address in ["/app/people", "/app/people/person-1", "/app/register", "/app/groups", "/app/outbox"] {
            #expect(try await house.browser(as: .commissioner).open(address).status == 404)
        }
    }

    @Test func `a researcher sees that nothing is agreed yet, and nothing else`() async throws {
        let house = try await House()
        try await house.addPerson()
        let browser = house.browser(as: .researcher)
        #expect(try await browser.open("/app/extracts").text.contains("No extract has been agreed"))
        for address in ["/app/figures", "/app/people", "/app/people/person-1", "/app/groups"] {
            #expect(try await browser.open(address).status == 404)
        }
    }

    @Test func `the gap list stands beside the figures, and goes along as a table`() async throws {
        let house = try await House()
        let worker = house.browser(as: .linkWorker)
        for number in 1...6 {
            try await house.addPerson(Identifier(rawValue: "person-\(number)"))
            _ = try await worker.open("/app/people/person-\(number)/groups")
        }
        let browser = house.browser(as: .commissioner)
        #expect(try await browser.open("/app/figures").html.contains("href=\"/app/figures/gaps\""))
        let page = try await browser.open("/app/figures/gaps")
        #expect(page.status == 200 && page.text.contains("About 5") && page.text.contains("No group near does this"))
        #expect(!page.text.contains("Selam"))
        let table = try await browser.send(.get, "/app/figures/gaps/table")
        #expect(table.headers[.contentType] == "text/csv; charset=utf-8")
        #expect(table.html.hasPrefix("Need,District,People,Mostly because\r\n"))
        #expect(try await house.browser(as: .linkWorker).open("/app/figures/gaps").status == 404)
    }
}
