import Metrics
import Synchronization

/// One line, or one histogram, of the page: what is counted under one name and one set of labels.
protocol Series: AnyObject, Sendable {
    /// The kind as `# TYPE` names it.
    static var kind: String { get }
    func write(to page: inout String, name: String, labels: String)
}

/// What only grows. A `Double` counts whole numbers exactly up to 2⁵³, so that one type serves both counters.
final class Count: Series, CounterHandler, FloatingPointCounterHandler {
    static let kind = "counter"
    private let value = Mutex(0.0)

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    /// A counter that fell would look like a restart to whoever computes a rate: less than nothing is not counted.
    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        value.withLock { $0 += amount }
    }

    func reset() { value.withLock { $0 = 0 } }

    func write(to page: inout String, name: String, labels: String) {
        page += PrometheusText.line(name, labels, value.withLock { $0 })
    }
}

/// What goes up and down: the state of something now.
final class Level: Series, MeterHandler, RecorderHandler {
    static let kind = "gauge"
    private let value = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }

    func write(to page: inout String, name: String, labels: String) {
        page += PrometheusText.line(name, labels, value.withLock { $0 })
    }
}

/// How values are spread: how many were at most each bound, and their sum.
///
/// ```
/// bounds   0.005   0.01   0.025   …     (anything)
/// counts     12      3       0    …        1          each value once, in the first bucket that holds it
/// written    12     15      15    …       16          cumulative, as Prometheus wants them
/// ```
final class Distribution: Series, RecorderHandler, TimerHandler {
    static let kind = "histogram"
    /// From a page that comes from memory to one that nobody waits for any longer.
    static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    static let amounts: [Double] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000]

    private struct Seen {
        var counts: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let seen: Mutex<Seen>

    init(bounds: [Double]) {
        self.bounds = bounds
        seen = Mutex(Seen(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    /// What is not a number belongs to no bucket, and would make the sum useless for good.
    func record(_ value: Double) {
        guard value.isFinite else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        seen.withLock { seen in
            seen.counts[bucket] += 1
            seen.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(max(0, duration)) / 1e9) }

    func write(to page: inout String, name: String, labels: String) {
        let seen = seen.withLock { $0 }
        let before = labels.isEmpty ? "" : labels + ","
        var total = 0
        for (bound, count) in zip(bounds.map(PrometheusText.number) + ["+Inf"], seen.counts) {
            total += count
            page += PrometheusText.line("\(name)_bucket", "\(before)le=\"\(bound)\"", Double(total))
        }
        page += PrometheusText.line("\(name)_sum", labels, seen.sum)
        page += PrometheusText.line("\(name)_count", labels, Double(total))
    }
}
