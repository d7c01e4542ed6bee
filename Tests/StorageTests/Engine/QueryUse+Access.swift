import Community
import People
import Testing
import Vocabulary

@testable import Storage

extension QueryUse {
    /// Uses of broken glass, of agreements between hubs, and of figures.
    static let access: [QueryUse] =
        figures + [
            QueryUse("breakGlass.add") { hub in
                try hub.breakGlass.add(BreakGlass(id: "new", of: "p1", by: worker, because: "At the door", at: now))
            },
            QueryUse("breakGlass.find") { _ = try $0.breakGlass.find("g1") },
            QueryUse("breakGlass.latest") { _ = try $0.breakGlass.latest(of: "worker-1", to: "p1") },
            QueryUse("breakGlass.saveEnd") { hub in
                try hub.breakGlass.saveEnd(of: try #require(try hub.breakGlass.find("g1")))
            },
            QueryUse("breakGlass.saveLook") { hub in
                try hub.breakGlass.saveLook(at: try #require(try hub.breakGlass.find("g1")))
            },
            QueryUse("breakGlass.unlooked") { _ = try $0.breakGlass.unlooked(limit: 9) },
            QueryUse("breakGlass.lasting") { _ = try $0.breakGlass.lasting(of: "worker-1", at: now, limit: 9) },
            QueryUse("breakGlass.recent of a worker") {
                _ = try $0.breakGlass.recent(since: now, worker: worker, limit: 9)
            },
            QueryUse("breakGlass.recent") { _ = try $0.breakGlass.recent(since: now, worker: nil, limit: 9) },
            QueryUse("breakGlass.page") { _ = try $0.breakGlass.page(limit: 9, offset: 9) },
            QueryUse("breakGlass.count", readsAll: true) { _ = try $0.breakGlass.count() },
            QueryUse("breakGlass.of") { _ = try $0.breakGlass.of("p1", limit: 9) },
            QueryUse("glassSearches.add") { hub in
                try hub.glassSearches.add(GlassSearch(id: "new", by: worker, at: now, found: .many))
            },
            QueryUse("glassSearches.latest") { _ = try $0.glassSearches.latest(of: "worker-1") },
            QueryUse("glassSearches.page") { _ = try $0.glassSearches.page(limit: 9, offset: 9) },
            QueryUse("glassSearches.count", readsAll: true) { _ = try $0.glassSearches.count() },
            QueryUse("glassSearches.frequent") {
                _ = try $0.glassSearches.frequent(since: now, moreThan: 4, limit: 9)
            },
            QueryUse("hubAgreements.add") { hub in
                try hub.hubAgreements.add(
                    HubAgreement(
                        id: "new", from: hub.hub, to: "other", facts: [.reach], firstDay: today, lastDay: today,
                        signedHere: "Ada", signedThere: "Ben", endedOn: nil))
            },
            QueryUse("hubAgreements.find") { _ = try $0.hubAgreements.find("h1") },
            QueryUse("hubAgreements.with") { _ = try $0.hubAgreements.with("hub-1", on: today) },
            QueryUse("hubAgreements.page") { _ = try $0.hubAgreements.page(limit: 9, offset: 9) },
            QueryUse("hubAgreements.count", readsAll: true) { _ = try $0.hubAgreements.count() },
            QueryUse("hubAgreements.saveEnd") { hub in
                try hub.hubAgreements.saveEnd(of: try #require(try hub.hubAgreements.find("h1")))
            },
        ]

    /// A page of figures counts a hub: that is what it is there for, and it asks for each once.
    private static let figures: [QueryUse] = [
        QueryUse("figures.people", readsAll: true) { _ = try $0.figures.people() },
        QueryUse("figures.waiting", readsAll: true) {
            _ = try $0.figures.waiting(in: ["received"], since: now, now)
        },
        QueryUse("figures.needs", readsAll: true) { _ = try $0.figures.needs(in: ["active"]) },
        QueryUse("figures.referrals", readsAll: true) { _ = try $0.figures.referrals() },
        QueryUse("figures.answers", readsAll: true) { _ = try $0.figures.answers(since: now, within: [1, 2, 3]) },
    ]
}
