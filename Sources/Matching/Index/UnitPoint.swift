import Foundation
import Vocabulary

/// A place as a point on the sphere, for distances without trigonometry.
struct UnitPoint {
    let x: Double
    let y: Double
    let z: Double

    init(_ place: Coordinate) {
        let phi = place.latitude * Double.pi / 180
        let lambda = place.longitude * Double.pi / 180
        x = cos(phi) * cos(lambda)
        y = cos(phi) * sin(lambda)
        z = sin(phi)
    }
}

/// The same in whole numbers of ``unit``, about three millimetres: what a row has room for.
struct RoundedPoint {
    let x: Int32
    let y: Int32
    let z: Int32

    /// How many there are in the radius of the sphere.
    static let unit = 2_147_483_647.0

    /// The centre of the earth, where there is no place.
    static let nowhere = RoundedPoint(0, 0, 0)

    init(_ place: Coordinate) {
        let point = UnitPoint(place)
        func rounded(_ part: Double) -> Int32 { Int32((part * RoundedPoint.unit).rounded()) }
        self.init(rounded(point.x), rounded(point.y), rounded(point.z))
    }

    private init(_ x: Int32, _ y: Int32, _ z: Int32) { (self.x, self.y, self.z) = (x, y, z) }
}

/// Measures from one home to many places, and agrees with `Coordinate.distance(to:)` on every question
/// that the rules ask.
///
/// The chord between two points gives the distance without a sine. It is off by less than three
/// millimetres, as the place is rounded; whoever is closer than ``doubt`` to a border is measured again by the
/// formula of `matching.md`, and so is everything beyond 1,200 km.
struct HomeDistance {
    let home: Coordinate
    /// The home in units of ``RoundedPoint/unit``, not rounded.
    private let point: SIMD4<Double>
    private let horizonMetres: Double
    /// The minutes to the horizon, on foot.
    private let horizonWalk: Double
    /// How many metres the true home may be from here, and the minutes that this may take.
    private let accuracy: Double
    private let accuracyWalk: Double

    init(home: Coordinate, horizonKm: Double, accuracyM: Int) {
        self.home = home
        let point = UnitPoint(home)
        self.point = SIMD4(point.x, point.y, point.z, 0) * RoundedPoint.unit
        self.horizonMetres = horizonKm * 1000
        self.horizonWalk = horizonMetres * HomeDistance.minutesInMetre
        self.accuracy = Double(accuracyM)
        self.accuracyWalk = accuracy * HomeDistance.minutesInMetre
    }

    private static let minutesInMetre = 1.3 / 80
    /// Makes the square of a chord in units that of half a chord on the unit sphere.
    private static let quarter = 1 / (4 * RoundedPoint.unit * RoundedPoint.unit)
    /// How near a border, in minutes, the quick measure is not believed.
    private static let doubt = 1e-3
    /// Added to a number, it leaves the nearest whole number in the lowest bits: 1.5 × 2⁵².
    private static let rounder = 6_755_399_441_055_744.0
    /// Half of the longest chord for which the series below is good to 1 part in 100,000,000,000.
    private static let longestHalfChord = 0.095

    /// The most minutes that it may be on foot, and whether the place may be within the horizon.
    ///
    /// - Parameter placeAccuracy: how many metres the true place may be from the point.
    @inline(__always)
    func measure(
        _ place: RoundedPoint, _ placeAccuracy: Int32, exactly: @autoclosure () -> Coordinate
    ) -> (minutes: Int32, isNear: Bool) {
        let (dx, dy, dz) = (Double(place.x) - point.x, Double(place.y) - point.y, Double(place.z) - point.z)
        let square = (dx * dx + dy * dy + dz * dz) * HomeDistance.quarter
        let half = square.squareRoot()
        // asin h = h + h³/6 + 3h⁵/40 + 15h⁷/336 + 105h⁹/3456 …
        let series = 1 + square * (1 / 6.0 + square * (3 / 40.0 + square * (15 / 336.0 + square * (105 / 3456.0))))
        let straight = half * series * (2 * Coordinate.earthRadius * HomeDistance.minutesInMetre)
        let doubtful = accuracyWalk + Double(placeAccuracy) * HomeDistance.minutesInMetre
        let (walk, least) = (straight + doubtful, straight - doubtful)
        let rounded = walk + HomeDistance.rounder
        let nearest = Int32(truncatingIfNeeded: rounded.bitPattern)
        let above = walk - (rounded - HomeDistance.rounder)
        let leeway = min(above.magnitude, (least - horizonWalk).magnitude)
        if half > HomeDistance.longestHalfChord || leeway < HomeDistance.doubt {
            let exact = home.distance(to: exactly())
            let accuracies = accuracy + Double(placeAccuracy)
            return (
                Int32(Coordinate.walkMinutes(metres: exact + accuracies)), exact - accuracies <= horizonMetres
            )
        }
        return (above > 0 ? nearest &+ 1 : nearest, least <= horizonWalk)
    }
}
