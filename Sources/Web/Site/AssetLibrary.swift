import Crypto
import Foundation
import Vocabulary

/// The stylesheet, the script and the icon: in memory, each under an address that holds a hash of
/// its bytes, so that a browser may keep it for a year.
public struct AssetLibrary: Sendable {
    struct Asset: Sendable {
        let bytes: [UInt8]
        let mediaType: String
        let address: String
    }

    private let byAddress: [String: Asset]
    private let byName: [String: Asset]

    /// Reads the assets that come with the program.
    public init() throws { try self.init(folder: Bundle.module.bundleURL.appending(path: "Assets")) }

    init(folder: URL) throws {
        var byAddress: [String: Asset] = [:]
        var byName: [String: Asset] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)) {
            guard let mediaType = AssetLibrary.mediaType(of: name) else { continue }
            let data = try Data(contentsOf: folder.appending(path: name))
            let hash = Hexadecimal.text(SHA256.hash(data: data).prefix(8))
            let asset = Asset(bytes: Array(data), mediaType: mediaType, address: "\(hash)/\(name)")
            byAddress[asset.address] = asset
            byName[name] = asset
        }
        self.byAddress = byAddress
        self.byName = byName
    }

    /// Where a page finds the asset of this name; the bare name where there is no such asset.
    func address(of name: String) -> String { "/assets/" + (byName[name]?.address ?? name) }

    func asset(hash: String, name: String) -> Asset? { byAddress["\(hash)/\(name)"] }
    func asset(named name: String) -> Asset? { byName[name] }

    private static func mediaType(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "txt": "text/plain; charset=utf-8"
        default: nil
        }
    }
}
