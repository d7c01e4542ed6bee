import Community
import Testing
import Vocabulary

@testable import Storage

extension QueryUse {
    /// Uses of the directory, its register and its agreements.
    static let directory: [QueryUse] =
        filters + [
            QueryUse("groups.find") { _ = try $0.groups.find("kitchen") },
            QueryUse("groups.find list") { _ = try $0.groups.find(["kitchen", "other"]) },
            QueryUse("groups.find source") { _ = try $0.groups.find(source: "directory.json", foreignID: "f") },
            // An import and an export, and the index in memory when it is made.
            QueryUse("groups.all of a source", readsAll: true) { _ = try $0.groups.all(source: "directory.json") },
            QueryUse("groups.all", readsAll: true) { _ = try $0.groups.all() },
            QueryUse("groups.changed") { hub in
                _ = try hub.groups.changed(after: try hub.groups.directoryVersion() - 1)
            },
            // How many there are, for the page of the register and the figures of a server.
            QueryUse("groups.count", readsAll: true) { _ = try $0.groups.count() },
            QueryUse("groups.directoryVersion") { _ = try $0.groups.directoryVersion() },
            QueryUse("groups.names") { _ = try $0.groups.names(["kitchen"]) },
            QueryUse("groups.evidenceEnding") { _ = try $0.groups.evidenceEnding(from: today, to: today, limit: 9) },
            QueryUse("groups.agreementsEnding") {
                _ = try $0.groups.agreementsEnding(from: today, to: today, limit: 9)
            },
            QueryUse("groups.add") { hub in
                try hub.groups.add(Example.group("new"))
                try hub.groups.add(Example.evidence("new", "dbs", until: nil), to: "kitchen")
            },
            QueryUse("groups.save") { hub in
                var group = try #require(try hub.groups.find("kitchen"))
                group.details.name = "New"
                try hub.groups.save(group)
            },
            QueryUse("groups.touch") { try $0.groups.touch("kitchen") },
            QueryUse("agreementRequests.add") { hub in
                try hub.agreementRequests.add(
                    AgreementRequest(id: "q", group: "kitchen", askedAt: now, endsAt: now), tokenHash: "t",
                    codeHash: "c")
            },
            QueryUse("agreementRequests.find") { hub in
                _ = try hub.agreementRequests.find(tokenHash: "t")
                _ = try hub.agreementRequests.find(codeHash: "c")
            },
            QueryUse("agreementRequests.latest") { _ = try $0.agreementRequests.latest(of: "kitchen") },
            QueryUse("agreementRequests.groupsAsked") {
                _ = try $0.agreementRequests.groupsAsked(since: now.adding(days: 1))
            },
            QueryUse("agreementRequests.doubt") { try $0.agreementRequests.doubt(of: "kitchen") },
            QueryUse("agreementRequests.inDoubt") {
                _ = try $0.agreementRequests.inDoubt(of: "kitchen", at: now, limit: 9)
            },
            QueryUse("agreementRequests.closeDoubted") {
                try $0.agreementRequests.closeDoubted(of: "kitchen", at: now)
            },
            QueryUse("agreementRequests.trust") { try $0.agreementRequests.trust(of: "kitchen") },
            QueryUse("agreementRequests.markAnswered") { try $0.agreementRequests.markAnswered("q", at: now) },
        ]

    private static let filters: [QueryUse] = GroupFilter.allCases.flatMap { filter in
        [
            // Whoever was never asked is looked for among all, in the order of names, until the page is full.
            QueryUse("groups.page \(filter.rawValue)", readsAll: filter == .neverAsked) { hub in
                _ = try hub.groups.page(of: filter, limit: 9, offset: 9)
            },
            // A name is looked for anywhere in it, which no index of both engines can do.
            QueryUse("groups.page searched \(filter.rawValue)", readsAll: true) { hub in
                _ = try hub.groups.page(of: filter, search: "kit", limit: 9, offset: 0)
            },
            // How many a filter shows stands beside it.
            QueryUse("groups.count \(filter.rawValue)", readsAll: true) { hub in
                _ = try hub.groups.count(of: filter)
                _ = try hub.groups.count(of: filter, search: "kit")
            },
        ]
    }
}
