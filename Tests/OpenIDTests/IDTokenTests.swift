import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import OpenID

struct IDTokenTests {
    private static let now = Date(timeIntervalSince1970: 1_795_428_000)
    private static let issuer = "https://id.example"

    private static func base64URL(_ bytes: some Sequence<UInt8>) -> String { Handshake.base64URL(bytes) }

    /// A provider that signs by hand, with whatever it is told to.
    private struct Signer {
        let curve = P256.Signing.PrivateKey()
        let rsa: _RSA.Signing.PrivateKey

        init() throws { rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

        func keys(id: String = "one", algorithm: String? = nil, more: [[String: String]] = []) throws -> ProviderKeys {
            let point = curve.publicKey.x963Representation
            let primitives = try rsa.publicKey.getKeyPrimitives()
            var elliptic = [
                "kty": "EC", "crv": "P-256", "kid": id, "x": base64URL(point[1..<33]), "y": base64URL(point[33...]),
            ]
            var modular = [
                "kty": "RSA", "kid": "\(id)-rsa", "use": "sig", "n": base64URL(primitives.modulus),
                "e": base64URL(primitives.publicExponent),
            ]
            elliptic["alg"] = algorithm
            modular["alg"] = algorithm
            return try ProviderKeys(
                JSONSerialization.data(withJSONObject: ["keys": [elliptic, modular] + more]))
        }

        func token(_ claims: [String: Any], alg: String = "ES256", kid: String? = "one") throws -> String {
            var header: [String: Any] = ["alg": alg]
            header["kid"] = kid
            let text = try [header, claims].map { base64URL(try JSONSerialization.data(withJSONObject: $0)) }
                .joined(separator: ".")
            let data = Data(text.utf8)
            let signature: Data =
                switch alg {
                case "RS256":
                    try rsa.signature(for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation
                case "PS256": try rsa.signature(for: SHA256.hash(data: data), padding: .PSS).rawRepresentation
                case "RS384":
                    try rsa.signature(for: SHA384.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation
                case "HS256":
                    Data(
                        HMAC<SHA256>.authenticationCode(
                            for: data, using: SymmetricKey(data: Data("shared secret".utf8))))
                case "none": Data()
                default: try curve.signature(for: data).rawRepresentation
                }
            return "\(text).\(base64URL(signature))"
        }
    }

    private static let signer = Result { try Signer() }

    private static func claims(_ change: [String: Any] = [:]) -> [String: Any] {
        let seconds = now.timeIntervalSince1970
        return [
            "iss": issuer, "sub": "somebody", "aud": "kith", "exp": seconds + 300, "iat": seconds, "nonce": "n",
        ].merging(change) { $1 }
    }

    private func checked(
        _ token: String, keys: ProviderKeys? = nil
    ) async throws -> IDToken {
        let keys = try keys ?? Self.signer.get().keys()
        return try await IDToken(
            token, keys: keys,
            expected: IDToken.Expected(issuer: Self.issuer, client: "kith", nonce: "n", now: Self.now))
    }

    private func refusal(_ token: String, keys: ProviderKeys? = nil) async -> IDToken.Refusal? {
        do {
            _ = try await checked(token, keys: keys)
            return nil
        } catch { return error as? IDToken.Refusal }
    }

    @Test(arguments: [("ES256", "one"), ("RS256", "one-rsa"), ("PS256", "one-rsa")])
    func `a token that fits is believed`(alg: String, kid: String) async throws {
        let token = try await checked(try Self.signer.get().token(Self.claims(), alg: alg, kid: kid))
        #expect(token.subject == "somebody")
    }

    @Test func `a token without a key's name is believed where only one key can be meant`() async throws {
        let signer = try Self.signer.get()
        _ = try await checked(try signer.token(Self.claims(), kid: nil))
        let point = P256.Signing.PrivateKey().publicKey.x963Representation
        let second = [
            "kty": "EC", "crv": "P-256", "kid": "two", "x": Self.base64URL(point[1..<33]),
            "y": Self.base64URL(point[33...]),
        ]
        #expect(
            await refusal(try signer.token(Self.claims(), kid: nil), keys: try signer.keys(more: [second]))
                == .unknownKey)
        _ = try await checked(try signer.token(Self.claims()), keys: try signer.keys(more: [second]))
    }

    @Test func `keys of kinds that we do not take are passed over`() async throws {
        let signer = try Self.signer.get()
        let odd: [[String: String]] = [
            ["kty": "oct", "kid": "one", "k": "c2hhcmVkIHNlY3JldA"], ["kty": "OKP", "kid": "x"],
            ["kty": "new", "kid": "y"], ["kty": "EC", "kid": "z"],
        ]
        _ = try await checked(try signer.token(Self.claims()), keys: try signer.keys(more: odd))
        #expect(throws: ProviderDocument.Fault.unreadable) { try ProviderKeys(Data("[]".utf8)) }
    }

    @Test(arguments: ["none", "HS256", "RS384", "", "es256"])
    func `an algorithm that we do not take is refused, whoever signed`(alg: String) async throws {
        for kid in ["one", "one-rsa"] {
            #expect(await refusal(try Self.signer.get().token(Self.claims(), alg: alg, kid: kid)) == .algorithm)
        }
    }

    @Test func `another key under the same name, a changed token and a cut one are refused`() async throws {
        let token = try Self.signer.get().token(Self.claims())
        #expect(await refusal(token, keys: try Signer().keys()) == .signature)
        let parts = token.split(separator: ".")
        let other = try Self.signer.get().token(Self.claims(["sub": "another"])).split(separator: ".")
        #expect(await refusal("\(parts[0]).\(other[1]).\(parts[2])") == .signature)
        #expect(await refusal("\(parts[0]).\(parts[1]).") == .signature)
        #expect(await refusal("\(parts[0]).\(parts[1])") == .malformed)
        #expect(await refusal("") == .malformed)
        #expect(await refusal("a.b.c") == .malformed)
        #expect(await refusal(try Self.signer.get().token(Self.claims(), kid: "two")) == .unknownKey)
    }

    @Test func `a key of one kind signs for no other`() async throws {
        let signer = try Self.signer.get()
        #expect(await refusal(try signer.token(Self.claims(), alg: "RS256", kid: "one")) == .unknownKey)
        #expect(
            await refusal(
                try signer.token(Self.claims(), alg: "PS256", kid: "one-rsa"), keys: try signer.keys(algorithm: "RS256")
            )
                == .unknownKey)
    }

    private struct Change: Sendable, CustomTestStringConvertible {
        let name: String
        let claims: @Sendable () -> [String: Any]
        let refusal: IDToken.Refusal
        var testDescription: String { name }
    }

    private static let changes: [Change] = [
        Change(name: "issuer", claims: { ["iss": "https://id.example/"] }, refusal: .issuer),
        Change(name: "audience", claims: { ["aud": "another"] }, refusal: .audience),
        Change(name: "audiences without a party", claims: { ["aud": ["kith", "another"]] }, refusal: .audience),
        Change(name: "another party", claims: { ["aud": ["kith", "x"], "azp": "x"] }, refusal: .audience),
        Change(name: "another party alone", claims: { ["azp": "x"] }, refusal: .audience),
        Change(name: "no audience", claims: { ["aud": [String]()] }, refusal: .audience),
        Change(name: "expired", claims: { ["exp": now.timeIntervalSince1970 - 61] }, refusal: .expired),
        Change(name: "no end", claims: { ["exp": NSNull()] }, refusal: .signature),
        Change(name: "from the future", claims: { ["iat": now.timeIntervalSince1970 + 61] }, refusal: .notNow),
        Change(name: "not yet", claims: { ["nbf": now.timeIntervalSince1970 + 61] }, refusal: .notNow),
        Change(name: "nonce", claims: { ["nonce": "m"] }, refusal: .nonce),
        Change(name: "no nonce", claims: { ["nonce": NSNull()] }, refusal: .nonce),
        Change(name: "nobody", claims: { ["sub": ""] }, refusal: .malformed),
    ]

    @Test(arguments: changes)
    private func `a claim that does not fit is refused`(change: Change) async throws {
        #expect(await refusal(try Self.signer.get().token(Self.claims(change.claims()))) == change.refusal)
    }

    @Test func `several audiences with us as the party are believed, and clocks may differ a little`() async throws {
        _ = try await checked(
            try Self.signer.get().token(
                Self.claims([
                    "aud": ["kith", "another"], "azp": "kith", "exp": Self.now.timeIntervalSince1970 - 59,
                    "iat": Self.now.timeIntervalSince1970 + 59,
                ])))
    }
}
