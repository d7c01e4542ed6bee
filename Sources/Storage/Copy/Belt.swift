import Dispatch
import Synchronization
import Vocabulary

/// Between two transactions on two threads: one puts parcels on it, the other takes them off, and whoever is
/// faster waits.
final class Belt: Sendable {
    enum Parcel: Sendable {
        case hub(Identifier<Hub>)
        case rows(SchemaTable, [[SQLValue]])
        /// All rows of the table have gone by; this is what they come to.
        case endOfTable(SchemaTable, [UInt8])
    }

    private struct State {
        var parcels: [Parcel] = []
        var isOpen = false
        var isTaking = false
        var isAbandoned = false
        var senderTrouble: (any Error)?
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let ready = DispatchSemaphore(value: 0)

    private static let length = 8

    /// The belt is empty. It is not made with its length as the semaphore's value, because one that is let go
    /// below the value it was made with ends the program.
    init() {
        for _ in 0..<Self.length { room.signal() }
    }

    /// Each side runs once: a transaction that the engine begins anew would send or store everything twice.
    func open() throws { try state.withLock { try Self.once(&$0.isOpen) } }
    func beginTaking() throws { try state.withLock { try Self.once(&$0.isTaking) } }

    private static func once(_ flag: inout Bool) throws {
        guard !flag else { throw StorageFault.unreachable }
        flag = true
    }

    func put(_ parcel: Parcel) throws {
        room.wait()
        let isAbandoned = state.withLock { state in
            state.parcels.append(parcel)
            return state.isAbandoned
        }
        ready.signal()
        if isAbandoned { throw StorageFault.unreachable }
    }

    /// The next parcel; nil when there is none to come.
    func take() throws -> Parcel? {
        ready.wait()
        defer { room.signal() }
        return try state.withLock { state in
            if let trouble = state.senderTrouble { throw trouble }
            return state.parcels.isEmpty ? nil : state.parcels.removeFirst()
        }
    }

    /// Nothing more comes.
    func end(with trouble: (any Error)?) {
        state.withLock { state in
            if !state.isAbandoned { state.senderTrouble = trouble }
        }
        ready.signal()
    }

    /// Nobody takes any more: whoever is putting stops.
    func abandon() {
        state.withLock { $0.isAbandoned = true }
        for _ in 0..<Self.length { room.signal() }
    }

    var senderTrouble: (any Error)? { state.withLock { $0.senderTrouble } }
}
