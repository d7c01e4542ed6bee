import Synchronization
import Vocabulary

/// Trouble with the store that does not pass with the request that met it.
public enum LastingTrouble: Hashable, Sendable {
    /// The disk is full, or takes nothing.
    case cannotWrite
    /// A part of the files is not what the engine wrote.
    case damaged
    /// The trail of this hub has later events than the clock says it is.
    case clockBehind(Identifier<Hub>)
}

/// The lasting trouble that transactions met, so that whoever asks whether a server is fit need not try everything.
final class StoreTroubles: Sendable {
    private let met = Mutex(Set<LastingTrouble>())

    var all: Set<LastingTrouble> { met.withLock { $0 } }

    func settle(_ trouble: LastingTrouble) { met.withLock { _ = $0.remove(trouble) } }

    /// Hands on what `body` throws, and keeps in mind what lasts.
    func noting<Value>(_ hub: Identifier<Hub>?, _ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let fault as StorageFault {
            if let trouble = LastingTrouble(fault, in: hub) { met.withLock { _ = $0.insert(trouble) } }
            throw fault
        }
    }
}

extension LastingTrouble {
    fileprivate init?(_ fault: StorageFault, in hub: Identifier<Hub>?) {
        switch fault {
        case .cannotWrite: self = .cannotWrite
        case .damaged: self = .damaged
        case .clockBehind:
            guard let hub else { return nil }
            self = .clockBehind(hub)
        case .cannotOpen, .engine, .constraint, .busy, .unreachable, .fateUnknown, .unreadable, .newerSchema,
            .unrecordedChange, .nul, .stale:
            return nil
        }
    }
}

extension Database {
    /// What lasts of the trouble that this value has met.
    ///
    /// Whether the disk takes anything again is found out by writing to it. A damaged file stays one until the program
    /// is started on another.
    public func lastingTrouble() async -> Set<LastingTrouble> {
        if troubles.all.contains(.cannotWrite) {
            // A row of nobody's, so that the trial changes nothing.
            if (try? await writeAll({ try $0.serverSettings.replace("write-trial", by: "passed") })) != nil {
                troubles.settle(.cannotWrite)
            }
        }
        return troubles.all
    }

    /// The clock is right again, or was accepted as it is.
    public func settleClock(of hub: Identifier<Hub>) { troubles.settle(.clockBehind(hub)) }
}
