import Storage
import Vocabulary

/// A link by mail: the way in for whoever forgot the password, and for the owner of an account at which somebody else
/// has used up the tries.
extension SignIn {
    /// How long a link by mail is good, in minutes.
    public static let linkMinutes = 15
    static let linksForAnAddress = 3
    static let linksFromAnAddress = 20

    /// Sends a link to the address if it has an account. Whoever asks is told the same, and waits as long, whether it
    /// has or not, and whether it was asked for too often.
    public func sendLink(to email: String, from caller: Caller) async throws {
        let end = ContinuousClock.now.advanced(by: settings.evenTime)
        try await sendLinkInOwnTime(to: Accounts.tidied(email), from: caller)
        try await Task.sleep(until: end, clock: .continuous)
    }

    private func sendLinkInOwnTime(to email: String, from caller: Caller) async throws {
        var subjects = [Tries.Subject("link|\(email)", most: Self.linksForAnAddress)]
        if let address = caller.address {
            subjects.append(.init("link-from|\(address)", most: Self.linksFromAnAddress))
        }
        let tries = Tries(desk: desk, subjects: subjects)
        guard settings.sendsMail, try await tries.wait() == nil else { return }
        do { try await tries.count() } catch is Refusal { return }
        guard let found = try await account(of: email), found.account.isOpen,
            let actor = Actor(hub: found.hub, account: found.account)
        else { return }
        let secret = desk.secrets.token(for: found.hub)
        let desk = desk
        try await desk.database.write(found.hub) { hub in
            try hub.signInLinks.replace(
                with: SignInLink(
                    account: found.account.id, tokenHash: secret.hash,
                    endsAt: desk.clock.now.adding(seconds: Self.linkMinutes * 60)))
            let letter = Letter.signInLink(
                to: found.account, from: try hub.ownHub(), link: desk.link(toSignIn: secret),
                minutes: Self.linkMinutes)
            try hub.post(letter, to: found.account.email, desk: desk)
            try hub.record("sign-in-link-sent", of: .account(found.account.id), by: actor, clock: desk.clock)
        }
    }

    /// Whose link this is. Looking changes nothing: mail scanners look too.
    ///
    /// - Throws: ``Refusal/linkEnded``.
    public func owner(ofSignInLink link: String) async throws -> Owner {
        let (account, _) = try await account(ofSignInLink: link)
        return Owner(name: account.name, email: account.email)
    }

    /// Signs in by the link, which then has ended, or asks for the code.
    ///
    /// - Throws: ``Refusal/linkEnded``.
    public func signIn(byLink link: String, from caller: Caller) async throws -> Entered {
        let (account, secret) = try await account(ofSignInLink: link)
        let used = try await desk.database.keepHouse(secret.hub) { try $0.signInLinks.use(tokenHash: secret.hash) }
        guard used else { throw Refusal.linkEnded }
        // The owner has shown who they are: what others tried in vain no longer counts against them.
        let tries = Tries(desk: desk, subjects: [Self.subject(of: account.email)])
        return try await enter(secret.hub, account, by: .link, from: caller, forgetting: tries)
    }

    private func account(ofSignInLink link: String) async throws -> (Account, Secret) {
        guard let secret = Secret(text: link) else { throw Refusal.linkEnded }
        let now = desk.clock.now
        let account = try await desk.database.read(secret.hub) { hub -> Account? in
            guard let link = try hub.signInLinks.find(tokenHash: secret.hash), link.endsAt > now else { return nil }
            return try hub.accounts.find(link.account)
        }
        guard let account, account.isOpen else { throw Refusal.linkEnded }
        return (account, secret)
    }
}
