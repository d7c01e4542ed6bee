import Foundation
import Interchange

/// Fetches every service of a live Open Referral feed: the list page by page, then each record by its id.
///
/// It is a guest: one request at a time, a pause between them, and as long a wait as the feed asks for.
/// Feeds in the wild give wrong totals, repeat pages and services, and miss records that they list: the
/// list ends when a page brings nothing new, and a record that cannot be fetched is taken from the list.
public struct OpenReferralFeed: Sendable {
    private let address: URL
    private let fetch: WebFetch
    private let manners: Manners

    /// How a guest behaves.
    public struct Manners: Sendable {
        /// Milliseconds between two requests.
        public var pause = 150
        public var pageSize = 100
        /// Tries of one request, the first among them.
        public var tries = 4
        /// Seconds that we wait at most when asked to; longer is for another day.
        public var longestWait = 120
        /// Seconds before the second try; it doubles after that.
        public var backOff = 2

        public init() {}
    }

    public enum Refusal: Error, Equatable, Sendable {
        case unreachable
        /// The address answers, and is no feed of Open Referral.
        case notAFeed
        /// It asks us to come again later.
        case later(seconds: Int)
        /// It broke off in the middle: what was fetched is kept.
        case brokeOff
    }

    public init(address: URL, fetch: WebFetch = .live(), manners: Manners = Manners()) {
        self.address = OpenReferralFeed.base(of: address)
        self.fetch = fetch
        self.manners = manners
    }

    /// Fetches what is still missing and hands over every record.
    ///
    /// - Parameters:
    ///   - folder: where to keep what was fetched, so that the next call goes on after a failure.
    ///   - progress: records fetched, and records known of so far.
    /// - Throws: ``Refusal``; an error of the file system where the folder cannot be written.
    public func records(
        keptIn folder: URL, now: Date = Date(), progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> FetchedFeed {
        let spool = try FeedSpool(folder: folder, address: address, now: now)
        // A folder in which nothing was kept is not left behind.
        defer { if spool.ids.isEmpty { spool.remove() } }
        while !spool.listIsComplete {
            try await fetchPage(spool.nextPage, into: spool)
            progress(spool.fetched, spool.ids.count)
        }
        var incomplete: [String] = []
        var failuresInARow = 0
        for id in spool.waiting {
            try Task.checkCancellation()
            switch try await record(id) {
            case .whole(let record):
                try spool.add(id: id, whole: record)
                failuresInARow = 0
            case .missing:
                incomplete.append(id)
                failuresInARow = 0
            case .failing:
                // One record that fails is the record's fault; three in a row are the server's.
                incomplete.append(id)
                failuresInARow += 1
                if failuresInARow == 3 { throw Refusal.brokeOff }
            }
            progress(spool.fetched + incomplete.count, spool.ids.count)
        }
        return FetchedFeed(records: spool.records, onlyListed: incomplete) { spool.remove() }
    }

    // MARK: The list

    private func fetchPage(_ page: Int, into spool: FeedSpool) async throws {
        var parts = URLComponents(url: address.appending(path: "services"), resolvingAgainstBaseURL: false)
        parts?.queryItems = [
            URLQueryItem(name: "page", value: String(page)),
            URLQueryItem(name: "per_page", value: String(manners.pageSize)),
        ]
        guard let url = parts?.url else { throw Refusal.notAFeed }
        let answer = try await answer(from: url)
        guard answer.status == 200 else {
            // Past the last page some feeds answer with an error instead of an empty page.
            if page > 1, (400..<500).contains(answer.status) { return try spool.completeList() }
            throw page == 1 ? Refusal.notAFeed : Refusal.brokeOff
        }
        guard let (records, isLast) = Self.page(answer.body) else {
            throw page == 1 ? Refusal.notAFeed : Refusal.brokeOff
        }
        let new = try spool.add(page: page, records)
        if new == 0 || isLast || page >= 20_000 { try spool.completeList() }
    }

    /// The records of a page with their ids, and whether it is surely the last one: it says so itself, and
    /// its own arithmetic agrees.
    private static func page(_ body: Data) -> (records: [(id: String, record: Data)], isLast: Bool)? {
        guard let parsed = try? JSONSerialization.jsonObject(with: body) else { return nil }
        let envelope = parsed as? [String: Any]
        guard let contents = (envelope?["contents"] ?? envelope?["content"] ?? parsed) as? [Any] else { return nil }
        let records = contents.compactMap { element -> (id: String, record: Data)? in
            guard let object = element as? [String: Any] else { return nil }
            let id = (object["id"] as? String) ?? (object["id"] as? NSNumber)?.stringValue ?? ""
            guard !id.isEmpty, let record = try? JSONSerialization.data(withJSONObject: object) else { return nil }
            return (id, record)
        }
        guard let envelope else { return (records, true) }
        let number = (envelope["page_number"] as? NSNumber)?.intValue
        let total = (envelope["total_pages"] as? NSNumber)?.intValue
        let agrees = number.flatMap { number in total.map { number >= $0 } } ?? true
        return (records, (envelope["last_page"] as? Bool ?? false) && agrees)
    }

    // MARK: One record

    private enum Found {
        case whole([String: Any])
        /// The feed lists it and does not have it.
        case missing
        case failing
    }

    private func record(_ id: String) async throws -> Found {
        var allowed = CharacterSet.urlPathAllowed
        allowed.remove(charactersIn: "/")
        guard let name = id.addingPercentEncoding(withAllowedCharacters: allowed),
            let url = URL(string: "\(address.absoluteString)/services/\(name)")
        else { return .missing }
        let answer = try await answer(from: url)
        if answer.status >= 500 { return .failing }
        guard answer.status == 200, let object = try? JSONSerialization.jsonObject(with: answer.body) as? [String: Any],
            object["id"] != nil, object["name"] != nil
        else { return .missing }
        return .whole(object)
    }

    // MARK: Manners

    private func answer(from url: URL) async throws -> WebAnswer {
        var wait = manners.backOff
        for attempt in 1...max(1, manners.tries) {
            try await Task.sleep(for: .milliseconds(manners.pause))
            switch await fetch.get(url) {
            case .success(let answer):
                guard answer.status == 429 || answer.status >= 500 else { return answer }
                // A record that always fails is one record: the caller decides what it means.
                if attempt == manners.tries {
                    if answer.status == 429 { throw Refusal.later(seconds: answer.retryAfter ?? wait) }
                    return answer
                }
                let asked = answer.retryAfter ?? wait
                guard asked <= manners.longestWait else { throw Refusal.later(seconds: asked) }
                try await Task.sleep(for: .seconds(asked))
            case .failure(let fault):
                if fault == .notTrusted { throw Refusal.unreachable }
                if attempt == manners.tries { throw fault == .unreachable ? Refusal.unreachable : Refusal.brokeOff }
                try await Task.sleep(for: .seconds(wait))
            }
            wait *= 2
        }
        throw Refusal.brokeOff
    }

    /// The address of the feed itself, whatever page of it somebody copied.
    static func base(of address: URL) -> URL {
        var parts = URLComponents(url: address, resolvingAgainstBaseURL: false)
        parts?.query = nil
        parts?.fragment = nil
        var path = parts?.path ?? ""
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix("/services") { path.removeLast("/services".count) }
        parts?.path = path
        return parts?.url ?? address
    }
}

/// The records of a feed, and a way to forget them once they are stored.
public struct FetchedFeed {
    public let records: [Data]
    /// The ids of records that the feed lists and could not give whole.
    public let onlyListed: [String]
    /// Removes what was kept for a next try.
    public let finish: () -> Void
}
