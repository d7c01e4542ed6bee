import Foundation

/// The names under which the site may be asked for.
///
/// A page of somebody else can make a browser send requests here under a name of its own (DNS rebinding), and a cache
/// in between can be made to keep a page under a wrong one. What asks for another name is not answered.
struct SiteHosts: Sendable {
    private enum Rule: Sendable {
        case named(String)
        /// The site is reached from this machine: by any name that it has for itself.
        case thisMachine
        /// It listens on every address, and nobody said under which name: by any address, and by no foreign name.
        case anyAddress
    }

    private let rule: Rule

    init(baseURL: URL) {
        let host = SiteHosts.tidied(baseURL.host ?? "")
        rule =
            switch host {
            case "0.0.0.0", "::": .anyAddress
            case _ where SiteHosts.isThisMachine(host): .thisMachine
            default: .named(host)
            }
    }

    /// Whether `authority`, the value of a `Host` header, is the site. Its port may be that of a proxy.
    func contains(_ authority: String?) -> Bool {
        guard let authority, let host = SiteHosts.host(of: authority) else { return false }
        return switch rule {
        case .named(let name): host == name
        case .thisMachine: SiteHosts.isThisMachine(host)
        case .anyAddress: SiteHosts.isThisMachine(host) || SiteHosts.isAddress(host)
        }
    }

    private static func host(of authority: String) -> String? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]"), isPort(authority[authority.index(after: end)...]) else {
                return nil
            }
            return tidied(String(authority[...end]))
        }
        let colon = authority.firstIndex(of: ":") ?? authority.endIndex
        guard colon > authority.startIndex, isPort(authority[colon...]) else { return nil }
        return tidied(String(authority[..<colon]))
    }

    private static func isPort(_ rest: Substring) -> Bool {
        rest.isEmpty || (rest.first == ":" && rest.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) })
    }

    /// In lower case, without the brackets of an IPv6 address or the point that ends a full name.
    private static func tidied(_ host: String) -> String {
        var host = host.lowercased()
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if host.hasSuffix(".") { host.removeLast() }
        return host
    }

    private static func isThisMachine(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && isAddress(host))
    }

    private static func isAddress(_ host: String) -> Bool {
        if host.contains(":") {
            return host.utf8.allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
