import Foundation
import Storage
import Vocabulary

/// A checkpoint of one hub's trail as a line that can be kept anywhere:
///
///     kith-checkpoint-1 demo 1204 9f2c… 1795428000000 p7ne-64hw 3Jx0…
///                       hub  │    │     │             │         └ Ed25519, over all that stands before it
///                            │    hash  milliseconds  key
///                            the last event there was
///
/// It holds counts and hashes, and nothing about anybody.
public struct SignedCheckpoint: Hashable, Sendable {
    public let hub: Identifier<Hub>
    public let checkpoint: TrailCheckpoint

    private static let kind = "kith-checkpoint-1"

    public init(hub: Identifier<Hub>, checkpoint: TrailCheckpoint) {
        self.hub = hub
        self.checkpoint = checkpoint
    }

    /// Signs for an event that is the end of the trail at `moment`.
    init(of event: (number: Int, hash: String), in hub: Identifier<Hub>, at moment: Moment, with keys: HubKeys) throws {
        let signed = Self.text(hub, event.number, event.hash, moment, keys.signing.id)
        self.init(
            hub: hub,
            checkpoint: TrailCheckpoint(
                number: event.number, hash: event.hash, at: moment, key: keys.signing.id,
                signature: try keys.signing.sign(Data(signed.utf8)).base64EncodedString()))
    }

    /// Reads a line; nil where it is none of ours.
    public init?(line: some StringProtocol) {
        let parts = line.split(omittingEmptySubsequences: false) { $0 == " " }.map { String($0) }
        guard parts.count == 7, parts[0] == Self.kind, let number = Int(parts[2]), let moment = Int64(parts[4]) else {
            return nil
        }
        self.init(
            hub: Identifier(rawValue: parts[1]),
            checkpoint: TrailCheckpoint(
                number: number, hash: parts[3], at: Moment(milliseconds: moment), key: parts[5], signature: parts[6]))
    }

    public var line: String { "\(signed) \(checkpoint.signature)" }

    /// Whether the key it names signed it; nil where that key is not among these.
    func isSigned(by keys: HubKeys) -> Bool? {
        guard let signature = Data(base64Encoded: checkpoint.signature) else { return false }
        return keys.verifies(signature, of: Data(signed.utf8), by: checkpoint.key)
    }

    private var signed: String { Self.text(hub, checkpoint.number, checkpoint.hash, checkpoint.at, checkpoint.key) }

    private static func text(
        _ hub: Identifier<Hub>, _ number: Int, _ hash: String, _ moment: Moment, _ key: String
    ) -> String { "\(kind) \(hub.rawValue) \(number) \(hash) \(moment.milliseconds) \(key)" }
}
