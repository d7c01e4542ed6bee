/// A walk along a trail from its beginning that names each event that is not what was written.
///
/// Three things are asked of each event: does its number come next, does its hash fit it, and did the event before it
/// have the hash that it was written after. An event whose hash does not fit is tried under other numbers: where it
/// fits under one of them, it was moved and not altered.
struct TrailWalk {
    private let hub: HubTransaction
    private let start: Int
    private(set) var faults: [TrailFault] = []
    private var expected = 1
    /// The hash of the event before; nil where that one is in doubt itself, and named already.
    private var before: String? = ""
    /// How often events may still be tried under other numbers. A trail of a million altered events ends, too.
    private var tries: Int
    private var lastShift = 1
    private var highest = 0

    /// More faults than anybody reads are not looked for.
    static let most = 100
    private static let rowsAtOnce = 1000

    /// - Parameters:
    ///   - checkpoint: where to begin; the beginning of the trail if left out.
    init(_ hub: HubTransaction, after checkpoint: TrailCheckpoint? = nil, tries: Int = 100_000) {
        self.hub = hub
        self.tries = tries
        start = checkpoint?.number ?? Int.min
        if let checkpoint {
            expected = checkpoint.number + 1
            before = checkpoint.hash
        }
    }

    /// Walks to the end, or until ``most`` faults are named.
    mutating func run() throws {
        highest = try hub.events.last()?.number ?? 0
        var last = start
        while true {
            let rows = try hub.rows(
                """
                SELECT * FROM events WHERE hub_id = \(hub.hub) AND number > \(last)
                ORDER BY number LIMIT \(Self.rowsAtOnce)
                """)
            for row in rows {
                last = try row.integer("number")
                look(at: row, number: last)
                if faults.count >= Self.most { return }
            }
            if rows.count < Self.rowsAtOnce { return }
        }
    }

    private mutating func look(at row: Row, number: Int) {
        // No event was ever written with such a number, whatever its hash says.
        guard number > 0 else { return name(number, .altered) }
        if number > expected {
            name(expected...(number - 1), .missing)
            before = nil
        }
        expected = number + 1
        guard let event = try? HashedEvent(row, of: hub.hub) else { return doubt(number, .altered) }
        guard event.hash == event.hash(as: number) else {
            return doubt(number, shift(of: event, at: number).map(TrailFault.Kind.moved) ?? .altered)
        }
        if let before, before != event.previous {
            // The first has none before it that could be another.
            if number == 1 { name(1, .altered) } else { name(number - 1, .replaced) }
        }
        before = event.hash
    }

    private mutating func doubt(_ number: Int, _ kind: TrailFault.Kind) {
        name(number, kind)
        before = nil
    }

    /// How far from `number` the event was written; nil where it fits under no number that was tried.
    private mutating func shift(of event: HashedEvent, at number: Int) -> Int? {
        // Where one event was taken out and the rest counted anew, all of them moved as far.
        if fits(event, number + lastShift) { return lastShift }
        var distance = 1
        while number - distance > 0 || number + distance <= highest + 1, tries > 0 {
            for shift in [-distance, distance] where fits(event, number + shift) {
                lastShift = shift
                return shift
            }
            distance += 1
        }
        return nil
    }

    private mutating func fits(_ event: HashedEvent, _ number: Int) -> Bool {
        guard number > 0, tries > 0 else { return false }
        tries -= 1
        return event.hash == event.hash(as: number)
    }

    private mutating func name(_ number: Int, _ kind: TrailFault.Kind) { name(number...number, kind) }

    /// Neighbours with the same fault are one.
    private mutating func name(_ numbers: ClosedRange<Int>, _ kind: TrailFault.Kind) {
        if let last = faults.last, last.kind == kind, last.numbers.upperBound + 1 == numbers.lowerBound {
            faults[faults.count - 1] = TrailFault(last.numbers.lowerBound...numbers.upperBound, kind)
        } else {
            faults.append(TrailFault(numbers, kind))
        }
    }
}
