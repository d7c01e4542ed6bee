import Hummingbird
import Logging
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct JobsPageTests {
    private func run(_ house: House, named name: String = "north (4711)") async {
        await HubJobs(
            desk: house.desk, mailer: .toNobody, server: ServerName(name),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).runOnce()
    }

    @Test func `each job stands there with what it did, where, and when it comes again`() async throws {
        let house = try await House()
        let browser = house.browser(as: .administrator)
        let before = try await browser.open("/app/jobs")
        #expect(before.heading == "Jobs by the clock")
        for name in ["End waits", "Remind groups", "Ask groups again", "Send letters", "Forget"] {
            #expect(before.text.contains(name))
        }
        #expect(before.text.contains("Not yet done"))

        try await house.desk.database.keepHouse(house.hub) { hub in
            try hub.outbox.add(
                OutgoingMail(
                    id: "m", kind: "referral", recipient: "kitchen@example.org", subject: "A new message",
                    body: "canary", createdAt: House.start, nextAt: House.start))
        }
        await run(house)
        let after = try await browser.open("/app/jobs")
        #expect(after.text.contains("All is on time."))
        #expect(after.text.contains("Monday 23 November 2026, 10:00, on north (4711)."))
        #expect(after.text.contains("1 letter sent.") && after.text.contains("There was nothing to do."))
        #expect(after.text.contains("Monday 23 November 2026, 11:00."))
        #expect(!after.html.contains("kitchen@example.org") && !after.html.contains("canary"))
        // The way there stands in the navigation.
        #expect(try await browser.open("/app").html.contains("href=\"/app/jobs\""))
    }

    @Test func `who is at it, what was cut off and what broke off is said`() async throws {
        let house = try await House()
        await run(house)
        house.clock.move(seconds: 3600)
        let now = house.clock.clock.now
        try await house.desk.database.keepHouse(house.hub) { hub in
            for kind in ["nudge", "expire"] {
                let length = kind == "nudge" ? 300 : 1
                _ = try hub.jobs.take(kind, by: "south", at: now, until: now.adding(seconds: length))
            }
            let broken = try #require(try hub.jobs.take("forget", by: "south", at: now, until: now))
            _ = try hub.jobs.breakOff(broken, problem: "Storage.StorageFault", at: now, pauses: [60])
        }
        house.clock.move(seconds: 2)
        let browser = house.browser(as: .administrator)
        let page = try await browser.open("/app/jobs")
        #expect(page.text.contains("2 jobs need you to look."))
        #expect(page.text.contains("On south, since Monday 23 November 2026, 11:00."))
        #expect(page.text.contains("Monday 23 November 2026, 10:00, on north (4711)."))
        #expect(page.text.contains("south did not end it. The next server goes on with it."))
        #expect(page.text.contains("It broke off once. We try it again by ourselves."))
        #expect(page.text.contains("Kind of error: Storage.StorageFault."))
        // What a server is at is not asked for once more.
        #expect(!page.html.contains("/app/jobs/nudge/requests"))
        let today = try await browser.open("/app")
        #expect(today.text.contains("It broke off, and is tried again."))
        house.clock.move(seconds: 400)
        #expect(try await browser.open("/app").text.contains("No server has done it."))
        #expect(try await browser.open("/app/jobs").text.contains("Check that one is running and has a mail server"))
    }

    @Test func `a job is asked for, and done in the next round`() async throws {
        let house = try await House()
        await run(house)
        let browser = house.browser(as: .administrator)
        house.clock.move(seconds: 120)
        let page = try await browser.open("/app/jobs")
        let after = try await browser.send([:], to: "/app/jobs/forget/requests", from: page)
        #expect(after.text.contains("Forget: this is done within a minute."))
        #expect(after.text.contains("In the next minute."))
        await run(house, named: "south")
        #expect(try await browser.open("/app/jobs").text.contains("10:02, on south."))

        let now = house.clock.clock.now
        try await house.desk.database.keepHouse(house.hub) { hub in
            _ = try hub.jobs.bringForward("forget", to: now)
            _ = try hub.jobs.take("forget", by: "south", at: now, until: now.adding(seconds: 300))
        }
        #expect(try await browser.send([:], to: "/app/jobs/forget/requests", from: page).status == 409)
        #expect(try await browser.send([:], to: "/app/jobs/nothing/requests", from: page).status == 404)
        #expect(try await browser.open("/app/jobs?asked=nothing").status == 200)
    }

    @Test func `a request that comes from no form of ours is refused`() async throws {
        let house = try await House()
        let browser = house.browser(as: .administrator)
        #expect(try await browser.send(.post, "/app/jobs/forget/requests", body: "").status == 403)
        #expect(try await browser.send(.get, "/app/jobs/forget/requests").status == 405)
    }

    @Test(arguments: Role.allCases.filter { $0 != .administrator })
    func `nobody else finds the jobs`(role: Role) async throws {
        let browser = try await House().browser(as: role)
        #expect(try await browser.open("/app/jobs").status == 404)
        let page = try await browser.open("/app/account")
        #expect(!page.html.contains("/app/jobs"))
        #expect(try await browser.send([:], to: "/app/jobs/forget/requests", from: page).status == 404)
    }

    @Test func `the jobs ask to sign in first`() async throws {
        #expect(try await House().browser(as: nil).open("/app/jobs").heading == "Sign in")
    }
}
