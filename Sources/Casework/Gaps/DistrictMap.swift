import Community
import Foundation
import Vocabulary

/// Which part of town a place is in, as far as the directory tells: no map service is asked where anybody lives.
///
/// A part of town is named as the address of the nearest group names it: by the first half of its postcode, or by the
/// line before the town. Groups that keep their address to themselves are not on this map.
struct DistrictMap: Sendable {
    /// Further away than this, a group says nothing about where somebody lives.
    static let furthestMetres = 3000.0

    private var places: [Group.ID: (at: Coordinate, district: String)] = [:]

    mutating func put(_ group: Group) {
        guard let place = group.openDetails.place, let coordinate = place.coordinate,
            let district = Self.district(in: place.lines)
        else {
            places[group.id] = nil
            return
        }
        places[group.id] = (coordinate, district)
    }

    /// The district of the nearest group; nil where none is near. One look at every group of the hub.
    func district(at home: Coordinate) -> String? {
        var nearest: (metres: Double, district: String)?
        for (at, district) in places.values where abs(at.latitude - home.latitude) * 110_000 <= Self.furthestMetres {
            let metres = home.distance(to: at)
            guard metres <= Self.furthestMetres else { continue }
            if let found = nearest, (found.metres, found.district) <= (metres, district) { continue }
            nearest = (metres, district)
        }
        return nearest?.district
    }

    /// What the lines of an address say; nil where they name no more than a street and a town.
    static func district(in lines: [String]) -> String? {
        let lines = lines.map(\.trimmed).filter { !$0.isEmpty }
        for line in lines.reversed() {
            if let code = line.uppercased().firstMatch(of: #/\b([A-Z]{1,2}[0-9][0-9A-Z]?) ?[0-9][A-Z]{2}\b/#) {
                return String(code.output.1)
            }
        }
        // A line with a number in it is a street, and a street is too few people.
        guard lines.count >= 3, !lines[lines.count - 2].contains(where: \.isNumber) else { return nil }
        return lines[lines.count - 2]
    }
}
