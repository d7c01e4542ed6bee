import Foundation
import Interchange
import Reference
import Storage
import Vocabulary

/// Which needs had no safe group within reach, by district, over the last ninety days: what a commissioner can act on.
///
/// No named district stands beside a small number. The districts of a need with fewer than ``SmallNumbers/fewest`` people
/// are put together as one, which names none of them, and there is no total by which one could be found.
public struct GapList: Sendable {
    public static let days = 90

    /// Most people first.
    public let gaps: [Gap]
    public let first: Day
    public let last: Day

    public struct Gap: Hashable, Sendable {
        public let need: NeedCode
        public let place: Place
        public let people: ToldCount
        /// What stood in the way of most of them; nil where they are few.
        public let mostly: Hindrance?
    }

    public enum Place: Hashable, Sendable {
        case district(String)
        /// Districts with few people, and wherever no district is known.
        case elsewhere
    }

    init(_ counts: [UnmetNeedStore.Count], first: Day, last: Day) {
        self.first = first
        self.last = last
        let byNeed = Dictionary(grouping: counts, by: \.need)
        gaps = byNeed.flatMap { need, counts in Self.gaps(of: need, counts) }
            .sorted { ($1.size, $0.need.rawValue, $0.place.order) < ($0.size, $1.need.rawValue, $1.place.order) }
    }

    private static func gaps(of need: NeedCode, _ counts: [UnmetNeedStore.Count]) -> [Gap] {
        let byDistrict = Dictionary(grouping: counts, by: \.district)
        let isShown = byDistrict.mapValues { people($0) >= SmallNumbers.fewest }
        let pooled = Dictionary(grouping: counts) { line -> Place in
            line.district.isEmpty || isShown[line.district] != true ? .elsewhere : .district(line.district)
        }
        return SmallNumbers.table(pooled.map { (key: $0.key, count: people($0.value)) }, hasTotal: false).rows
            .filter { $0.count != .none }
            .map { row in
                Gap(
                    need: need, place: row.key, people: row.count,
                    mostly: row.count == .few ? nil : mostly(pooled[row.key] ?? []))
            }
    }

    private static func people(_ counts: [UnmetNeedStore.Count]) -> Int { counts.reduce(0) { $0 + $1.people } }

    private static func mostly(_ counts: [UnmetNeedStore.Count]) -> Hindrance? {
        let byObstacle = Dictionary(grouping: counts, by: \.obstacle).mapValues(people)
        return Hindrance.allCases.max { (byObstacle[$0.rawValue] ?? 0) < (byObstacle[$1.rawValue] ?? 0) }
    }

    /// The list as a table for a spreadsheet, which nothing in it can turn into a formula.
    public func csv(
        header: [String], words: (Gap) -> [String]
    ) -> [UInt8] {
        Array(([header] + gaps.map(words)).map(CSVText.line).joined().utf8)
    }
}

extension GapList.Gap {
    fileprivate var size: Int { if case .about(let number) = people { number } else { 0 } }
}

extension GapList.Place {
    /// By name, and last what has none.
    fileprivate var order: String { if case .district(let name) = self { "0\(name)" } else { "1" } }
}

/// Reads the ``GapList``: one statement, however many people there are.
public struct ReadGaps: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(by actor: Actor) async throws -> GapList {
        try Access.require(.seeFigures, of: actor)
        let today = desk.clock.today
        let first = today.adding(days: 1 - GapList.days)
        return try await desk.database.read(actor.hub) { hub in
            GapList(try hub.unmetNeeds.counts(since: first), first: first, last: today)
        }
    }
}
