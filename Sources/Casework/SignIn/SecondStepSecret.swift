import Crypto
import Foundation
import People
import Storage
import Vocabulary

/// The secret that makes somebody's codes, and its sealed form in the store. Bound to the hub and the account: put
/// into another row it does not open.
struct SecondStepSecret: Sendable {
    /// Why it cannot be used.
    enum Fault: Error, Equatable {
        /// The key with which it was sealed is not among the hubs' keys.
        case keyMissing
        case damaged
    }

    let bytes: Data

    /// What is offered during one session: it follows from the key, the account and the session, so that the page can be
    /// loaded again without anything being stored before a code was right.
    static func offered(
        to account: Identifier<Worker>, of hub: Identifier<Hub>, session: String, keys: HubKeys
    ) -> SecondStepSecret {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: keys.active.key, salt: Data(session.utf8), info: binding(account, hub),
            outputByteCount: TimeCode.secretBytes)
        return SecondStepSecret(bytes: derived.withUnsafeBytes { Data($0) })
    }

    var code: TimeCode { TimeCode(secret: bytes) }

    func sealed(for account: Identifier<Worker>, of hub: Identifier<Hub>, keys: HubKeys) throws -> (
        keyID: String, text: String
    ) {
        let box = try AES.GCM.seal(bytes, using: keys.active.key, authenticating: Self.binding(account, hub))
        guard let combined = box.combined else { throw Fault.damaged }
        return (keys.active.id, combined.base64EncodedString())
    }

    /// - Throws: ``Fault``, or what reading the keys throws.
    static func opened(_ step: StoredSecondStep, of hub: Identifier<Hub>, with ring: KeyRing) throws -> SecondStepSecret
    {
        var key = try ring.ring()?.sealing(step.keyID)
        if key == nil { key = try ring.reread()?.sealing(step.keyID) }
        guard let key else { throw Fault.keyMissing }
        guard let combined = Data(base64Encoded: step.sealed), let box = try? AES.GCM.SealedBox(combined: combined),
            let bytes = try? AES.GCM.open(box, using: key.key, authenticating: binding(step.account, hub))
        else { throw Fault.damaged }
        return SecondStepSecret(bytes: bytes)
    }

    private static func binding(_ account: Identifier<Worker>, _ hub: Identifier<Hub>) -> Data {
        Data("kith second step|\(hub.rawValue)|\(account.rawValue)".utf8)
    }
}

extension HubTransaction {
    /// Seals the second steps of the hub that rest on keys of before with the active one, so that those keys can go.
    ///
    /// - Returns: how many were sealed anew, and the keys of those that do not open and stay as they are.
    func resealSecondSteps(with keys: HubKeys) throws -> (resealed: Int, left: [String]) {
        // As many as a hub has staff.
        let old = try secondSteps.all(notUnder: keys.active.id, limit: 10_000)
        var left: [String] = []
        for step in old {
            guard let secret = try? SecondStepSecret.opened(step, of: hub, with: KeyRing { keys }) else {
                left.append(step.keyID)
                continue
            }
            let anew = try secret.sealed(for: step.account, of: hub, keys: keys)
            try secondSteps.reseal(step.account, as: anew.text, with: anew.keyID)
        }
        return (old.count - left.count, left)
    }
}
