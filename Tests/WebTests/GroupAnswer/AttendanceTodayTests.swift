import Casework
import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Web

@Suite("They came today")
struct AttendanceTodayTests {
    @Test func `on a page that stood open since another day it asks which day it was, and stores none`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let browser = house.browser(as: nil)
        let address = "/r/\(link.text)"
        let seen = try await browser.read(link)
        let page = try await browser.send([:], to: address + "/acceptance", from: seen)
        let day = try #require(page.hidden("day"))
        let today: KeyValuePairs = ["day": day, "as-today": "yes", "outcome": "came"]
        house.clock.move(days: 2)
        let asked = try await browser.send(today, to: address + "/attendance", from: page)
        #expect(asked.status == 422 && asked.text.contains("Say which day it was"), "\(asked.status)")
        let stored = try await house.desk.database.read(house.hub) { try $0.rows("SELECT id FROM attendances").count }
        #expect(stored == 0)
    }
}
