import Foundation
import Vocabulary

/// The earth in cells of about 2.2 km, numbered along each band from west to east and from the south
/// band to the north band. Groups lie in memory in this order, so a stretch of a band is a stretch of
/// slots.
///
///     band 7145   │ … │ 812 │ 813 │ 814 │ 815 │ … │     a circle takes one stretch out of each band,
///     band 7144   │ … │ 811 │ 812 │ 813 │ 814 │ … │     or two where it crosses the date line, and
///                       └──── one stretch ────┘         whole bands where it takes in a pole
///
/// Key 0 holds the groups that one reaches from anywhere, and those of which nobody knows where they are to within
/// some kilometres; the last key holds those without a place. A place that is known about may be nearer than its point,
/// so that such groups have cells of their own behind the others, and are looked for further out:
///
///     │ 0 anywhere │ known exactly │ to within 500 m │ to within 8 km │ nowhere │
enum Grid {
    static let anywhere: UInt32 = 0
    static let nowhere = UInt32.max

    /// How many metres off the places of each row of cells may be. Whoever is further off is looked at wherever they are.
    static let accuracies = [0, 500, 8_000]

    private static let degrees = 0.02
    private static let bandCount = 9000
    /// The first key of each band, and after the last band the key that follows it.
    private static let starts: [UInt32] = {
        var starts: [UInt32] = [1]
        for band in 0..<bandCount { starts.append(starts[band] + UInt32(columns(of: band))) }
        return starts
    }()

    /// How many cells go round the earth in a band: fewer towards the poles, so that cells stay about square.
    private static func columns(of band: Int) -> Int {
        let latitude = (Double(band) + 0.5) * degrees - 90
        return max(1, Int(360 / degrees * cos(latitude * Double.pi / 180)))
    }

    private static let cellCount = starts[bandCount] - starts[0]

    /// How much is added to the keys of cells for places of this accuracy; nil for those that may be anywhere.
    private static func offset(accuracyM: Int) -> UInt32? {
        accuracies.firstIndex { accuracyM <= $0 }.map { UInt32($0) * cellCount }
    }

    /// All keys of cells for places of one of the ``accuracies``.
    static func keys(ofAccuracy number: Int) -> ClosedRange<UInt32> {
        let first = starts[0] + UInt32(number) * cellCount
        return first...first + cellCount - 1
    }

    /// The key of a group that meets at this place, if it has one.
    /// - Parameters:
    ///   - isAnywhere: whether one takes part from anywhere.
    ///   - accuracyM: how many metres off the place may be.
    static func key(of place: Coordinate?, accuracyM: Int, anywhere isAnywhere: Bool) -> UInt32 {
        if isAnywhere { return anywhere }
        guard let place else { return nowhere }
        guard let offset = offset(accuracyM: accuracyM) else { return anywhere }
        let band = self.band(place.latitude)
        let count = Int(starts[band + 1] - starts[band])
        let column = min(count - 1, Int((place.longitude + 180) / 360 * Double(count)))
        return starts[band] + UInt32(column) + offset
    }

    private static func band(_ latitude: Double) -> Int {
        min(bandCount - 1, max(0, Int((latitude + 90) / degrees)))
    }

    /// The keys, in stretches from south to north, outside of which no place of this accuracy may be within the horizon.
    static func stretches(
        around home: Coordinate, horizonKm: Double, ofAccuracy number: Int
    ) -> [ClosedRange<UInt32>] {
        let offset = UInt32(number) * cellCount
        return stretches(around: home, horizonKm: horizonKm + Double(accuracies[number]) / 1000).map {
            $0.lowerBound + offset...$0.upperBound + offset
        }
    }

    private static func stretches(around home: Coordinate, horizonKm: Double) -> [ClosedRange<UInt32>] {
        // The margin of a few centimetres is far more than rounding can move a border.
        let angle = horizonKm * 1000 / Coordinate.earthRadius * (1 + 1e-9) + 1e-8
        let spread = angle * 180 / Double.pi
        let south = home.latitude - spread
        let north = home.latitude + spread
        let bands = band(max(south, -90))...band(min(north, 90))
        // Far horizons take whole bands: what lies outside is cheaper to measure than to look up.
        guard bands.count <= 128, south > -90, north < 90 else {
            return [starts[bands.lowerBound]...(starts[bands.upperBound + 1] - 1)]
        }
        let width = asin(min(1, sin(angle) / cos(home.latitude * Double.pi / 180))) * 180 / Double.pi + 1e-6
        var stretches: [ClosedRange<UInt32>] = []
        stretches.reserveCapacity(bands.count + 2)
        for band in bands { append(band, home.longitude - width, home.longitude + width, to: &stretches) }
        return stretches
    }

    private static func append(_ band: Int, _ west: Double, _ east: Double, to stretches: inout [ClosedRange<UInt32>]) {
        let count = Int(starts[band + 1] - starts[band])
        let first = Int(((west + 180) / 360 * Double(count)).rounded(.down))
        let last = Int(((east + 180) / 360 * Double(count)).rounded(.down))
        func stretch(_ from: Int, _ to: Int) {
            stretches.append(starts[band] + UInt32(from)...starts[band] + UInt32(to))
        }
        if last - first + 1 >= count {
            stretch(0, count - 1)
        } else if first < 0 {
            stretch(0, last)
            stretch(first + count, count - 1)
        } else if last >= count {
            stretch(0, last - count)
            stretch(first, count - 1)
        } else {
            stretch(first, last)
        }
    }
}
