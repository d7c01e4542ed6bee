import People
import Testing
import Vocabulary

@Suite("The wait for an answer")
struct AnswerWaitTests {
    private func day(_ days: Int) -> Day { Made.today.adding(days: days) }

    @Test func `every day counts where nothing stops it`() {
        let wait = AnswerWait(from: Made.today)
        #expect(wait.days(to: Made.today) == 0)
        #expect(wait.days(to: day(9)) == 9)
        #expect(wait.lastDay == day(14))
    }

    @Test func `paused days and days on which the hub is closed do not count, and none counts twice`() {
        let wait = AnswerWait(
            from: Made.today, closures: ClosureDays([day(3), day(6)]), pauses: [.init(from: day(5), to: day(7))])
        #expect(wait.days(to: day(4)) == 3)
        #expect(wait.days(to: day(7)) == 3)
        #expect(wait.days(to: day(8)) == 4)
        #expect(wait.lastDay == day(18))
        #expect(wait.isStopped(on: day(6)) && wait.isPaused(on: day(6)) && !wait.isPaused(on: day(3)))
    }

    @Test func `a pause without an end leaves the last day unknown`() {
        let wait = AnswerWait(from: Made.today, pauses: [.init(from: day(2), to: nil)])
        #expect(wait.lastDay == nil)
        #expect(wait.days(to: day(300)) == 1)
    }

    @Test func `a referral neither expires nor is nudged on a stopped day, or while its letter lies elsewhere`() throws
    {
        let paused = AnswerWait(from: Made.today, pauses: [.init(from: day(15), to: nil)])
        var referral = Made.referral(.sent)
        #expect(throws: Referral.Refusal.self) { try referral.expire(at: Made.now, today: day(20), waiting: paused) }
        #expect(throws: Referral.Refusal.self) { try referral.nudge(at: Made.now, today: day(20), waiting: paused) }
        let wait = AnswerWait(from: Made.today)
        referral.letterCameBack(at: Made.now)
        #expect(throws: Referral.Refusal.self) { try referral.expire(at: Made.now, today: day(20), waiting: wait) }
        referral.letterReached(at: Made.now.adding(days: 10))
        #expect(referral.letterBackAt == nil && referral.askedAt == Made.now.adding(days: 10))
        try referral.expire(at: Made.now, today: day(20), waiting: wait)
        #expect(referral.state == .expired)
    }

    @Test func `a group can say yes late where the wait ran out, and never after a yes was taken back`() throws {
        var expired = Made.referral(.sent)
        try expired.perform(.expire)
        try expired.sayYesLate(at: Made.now.adding(days: 3))
        #expect(expired.state == .expired && expired.lateYesAt == Made.now.adding(days: 3))
        #expect(!expired.canSayYesLate(at: Made.now.adding(days: 61)))
        var withdrawn = Made.referral(.sent)
        try withdrawn.perform(.withdraw)
        #expect(throws: Referral.Refusal.notFrom(.ended, .accept)) { try withdrawn.sayYesLate(at: Made.now) }
        var ended = Made.referral(.waitlisted)
        try ended.perform(.end)
        #expect(ended.canSayYesLate(at: Made.now))
    }

    @Test func `a place on a waiting list is looked at again within ninety days`() throws {
        var referral = Made.referral(.sent)
        try referral.waitlist(at: Made.now, reviewOn: day(28))
        try referral.review(on: day(90), today: Made.today)
        #expect(referral.reviewOn == day(90))
        let refusal = Referral.Refusal.reviewOutOfRange(first: day(1), last: day(90))
        for wrong in [day(0), day(91)] {
            #expect(throws: refusal) { try referral.review(on: wrong, today: Made.today) }
        }
        try referral.takeBack(
            at: Made.now, today: Made.today, consent: Made.consent(), othersOpen: [], openLimit: 2)
        #expect(referral.reviewOn == nil)
    }
}
