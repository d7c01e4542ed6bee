import Vocabulary

/// A week as the form shows it: mornings, afternoons and evenings to tick, and exact times besides.
///
///              08:00       12:00       17:00       22:00
///     Monday     | morning   | afternoon | evening   |
///
/// Neighbouring boxes of one day become one window: a session over lunch fits into it.
struct FreeTimes: Hashable {
    /// A third of a waking day.
    enum Slot: String, CaseIterable {
        case morning, afternoon, evening

        var hours: (from: Int, to: Int) {
            switch self {
            case .morning: (8, 12)
            case .afternoon: (12, 17)
            case .evening: (17, 22)
            }
        }

        var name: String { rawValue.capitalizedFirst }
    }

    struct Ticked: Hashable {
        let day: Weekday
        let slot: Slot

        /// `MO-morning`, as the box is called in the form.
        var field: String { "\(day.rawValue)-\(slot.rawValue)" }
    }

    var ticked: Set<Ticked>
    var exact: [WeeklyWindow]

    init(ticked: Set<Ticked> = [], exact: [WeeklyWindow] = []) {
        self.ticked = ticked
        self.exact = exact
    }

    /// Takes windows apart into boxes where they are made of whole ones.
    init(_ windows: [WeeklyWindow]) {
        self.init()
        for window in windows.sorted() {
            let slots = Slot.allCases.filter {
                Self.window(window.day, $0, $0).map { $0.lies(inside: window) } ?? false
            }
            if let first = slots.first, let last = slots.last, Self.window(window.day, first, last) == window {
                ticked.formUnion(slots.map { Ticked(day: window.day, slot: $0) })
            } else {
                exact.append(window)
            }
        }
    }

    var windows: [WeeklyWindow] {
        var windows = exact
        for day in Weekday.allCases {
            var run: [Slot] = []
            for slot in Slot.allCases {
                if ticked.contains(Ticked(day: day, slot: slot)) {
                    run.append(slot)
                } else {
                    windows += Self.window(of: run, on: day)
                    run = []
                }
            }
            windows += Self.window(of: run, on: day)
        }
        return Array(Set(windows)).sorted()
    }

    private static func window(of run: [Slot], on day: Weekday) -> [WeeklyWindow] {
        guard let first = run.first, let last = run.last, let window = window(day, first, last) else { return [] }
        return [window]
    }

    private static func window(_ day: Weekday, _ first: Slot, _ last: Slot) -> WeeklyWindow? {
        guard let from = TimeOfDay(minutes: first.hours.from * 60), let to = TimeOfDay(minutes: last.hours.to * 60)
        else { return nil }
        return WeeklyWindow(day: day, from: from, to: to)
    }
}
