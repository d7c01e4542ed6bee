import People
import Storage
import Vocabulary

extension SignIn {
    static let minutesForCode = 5
    static let triesForCode = 5

    /// Opens a session, or asks for the code where the account has a second step.
    func enter(
        _ hub: Identifier<Hub>, _ account: Account, by way: Way, from caller: Caller, forgetting tries: Tries,
        renewed: PasswordRenewal? = nil
    ) async throws -> Entered {
        guard try await desk.database.read(hub, { try $0.secondSteps.find(account.id) }) != nil else {
            return .opened(
                try await open(hub, account, by: way, from: caller, forgetting: tries, renewed: renewed))
        }
        let secret = desk.secrets.token(for: hub)
        let half = HalfSignIn(
            id: Self.half(secret, caller), account: account.id, way: way.rawValue,
            endsAt: desk.clock.now.adding(seconds: Self.minutesForCode * 60))
        try await desk.database.keepHouse(hub) { hub in
            try hub.halfSignIns.add(half)
            if let renewed { try hub.accounts.renewPassword(of: account.id, from: renewed.old, to: renewed.new) }
            try tries.clear(in: hub.transaction)
        }
        return .codeWanted(secret)
    }

    /// Whether a sign-in waits for its code in this browser.
    public func waitsForCode(_ text: String, from caller: Caller) async throws -> Bool {
        try await half(text, from: caller) != nil
    }

    /// The second page of a sign-in: the code of the phone, or a recovery code in its place.
    ///
    /// - Throws: ``Refusal/wrongCode``, ``Refusal/codeTimeOver``, ``Refusal/keysMissing`` or
    ///   ``Refusal/tooManyTries(retryAfterSeconds:)``.
    public func enterCode(_ code: GivenCode, half text: String, from caller: Caller) async throws -> Opened {
        guard let (half, account, hub) = try await half(text, from: caller), let way = Way(rawValue: half.way) else {
            throw Refusal.codeTimeOver
        }
        let tries = try await codeTries(of: account, in: hub, from: caller)
        try await tries.refuse()
        try await tries.count()
        let checked = try await SecondStep(desk: desk, settings: settings).checked(code, of: account, in: hub)
        return try await open(hub, account, by: way, from: caller, forgetting: tries, half: half.id, code: checked)
    }

    /// A code as it was typed.
    public enum GivenCode: Sendable {
        case phone(String)
        case recovery(String)
    }

    private func half(_ text: String, from caller: Caller) async throws -> (HalfSignIn, Account, Identifier<Hub>)? {
        guard let secret = Secret(text: text) else { return nil }
        let (id, now) = (Self.half(secret, caller), desk.clock.now)
        return try await desk.database.read(secret.hub) { hub in
            guard let half = try hub.halfSignIns.find(id), half.endsAt > now,
                let account = try hub.accounts.find(half.account), account.isOpen
            else { return nil }
            return (half, account, hub.hub)
        }
    }

    /// A sign-in that waits belongs to one browser: what it holds is of no use in another.
    private static func half(_ secret: Secret, _ caller: Caller) -> String {
        Secret.hash(of: "\(secret.text)|\(caller.visit)")
    }

    // MARK: The session

    /// Opens a session. With `half` and `code`, only if both are used up by this very call.
    func open(
        _ hub: Identifier<Hub>, _ account: Account, by way: Way, from caller: Caller, forgetting tries: Tries,
        renewed: PasswordRenewal? = nil, half: String? = nil, code: SecondStep.Checked? = nil
    ) async throws -> Opened {
        let hasSecondStep = code != nil
        guard let actor = Actor(hub: hub, account: account, hasSecondStep: hasSecondStep) else { throw Refusal.wrong }
        let secret = desk.secrets.token(for: hub)
        let device = Self.isDevice(caller.device) ? caller.device ?? "" : desk.secrets.device()
        let desk = desk
        let now = desk.clock.now
        let session = StaffSession(
            id: secret.hash, account: account.id, startedAt: now, seenAt: now,
            endsAt: now.adding(seconds: Self.longest), device: DeviceWords.words(for: caller.userAgent),
            way: way.rawValue, hasSecondStep: hasSecondStep)
        try await desk.database.write(hub) { hub in
            if let half {
                guard try hub.halfSignIns.remove(half) else { throw Refusal.codeTimeOver }
            }
            if let code { try hub.use(code, of: account, by: actor, desk: desk) }
            if let renewed { try hub.accounts.renewPassword(of: account.id, from: renewed.old, to: renewed.new) }
            try hub.staffSessions.forget(endedBefore: now, unusedSince: now.adding(seconds: -Self.idle))
            try hub.staffSessions.add(session)
            try hub.transaction.knownDevices.note(Self.known(device, account.email), seenAt: now)
            try tries.clear(in: hub.transaction)
            try hub.record(
                "signed-in", of: .account(account.id), by: actor, clock: desk.clock,
                detail: ["by": way.rawValue, "second-step": hasSecondStep ? "passed" : "none"])
        }
        return Opened(secret: secret, actor: actor, device: device)
    }

    // MARK: What is counted

    /// What a try at a password counts for. Asking costs the same whether the address has an account or not.
    func tries(for email: String, from caller: Caller) async throws -> Tries {
        let owner =
            try await isKnown(caller, email)
            ? Tries.Subject("device|\(caller.device ?? "")|\(email)", most: Self.triesForAnAccount)
            : Self.subject(of: email)
        var subjects = [owner]
        if let address = caller.address {
            subjects.append(.init("address|\(address)", most: Self.triesFromAnAddress))
        }
        return Tries(desk: desk, subjects: subjects)
    }

    private func codeTries(of account: Account, in hub: Identifier<Hub>, from caller: Caller) async throws -> Tries {
        let who = try await isKnown(caller, account.email) ? "device|\(caller.device ?? "")" : "anybody"
        return Tries(
            desk: desk,
            subjects: [.init("code|\(hub)|\(account.id)|\(who)", most: Self.triesForCode)])
    }

    static func subject(of email: String) -> Tries.Subject {
        Tries.Subject("account|\(email)", most: triesForAnAccount)
    }

    private func isKnown(_ caller: Caller, _ email: String) async throws -> Bool {
        guard let device = caller.device, Self.isDevice(device) else { return false }
        return try await desk.database.readAll { try $0.knownDevices.isKnown(Self.known(device, email)) }
    }

    private static func known(_ device: String, _ email: String) -> String {
        Secret.hash(of: "known|\(device)|\(email)")
    }

    private static func isDevice(_ text: String?) -> Bool {
        guard let text else { return false }
        return text.utf8.count == 26 && text.utf8.allSatisfy { SecretSource.alphabet.contains($0) }
    }
}
