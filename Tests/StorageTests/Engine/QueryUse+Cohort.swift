import Community
import People
import Testing
import Vocabulary

@testable import Storage

extension QueryUse {
    /// Uses of plans that share places out, and of needs without a group.
    static let cohorts: [QueryUse] = [
        QueryUse("unmetNeeds.replace") { hub in
            try hub.unmetNeeds.replace(
                of: "p1", with: [UnmetNeedStore.Found(need: "housing", obstacle: "full")], in: "D", on: today)
        },
        QueryUse("unmetNeeds.of") { _ = try $0.unmetNeeds.of("p1") },
        QueryUse("unmetNeeds.forget") { try $0.unmetNeeds.forget(before: today) },
        // The gap list counts ninety days: that is what it is there for, and it asks once.
        QueryUse("unmetNeeds.counts", readsAll: true) { _ = try $0.unmetNeeds.counts(since: today) },
        QueryUse("cohortPlans.latest") { _ = try $0.cohortPlans.latest(since: Moment(milliseconds: 0)) },
        QueryUse("cohortPlans.add") { hub in
            try hub.cohortPlans.add(
                CohortPlan(id: "new", proposedBy: worker, proposedAt: now),
                [CohortPlan.Line(person: "p1", place: 0, group: "kitchen", mark: .proposed)])
        },
        QueryUse("cohortPlans.save") { hub in
            try hub.cohortPlans.save(try #require(try hub.cohortPlans.latest(since: Moment(milliseconds: 0))))
        },
        QueryUse("cohortPlans.save line") { hub in
            try hub.cohortPlans.save(CohortPlan.Line(person: "p1", place: 0, group: nil, mark: .leftOut), of: "plan-1")
        },
        // Proposing looks at all who wait, and lets go of what is over: once, when somebody presses the button.
        QueryUse("cohortPlans.forget", readsAll: true) {
            try $0.cohortPlans.forget(proposedUntil: now, confirmedBefore: now, setAsideBefore: now)
        },
        QueryUse("cohortPlans.waiting", readsAll: true) { _ = try $0.cohortPlans.waiting(since: now, limit: 9) },
        QueryUse("cohortPlans.waiting among") { _ = try $0.cohortPlans.waiting(among: ["p1", "p2"]) },
        QueryUse("cohortPlans.lines") { _ = try $0.cohortPlans.lines(of: "plan-1") },
        QueryUse("cohortPlans.suggestions") { hub in
            _ = try hub.cohortPlans.suggestions(since: now, worker: worker, limit: 9)
            _ = try hub.cohortPlans.suggestions(since: now, worker: nil, limit: 9)
        },
        QueryUse("cohortPlans.suggestion") { _ = try $0.cohortPlans.suggestion(for: "p1", since: now) },
        QueryUse("cohortPlans.shares") { _ = try $0.cohortPlans.shares(of: "p1") },
        QueryUse("cohortPlans.spokenFor", readsAll: true) { _ = try $0.cohortPlans.spokenFor(since: now) },
        QueryUse("cohortPlans.turnedDown") { _ = try $0.cohortPlans.turnedDown(since: now, for: ["p1", "p2"]) },
        QueryUse("cohortPlans.sharedOut", readsAll: true) { _ = try $0.cohortPlans.sharedOut(since: now) },
        QueryUse("cohortPlans.setAside") { try $0.cohortPlans.setAside("kitchen", for: "p1", at: now) },
    ]
}
