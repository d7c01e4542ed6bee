import Casework
import Crypto
import Foundation
import Mustache
import People
import Vocabulary

/// The id of one filling-in of a form. A form that is sent twice, by an impatient thumb or by a
/// phone that lost its signal, is the same submission, and is done once.
public struct Submission: Hashable, Sendable {
    public let id: String

    /// Nil unless the text is an id that a page of ours can have held.
    public init?(_ text: String) {
        guard text.utf8.count == 32, text.utf8.allSatisfy({ RandomText.alphabet.contains($0) }) else { return nil }
        self.id = text
    }

    /// A new one.
    public init() { self.id = RandomText.make(bytes: 16) }
}

/// Random text for ids and tokens, in hexadecimal.
enum RandomText {
    static let alphabet = Set("0123456789abcdef".utf8)

    static func make(bytes count: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return Hexadecimal.text((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}

/// Tells our own forms from those that another site makes a browser send.
///
/// A browser that posts gets a cookie with random text, the visit; each form holds a proof that
/// only this server can make for that visit. The pages send no referrer, which makes browsers send
/// `Origin: null`, so that the origin proves nothing here.
public struct FormGuard: Sendable {
    private let key: SymmetricKey

    /// A guard with the server's secret, at least 32 bytes. Servers side by side share it.
    public init(secret: [UInt8]) { self.key = SymmetricKey(data: secret) }

    /// The proof for a visit, and for the session where somebody is signed in: signing in or out
    /// makes the forms of the time before worthless.
    func proof(visit: String, session: String?) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: FormGuard.message(visit, session), using: key)
        return Hexadecimal.text(code)
    }

    func isProof(_ text: String, visit: String, session: String?) -> Bool {
        guard text.utf8.count == 64, let bytes = Hexadecimal.bytes(text) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            bytes, authenticating: FormGuard.message(visit, session), using: key)
    }

    /// Says for whom a form was made, so that it can be held for them when their session is over and nothing else in
    /// their browser says who they were. Nobody can make another site's form that passes for one of theirs.
    func text(of owner: FormOwner) -> String { "\(code(of: owner)).\(owner.hub).\(owner.worker)" }

    /// - Returns: nil unless this server, or one beside it, said so.
    func owner(of text: String) -> FormOwner? {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0].utf8.count == 64, let bytes = Hexadecimal.bytes(parts[0]) else { return nil }
        let owner = FormOwner(hub: Identifier(rawValue: parts[1]), worker: Identifier(rawValue: parts[2]))
        let isOurs = HMAC<SHA256>.isValidAuthenticationCode(
            bytes, authenticating: FormGuard.message(owner), using: key)
        return isOurs ? owner : nil
    }

    private func code(of owner: FormOwner) -> String {
        Hexadecimal.text(HMAC<SHA256>.authenticationCode(for: FormGuard.message(owner), using: key))
    }

    private static func message(_ owner: FormOwner) -> Data { Data("owner|\(owner.hub)|\(owner.worker)".utf8) }

    private static func message(_ visit: String, _ session: String?) -> Data {
        Data("form|\(visit)|\(session ?? "")".utf8)
    }
}

/// For whom a form was made.
struct FormOwner: Hashable, Sendable {
    let hub: Identifier<Hub>
    let worker: Identifier<Worker>

    init(hub: Identifier<Hub>, worker: Identifier<Worker>) {
        self.hub = hub
        self.worker = worker
    }

    /// Nil for whoever is no worker.
    init?(_ actor: Actor) {
        guard let worker = actor.worker else { return nil }
        self.init(hub: actor.hub, worker: worker)
    }
}

/// The hidden proof of a form, made when a template asks for it: a page without a form gives nobody
/// a cookie.
final class FormProof: MustacheCustomRenderable {
    private let make: () -> String
    private(set) var wasAsked = false

    init(_ make: @escaping () -> String) { self.make = make }

    var renderText: String {
        wasAsked = true
        return make()
    }

    var isNull: Bool { false }
}
