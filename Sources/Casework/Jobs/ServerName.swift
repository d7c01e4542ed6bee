import Foundation

/// What one running `kith serve` is called among those that share a database, so that an administrator knows which
/// one to look at: the machine's name and the number of the process.
public struct ServerName: Hashable, Sendable {
    public let text: String

    public init(_ text: String) { self.text = text }

    public static let ofThisProcess: ServerName = {
        let process = ProcessInfo.processInfo
        return ServerName("\(process.hostName) (\(process.processIdentifier))")
    }()
}
