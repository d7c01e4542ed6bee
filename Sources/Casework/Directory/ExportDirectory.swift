import Community
import Foundation
import Interchange
import Reference
import Storage
import Vocabulary

/// Writes the hub's directory for others, in the formats of Open Referral.
///
/// What a group holds as evidence, what it agreed to and whom to ask for by name stay here: they were told to
/// the hub, not to the world.
public struct ExportDirectory: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Format: String, CaseIterable, Sendable {
        /// ORUK 3.0: one page of services in JSON.
        case orukJSON = "oruk-json"
        /// HSDS 3.0: a tabular data package.
        case hsdsCSV = "hsds-csv"
    }

    /// The files of the export with their names: one for JSON, several for a package.
    ///
    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(as format: Format, by actor: Actor) async throws -> [(name: String, data: Data)] {
        try Access.require(.seeDirectory, of: actor)
        let groups = try await desk.database.read(actor.hub) { try $0.groups.all() }
        let area = try await desk.database.readAll { try $0.hubs.find(actor.hub)?.area } ?? ""
        let services = groups.sorted { $0.id < $1.id }.map { ServiceRecord($0, desk: desk) }
        let reference = desk.reference
        let writer = OpenReferralWriter(
            names: .init(
                language: { reference.languages.name(of: $0) }, access: { reference.access.name(of: $0) },
                region: Self.region(of: area)))
        switch format {
        case .orukJSON: return [("directory.json", try writer.json(services))]
        case .hsdsCSV: return try writer.package(services)
        }
    }

    /// The nation of a pack of local reference data, for the county that every address must have.
    private static func region(of area: String) -> String {
        ["gb-eng": "England", "gb-sct": "Scotland", "gb-wls": "Wales", "gb-nir": "Northern Ireland"][area]
            ?? "United Kingdom"
    }
}

extension ServiceRecord {
    /// What the world may know of a group.
    init(_ group: Group, desk: Desk) {
        let details = group.openDetails
        self.init(id: group.id.rawValue, name: details.name)
        description = details.summary.isEmpty ? nil : details.summary
        status =
            switch details.status {
            case .active: .active
            case .paused: .temporarilyClosed
            case .closed: .defunct
            }
        let runner = details.organisation.isEmpty ? details.name : details.organisation
        organisation = OrganisationRecord(id: StableID.uuid(of: "organisation", runner), name: runner)
        email = details.contact.email.isEmpty ? nil : details.contact.email
        website = details.contact.website.isEmpty ? nil : details.contact.website
        phones = details.contact.phone.isEmpty ? [] : [details.contact.phone]
        sessions = details.sessions
        timesInWords = details.timesInWords.isEmpty ? [] : [details.timesInWords]
        languages = details.languages
        interpreting = details.interpreting.map(\.language)
        ages = details.age
        // What nobody has said is not published, and no more than that.
        fee = details.fee.value
        online = details.online
        byPhone = details.byPhone
        asksForPapers = details.asksStatus.value
        requiredDocuments = asksForPapers == true ? ["Papers that show who you are or your status"] : []
        eligibility =
            switch details.audience {
            case .said(.everyone): "Open to everyone"
            case .said(.women): "Women only"
            case .said(.men): "Men only"
            case .notKnown: nil
            }
        terms =
            details.needs.map {
                TermRecord(id: $0.rawValue, name: desk.reference.needs.name(of: $0), taxonomy: "Needs")
            }
            + details.interests.map {
                TermRecord(id: $0.rawValue, name: desk.reference.interests.name(of: $0), taxonomy: "Interests")
            }
        if let place = details.place {
            var record = PlaceRecord(id: "place of \(group.id)", locationID: "place of \(group.id)")
            // A card begins with the name of the house where it has more than a street and a town.
            record.name = place.lines.count > 2 ? place.lines.first : nil
            record.lines = place.lines
            record.coordinate = place.coordinate
            record.access = details.access.value ?? []
            (record.city, record.postcode) = Self.town(in: place.lines)
            places = [record]
        }
    }

    /// The town and the postcode in the last line of an address: `Lowmoor LO1 1AA`.
    private static func town(in lines: [String]) -> (city: String?, postcode: String?) {
        let words = lines.last?.split(separator: " ").map(String.init) ?? []
        guard words.count >= 3, let inward = words.last, inward.count == 3, inward.first?.isNumber == true else {
            return (nil, nil)
        }
        return (words.dropLast(2).joined(separator: " "), words.suffix(2).joined(separator: " "))
    }
}
