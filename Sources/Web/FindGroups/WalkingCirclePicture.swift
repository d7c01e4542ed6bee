import Casework
import Foundation

/// The walking circle as a picture: home in the middle, rings at 10, 20 and 30 minutes, north at the top.
///
/// Drawn on the server, so that no map service learns where anybody lives. Kinds are told apart by their
/// shape as well as by their colour. Groups that would lie on each other are moved apart a little: the
/// picture says about how far and which way, the table beside it says exactly.
struct WalkingCirclePicture: Sendable {
    static let middle = 200.0
    /// How far ten minutes are in the picture.
    static let tenMinutes = 56.0

    struct Ring: Sendable {
        let radius: String
        let labelY: String
        let minutes: Int
    }

    /// A dot; exactly one of the three shapes is there.
    struct Dot: Sendable {
        let offer: Offer?
        let signpost: Shape?
        let ruledOut: Shape?

        struct Offer: Sendable {
            let x: String
            let y: String
            let textY: String
            let number: Int
        }

        struct Shape: Sendable {
            let path: String
        }
    }

    let rings: [Ring]
    let dots: [Dot]
    /// What the picture shows, in one sentence.
    let description: String
    let table: DataTable
    let hasSignposts: Bool
    let hasRuledOut: Bool

    init(_ circle: WalkingCircle) {
        rings = [10, 20, 30].map { minutes in
            let radius = Self.radius(Double(minutes))
            return Ring(radius: Self.text(radius), labelY: Self.text(Self.middle + radius - 5), minutes: minutes)
        }
        // Home and the words on the rings keep their places; the dots keep clear of them.
        var placed: [Placed] = [
            Placed(x: Self.middle, y: Self.middle, size: 13), Placed(x: Self.middle, y: 14, size: 14),
        ]
        for minutes in [10.0, 20, 30] {
            let y = Self.middle + Self.radius(minutes) - 9
            placed += [-12.0, 12].map { Placed(x: Self.middle + $0, y: y, size: 10) }
        }
        dots = circle.dots.sorted(by: Self.offersFirst).map { dot in
            let place = Self.place(dot, beside: placed)
            placed.append(place)
            return Self.draw(dot.kind, at: place)
        }
        let counts = Dictionary(grouping: circle.dots) { dot in
            switch dot.kind {
            case .offer: 0
            case .signpost: 1
            case .ruledOut: 2
            }
        }.mapValues(\.count)
        hasSignposts = counts[1] != nil
        hasRuledOut = counts[2] != nil
        description =
            "Groups around their home: \(counts[0] ?? 0) to refer to, \(counts[1] ?? 0) to tell of, "
            + "\(counts[2] ?? 0) ruled out. The same as a table follows."
        table = DataTable(
            "How far, and which way from home", columns: ["Group", "On foot", "Way", "In the picture"],
            rows: circle.dots.map { dot in
                [
                    .text(dot.name), .text(dot.walkMinutes == 1 ? "1 minute" : "\(dot.walkMinutes) minutes"),
                    .text(Self.direction(dot.bearing)), .text(Self.words(dot.kind)),
                ]
            })
    }

    // MARK: Places

    private struct Placed {
        let x: Double
        let y: Double
        /// Half its width.
        let size: Double

        func keepsClear(of other: Placed) -> Bool {
            let (dx, dy) = (x - other.x, y - other.y)
            return (dx * dx + dy * dy).squareRoot() >= size + other.size
        }
    }

    private static func offersFirst(_ left: WalkingCircle.Dot, _ right: WalkingCircle.Dot) -> Bool {
        func rank(_ kind: WalkingCircle.Kind) -> Int {
            switch kind {
            case .offer(let number): number
            case .signpost: 1_000_000
            case .ruledOut: 1_000_001
            }
        }
        return (rank(left.kind), left.group) < (rank(right.kind), right.group)
    }

    /// The dot's own place, or the nearest free one on a spiral around it.
    private static func place(_ dot: WalkingCircle.Dot, beside placed: [Placed]) -> Placed {
        let size = if case .offer = dot.kind { 11.0 } else { 7.0 }
        let angle = dot.bearing * .pi / 180
        let distance = radius(Double(dot.walkMinutes))
        let home = (x: middle + distance * sin(angle), y: middle - distance * cos(angle))
        for step in 0..<900 {
            let turn = Double(step) * 2.399_963
            let out = 2.6 * Double(step).squareRoot()
            let candidate = Placed(
                x: min(386, max(14, home.x + out * cos(turn))), y: min(386, max(14, home.y + out * sin(turn))),
                size: size)
            if placed.allSatisfy(candidate.keepsClear) { return candidate }
        }
        return Placed(x: home.x, y: home.y, size: size)
    }

    /// Everything beyond thirty minutes stands in the outer band.
    private static func radius(_ minutes: Double) -> Double { min(minutes, 34) * tenMinutes / 10 }

    // MARK: Shapes and words

    private static func draw(_ kind: WalkingCircle.Kind, at place: Placed) -> Dot {
        func point(_ dx: Double, _ dy: Double) -> String { "\(text(place.x + dx)) \(text(place.y + dy))" }
        switch kind {
        case .offer(let number):
            return Dot(
                offer: Dot.Offer(x: text(place.x), y: text(place.y), textY: text(place.y + 4), number: number),
                signpost: nil, ruledOut: nil)
        case .signpost:
            return Dot(
                offer: nil,
                signpost: Dot.Shape(path: "M\(point(0, -7.5))L\(point(7.5, 0))L\(point(0, 7.5))L\(point(-7.5, 0))Z"),
                ruledOut: nil)
        case .ruledOut:
            return Dot(
                offer: nil, signpost: nil,
                ruledOut: Dot.Shape(
                    path: "M\(point(-4, -4))L\(point(4, 4))M\(point(4, -4))L\(point(-4, 4))"))
        }
    }

    private static func words(_ kind: WalkingCircle.Kind) -> String {
        switch kind {
        case .offer(let number): "Number \(number)"
        case .signpost: "Diamond: tell of it"
        case .ruledOut: "Cross: ruled out"
        }
    }

    static func direction(_ bearing: Double) -> String {
        let names = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"]
        return names[Int((bearing / 45).rounded()) % 8]
    }

    /// A tenth of a unit is finer than any screen shows.
    private static func text(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
