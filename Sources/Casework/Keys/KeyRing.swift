import Synchronization

/// The hub's keys as a running program holds them: read when they are first asked for, and read again when something
/// was sealed with a key that is not among them, as after `kith keys rotate`.
public final class KeyRing: Sendable {
    /// Where no keys are set up: nothing is sealed, and nothing can be opened.
    public static let none = KeyRing(source: nil)

    private let source: (@Sendable () throws -> HubKeys)?
    private let held = Mutex<HubKeys?>(nil)

    /// - Parameter read: reads the file or runs the command; what it throws, asking for the keys throws.
    public convenience init(_ read: @escaping @Sendable () throws -> HubKeys) { self.init(source: read) }

    private init(source: (@Sendable () throws -> HubKeys)?) { self.source = source }

    /// Whether keys were set up at all; they may yet turn out not to be readable.
    public var isSetUp: Bool { source != nil }

    /// The keys, nil where none are set up.
    public func ring() throws -> HubKeys? {
        guard let source else { return nil }
        return try held.withLock { held in
            if let held { return held }
            let read = try source()
            held = read
            return read
        }
    }

    /// Reads them anew. What was held before is kept when that fails.
    public func reread() throws -> HubKeys? {
        guard let source else { return nil }
        let read = try source()
        held.withLock { $0 = read }
        return read
    }
}
