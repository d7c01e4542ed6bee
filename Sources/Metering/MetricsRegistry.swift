import Metrics
import Synchronization

/// Every figure of this process, in memory, written as Prometheus reads it.
///
/// ```
/// kith_requests_total ── counter
///     method="GET",route="/app",status="200" ── Count 41
///     method="GET",route="/en/",status="200" ── Count 7
/// kith_pool_busy ── gauge
///     (no labels) ── Level 3
/// ```
///
/// Two instruments of the same name and the same labels are one series, so that any part of the program may make its
/// own. The number of series is bounded: one more gets an instrument that keeps nothing, and
/// `kith_series_refused_total` counts it, because a figure that is missing must not look like a zero.
public final class MetricsRegistry: MetricsFactory {
    private let mostSeries: Int
    private let explanations: [String: String]
    private let kept = Mutex(Kept())
    private let refused = Count()

    /// - Parameters:
    ///   - mostSeries: How many series there may be; a histogram is one of them.
    ///   - explanations: What a figure means, by its full name: the text behind `# HELP`.
    public init(mostSeries: Int = 5_000, explanations: [String: String] = Figures.explanations) {
        self.mostSeries = mostSeries
        self.explanations = explanations
        kept.withLock { $0.keep(refused, labels: "", in: "kith_series_refused_total") }
    }

    /// The page in Prometheus' text format 0.0.4: families by name, series by their labels.
    public func text() -> String {
        let families = kept.withLock { $0.families }
        var page = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            if let explanation = explanations[name] {
                page += "# HELP \(name) \(PrometheusText.escaped(explanation: explanation))\n"
            }
            page += "# TYPE \(name) \(family.kind)\n"
            for (labels, held) in family.series.sorted(by: { $0.key < $1.key }) {
                held.series.write(to: &page, name: name, labels: labels)
            }
        }
        return page
    }

    // MARK: MetricsFactory

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(PrometheusText.name(label, ending: "_total"), dimensions) { Count() } ?? NOOPMetricsHandler.instance
    }

    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(PrometheusText.name(label, ending: "_total"), dimensions) { Count() } ?? NOOPMetricsHandler.instance
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(PrometheusText.name(label), dimensions) { Level() } ?? NOOPMetricsHandler.instance
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        let name = PrometheusText.name(label)
        guard aggregate else { return series(name, dimensions) { Level() } ?? NOOPMetricsHandler.instance }
        return series(name, dimensions) { Distribution(bounds: Distribution.amounts) } ?? NOOPMetricsHandler.instance
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let name = PrometheusText.name(label, ending: "_seconds")
        return series(name, dimensions) { Distribution(bounds: Distribution.seconds) } ?? NOOPMetricsHandler.instance
    }

    public func destroyCounter(_ handler: any CounterHandler) { letGo(of: handler) }
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { letGo(of: handler) }
    public func destroyMeter(_ handler: any MeterHandler) { letGo(of: handler) }
    public func destroyRecorder(_ handler: any RecorderHandler) { letGo(of: handler) }
    public func destroyTimer(_ handler: any TimerHandler) { letGo(of: handler) }

    // MARK: Series

    /// The series of this name and these labels; nil where there is no room for one more, or where the name already
    /// belongs to figures of another kind.
    private func series<Made: Series>(
        _ name: String, _ dimensions: [(String, String)], make: () -> Made
    ) -> Made? {
        let labels = PrometheusText.labels(dimensions)
        let found = kept.withLock { kept -> Made? in
            if let held = kept.families[name]?.series[labels] {
                guard let series = held.series as? Made else { return nil }
                kept.families[name]?.series[labels]?.holders += 1
                return series
            }
            guard kept.count < mostSeries, kept.families[name].map({ $0.kind == Made.kind }) ?? true else { return nil }
            let made = make()
            kept.keep(made, labels: labels, in: name)
            return made
        }
        if found == nil { refused.increment(by: Int64(1)) }
        return found
    }

    /// Forgets a series when the last instrument that shares it is destroyed.
    private func letGo(of handler: AnyObject) {
        kept.withLock { kept in
            for (name, family) in kept.families {
                guard let (labels, held) = family.series.first(where: { $0.value.series === handler }) else { continue }
                kept.families[name]?.series[labels] = held.holders > 1 ? held.withOneHolderLess : nil
                if kept.families[name]?.series.isEmpty == true { kept.families[name] = nil }
                return
            }
        }
    }
}

/// What the registry holds: families by their full name, each with its series by their labels as they are written.
private struct Kept {
    struct Family {
        let kind: String
        var series: [String: Held] = [:]
    }

    struct Held {
        let series: any Series
        /// How many instruments write into it.
        var holders = 1

        var withOneHolderLess: Held { Held(series: series, holders: holders - 1) }
    }

    var families: [String: Family] = [:]

    var count: Int { families.values.reduce(0) { $0 + $1.series.count } }

    mutating func keep<Made: Series>(_ series: Made, labels: String, in name: String) {
        families[name, default: Family(kind: Made.kind)].series[labels] = Held(series: series)
    }
}
