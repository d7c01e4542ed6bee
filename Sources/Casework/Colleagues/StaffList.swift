import People
import Storage
import Vocabulary

/// A page of everybody who has or had an account, for whoever keeps the accounts: how many people each walks with, and
/// nobody of these.
public struct StaffList: Sendable {
    public let lines: [Line]
    public let total: Int
    /// Counted from 1.
    public let page: Int

    public static let pageSize = 25

    public struct Line: Hashable, Sendable {
        public let account: Identifier<Worker>
        public let name: String
        public let email: String
        /// Nil where a newer program gave one that this one does not know.
        public let role: Role?
        public let isOpen: Bool
        public let people: Int

        public init(
            account: Identifier<Worker>, name: String, email: String, role: Role?, isOpen: Bool, people: Int
        ) {
            self.account = account
            self.name = name
            self.email = email
            self.role = role
            self.isOpen = isOpen
            self.people = people
        }
    }

    public init(lines: [Line], total: Int, page: Int) {
        self.lines = lines
        self.total = total
        self.page = page
    }
}

extension Accounts {
    /// - Parameter page: counted from 1; a page after the last is the last.
    /// - Throws: ``Access/Refusal/notInRole``.
    public func staff(page: Int, for actor: Actor) async throws -> StaffList {
        try Access.require(.keepAccounts, of: actor)
        return try await desk.database.read(actor.hub) { hub in
            let all = try hub.accounts.all()
            let window = PageWindow(page, of: all.count, size: StaffList.pageSize)
            let shown = all.dropFirst(window.offset).prefix(StaffList.pageSize)
            let people = try hub.people.countWalkedWith(by: shown.map(\.id))
            return StaffList(
                lines: shown.map {
                    StaffList.Line(
                        account: $0.id, name: $0.name, email: $0.email, role: Role(rawValue: $0.role),
                        isOpen: $0.isOpen, people: people[$0.id] ?? 0)
                }, total: all.count, page: window.page)
        }
    }
}
