import People
import Testing
import Vocabulary

@testable import Storage

extension QueryUse {
    /// Uses of referrals, their links and what was said about sessions.
    static let referrals: [QueryUse] =
        links + [
            QueryUse("referrals.find") { _ = try $0.referrals.find("r1") },
            // All of one person: `kith verify` and tests. A page asks for some.
            QueryUse("referrals.of a person") { _ = try $0.referrals.of("p1") },
            QueryUse("referrals.of people") { _ = try $0.referrals.of(["p1", "p2"]) },
            QueryUse("referrals.of a group") { _ = try $0.referrals.of("kitchen", states: [.sent], limit: 9) },
            QueryUse("referrals.open") { _ = try $0.referrals.open(of: "p1") },
            QueryUse("referrals.past") { _ = try $0.referrals.past(of: "p1", limit: 9, offset: 9) },
            QueryUse("referrals.countPast") { _ = try $0.referrals.countPast(of: "p1") },
            QueryUse("referrals.restingOn") { _ = try $0.referrals.restingOn("yes-p1", of: "p1") },
            QueryUse("referrals.inHands") {
                _ = try $0.referrals.inHands(of: worker, states: [.sent, .accepted], limit: 9)
            },
            QueryUse("referrals.answered") { _ = try $0.referrals.answered(since: now, worker: worker, limit: 9) },
            QueryUse("referrals.unanswered") { _ = try $0.referrals.unanswered(sentBefore: now, limit: 9) },
            QueryUse("referrals.unreminded") { _ = try $0.referrals.unreminded(sentBefore: now) },
            QueryUse("referrals.placeInLine") { hub in
                let place = try hub.referrals.placeInLine(
                    of: Example.referral("r3", .waitlisted, of: "p3", on: "yes-p3"))
                #expect(place != nil)
            },
            QueryUse("outbox.wentOut") { _ = try $0.outbox.wentOut(about: "r1") },
            QueryUse("outbox.overdueAboutReferrals") { _ = try $0.outbox.overdueAboutReferrals(before: now) },
            QueryUse("consents.endedUntold") {
                _ = try $0.consents.endedUntold(after: today.adding(days: -60), before: today, limit: 9)
            },
            QueryUse("consents.noteEndTold") { try $0.consents.noteEndTold(of: "yes-p1", at: now) },
            QueryUse("today.consentsEnding") {
                _ = try $0.today.consentsEnding(from: today, to: today.adding(days: 14), worker: worker, limit: 9)
            },
            QueryUse("today.changedGroups") { _ = try $0.today.changedGroups(since: now, worker: worker, limit: 9) },
            QueryUse("today.changedGroupsWithPeople") {
                _ = try $0.today.changedGroupsWithPeople(since: now, limit: 9)
            },
            QueryUse("today.returnedLetters") {
                _ = try $0.today.returnedLetters(since: now, worker: worker, limit: 9)
            },
            QueryUse("today.lateYeses") { _ = try $0.today.lateYeses(since: now, worker: worker, limit: 9) },
            QueryUse("today.waitingLists") { _ = try $0.today.waitingLists(limit: 9) },
            QueryUse("groupChanges.add") { try $0.groupChanges.add(Example.change("new", of: "kitchen")) },
            QueryUse("groupChanges.of") { _ = try $0.groupChanges.of(["kitchen"]) },
            QueryUse("groups.openings") { _ = try $0.groups.openings(of: ["kitchen"]) },
            QueryUse("groups.agreements") { _ = try $0.groups.agreements(of: ["kitchen"]) },
            QueryUse("referrals.isLinkInTrouble") { _ = try $0.referrals.isLinkInTrouble(of: "r1") },
            QueryUse("referrals.closeLinksLeft") { try $0.referrals.closeLinksLeft(of: "kitchen") },
            QueryUse("closureDays.all") { _ = try $0.closureDays.all() },
            QueryUse("closureDays.replace") { try $0.closureDays.replace(with: ClosureDays([today])) },
            QueryUse("referrals.load") { _ = try $0.referrals.load(of: "kitchen", monthStart: now) },
            QueryUse("referrals.loads of some") { _ = try $0.referrals.loads(of: ["kitchen"], monthStart: now) },
            // When the index in memory is made, once a month and when the program starts.
            QueryUse("referrals.loads of all", readsAll: true) { _ = try $0.referrals.loads(monthStart: now) },
            QueryUse("referrals.welcome") { _ = try $0.referrals.welcome(of: ["kitchen"]) },
            QueryUse("referrals.welcome of all", readsAll: true) { _ = try $0.referrals.welcome(of: nil) },
            QueryUse("referrals.add") { try $0.referrals.add(Example.referral("new", .sent, of: "p1", on: "yes-p1")) },
            QueryUse("referrals.save") { hub in
                try hub.referrals.save(try #require(try hub.referrals.find("r1")))
            },
            QueryUse("attendances.add") { hub in
                try hub.attendances.add(
                    Attendance(id: "new", referral: "r1", on: today, outcome: .came, saidAt: now, byGroup: true))
            },
            QueryUse("attendances.of") { _ = try $0.attendances.of(["r1"]) },
            QueryUse("attendances.saidByGroup, worried") {
                _ = try $0.attendances.saidByGroup(on: today, of: "r1", worried: true)
            },
            QueryUse("attendances.saidByGroup") { _ = try $0.attendances.saidByGroup(on: today, of: "r1") },
            QueryUse("solvedBarriers.between") { _ = try $0.solvedBarriers.between("p1", and: "kitchen") },
            QueryUse("solvedBarriers.write") { hub in
                try hub.solvedBarriers.write(
                    "A bus pass", for: "reach", between: "p1", and: "kitchen", at: now, by: worker)
            },
        ]

    private static let links: [QueryUse] = [
        QueryUse("referrals.find token") { _ = try $0.referrals.find(tokenHash: "t") },
        QueryUse("referrals.find code") { _ = try $0.referrals.find(codeHash: "c") },
        QueryUse("referrals.find any token") { _ = try $0.referrals.find(anyTokenHash: "t") },
        QueryUse("referrals.addLink") { try $0.referrals.addLink(to: "r1", tokenHash: "later") },
        QueryUse("referrals.setLink") { hub in
            try hub.referrals.setLink(of: "r1", tokenHash: "t", codeHash: "c", endsAt: now)
        },
        QueryUse("referrals.extendLink") { try $0.referrals.extendLink(of: "r1", to: now) },
        QueryUse("referrals.closeLink") { try $0.referrals.closeLink(of: "r1", at: now) },
        QueryUse("referrals.linkEnd") { _ = try $0.referrals.linkEnd(of: "r1") },
        QueryUse("referrals.doubtLinks") { try $0.referrals.doubtLinks(of: "kitchen") },
        QueryUse("referrals.linksInDoubt") { _ = try $0.referrals.linksInDoubt(of: "kitchen", at: now, limit: 9) },
        QueryUse("referrals.groupsInDoubt") { _ = try $0.referrals.groupsInDoubt(at: now, limit: 9) },
        QueryUse("referrals.trustLinks") { _ = try $0.referrals.trustLinks(of: "kitchen") },
        QueryUse("referrals.closeLinkUntilPrinted") { try $0.referrals.closeLinkUntilPrinted(of: "r1", at: now) },
    ]
}
