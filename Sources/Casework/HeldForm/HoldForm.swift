import Crypto
import Foundation
import People
import Storage
import Vocabulary

/// A form that somebody sent after they had been signed out, as they typed it.
public struct HeldForm: Hashable, Sendable, Codable {
    /// Where it was sent.
    public let address: String
    /// The page on which it stands.
    public let page: String
    /// The filling-in: sent again it is the same, and is done once.
    public let submission: String
    public let fields: [Draft.Field]

    public init(address: String, page: String, submission: String, fields: [Draft.Field]) {
        self.address = address
        self.page = page
        self.submission = submission
        self.fields = fields
    }
}

/// Holds a form for whoever was signed out while they wrote it, until they are back: every word, sealed ones too.
///
///     the browser            a cookie: the secret ──┬─ its hash finds the row
///                                                   └─ derives the key that opens it
///     the store              account, ciphertext, when it ends; no key, no word in the clear
///     whoever reads it       has the cookie, and is signed in to that account, and comes within the hour
///
/// Neither the store with all its backups nor the browser alone says what somebody wrote (docs/adr/0050).
public struct HoldForm: Sendable {
    /// What there is for somebody who came back.
    public enum Found: Sendable {
        case form(HeldForm)
        /// It is somebody else's, who wrote in this browser before.
        case anothers
        /// There was none, or its time is over.
        case none
    }

    public static let minutes = 60
    /// How many forms of one account are held at once.
    static let most = 5

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Returns: what the browser keeps; nil where there is no such account, or it is closed.
    public func callAsFunction(
        _ form: HeldForm, of account: Identifier<Worker>, in hub: Identifier<Hub>
    ) async throws -> Secret? {
        let now = desk.clock.now
        let isKnown = try await desk.database.readAll { try $0.hubs.find(hub) } != nil
        guard isKnown, try await desk.database.read(hub, { try $0.accounts.find(account)?.isOpen }) == true else {
            return nil
        }
        let secret = desk.secrets.token(for: hub)
        let shut = ShutForm(
            id: secret.hash, account: account, sealed: try Self.shut(form, secret, account),
            endsAt: now.adding(seconds: Self.minutes * 60))
        try await desk.database.keepHouse(hub) { hub in
            try hub.heldForms.forget(endedBefore: now)
            try hub.heldForms.add(shut)
            try hub.heldForms.removeAll(of: account, butNewest: Self.most)
        }
        return secret
    }

    /// What is held for this browser, if whoever is signed in now wrote it.
    public func find(_ text: String, by actor: Actor) async throws -> Found {
        guard let secret = Secret(text: text), let worker = actor.worker else { return .none }
        guard secret.hub == actor.hub else { return .anothers }
        let now = desk.clock.now
        let found = try await desk.database.read(actor.hub) { try $0.heldForms.find(secret.hash) }
        guard let found, found.endsAt > now else { return .none }
        guard found.account == worker else { return .anothers }
        return Self.opened(found, secret).map(Found.form) ?? .none
    }

    /// Forgets it: it was sent, or is not wanted. Of somebody else's nothing is touched.
    public func end(_ text: String, by actor: Actor) async throws {
        guard let secret = Secret(text: text), secret.hub == actor.hub, let worker = actor.worker else { return }
        try await desk.database.keepHouse(actor.hub) { try $0.heldForms.remove(secret.hash, of: worker) }
    }

    // MARK: The cipher

    private static func shut(_ form: HeldForm, _ secret: Secret, _ account: Identifier<Worker>) throws -> String {
        // Filled up, because the length alone would tell which of a few answers was chosen.
        let words = Padding.filled(try JSONEncoder().encode(form))
        let box = try AES.GCM.seal(words, using: key(secret), authenticating: binding(secret, account))
        guard let combined = box.combined else { throw PersonSeal.Fault.doesNotOpen }
        return combined.base64EncodedString()
    }

    private static func opened(_ form: ShutForm, _ secret: Secret) -> HeldForm? {
        guard let combined = Data(base64Encoded: form.sealed), let box = try? AES.GCM.SealedBox(combined: combined),
            let bytes = try? AES.GCM.open(box, using: key(secret), authenticating: binding(secret, form.account)),
            let words = Padding.emptied(bytes)
        else { return nil }
        return try? JSONDecoder().decode(HeldForm.self, from: words)
    }

    private static func key(_ secret: Secret) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Data(secret.text.utf8)), info: Data("kith held form 1".utf8),
            outputByteCount: 32)
    }

    private static func binding(_ secret: Secret, _ account: Identifier<Worker>) -> Data {
        Data("kith held form 1|\(secret.hub.rawValue)|\(account.rawValue)|\(secret.hash)".utf8)
    }
}
