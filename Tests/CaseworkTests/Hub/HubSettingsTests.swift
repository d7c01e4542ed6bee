import Foundation
import Testing
import Vocabulary

@testable import Casework
@testable import Storage

@Suite("How a hub is reached")
struct HubSettingsTests {
    private let command = Actor(hub: "test", identity: .command("hub set"))

    private func set(
        _ test: TestDesk, by actor: Actor? = nil, _ change: (inout KeepHubSettings.Change) -> Void
    ) async throws -> HubSettings {
        var wanted = KeepHubSettings.Change()
        change(&wanted)
        return try await KeepHubSettings(desk: test.desk)(wanted, by: actor ?? command).settings
    }

    @Test func `is said piece by piece, and taken away again`() async throws {
        let test = try await TestDesk()
        _ = try await set(test) {
            $0.phone = " 0115 496 0100 "
            $0.email = "hello@riverside.example"
            $0.interpreterLanguages = ["Arabic", "ti", "ar"]
        }
        let settings = try await set(test) {
            $0.safeguardingName = "Ada Moss"
            $0.safeguardingPhone = "+44 115 496 0199"
        }
        #expect(
            settings
                == HubSettings(
                    phone: "0115 496 0100", email: "hello@riverside.example", interpreterLanguages: ["ar", "ti"],
                    safeguardingName: "Ada Moss", safeguardingPhone: "+44 115 496 0199"))
        #expect(try await KeepHubSettings(desk: test.desk).hub(for: command).settings == settings)
        #expect(settings.gaps.isEmpty)
        let without = try await set(test) {
            $0.phone = ""
            $0.interpreterLanguages = []
        }
        #expect(without.phone.isEmpty && without.interpreterLanguages.isEmpty && without.gaps == [.phone])
        let events = try await test.desk.database.read(test.hub) {
            try $0.events.about(EventSubject(kind: "hub", id: "test")).filter { $0.verb == "hub-settings-changed" }
        }
        #expect(
            events.map { $0.detail["fields"] } == [
                "phone interpreter-languages", "safeguarding-name safeguarding-phone",
                "phone email interpreter-languages",
            ])
    }

    @Test func `is refused in words where nobody could be reached so, and nothing is changed`() async throws {
        let test = try await TestDesk()
        for email in ["hello", "a@b@c", "héllo@riverside.example", "a b@riverside.example"] {
            await #expect(throws: KeepHubSettings.Refusal.notAnAddress(email)) {
                _ = try await set(test) {
                    $0.phone = "0115 496 0100"
                    $0.email = email
                }
            }
        }
        for phone in ["12", "call us", "0115 CALL ME", "0115", "999"] {
            await #expect(throws: KeepHubSettings.Refusal.notAPhoneNumber(phone)) {
                _ = try await set(test) { $0.phone = phone }
            }
        }
        await #expect(throws: KeepHubSettings.Refusal.notALanguage("Quenya")) {
            _ = try await set(test) { $0.interpreterLanguages = ["ar", "Quenya"] }
        }
        await #expect(throws: KeepHubSettings.Refusal.notAName) {
            _ = try await set(test) { $0.safeguardingName = "Ada\nMoss" }
        }
        await #expect(throws: KeepHubSettings.Refusal.nothingToChange) { _ = try await set(test) { _ in } }
        #expect(try await KeepHubSettings(desk: test.desk).hub(for: command).settings == HubSettings())
    }

    @Test(arguments: ["101", "116 123", "0115 496 0100 ext. 4"])
    func `short numbers and extensions are taken, as organisations have them`(phone: String) async throws {
        #expect(try await set(try await TestDesk()) { $0.phone = phone }.phone == phone)
    }

    @Test func `days on which it is closed are added, listed, taken away, and stop the clock`() async throws {
        let test = try await TestDesk()
        func closed() async throws -> [String] {
            try await KeepHubSettings(desk: test.desk).closureDays(for: command).days.sorted().map(\.description)
        }
        #expect(try await closed().isEmpty)
        _ = try await set(test) { $0.closedDays = ["2026-12-25", "2026-12-28"] }
        _ = try await set(test) {
            $0.closedDays = ["2026-12-26", "2026-12-25"]
            $0.openDays = ["2026-12-28", "2026-12-29"]
        }
        #expect(try await closed() == ["2026-12-25", "2026-12-26"])
        let day = try await test.peopleDay().closures
        #expect(try await day.days == KeepHubSettings(desk: test.desk).closureDays(for: command).days)
        for wrong in ["Christmas", "2026-02-30", ""] {
            await #expect(throws: KeepHubSettings.Refusal.notADay(wrong)) {
                _ = try await set(test) { $0.closedDays = ["2026-12-31", wrong] }
            }
        }
        await #expect(throws: KeepHubSettings.Refusal.closedAndOpen(try #require(Day("2026-12-31")))) {
            _ = try await set(test) {
                $0.closedDays = ["2026-12-31"]
                $0.openDays = ["2026-12-31"]
            }
        }
        #expect(try await closed() == ["2026-12-25", "2026-12-26"])
        _ = try await set(test) { $0.clearsClosures = true }
        #expect(try await closed().isEmpty)
        let verbs = try await test.desk.database.read(test.hub) {
            try $0.events.about(EventSubject(kind: "hub", id: "test")).map(\.verb)
        }
        #expect(verbs.count { $0 == "closure-days-set" } == 3, "and nothing for what was as it is")
    }

    @Test func `is for whoever keeps the hub, and for a hub that is there`() async throws {
        let test = try await TestDesk()
        for actor in [test.linkWorker, test.coordinator] {
            await #expect(throws: Access.Refusal.notInRole) { _ = try await set(test, by: actor) { $0.phone = "111" } }
        }
        _ = try await set(test, by: test.administrator) { $0.phone = "111" }
        await #expect(throws: KeepHubSettings.Refusal.noSuchHub) {
            _ = try await set(test, by: Actor(hub: "nowhere", identity: .command("hub set"))) { $0.phone = "111" }
        }
    }

    @Test func `was stored before a safeguarding lead was asked for, and reads as nobody said`() throws {
        let old = Data(#"{"phone":"1","email":"a@b.example","interpreterLanguages":["ti"]}"#.utf8)
        let settings = try JSONDecoder().decode(HubSettings.self, from: old)
        #expect(settings == HubSettings(phone: "1", email: "a@b.example", interpreterLanguages: ["ti"]))
        #expect(settings.gaps == [.safeguardingLead])
        #expect(try JSONDecoder().decode(HubSettings.self, from: Data("{}".utf8)).gaps == HubSettings.Gap.allCases)
    }
}
