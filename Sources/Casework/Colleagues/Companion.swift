import People
import Storage
import Vocabulary

/// Who is there for a person today, as far as a page may promise it: nobody who has left, and whoever stands in for
/// somebody who is away. A page that says who calls asks for this, and never for a name in an account.
public struct Companion: Hashable, Sendable {
    /// Who walks with them.
    public let name: String
    /// Who is there instead, while they are away.
    public let standIn: StandIn?

    public struct StandIn: Hashable, Sendable {
        public let name: String
        public let until: Day

        public init(name: String, until: Day) {
            self.name = name
            self.until = until
        }
    }

    public init(name: String, standIn: StandIn? = nil) {
        self.name = name
        self.standIn = standIn
    }

    /// Who would call today.
    public var whoCalls: String { standIn?.name ?? name }
}

extension HubTransaction {
    /// Who is there for whoever this worker walks with; nil where there is no worker, or they left.
    func companion(of worker: Identifier<Worker>?, on day: Day) throws -> Companion? {
        guard let worker, let account = try accounts.find(worker), account.isOpen else { return nil }
        for cover in try covers.inForce(of: worker, on: day) {
            guard let colleague = try accounts.find(cover.by), colleague.isOpen else { continue }
            return Companion(
                name: account.name, standIn: Companion.StandIn(name: colleague.name, until: cover.lastDay))
        }
        return Companion(name: account.name)
    }
}
