import Crypto
import Foundation

/// Ids of ours for records of others: the same record gets the same UUID in every reading.
public enum StableID {
    /// A version 5 UUID in lower case (RFC 9562, 5.5), over the parts of a foreign name.
    public static func uuid(of parts: String...) -> String { uuid(of: parts) }

    /// The same over a list of parts.
    static func uuid(of parts: [String]) -> String {
        var digest = Insecure.SHA1()
        digest.update(data: Data(namespace))
        for part in parts { digest.update(data: Data("\(part.utf8.count):\(part)".utf8)) }
        var bytes = Array(digest.finalize().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9],
                bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            )
        ).uuidString.lowercased()
    }

    /// Whether a foreign id is a UUID, and so the same record wherever it is found.
    public static func isUUID(_ id: String) -> Bool { UUID(uuidString: id) != nil }

    /// The form in which ids are compared: a UUID is the same in capitals and in small letters.
    public static func compared(_ id: String) -> String { isUUID(id) ? id.lowercased() : id }

    // Drawn once for Kith; a name of another program must not give the same id.
    private static let namespace: [UInt8] = [
        0x6B, 0x1F, 0x4C, 0x0A, 0x5D, 0x3E, 0x4B, 0x27, 0x9A, 0x61, 0x2E, 0x80, 0x77, 0xC4, 0x19, 0xD3,
    ]
}
