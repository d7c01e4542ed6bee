import Foundation
import Interchange
import Reference
import Vocabulary

/// Reads a source, wherever it is, into services.
public struct ReadDirectorySource: Sendable {
    private let desk: Desk
    private let fetch: WebFetch
    private let manners: OpenReferralFeed.Manners

    public init(desk: Desk, fetch: WebFetch = .live(), manners: OpenReferralFeed.Manners = .init()) {
        self.desk = desk
        self.fetch = fetch
        self.manners = manners
    }

    /// What was read, and what to do when it is stored: a feed then forgets what it kept for a next try.
    public struct Answer {
        public let reading: DirectoryReading
        public let finish: () -> Void
    }

    /// - Parameter folder: where a feed keeps what it has fetched so far.
    /// - Throws: `SourceRefusal`, ``OpenReferralFeed/Refusal``.
    public func callAsFunction(
        _ source: DirectorySource, keptIn folder: URL, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Answer {
        let reader = DirectoryReader(words: DirectoryWords(desk.reference), today: desk.clock.today)
        guard case .feed(let address) = source else {
            return Answer(reading: try source.readLocal(with: reader), finish: {})
        }
        let feed = OpenReferralFeed(address: address, fetch: fetch, manners: manners)
        let place = folder.appending(path: StableID.uuid(of: "feed", address.absoluteString))
        let fetched = try await feed.records(keptIn: place, progress: progress)
        return Answer(
            reading: try reader.read(records: fetched.records, onlyListed: fetched.onlyListed), finish: fetched.finish)
    }
}
