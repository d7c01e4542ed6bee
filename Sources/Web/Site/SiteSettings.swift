import Foundation

/// What an administrator decides about the site when it starts.
public struct SiteSettings: Sendable {
    /// The address under which people reach the site, as it stands in links of letters and mails.
    public let baseURL: URL
    /// Whether this is the demo: its letters can be read, and its pages say that the people are made up.
    public let isDemo: Bool
    /// Whether every component can be looked at on a page of its own.
    public let hasStyleGuide: Bool
    /// Where our own proxies are, whose word about the sender's address counts; empty where none stands in front.
    public let proxies: [AddressRange]
    /// What opens the figures from another machine; nil where they are for this machine only.
    public let metricsToken: MetricsToken?
    /// The secret that vouches for our forms, at least 32 bytes. Servers side by side share it.
    public let secret: [UInt8]

    public init(
        baseURL: URL, secret: [UInt8], isDemo: Bool = false, hasStyleGuide: Bool = false,
        proxies: [AddressRange] = [],
        metricsToken: MetricsToken? = nil
    ) {
        self.baseURL = baseURL
        self.secret = secret
        self.isDemo = isDemo
        self.hasStyleGuide = isDemo || hasStyleGuide
        self.proxies = proxies
        self.metricsToken = metricsToken
    }

    var isSecure: Bool { baseURL.scheme == "https" }

    /// The full address of a path of the site: `https://kith.example/r/…`.
    public func address(of path: String) -> String { SiteSettings.trimmed(baseURL) + path }

    /// The address without a slash at its end.
    public static func trimmed(_ url: URL) -> String {
        var text = url.absoluteString
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
