public import Foundation
import JWTKit

/// The keys with which a provider signs (RFC 7517). Keys of kinds that we do not take are passed over: a provider may
/// have others beside them.
public struct ProviderKeys: Sendable {
    /// What we take: no `none`, and nothing that rests on a shared secret.
    static let algorithms = ["RS256", "ES256", "PS256"]

    struct Key: Sendable {
        let id: String?
        let algorithm: String?
        let jwk: JWK
    }

    let keys: [Key]

    private struct Read: Decodable {
        let keys: [Lenient]
    }

    private struct Lenient: Decodable {
        let key: Key?

        private enum Names: String, CodingKey { case kid, alg, use, kty }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Names.self)
            let use = try? fields.decodeIfPresent(String.self, forKey: .use)
            let kind = try? fields.decodeIfPresent(String.self, forKey: .kty)
            guard use == nil || use == "sig", kind == "RSA" || kind == "EC", let jwk = try? JWK(from: decoder) else {
                key = nil
                return
            }
            key = Key(
                id: try? fields.decodeIfPresent(String.self, forKey: .kid),
                algorithm: try? fields.decodeIfPresent(String.self, forKey: .alg), jwk: jwk)
        }
    }

    /// - Throws: ``ProviderDocument/Fault/unreadable``.
    public init(_ json: Data) throws(ProviderDocument.Fault) {
        guard let read = try? JSONDecoder().decode(Read.self, from: json) else { throw .unreadable }
        keys = read.keys.compactMap(\.key)
    }

    /// The one key that a token may be signed with; nil where it is unknown, or cannot be told from another.
    func key(id: String?, algorithm: String) -> JWK? {
        let fitting = keys.filter { key in
            (id == nil || key.id == id) && (key.algorithm == nil || key.algorithm == algorithm)
                && (key.jwk.keyType == .rsa) == (algorithm != "ES256")
        }
        return fitting.count == 1 ? fitting[0].jwk : nil
    }
}
