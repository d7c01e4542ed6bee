import Foundation
import Metrics
import Testing

@testable import Metering

struct MetricsRegistryTests {
    private let registry = MetricsRegistry(explanations: ["kith_requests_total": "How many\nrequests, \\ and all."])

    /// The page without the registry's own figure.
    private var page: String { MetricsRegistryTests.page(of: registry) }

    private static func page(of registry: MetricsRegistry) -> String {
        registry.text().replacing(
            "# TYPE kith_series_refused_total counter\nkith_series_refused_total 0\n", with: "")
    }

    @Test func `the page is as Prometheus reads it, in the same order every time`() {
        Counter(label: "kith_requests", dimensions: [("status", "200"), ("method", "GET")], factory: registry)
            .increment(by: 41)
        Counter(label: "kith_requests_total", dimensions: [("method", "GET"), ("status", "404")], factory: registry)
            .increment()
        Meter(label: "kith_pool_busy", factory: registry).set(3)
        Gauge(label: "kith_index_lag", factory: registry).record(0.25)
        FloatingPointCounter(label: "kith_hours", factory: registry).increment(by: 1.5)
        #expect(
            page == """
                # TYPE kith_hours_total counter
                kith_hours_total 1.5
                # TYPE kith_index_lag gauge
                kith_index_lag 0.25
                # TYPE kith_pool_busy gauge
                kith_pool_busy 3
                # HELP kith_requests_total How many\\nrequests, \\\\ and all.
                # TYPE kith_requests_total counter
                kith_requests_total{method="GET",status="200"} 41
                kith_requests_total{method="GET",status="404"} 1

                """)
        #expect(page == page)
    }

    @Test func `a timer is a histogram in seconds whose buckets add up`() {
        let timer = Metrics.Timer(label: "wait", dimensions: [("pool", "one")], factory: registry)
        timer.recordNanoseconds(1_000_000)
        timer.recordMilliseconds(3)
        timer.recordSeconds(60)
        #expect(
            page == """
                # TYPE wait_seconds histogram
                wait_seconds_bucket{pool="one",le="0.001"} 1
                wait_seconds_bucket{pool="one",le="0.0025"} 1
                wait_seconds_bucket{pool="one",le="0.005"} 2
                wait_seconds_bucket{pool="one",le="0.01"} 2
                wait_seconds_bucket{pool="one",le="0.025"} 2
                wait_seconds_bucket{pool="one",le="0.05"} 2
                wait_seconds_bucket{pool="one",le="0.1"} 2
                wait_seconds_bucket{pool="one",le="0.25"} 2
                wait_seconds_bucket{pool="one",le="0.5"} 2
                wait_seconds_bucket{pool="one",le="1"} 2
                wait_seconds_bucket{pool="one",le="2.5"} 2
                wait_seconds_bucket{pool="one",le="5"} 2
                wait_seconds_bucket{pool="one",le="10"} 2
                wait_seconds_bucket{pool="one",le="+Inf"} 3
                wait_seconds_sum{pool="one"} 60.004
                wait_seconds_count{pool="one"} 3

                """)
    }

    @Test func `a recorder is a histogram of amounts, and what is no number is left out`() {
        let recorder = Recorder(label: "rows", factory: registry)
        for amount in [1.0, 40, 20_000, .nan, .infinity] { recorder.record(amount) }
        #expect(page.contains("rows_bucket{le=\"1\"} 1\n"))
        #expect(page.contains("rows_bucket{le=\"50\"} 2\n"))
        #expect(page.contains("rows_bucket{le=\"+Inf\"} 3\nrows_sum 20041\nrows_count 3\n"))
    }

    @Test(arguments: [
        ("http.server.active", "http_server_active"), ("2nd", "_2nd"), ("größe", "gr__e"), ("", "_"),
        ("job:rate", "job:rate"),
    ])
    func `a name is spelled with letters, digits and underscores`(label: String, name: String) {
        Meter(label: label, factory: registry).set(1)
        #expect(page == "# TYPE \(name) gauge\n\(name) 1\n")
    }

    @Test func `labels are escaped, and none is there twice`() {
        let dimensions = [("path.name", "a \"b\"\\c\nd"), ("le", "1"), ("path_name", "other"), ("ä:b", "é")]
        Meter(label: "kith", dimensions: dimensions, factory: registry).set(-2)
        #expect(page == "# TYPE kith gauge\nkith{__b=\"é\",le_=\"1\",path_name=\"a \\\"b\\\"\\\\c\\nd\"} -2\n")
    }

    @Test(arguments: [
        (Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (1e300, "1e+300"), (1e15, "1000000000000000"),
    ])
    func `a number is spelled as Go spells it`(value: Double, text: String) {
        Meter(label: "level", factory: registry).set(value)
        #expect(page.hasSuffix("level \(text)\n"))
    }

    @Test func `two instruments of one name and the same labels are one series until the last is destroyed`() {
        let first = Counter(label: "seen", dimensions: [("a", "1"), ("b", "2")], factory: registry)
        let second = Counter(label: "seen", dimensions: [("b", "2"), ("a", "1")], factory: registry)
        first.increment()
        second.increment(by: 2)
        first.increment(by: -1)
        #expect(page.hasSuffix("seen_total{a=\"1\",b=\"2\"} 3\n"))
        first.destroy()
        #expect(page.hasSuffix("seen_total{a=\"1\",b=\"2\"} 3\n"))
        second.reset()
        #expect(page.hasSuffix("seen_total{a=\"1\",b=\"2\"} 0\n"))
        second.destroy()
        #expect(page.isEmpty)
    }

    @Test func `a level goes up and down`() {
        let meter = Meter(label: "under_way", factory: registry)
        meter.increment()
        meter.increment(by: 2.5)
        meter.decrement()
        #expect(page.hasSuffix("under_way 2.5\n"))
    }

    @Test func `one series too many is not kept, and counted`() {
        let small = MetricsRegistry(mostSeries: 3)
        for route in 1...5 { Counter(label: "asked", dimensions: [("route", "\(route)")], factory: small).increment() }
        #expect(small.text().contains("asked_total{route=\"2\"} 1\n"))
        #expect(!small.text().contains("route=\"3\""))
        #expect(small.text().contains("kith_series_refused_total 3\n"))
    }

    @Test func `a name keeps its kind`() {
        Counter(label: "asked_total", factory: registry).increment()
        Meter(label: "asked_total", factory: registry).set(9)
        Metrics.Timer(label: "asked_total", dimensions: [("a", "b")], factory: registry).recordSeconds(1)
        #expect(registry.text().contains("# TYPE asked_total counter\nasked_total 1\n"))
        #expect(!registry.text().contains("asked_total 9"))
        #expect(registry.text().contains("kith_series_refused_total 1\n"))
    }

    @Test func `nothing is lost when many count at once`() async {
        let registry = registry
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<16 {
                group.addTask {
                    for round in 0..<500 {
                        Counter(label: "asked", dimensions: [("task", "\(task % 4)")], factory: registry).increment()
                        Meter(label: "level", factory: registry).increment()
                        Metrics.Timer(label: "took", factory: registry).recordMilliseconds(round % 20)
                        if round % 100 == 0 { _ = registry.text() }
                    }
                }
            }
        }
        for task in 0..<4 { #expect(page.contains("asked_total{task=\"\(task)\"} 2000\n")) }
        #expect(page.contains("level 8000\n"))
        #expect(page.contains("took_seconds_bucket{le=\"+Inf\"} 8000\n"))
        #expect(page.contains("took_seconds_count 8000\n"))
    }

    @Test func `every figure that has an explanation stands in the guide for administrators`() throws {
        let guide = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/operations.md").standardizedFileURL
        let text = try String(contentsOf: guide, encoding: .utf8)
        for figure in Figures.explanations.keys.sorted() { #expect(text.contains("`\(figure)"), "\(figure)") }
    }
}
