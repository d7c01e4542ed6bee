import Community
import Foundation
import Storage
import Vocabulary

/// One page of the directory, with how full each group is.
public struct DirectoryPage: Sendable {
    public let groups: [Group]
    public let loads: [Group.ID: Load]
    /// How many groups the search and the filter leave, on all pages.
    public let total: Int
    public let page: Int

    public static let size = 25
    public var pages: Int { max(1, (total + DirectoryPage.size - 1) / DirectoryPage.size) }
}

/// Lists the directory by name, searched and filtered.
public struct ReadDirectory: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameters:
    ///   - search: any part of the name, without regard to case; empty for all.
    ///   - page: from 1; a page after the last is the last.
    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(
        search: String, filter: GroupFilter, page: Int, by actor: Actor
    ) async throws -> DirectoryPage {
        try Access.require(.seeDirectory, of: actor)
        let monthStart = desk.clock.today.startOfMonth.start(in: desk.clock.zone)
        return try await desk.database.read(actor.hub) { hub in
            let total = try hub.groups.count(of: filter, search: search)
            let window = PageWindow(page, of: total, size: DirectoryPage.size)
            let groups = try hub.groups.page(
                of: filter, search: search, limit: window.size, offset: window.offset)
            let loads = try hub.referrals.loads(of: groups.map(\.id), monthStart: monthStart)
            return DirectoryPage(groups: groups, loads: loads, total: total, page: window.page)
        }
    }
}
