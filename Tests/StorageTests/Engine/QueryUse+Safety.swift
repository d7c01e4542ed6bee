import People
import Testing
import Vocabulary

@testable import Storage

extension QueryUse {
    /// Worries of groups, people in danger, and records that may be of one person.
    static let safety: [QueryUse] =
        [("", worker), (" of the hub", nil)].flatMap { name, worker in
            [
                QueryUse("worries.open\(name)") { _ = try $0.worries.open(worker: worker, limit: 9) },
                QueryUse("today.inDanger\(name)") { _ = try $0.today.inDanger(worker: worker, limit: 9) },
                QueryUse("likenesses.waiting\(name)") {
                    _ = try $0.likenesses.waiting(earlierOf: worker, limit: 9)
                },
            ]
        } + [
            QueryUse("worries.add") { try $0.worries.add(worry) },
            QueryUse("worries.save") { hub in try hub.worries.save(try #require(try hub.worries.find("w1"))) },
            QueryUse("worries.find") { _ = try $0.worries.find("w1") },
            QueryUse("worries.isOpen") { _ = try $0.worries.isOpen(about: "p1") },
            QueryUse("worries.of a person") { _ = try $0.worries.of("p1", limit: 9) },
            QueryUse("worries.of a referral") { _ = try $0.worries.of(referral: "r1", limit: 9) },
            QueryUse("today.isAtRiskWithoutPlan") { _ = try $0.today.isAtRiskWithoutPlan("p1", since: now) },
            QueryUse("today.atRiskWithoutPlan") { _ = try $0.today.atRiskWithoutPlan(since: now, limit: 9) },
            // Whatever people go to is looked through: it is one page of one role.
            QueryUse("today.endedWithPeopleInside", readsAll: true) {
                _ = try $0.today.endedWithPeopleInside(today: today, limit: 9)
            },
            QueryUse("likenesses.add") { hub in
                try hub.likenesses.add(
                    Likeness(id: "new", newer: "p1", earlier: "p9", signs: ["name"], foundAt: now))
            },
            QueryUse("likenesses.find") { _ = try $0.likenesses.find("l1") },
            QueryUse("likenesses.of") { _ = try $0.likenesses.of("p1", limit: 9) },
            QueryUse("likenesses.ofNewer") { _ = try $0.likenesses.ofNewer("p1", limit: 9) },
            QueryUse("likenesses.between") { _ = try $0.likenesses.between("p1", "p2") },
            QueryUse("likenesses.decided") {
                _ = try $0.likenesses.decided(newerOf: worker, since: now, limit: 9)
            },
            QueryUse("likenesses.forgotten") { _ = try $0.likenesses.forgotten(foundBefore: now, limit: 9) },
            QueryUse("likenesses.save") { hub in
                try hub.likenesses.save(try #require(try hub.likenesses.find("l1")))
            },
        ]

    private static let worry = Worry(
        id: "new", person: "p1", referral: "r1", group: "kitchen", raisedAt: Example.start)
}
