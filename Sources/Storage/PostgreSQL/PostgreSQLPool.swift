import Dispatch
import Foundation
import Metrics
import Synchronization

/// A few threads, each with a connection of its own, that take pieces of work from one line.
///
///     perform ──▶ │ work │ work │ … │ ──▶ thread 1 ─ connection 1 ─▶ server
///                                     ──▶ thread 2 ─ connection 2 ─▶
///
/// libpq blocks while the server works. On threads of its own it holds up none of those that answer requests.
final class PostgreSQLPool: Sendable {
    private let line: WorkLine
    private let threads = DispatchGroup()

    init(_ address: PostgreSQLAddress, size: Int) {
        line = WorkLine(threads: size)
        for number in 1...size {
            threads.enter()
            // A thread holds the line and not the pool: a pool that nobody has any more ends its threads.
            let thread = Thread { [line, threads] in
                let connection = PostgreSQLConnection(address)
                while let work = line.next() {
                    work(connection)
                    line.finished()
                }
                threads.leave()
            }
            thread.name = "postgresql-\(number)"
            thread.start()
        }
        let watch = Thread { [line] in
            while line.letGoOfWhatWaitedTooLong() { Thread.sleep(forTimeInterval: 1) }
        }
        watch.name = "postgresql-line"
        watch.start()
    }

    deinit { line.close() }

    /// Runs `body` on one of the threads, with its connection, which may be open or not.
    ///
    /// - Throws: ``StorageFault/busy`` where no thread became free in time, and what `body` throws.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Value
    ) async throws -> Value {
        // As the embedded engine does: a task that was told to end begins nothing.
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            line.enter { connection in
                guard let connection else { return continuation.resume(throwing: StorageFault.busy) }
                continuation.resume(with: Result { try body(connection) })
            }
        }
    }

    /// Lets the work in the line be done, ends the threads and waits for them. Work that comes later is refused.
    func close() {
        line.close()
        threads.wait()
    }
}

/// Work that waits for a thread, first come first served.
private final class WorkLine: Sendable {
    /// A piece of work. It is handed a connection, or nil where it waited longer than anybody should.
    typealias Work = @Sendable (PostgreSQLConnection?) -> Void

    private struct State {
        var waiting: [(work: Work, until: ContinuousClock.Instant)] = []
        var busy = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Counts the pieces of work in the line, and one more for each thread once it is closed.
    private let arrivals = DispatchSemaphore(value: 0)
    private let threads: Int
    private let figures = PoolFigures()

    /// How long a piece of work waits for a thread before it is told to come again.
    private static let patience = Duration.seconds(10)

    init(threads: Int) {
        self.threads = threads
        figures.size.record(threads)
    }

    /// Work beyond this is told at once to come again: it would wait longer than anybody should.
    private static let longest = 2_000

    func enter(_ work: @escaping Work) {
        let isTaken = state.withLock { state in
            guard !state.isClosed, state.waiting.count < Self.longest else { return false }
            state.waiting.append((work, .now + Self.patience))
            figures.waiting.record(state.waiting.count)
            return true
        }
        if isTaken { arrivals.signal() } else { work(nil) }
    }

    /// The next piece of work, once there is one; nil when the line is closed and empty.
    func next() -> Work? {
        while true {
            arrivals.wait()
            let (first, isOver) = state.withLock { state -> (Work?, Bool) in
                guard !state.waiting.isEmpty else { return (nil, state.isClosed) }
                state.busy += 1
                let first = state.waiting.removeFirst()
                figures.record(waiting: state.waiting.count, busy: state.busy)
                return (first.work, false)
            }
            if let first { return first }
            // Nothing is there for this arrival where what came was let go meanwhile.
            if isOver { return nil }
        }
    }

    /// Tells work that waits in vain, because every thread hangs at a server that stands still, to come again.
    ///
    /// - Returns: whether there is a line to look at any more.
    func letGoOfWhatWaitedTooLong() -> Bool {
        let (late, goesOn) = state.withLock { state -> ([Work], Bool) in
            let now = ContinuousClock.now
            let late = state.waiting.prefix { $0.until <= now }.map(\.work)
            state.waiting.removeFirst(late.count)
            if !late.isEmpty { figures.waiting.record(state.waiting.count) }
            return (late, !state.isClosed)
        }
        for work in late { work(nil) }
        return goesOn
    }

    func finished() {
        state.withLock { state in
            state.busy -= 1
            figures.busy.record(state.busy)
        }
    }

    func close() {
        let wasClosed = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed
        }
        if !wasClosed { for _ in 0..<threads { arrivals.signal() } }
    }
}

/// What an administrator sees of the pool.
private struct PoolFigures: Sendable {
    let size = Gauge(label: "kith_pool_connections")
    let busy = Gauge(label: "kith_pool_busy")
    let waiting = Gauge(label: "kith_pool_waiting")

    func record(waiting count: Int, busy working: Int) {
        waiting.record(count)
        busy.record(working)
    }
}
