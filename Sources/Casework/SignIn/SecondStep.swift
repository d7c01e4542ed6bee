import Foundation
import People
import Storage
import Vocabulary

/// The second step of one's own sign-in: set up on a phone, and asked for from then on.
///
/// Only a session that an administrator's link opened may set it up. Somebody who got hold of a password alone could
/// otherwise bind the account to a phone of theirs.
public struct SecondStep: Sendable {
    /// Why it is not set up.
    public enum Refusal: Error, Equatable, Sendable {
        /// This session may not: the administrator has to give a new link.
        case notInThisSession
        case isSetUp
        /// The code is not the one that the phone shows now.
        case wrongCode
    }

    public static let recoveryCodes = 10

    let desk: Desk
    let settings: SignIn.Settings

    public init(desk: Desk, settings: SignIn.Settings) {
        self.desk = desk
        self.settings = settings
    }

    /// Where somebody stands with it.
    public enum Standing: Sendable {
        case isSetUp(since: Moment, codesLeft: Int)
        /// The hubs' keys are missing: nothing can be kept safely.
        case keysMissing
        case needsNewLink
        case offered(Offer)
    }

    /// What a phone is given.
    public struct Offer: Sendable {
        /// For a phone's camera, as every app for it reads it.
        public let address: String
        /// For typing: capitals and digits, four at a time.
        public let groups: [String]
        /// Whether the password has to be typed again: in the demo, whose sessions nobody's link opens.
        public let wantsPassword: Bool
    }

    public func standing(of actor: Actor, session: String) async throws -> Standing {
        guard let worker = actor.worker else { throw Access.Refusal.notFound }
        let found = try await desk.database.read(actor.hub) { hub in
            (
                try hub.secondSteps.find(worker), try hub.secondSteps.countRecoveryCodes(of: worker),
                try hub.staffSessions.find(session), try hub.accounts.find(worker)
            )
        }
        if let step = found.0 { return .isSetUp(since: step.setUpAt, codesLeft: found.1) }
        guard let account = found.3, mayBegin(found.2) else { return .needsNewLink }
        guard let keys = try desk.keys.ring() else { return .keysMissing }
        let secret = SecondStepSecret.offered(to: worker, of: actor.hub, session: session, keys: keys)
        return .offered(offer(secret, to: account, wantsPassword: found.2?.way != SignIn.Way.setup.rawValue))
    }

    /// Sets it up, once the code shows that the phone has the secret, and gives the recovery codes: now and never again.
    ///
    /// - Throws: ``Refusal``, ``SignIn/Refusal/keysMissing``, and in the demo ``SignIn/Refusal/wrong`` where the
    ///   password is not right.
    public func setUp(
        code: String, password: String, for actor: Actor, session: String
    ) async throws -> [String] {
        let signIn = SignIn(desk: desk, settings: settings)
        let account = try await signIn.ownAccount(of: actor)
        let found = try await desk.database.read(actor.hub) { try $0.staffSessions.find(session) }
        guard mayBegin(found) else { throw Refusal.notInThisSession }
        if found?.way != SignIn.Way.setup.rawValue {
            _ = try await signIn.checkPresent(password, of: account, session: session)
        }
        guard let keys = try desk.keys.ring() else { throw SignIn.Refusal.keysMissing }
        let secret = SecondStepSecret.offered(to: account.id, of: actor.hub, session: session, keys: keys)
        guard let number = secret.code.number(of: Self.tidied(code), at: desk.clock.now, after: 0) else {
            throw Refusal.wrongCode
        }
        let sealed = try secret.sealed(for: account.id, of: actor.hub, keys: keys)
        let codes = newCodes()
        let desk = desk
        try await desk.database.write(actor.hub) { hub in
            let step = StoredSecondStep(
                account: account.id, keyID: sealed.keyID, sealed: sealed.text, lastStep: number,
                setUpAt: desk.clock.now)
            guard try hub.secondSteps.add(step) else { throw Refusal.isSetUp }
            try hub.secondSteps.replaceRecoveryCodes(
                of: account.id, with: codes.map { Self.hash($0, of: account, in: hub.hub) })
            try hub.staffSessions.passSecondStep(session)
            try hub.record("second-step-set-up", of: .account(account.id), by: actor, clock: desk.clock)
            let letter = Letter.signInChanged(.setUp, to: account, from: try hub.ownHub())
            try hub.post(letter, to: account.email, desk: desk)
        }
        return codes
    }

    /// New recovery codes in place of all there were, for whoever has the phone at hand.
    ///
    /// - Throws: ``SignIn/Refusal/wrongCode``, ``SignIn/Refusal/tooManyTries(retryAfterSeconds:)``.
    public func renewCodes(code: String, for actor: Actor, session: String) async throws -> [String] {
        let account = try await SignIn(desk: desk, settings: settings).ownAccount(of: actor)
        let tries = Tries(desk: desk, subjects: [.init("codes|\(session)", most: SignIn.triesForCode)])
        try await tries.refuse()
        try await tries.count()
        let checked = try await checked(.phone(code), of: account, in: actor.hub)
        let codes = newCodes()
        let desk = desk
        try await desk.database.write(actor.hub) { hub in
            try hub.use(checked, of: account, by: actor, desk: desk)
            try hub.secondSteps.replaceRecoveryCodes(
                of: account.id, with: codes.map { Self.hash($0, of: account, in: hub.hub) })
            try tries.clear(in: hub.transaction)
            try hub.record("recovery-codes-made", of: .account(account.id), by: actor, clock: desk.clock)
            let letter = Letter.signInChanged(.newCodes, to: account, from: try hub.ownHub())
            try hub.post(letter, to: account.email, desk: desk)
        }
        return codes
    }

    // MARK: Codes

    /// A code that was right when it was looked at. It counts only once it is used up, in the transaction of what it
    /// opens.
    enum Checked: Sendable {
        case phone(number: Int, anew: (keyID: String, text: String)?)
        case recovery(hash: String)
    }

    /// - Throws: ``SignIn/Refusal/wrongCode`` or ``SignIn/Refusal/keysMissing``.
    func checked(_ given: SignIn.GivenCode, of account: Account, in hub: Identifier<Hub>) async throws -> Checked {
        switch given {
        case .recovery(let code): return .recovery(hash: Self.hash(code, of: account, in: hub))
        case .phone(let code):
            guard let step = try await desk.database.read(hub, { try $0.secondSteps.find(account.id) }) else {
                throw SignIn.Refusal.codeTimeOver
            }
            let secret: SecondStepSecret
            do { secret = try SecondStepSecret.opened(step, of: hub, with: desk.keys) } catch SecondStepSecret.Fault
                .keyMissing
            {
                throw SignIn.Refusal.keysMissing
            }
            guard let number = secret.code.number(of: Self.tidied(code), at: desk.clock.now, after: step.lastStep)
            else { throw SignIn.Refusal.wrongCode }
            // Keys of before can go one day: what is used is kept under the active one.
            let keys = try desk.keys.ring()
            let anew =
                try keys.flatMap { keys in
                    keys.active.id == step.keyID ? nil : try secret.sealed(for: account.id, of: hub, keys: keys)
                }
            return .phone(number: number, anew: anew)
        }
    }

    private func mayBegin(_ session: StaffSession?) -> Bool {
        switch session?.way.flatMap(SignIn.Way.init(rawValue:)) {
        case .setup: true
        case .password: settings.isDemo
        case .link, .provider, nil: false
        }
    }

    private func offer(_ secret: SecondStepSecret, to account: Account, wantsPassword: Bool) -> Offer {
        let text = Base32.text(secret.bytes)
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        let owner = account.email.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
        let groups = stride(from: 0, to: text.count, by: 4).map { start in String(text.dropFirst(start).prefix(4)) }
        return Offer(
            address: "otpauth://totp/Kith:\(owner)?secret=\(text)&issuer=Kith&algorithm=SHA1&digits=\(TimeCode.digits)"
                + "&period=\(TimeCode.seconds)",
            groups: groups, wantsPassword: wantsPassword)
    }

    private func newCodes() -> [String] { (0..<Self.recoveryCodes).map { _ in desk.secrets.recoveryCode() } }

    /// The digits alone: phones show a gap in the middle.
    private static func tidied(_ code: String) -> String { code.filter { !$0.isWhitespace && $0 != "-" } }

    /// A recovery code as it is stored. Letters that are taken for digits are read as those.
    private static func hash(_ code: String, of account: Account, in hub: Identifier<Hub>) -> String {
        let alike: [Character: Character] = ["o": "0", "i": "1", "l": "1"]
        let plain = String(code.lowercased().filter { $0.isLetter || $0.isNumber }.map { alike[$0] ?? $0 })
        return Secret.hash(of: "recovery|\(hub)|\(account.id)|\(plain)")
    }
}

extension Role {
    /// Whether somebody in this role may come to open what is sealed, and so has to have a second step.
    public var needsSecondStep: Bool {
        switch self {
        case .linkWorker, .teamLead, .safeguardingLead: true
        case .coordinator, .commissioner, .researcher, .administrator: false
        }
    }
}

extension HubTransaction {
    /// Uses a code up. What it was to open does not open where somebody was faster.
    ///
    /// - Throws: ``SignIn/Refusal/wrongCode``.
    func use(_ code: SecondStep.Checked, of account: Account, by actor: Actor, desk: Desk) throws {
        switch code {
        case .phone(let number, let anew):
            guard try secondSteps.use(number, of: account.id) else { throw SignIn.Refusal.wrongCode }
            if let anew { try secondSteps.reseal(account.id, as: anew.text, with: anew.keyID) }
        case .recovery(let hash):
            guard try secondSteps.useRecoveryCode(hash, of: account.id) else { throw SignIn.Refusal.wrongCode }
            let left = try secondSteps.countRecoveryCodes(of: account.id)
            try record(
                "recovery-code-used", of: .account(account.id), by: actor, clock: desk.clock,
                detail: ["left": String(left)])
            try post(
                Letter.signInChanged(.codeUsed(left: left), to: account, from: try ownHub()), to: account.email,
                desk: desk)
        }
    }

    /// Ends the second step of an account, and tells its owner. Nothing where there is none.
    func endSecondStep(of account: Account, desk: Desk) throws {
        guard try secondSteps.remove(account.id), let actor = Actor(hub: hub, account: account) else { return }
        try record("second-step-ended", of: .account(account.id), by: actor, clock: desk.clock)
        try post(Letter.signInChanged(.ended, to: account, from: try ownHub()), to: account.email, desk: desk)
    }
}
