import Casework
import Foundation
import Interchange
import Testing
import Vocabulary

/// Against a small server on this machine, by libcurl as in earnest.
@Suite(.serialized)
final class OpenReferralFeedTests {
    private let server: FeedServer
    private let folder: URL

    init() throws {
        server = try FeedServer()
        folder = FileManager.default.temporaryDirectory.appending(path: "feed-\(UUID().uuidString)")
    }

    deinit {
        server.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    private func feed(_ name: String) -> OpenReferralFeed { feed(at: server.feed(name)) }

    private func feed(at address: URL) -> OpenReferralFeed {
        var manners = OpenReferralFeed.Manners()
        manners.pause = 1
        manners.backOff = 0
        manners.longestWait = 5
        manners.tries = 2
        return OpenReferralFeed(address: address, manners: manners)
    }

    private func ids(_ records: [Data]) throws -> [String] {
        try records.map { record in
            try #require((try JSONSerialization.jsonObject(with: record) as? [String: Any])?["id"] as? String)
        }
    }

    @Test func `every page is read, and every record by its id, one after the other`() async throws {
        let fetched = try await feed("good").records(keptIn: folder)
        #expect(try ids(fetched.records) == ["s1", "s2", "s3", "s4", "s5"])
        #expect(fetched.records.allSatisfy { String(decoding: $0, as: UTF8.self).contains("schedules") })
        let asked = try await server.requests()
        #expect(asked.count == 8)
        #expect(asked.first == "/good/services?page=1&per_page=100")
    }

    @Test func `a feed with wrong totals, repeats, nulls and a missing record is read to its end`() async throws {
        let fetched = try await feed("wild").records(keptIn: folder)
        #expect(try ids(fetched.records) == ["s1", "s2", "s3", "s4"])
        #expect(fetched.onlyListed == ["s3"])
        // The second record names its organization in the list only.
        #expect(String(decoding: fetched.records[1], as: UTF8.self).contains("Open Table"))
    }

    @Test func `a feed that gives the same page for ever is left after the second`() async throws {
        #expect(try ids(try await feed("endless").records(keptIn: folder).records) == ["s1", "s2"])
        #expect(try await server.requests().filter { $0.contains("page=") }.count == 2)
    }

    @Test func `a feed that asks for patience is given it`() async throws {
        let began = ContinuousClock.now
        let fetched = try await feed("busy").records(keptIn: folder)
        #expect(fetched.records.count == 5)
        #expect(ContinuousClock.now - began >= .seconds(8))
    }

    @Test func `a feed that asks us to come another day is left alone`() async throws {
        await #expect(throws: OpenReferralFeed.Refusal.later(seconds: 86_400)) {
            try await self.feed("closed").records(keptIn: self.folder)
        }
    }

    @Test func `a run that broke off goes on where it stopped`() async throws {
        await #expect(throws: OpenReferralFeed.Refusal.brokeOff) {
            try await self.feed("broken").records(keptIn: self.folder)
        }
        let before = try await server.requests().count
        try await server.mend()
        let fetched = try await feed("broken").records(keptIn: folder)
        #expect(try ids(fetched.records) == ["s1", "s2", "s3", "s4", "s5"])
        let again = try await server.requests().dropFirst(before)
        #expect(!again.contains { $0.contains("page=1") })
        #expect(!again.contains { $0.hasSuffix("/services/s1") })
        fetched.finish()
        #expect(!FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)))
    }

    @Test func `what is no feed, and a server that is not there, are told apart`() async throws {
        await #expect(throws: OpenReferralFeed.Refusal.notAFeed) {
            try await self.feed("none").records(keptIn: self.folder)
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)))
        // Nobody listens on the first port.
        let nowhere = try #require(URL(string: "http://127.0.0.1:1/feed"))
        await #expect(throws: OpenReferralFeed.Refusal.unreachable) {
            try await self.feed(at: nowhere).records(keptIn: self.folder)
        }
    }
}
