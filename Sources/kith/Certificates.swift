import Foundation
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The certificate that the site shows and its key, as they are in their files now: certificates are renewed every few
/// weeks, and nobody should have to restart anything for it.
///
/// A pair that does not fit is never taken: what was there before goes on.
final class Certificates: Sendable {
    private struct Pair: Sendable {
        let chain: [NIOSSLCertificateSource]
        let key: NIOSSLPrivateKeySource
    }

    private struct State: Sendable {
        var pair: Pair
        /// The files as they were when they were last looked at, whether they were taken or not.
        var stamps: [Stamp?]
    }

    /// How a file is known to be another one than before, or to have other rights.
    private struct Stamp: Equatable, Sendable {
        let changedAt: Int
        let nanoseconds: Int
        let size: Int
        let file: UInt64

        init?(of path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            changedAt = Int(status.st_ctim.tv_sec)
            nanoseconds = Int(status.st_ctim.tv_nsec)
            size = Int(status.st_size)
            file = UInt64(status.st_ino)
        }
    }

    private let certificate: String
    private let key: String
    private let held: Mutex<State>

    /// - Throws: ``CommandFailure`` where the files cannot be read, or do not belong together.
    init(certificate: String, key: String) throws(CommandFailure) {
        self.certificate = certificate
        self.key = key
        let stamps = Self.stamps(certificate, key)
        held = Mutex(State(pair: try Self.read(certificate, key), stamps: stamps))
    }

    /// TLS 1.2 or newer, with whatever certificate is the present one when somebody connects.
    func configuration() -> TLSConfiguration {
        var configuration = Self.configuration(held.withLock { $0.pair })
        configuration.sslContextCallback = { [self] _, promise in
            let now = held.withLock { $0.pair }
            var present = NIOSSLContextConfigurationOverride()
            present.certificateChain = now.chain
            present.privateKey = now.key
            promise.succeed(present)
        }
        return configuration
    }

    /// Reads the files again if they changed since it last looked.
    ///
    /// - Returns: whether there is a new certificate.
    /// - Throws: ``CommandFailure``, once for each change that cannot be used: the one from before goes on.
    func renew() throws(CommandFailure) -> Bool {
        try held.withLock { state throws(CommandFailure) in
            let stamps = Self.stamps(certificate, key)
            guard stamps != state.stamps else { return false }
            state.stamps = stamps
            state.pair = try Self.read(certificate, key)
            return true
        }
    }

    private static func stamps(_ certificate: String, _ key: String) -> [Stamp?] {
        [Stamp(of: certificate), Stamp(of: key)]
    }

    private static func read(_ certificate: String, _ key: String) throws(CommandFailure) -> Pair {
        let secret = try SecretFile(path: key).text(atMost: 65_536)
        let chain: [NIOSSLCertificateSource]
        do { chain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) } } catch {
            throw CommandFailure("\(certificate) holds no certificate in PEM: check --tls-cert", .badInput)
        }
        let pair: Pair
        do {
            pair = Pair(
                chain: chain, key: .privateKey(try NIOSSLPrivateKey(bytes: Array(secret.utf8), format: .pem)))
        } catch { throw CommandFailure("\(key) holds no key in PEM without a password: check --tls-key", .badInput) }
        do { _ = try NIOSSLContext(configuration: configuration(pair)) } catch {
            throw CommandFailure("\(key) is not the key of the certificate in \(certificate)", .badInput)
        }
        return pair
    }

    /// What TLS 1.2 may be spoken with: forward secrecy, and encryption that vouches for itself. Without CBC and SHA-1.
    /// (TLS 1.3 has nothing else.)
    private static let authenticated: [NIOTLSCipher] = [
        .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ]

    private static func configuration(_ pair: Pair) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: pair.chain, privateKey: pair.key)
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = authenticated
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }
}

/// Looks every few seconds, and at SIGHUP, whether the certificate was renewed.
struct RenewingCertificates: Service {
    let certificates: Certificates
    let logger: Logger
    static let pause = Duration.seconds(10)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask {
                    for await _ in await UnixSignalsSequence(trapping: .sighup) { renew() }
                }
                group.addTask {
                    while (try? await Task.sleep(for: Self.pause)) != nil { renew() }
                }
                await group.waitForAll()
            }
        }
    }

    private func renew() {
        do {
            if try certificates.renew() { logger.info("tls.renewed") }
        } catch {
            logger.error("tls.not_renewed", metadata: ["problem": .string(error.message)])
        }
    }
}
