import Community
import Foundation
import Vocabulary

/// The map of Brinehaven: streets that have numbers instead of names, on a spot where the real map has
/// only sea. Twenty streets run from west to east, 200 metres apart; a house number is 20 metres.
///
///     20th Street  ─────────── Northmoor
///     15th Street  ─────────── Lamplight Hill
///     10th Street  ─────●───── Ropewalk        ● 50, 10th Street: 54.6° N 0.9° W
///      5th Street  ─────────── Mill Meadow
///      1st Street  ─────────── Harbourside
struct Corner: Hashable, Sendable {
    /// 1 by the harbour … 20 on the moor.
    let street: Int
    /// 1 in the west … 100 in the east.
    let house: Int

    init(_ house: Int, _ street: Int) {
        self.house = house
        self.street = street
    }

    var coordinate: Coordinate? {
        let metresNorth = Double(street - 10) * 200
        let metresEast = Double(house - 50) * 20
        let metresInDegree = Coordinate.earthRadius * .pi / 180
        // Rounded to about ten centimetres, so that the numbers are the same on every machine.
        func rounded(_ degrees: Double) -> Double { (degrees * 1_000_000).rounded() / 1_000_000 }
        return Coordinate(
            latitude: rounded(54.6 + metresNorth / metresInDegree),
            longitude: rounded(-0.9 + metresEast / (metresInDegree * cos(54.6 * .pi / 180))))
    }

    var district: String {
        switch street {
        case ...3: "Harbourside"
        case 4...7: "Mill Meadow"
        case 8...12: "Ropewalk"
        case 13...16: "Lamplight Hill"
        default: "Northmoor"
        }
    }

    /// `12, 4th Street`.
    var address: String { "\(house), \(Corner.ordinal(street)) Street" }

    /// With the name of the building in the first line, where it has one.
    func place(_ building: String = "") -> Place {
        let lines = [building, address, district, "Brinehaven"].filter { !$0.isEmpty }
        return Place(lines: lines, coordinate: coordinate)
    }

    private static func ordinal(_ number: Int) -> String {
        switch (number % 10, number % 100) {
        case (1, let rest) where rest != 11: "\(number)st"
        case (2, let rest) where rest != 12: "\(number)nd"
        case (3, let rest) where rest != 13: "\(number)rd"
        default: "\(number)th"
        }
    }
}
