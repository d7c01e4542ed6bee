import Casework
import Synchronization

/// Whether this server wants requests: what a load balancer asks, and what a stop changes first.
///
/// ```
/// starting ── serve() ──► serving ── drain() ──► draining
/// ```
///
/// A server that drains goes on answering. It only says that new requests had better go elsewhere.
public final class Readiness: Sendable {
    /// Why a server does not want requests, in the one word that it answers.
    public enum Obstacle: String, Sendable {
        case starting
        /// The store did not answer in time, or answered that it cannot.
        case store
        /// The disk is full, or takes nothing.
        case disk
        /// The files of the store are damaged.
        case damaged
        /// The clock is behind what has happened already.
        case clock
        case draining
    }

    private enum Phase { case starting, serving, draining }

    private let phase: Mutex<Phase>
    private let store: @Sendable () async -> Obstacle?
    private let patience: Duration
    private let question = Mutex<Task<Obstacle?, Never>?>(nil)

    /// - Parameters:
    ///   - isServing: Whether requests are wanted from the beginning, as in a test.
    ///   - patience: How long the store may take to answer.
    ///   - store: What is wrong with the store; nil where it answers and takes what is new.
    public init(
        isServing: Bool = true, patience: Duration = .seconds(2),
        store: @escaping @Sendable () async -> Obstacle? = { nil }
    ) {
        phase = Mutex(isServing ? .serving : .starting)
        self.patience = patience
        self.store = store
    }

    /// The server has begun to listen. One that was told to stop before goes on draining.
    public func serve() { phase.withLock { if $0 == .starting { $0 = .serving } } }

    /// The server was told to stop.
    public func drain() { phase.withLock { $0 = .draining } }

    /// What stands in the way of requests now; nil where nothing does.
    func obstacle() async -> Obstacle? {
        switch phase.withLock({ $0 }) {
        case .starting: .starting
        case .draining: .draining
        case .serving: await troubleOfStore()
        }
    }

    /// A store that hangs keeps the question, but not those who ask: they get their answer when patience ends.
    private func troubleOfStore() async -> Obstacle? {
        let (answers, first) = AsyncStream.makeStream(of: Obstacle?.self)
        let question = theQuestion()
        Task { first.yield(await question.value) }
        let patience = patience
        let alarm = Task {
            try? await Task.sleep(for: patience)
            first.yield(.store)
        }
        defer { alarm.cancel() }
        for await answer in answers { return answer }
        return .store
    }

    /// The question that is under way, or a new one: however often a store that hangs is asked for, it is asked once.
    private func theQuestion() -> Task<Obstacle?, Never> {
        question.withLock { underWay in
            if let underWay { return underWay }
            let asked = Task {
                let answer = await store()
                question.withLock { $0 = nil }
                return answer
            }
            underWay = asked
            return asked
        }
    }
}

extension Readiness.Obstacle {
    init(_ trouble: StoreTrouble) {
        self =
            switch trouble {
            case .cannotWrite: .disk
            case .damaged: .damaged
            case .clockBehind: .clock
            case .busy, .fateUnknown, .changedMeanwhile, .unkeepable: .store
            }
    }
}
