public import Foundation
import JWTKit

/// Whom a provider vouches for, once the token was checked (OpenID Connect Core 1.0, 3.1.3.7). Its e-mail addresses and
/// its word about second proofs are not read: nothing here rests on them.
public struct IDToken: Hashable, Sendable {
    /// Why a token is not believed.
    public enum Refusal: String, Error, Sendable {
        case malformed
        /// Not signed, or in a way that we do not take.
        case algorithm
        /// Signed with a key that is not among the provider's: perhaps a new one.
        case unknownKey
        case signature
        case issuer
        /// Made for somebody else.
        case audience
        case expired
        /// Made before its time, or for another sign-in.
        case notNow, nonce
    }

    /// What a token has to fit.
    public struct Expected: Sendable {
        public let issuer: String
        public let client: String
        public let nonce: String
        public let now: Date

        public init(issuer: String, client: String, nonce: String, now: Date) {
            self.issuer = issuer
            self.client = client
            self.nonce = nonce
            self.now = now
        }
    }

    /// The provider's own name for somebody; never used twice.
    public let subject: String

    /// Seconds by which clocks may differ.
    static let leeway = 60.0
    private static let longest = 64 * 1024

    /// Checks the token.
    ///
    /// - Throws: ``Refusal``.
    public init(_ text: String, keys: ProviderKeys, expected: Expected) async throws(Refusal) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, text.utf8.count <= Self.longest, let head = Self.head(parts[0]) else {
            throw .malformed
        }
        guard ProviderKeys.algorithms.contains(head.alg), head.crit == nil else { throw .algorithm }
        guard var jwk = keys.key(id: head.kid, algorithm: head.alg) else { throw .unknownKey }
        // The library would take another key, or another algorithm, where these are left open.
        jwk.algorithm = JWK.Algorithm(rawValue: head.alg)
        jwk.keyIdentifier = JWKIdentifier(string: head.kid ?? "only")
        let claims: Claims
        do {
            let collection = JWTKeyCollection()
            try await collection.add(jwk: jwk)
            claims = try await collection.verify(text, as: Claims.self)
        } catch { throw .signature }
        try claims.check(expected)
        subject = claims.sub
    }

    private struct Head: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    private static func head(_ part: Substring) -> Head? {
        var text = part.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        while !text.utf8.count.isMultiple(of: 4) { text += "=" }
        guard let data = Data(base64Encoded: text) else { return nil }
        return try? JSONDecoder().decode(Head.self, from: data)
    }
}

/// What stands in a token.
private struct Claims: JWTPayload {
    let iss: String
    let sub: String
    let aud: Audience
    let exp: Double
    let iat: Double
    let nbf: Double?
    let nonce: String?
    let azp: String?

    /// Asked by the library when the signature was checked: what else there is, is checked by us.
    func verify(using _: some JWTAlgorithm) async throws {}

    func check(_ expected: IDToken.Expected) throws(IDToken.Refusal) {
        guard iss == expected.issuer else { throw .issuer }
        guard aud.all.contains(expected.client), azp == nil || azp == expected.client,
            aud.all.count == 1 || azp == expected.client
        else { throw .audience }
        let now = expected.now.timeIntervalSince1970
        guard exp + IDToken.leeway > now else { throw .expired }
        guard iat - IDToken.leeway <= now, (nbf ?? 0) - IDToken.leeway <= now else { throw .notNow }
        guard let nonce, nonce == expected.nonce else { throw .nonce }
        guard !sub.isEmpty, sub.utf8.count <= 255 else { throw .malformed }
    }

    /// One name or several.
    struct Audience: Codable, Sendable {
        let all: [String]

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            all = try (try? value.decode([String].self)) ?? [value.decode(String.self)]
        }

        func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            try value.encode(all)
        }
    }
}
