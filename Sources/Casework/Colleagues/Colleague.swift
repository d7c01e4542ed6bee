import People
import Storage
import Vocabulary

/// Somebody who works here and walks with people, as they stand in a list for choosing: no two look the same.
public struct Colleague: Hashable, Sendable {
    public let id: Identifier<Worker>
    public let name: String
    public let role: Role
    /// What tells them from colleagues of the same name; nil where nobody has it.
    public let distinction: Distinction?

    /// What is said beside a name that several have.
    public struct Distinction: Hashable, Sendable {
        /// The part of their address that is theirs alone: before the @, or all of it where that is the same too.
        public let address: String
    }

    /// Everybody who walks with people, by name.
    static func all(in hub: HubTransaction) throws -> [Colleague] {
        toldApart(try hub.accounts.open(inRoles: [Role.linkWorker, .teamLead].map(\.rawValue)))
    }

    /// The same accounts, in their order. Two names are one where they are once folded: nobody tells "Zoë" from "Zoe" by
    /// ear.
    static func toldApart(_ accounts: [Account]) -> [Colleague] {
        let folded = accounts.map { FoldedName.text($0.name) }
        let names = Dictionary(folded.map { ($0, 1) }, uniquingKeysWith: +)
        let parts = Dictionary(
            zip(folded, accounts).map { ("\($0)@\(mailPart($1))", 1) }, uniquingKeysWith: +)
        return zip(folded, accounts).compactMap { name, account in
            guard let role = Role(rawValue: account.role) else { return nil }
            let isAlone = parts["\(name)@\(mailPart(account))"] == 1
            return Colleague(
                id: account.id, name: account.name, role: role,
                distinction: names[name] == 1
                    ? nil : Distinction(address: isAlone ? mailPart(account) : account.email))
        }
    }

    private static func mailPart(_ account: Account) -> String { String(account.email.prefix { $0 != "@" }) }
}
