import People
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct TodayPageTests {
    @Test(arguments: Role.allCases)
    func `every role has a Today`(role: Role) async throws {
        let house = try await House()
        let page = try await house.browser(as: role).open("/app")
        #expect(page.status == 200)
        #expect(page.heading == "Good morning, Rosa")
        #expect(page.text.contains("Monday 23 November 2026"))
        #expect(page.html.contains("/app/first-contact") == (role == .linkWorker || role == .teamLead))
    }

    @Test func `who waits for a first contact stands on Today with what to do next`() async throws {
        let house = try await House()
        var about = AboutPerson()
        about.callName = "Robin"
        about.reach.phone = "0000"
        let id = try await BeginFirstContact(desk: house.desk)(
            with: about, submission: "1", by: house.actor(.linkWorker))
        house.clock.move(days: 3)
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open("/app")
        #expect(page.text.contains("First contact begun, for 3 days"))
        #expect(page.html.contains("href=\"/app/people/\(id)/first-contact/languages\""))
        let all = try await browser.open("/app/today/waiting")
        #expect(all.heading == "Waiting for a first contact")
        #expect(all.text.contains("Robin"))
        #expect(try await browser.open("/app/today/nothing").status == 404)
        #expect(try await house.browser(as: .coordinator).open("/app/today/waiting").status == 404)
    }

    @Test func `Today asks to sign in first`() async throws {
        let page = try await House().browser(as: nil).open("/app")
        #expect(page.heading == "Sign in")
    }
}
