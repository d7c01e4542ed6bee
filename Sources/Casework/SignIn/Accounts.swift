import Foundation
import People
import Storage
import Vocabulary

/// Adds hubs and the people who work in them.
public struct Accounts: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        case hubExists
        case noSuchHub
        /// A short name in lower case letters, digits and hyphens, as it stands in links.
        case notAHubName
        case notAnAddress
        /// The address has an account, in this hub or another.
        case addressTaken
        case noSuchAccount
        /// With no identity provider.
        case notConnected
        /// They walk with so many people, and it was not said who does from now on.
        case walksWith(people: Int)
        /// Whoever was named does not walk with people here, or has left, or is who leaves.
        case notAColleague
    }

    /// How long a set-up link is good.
    public static let linkDays = 7

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Adds a hub.
    ///
    /// - Throws: ``Refusal/notAHubName`` or ``Refusal/hubExists``.
    public func addHub(_ name: String, id: String, area: String, by actor: Actor.Identity) async throws -> Hub {
        let isName =
            (2...40).contains(id.utf8.count) && id.first != "-"
            && id.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "-")
            }
        guard isName else { throw Refusal.notAHubName }
        let hub = Hub(id: Identifier(rawValue: id), name: name, area: area)
        let desk = desk
        let actor = Actor(hub: hub.id, identity: actor)
        try await desk.database.write(hub.id) { store in
            guard try store.transaction.hubs.find(hub.id) == nil else { throw Refusal.hubExists }
            try store.transaction.hubs.add(hub, at: desk.clock.now)
            try store.record("hub-added", of: .hub(hub.id), by: actor, clock: desk.clock)
        }
        return hub
    }

    /// Adds somebody who works in the hub, and gives the link with which they choose a password.
    ///
    /// - Throws: ``Refusal`` or ``Access/Refusal/notInRole``.
    public func add(email: String, name: String, role: Role, by actor: Actor) async throws -> Secret {
        try Access.require(.keepAccounts, of: actor)
        let email = Self.tidied(email)
        guard Self.isAddress(email) else { throw Refusal.notAnAddress }
        let desk = desk
        guard try await desk.database.readAll({ try $0.hubs.find(actor.hub) }) != nil else { throw Refusal.noSuchHub }
        let account = Account(
            id: desk.ids.next(), name: name, email: email, role: role.rawValue, createdAt: desk.clock.now)
        let secret = desk.secrets.token(for: actor.hub)
        do {
            try await desk.database.write(actor.hub) { hub in
                try hub.accounts.add(account)
                try Self.link(secret, to: account.id, in: hub, desk: desk)
                try hub.record(
                    "account-added", of: .account(account.id), by: actor, clock: desk.clock,
                    detail: ["role": role.rawValue])
            }
        } catch StorageFault.constraint {
            throw Refusal.addressTaken
        }
        return secret
    }

    /// A new link for somebody who forgot the password or whose link ended.
    ///
    /// - Throws: ``Refusal/noSuchAccount`` or ``Access/Refusal/notInRole``.
    public func link(for email: String, by actor: Actor) async throws -> Secret {
        try Access.require(.keepAccounts, of: actor)
        let id = try await account(of: email, in: actor.hub)
        let secret = desk.secrets.token(for: actor.hub)
        let desk = desk
        try await desk.database.write(actor.hub) { hub in
            try Self.link(secret, to: id, in: hub, desk: desk)
            try hub.record("account-linked", of: .account(id), by: actor, clock: desk.clock)
        }
        return secret
    }

    // MARK: Those who work in the hub

    /// Somebody who works in the hub, for the list.
    public struct Listed: Hashable, Sendable {
        public let name: String
        public let email: String
        public let role: String
        public let isOpen: Bool
        public let hasSecondStep: Bool
    }

    /// Everybody who has or had an account, by name.
    public func all(for actor: Actor) async throws -> [Listed] {
        try Access.require(.keepAccounts, of: actor)
        guard try await desk.database.readAll({ try $0.hubs.find(actor.hub) }) != nil else { throw Refusal.noSuchHub }
        return try await desk.database.read(actor.hub) { hub in
            let withSecondStep = try hub.secondSteps.accounts()
            return try hub.accounts.all().map {
                Listed(
                    name: $0.name, email: $0.email, role: $0.role, isOpen: $0.isOpen,
                    hasSecondStep: withSecondStep.contains($0.id))
            }
        }
    }

    /// Opens a closed account again. Its owner signs in as before.
    ///
    /// - Throws: ``Refusal/noSuchAccount`` or ``Access/Refusal/notInRole``.
    public func reopen(_ email: String, by actor: Actor) async throws {
        try await change(email, "account-reopened", by: actor) { account, _ in account.isOpen = true }
    }

    /// Ends whatever is open with this account: on a phone that was lost, for one.
    ///
    /// - Throws: ``Refusal/noSuchAccount`` or ``Access/Refusal/notInRole``.
    public func endSessions(of email: String, by actor: Actor) async throws {
        try await change(email, "sessions-ended", by: actor) { account, hub in
            try Self.endAll(of: account.id, in: hub)
        }
    }

    /// Parts an account from the identity provider; its owner is told by mail, and can connect it again.
    ///
    /// - Throws: ``Refusal/noSuchAccount``, ``Refusal/notConnected`` or ``Access/Refusal/notInRole``.
    public func disconnect(_ email: String, by actor: Actor) async throws {
        try Access.require(.keepAccounts, of: actor)
        let id = try await account(of: email, in: actor.hub)
        let desk = desk
        try await desk.database.write(actor.hub) { hub in
            guard let account = try hub.accounts.find(id) else { throw Refusal.noSuchAccount }
            guard try hub.endProviderLink(of: account, by: actor, desk: desk) else { throw Refusal.notConnected }
        }
    }

    private func change(
        _ email: String, _ verb: String, by actor: Actor,
        _ body: @escaping @Sendable (inout Account, HubTransaction) throws -> Void
    ) async throws {
        try Access.require(.keepAccounts, of: actor)
        let id = try await account(of: email, in: actor.hub)
        let desk = desk
        try await desk.database.write(actor.hub) { hub in
            guard var account = try hub.accounts.find(id) else { throw Refusal.noSuchAccount }
            try body(&account, hub)
            try hub.accounts.save(account)
            try hub.record(verb, of: .account(account.id), by: actor, clock: desk.clock)
        }
    }

    func account(of email: String, in hub: Identifier<Hub>) async throws -> Identifier<Worker> {
        let email = Self.tidied(email)
        guard let place = try await desk.database.readAll({ try $0.accountAddresses.find(email) }), place.hub == hub
        else { throw Refusal.noSuchAccount }
        return place.account
    }

    static func endAll(of account: Identifier<Worker>, in hub: HubTransaction) throws {
        try hub.staffSessions.removeAll(of: account, but: nil)
        try hub.halfSignIns.removeAll(of: account)
        try hub.signInLinks.removeAll(of: account)
    }

    private static func link(
        _ secret: Secret, to account: Identifier<Worker>, in hub: HubTransaction, desk: Desk
    ) throws {
        try hub.setupLinks.replace(
            with: SetupLink(account: account, tokenHash: secret.hash, endsAt: desk.clock.now.adding(days: linkDays)))
    }

    /// The address as it is compared: trimmed and in lower case.
    static func tidied(_ email: String) -> String {
        email.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    }

    private static func isAddress(_ email: String) -> Bool {
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && email.utf8.count <= 254
            && !email.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 32 }
    }
}
