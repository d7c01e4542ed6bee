import Foundation

/// A place on the earth in degrees, WGS 84.
public struct Coordinate: Hashable, Sendable, Codable {
    public let latitude: Double
    public let longitude: Double

    /// Nil unless the latitude is in −90…90 and the longitude in −180…180.
    public init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Where the equator meets the meridian of Greenwich.
    public static let origin = Coordinate()

    private init() {
        latitude = 0
        longitude = 0
    }

    private enum CodingKeys: String, CodingKey { case latitude, longitude }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let latitude = try container.decode(Double.self, forKey: .latitude)
        let longitude = try container.decode(Double.self, forKey: .longitude)
        guard (-90...90).contains(latitude) else {
            throw DecodingError.dataCorruptedError(
                forKey: .latitude, in: container, debugDescription: "must be from -90 to 90")
        }
        guard (-180...180).contains(longitude) else {
            throw DecodingError.dataCorruptedError(
                forKey: .longitude, in: container, debugDescription: "must be from -180 to 180")
        }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// The mean radius of the earth in metres that `matching.md` asks for.
    public static let earthRadius = 6_371_008.8

    /// The straight distance over the ground in metres: the haversine on a sphere.
    public func distance(to other: Coordinate) -> Double {
        let radians = Double.pi / 180
        let phi1 = latitude * radians
        let phi2 = other.latitude * radians
        let halfPhi = sin((other.latitude - latitude) * radians / 2)
        let halfLambda = sin((other.longitude - longitude) * radians / 2)
        let a = halfPhi * halfPhi + cos(phi1) * cos(phi2) * halfLambda * halfLambda
        return 2 * Coordinate.earthRadius * asin(min(1, a.squareRoot()))
    }

    /// Minutes on foot: ⌈distance × 1.3 ÷ 80⌉. Streets make a walk 1.3 times the straight line, and
    /// a person walks 80 metres a minute (`matching.md`).
    public static func walkMinutes(metres: Double) -> Int { Int((metres * 1.3 / 80).rounded(.up)) }
}
