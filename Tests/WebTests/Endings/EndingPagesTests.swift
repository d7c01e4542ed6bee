import Community
import Foundation
import Logging
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite("What ends or changes, on the pages of those whom it concerns")
struct EndingPagesTests {
    private let house: House
    private let link: String

    init() async throws {
        house = try await House()
        link = "/r/\(try await house.sendReferral().link.text)"
    }

    private func answer(_ path: String, _ fields: KeyValuePairs<String, String> = [:]) async throws -> Browser.Sight {
        let browser = house.browser(as: nil)
        let page = try await browser.open(link)
        return try await browser.send(fields, to: "\(link)/\(path)", from: page)
    }

    private func change(_ change: @escaping @Sendable (inout Group) -> Void) async throws {
        let desk = house.desk
        try await desk.database.write(house.hub) { hub in
            var group = try #require(try hub.groups.find("kitchen"))
            let before = group
            change(&group)
            try hub.save(group, was: before, by: House.actor(.coordinator), desk: desk)
        }
    }

    private func referral(_ change: @escaping @Sendable (inout Referral) throws -> Void) async throws {
        try await house.desk.database.keepHouse(house.hub) { hub in
            var referral = try #require(try hub.referrals.find("referral-1"))
            try change(&referral)
            try hub.referrals.save(referral)
        }
    }

    @Test func `the link of a yes that has ended shows nobody, and takes a call for help`() async throws {
        _ = try await answer("acceptance")
        house.clock.move(days: 91)
        let browser = house.browser(as: nil)
        let page = try await browser.open(link)
        #expect(page.status == 200 && page.heading == "This message has ended")
        for fact in ["Robin", "To cook with others", "Tigrinya"] { #expect(!page.html.contains(fact), "\(fact)") }
        let worried = try await browser.send([:], to: "\(link)/worry", from: page)
        #expect(worried.heading == "Thank you. We will call you")
        #expect(worried.text.contains("999"))
        let today = try await house.browser(as: .linkWorker).open("/app")
        #expect(today.text.contains("A group is worried"))
        #expect(today.text.contains("Thursday kitchen · their consent ended Sunday 21 February: ask again"))
        #expect(try await browser.send([:], to: "\(link)/introduction", from: page).heading == worried.heading)
    }

    @Test func `a yes that comes too late is passed on, and reopens nothing`() async throws {
        let desk = house.desk
        house.clock.move(days: 15)
        await HubJobs(desk: desk, mailer: nil, logger: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() }).runOnce()
        let browser = house.browser(as: nil)
        let page = try await browser.open(link)
        #expect(page.heading == "The time to answer is over")
        #expect(!page.html.contains("Robin"))
        let said = try await browser.send([:], to: "\(link)/acceptance", from: page)
        #expect(said.heading == "Thank you. We pass it on")
        #expect(try await house.referralState() == .expired)
        let today = try await house.browser(as: .linkWorker).open("/app")
        #expect(today.text.contains("said yes today, after the referral had ended. Refer again?"))
        #expect(today.html.contains("href=\"/app/people/person-canary/groups/kitchen/referral\""))
        let story = try await house.browser(as: .linkWorker).open("/app/referrals/referral-1")
        #expect(story.text.contains("The group said yes, after it had ended"))
    }

    @Test func `a reminder stands in what happened`() async throws {
        let desk = house.desk
        house.clock.move(days: 7)
        await HubJobs(desk: desk, mailer: nil, logger: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() }).runOnce()
        let page = try await house.browser(as: .linkWorker).open("/app/referrals/referral-1")
        #expect(page.text.contains("The group was reminded"))
    }

    @Test func `a group that closes says so to the worker, the coordinator and itself`() async throws {
        _ = try await answer("acceptance")
        house.clock.move(seconds: 60)
        try await change { $0.details.status = .closed }
        let worker = house.browser(as: .linkWorker)
        let today = try await worker.open("/app")
        #expect(
            today.text.contains("Groups that closed or paused") && today.text.contains("Thursday kitchen closed today"))
        #expect(try await worker.open("/app/today/groups-changed").status == 200)
        #expect(try await worker.open("/app/referrals/referral-1").text.contains("Thursday kitchen closed."))
        let coordinator = try await house.browser(as: .coordinator).open("/app")
        #expect(coordinator.text.contains("1 person from us is there or waits"))
        let secret = try #require(Secret(text: String(link.dropFirst("/r/".count))))
        let theirs = try await house.browser(as: nil).read(secret)
        #expect(theirs.text.contains("Our list of groups says that you have closed"))
    }

    @Test func `a letter that came back can be printed or the group called, both in one tap`() async throws {
        try await referral { $0.letterCameBack(at: House.start) }
        let worker = house.browser(as: .linkWorker)
        let today = try await worker.open("/app")
        #expect(today.text.contains("Our letter to Thursday kitchen came back today"))
        #expect(today.html.contains("href=\"/app/referrals/referral-1#letter\""))
        #expect(today.html.contains("href=\"tel:0000333333\""))
        let page = try await worker.open("/app/referrals/referral-1")
        #expect(
            page.html.contains("id=\"letter\"") && page.text.contains("Our letter came back on Monday 23 November 2026")
        )
        let letter = try await worker.send([:], to: "/app/referrals/referral-1/letter", from: page)
        #expect(letter.status == 200)
        #expect(try await !worker.open("/app").text.contains("came back today"))
    }

    @Test func `a place on a waiting list has an owner and a day, which can be moved`() async throws {
        _ = try await answer("waiting-list")
        let worker = house.browser(as: .linkWorker)
        let page = try await worker.open("/app/referrals/referral-1")
        #expect(page.text.contains("They are number 1 on its list."))
        #expect(page.text.contains("looks at it again on Monday 21 December 2026."))
        let wrong = try await worker.send(
            ["day-day": "23", "day-month": "11", "day-year": "2026"], to: "/app/referrals/referral-1/review", from: page
        )
        #expect(wrong.status == 422 && wrong.text.contains("Enter a day from Tuesday 24 November 2026"))
        let moved = try await worker.send(
            ["day-day": "5", "day-month": "12", "day-year": "2026"], to: "/app/referrals/referral-1/review", from: page)
        #expect(moved.text.contains("looks at it again on Saturday 5 December 2026."))
        #expect(try await worker.open("/app").text.contains("A place is free at Thursday kitchen"))
        let group = try await house.browser(as: .coordinator).open("/app/groups/kitchen")
        #expect(group.text.contains("3 places, 1 waits"))
    }

    @Test func `a pause is said on the referral, and the days to answer have no end while it lasts`() async throws {
        let paused = try await answer("pause", ["paused": "yes"])
        #expect(paused.text.contains("you have time until you go on"))
        let page = try await house.browser(as: .linkWorker).open("/app/referrals/referral-1")
        #expect(
            page.text.contains("Thursday kitchen asked for a pause. The days to answer do not count until it goes on."))
    }
}
