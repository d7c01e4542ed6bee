import Foundation
import Vocabulary

/// Writes services as ORUK 3.0 JSON or as an HSDS 3.0 data package.
///
/// The two say the same: tables are the JSON records taken apart. Optional fields without a value are left
/// out, because `null` is not valid in either. What the UK profile left out of HSDS 3.0 and matters here —
/// languages by name, interpreting, documents, eligibility — is written under its HSDS names, which the
/// profile's schema allows.
public struct OpenReferralWriter: Sendable {
    /// What codes are called where people read them.
    public struct Names: Sendable {
        public var language: @Sendable (Language) -> String
        public var access: @Sendable (AccessCode) -> String
        /// The county or nation that addresses need and our places do not hold.
        public var region: String

        public init(
            language: @escaping @Sendable (Language) -> String, access: @escaping @Sendable (AccessCode) -> String,
            region: String
        ) {
            self.language = language
            self.access = access
            self.region = region
        }
    }

    private let names: Names

    public init(names: Names) { self.names = names }

    /// One page with every service.
    public func json(_ services: [ServiceRecord]) throws -> Data {
        let count = Double(services.count)
        let page: JSONValue = .object([
            "total_items": .number(count, ""), "total_pages": .number(services.isEmpty ? 0 : 1, ""),
            "page_number": .number(1, ""), "size": .number(count, ""), "first_page": .truth(true),
            "last_page": .truth(true), "empty": .truth(services.isEmpty),
            "contents": .list(services.map { .object(object($0)) }),
        ])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(page)
    }

    /// The files of a data package, `datapackage.json` first.
    public func package(_ services: [ServiceRecord]) throws -> [(name: String, data: Data)] {
        var tables = PackageTables()
        // An organisation is one row, and what it says in the service that names it first holds for all of them.
        var organisations: [String: OrganisationRecord] = [:]
        for var service in services {
            let own = runner(of: service)
            let first = organisations[Self.uuid(own.id)] ?? own
            organisations[Self.uuid(own.id)] = first
            service.organisation = first
            tables.add(object(service), to: "services", links: [:])
        }
        return try tables.files()
    }

    // MARK: Records

    private func object(_ service: ServiceRecord) -> [String: JSONValue] {
        let id = Self.uuid(service.id)
        let runner = runner(of: service)
        var object: [String: JSONValue] = [
            "id": .text(id), "name": .text(service.name), "status": .text(service.status.rawValue),
            "organization": .object(organization(runner)),
        ]
        object["description"] = service.description.map(JSONValue.text)
        // A service without a website or an address of its own is asked at its organisation's, as a reader takes it.
        object["url"] = (service.website.flatMap(Self.address) ?? runner.website.flatMap(Self.address)).map(
            JSONValue.text)
        object["email"] =
            (service.email ?? runner.email.flatMap { ServiceMapping.looksLikeAddress($0) ? $0 : nil }).map(
                JSONValue.text)
        object["fees"] = service.feesText.map(JSONValue.text)
        object["eligibility_description"] = service.eligibility.map(JSONValue.text)
        object["application_process"] = service.howToJoin.map(JSONValue.text)
        object["minimum_age"] = service.ages.from.map { .number(Double($0), "") }
        object["maximum_age"] = service.ages.to.map { .number(Double($0), "") }
        object["interpretation_services"] = interpreting(service)
        list(&object, "phones", service.phones) {
            ["number": .text($0), "id": .text(StableID.uuid(of: "phone", id, $0))]
        }
        list(&object, "schedules", service.sessions) { schedule($0, of: id) }
        let words = service.timesInWords.map { text in
            JSONValue.object(["id": .text(StableID.uuid(of: "words", id, text)), "description": .text(text)])
        }
        if !words.isEmpty { object["schedules"] = .list((object["schedules"]?.list ?? []) + words) }
        list(&object, "languages", service.languages) { language in
            [
                "id": .text(StableID.uuid(of: "language", id, language.rawValue)), "code": .text(language.rawValue),
                "name": .text(names.language(language)),
            ]
        }
        if let fee = service.fee {
            object["cost_options"] = .list([
                .object([
                    "id": .text(StableID.uuid(of: "cost", id)), "amount": .number(Double(fee.amount) / 100, ""),
                    "currency": .text("GBP"), "amount_description": .text("each session"),
                ])
            ])
        }
        let documents =
            service.requiredDocuments.isEmpty && service.asksForPapers == false ? ["None"] : service.requiredDocuments
        list(&object, "required_documents", documents) {
            ["id": .text(StableID.uuid(of: "document", id, $0)), "document": .text($0)]
        }
        list(&object, "attributes", service.terms) { attribute($0, of: id) }
        var spots = service.places.map { spot($0, of: id) }
        if service.online { spots.append(virtualSpot("online", "Online", of: id)) }
        if service.byPhone { spots.append(virtualSpot("phone", "By telephone", of: id)) }
        list(&object, "service_at_locations", spots) { $0 }
        return object
    }

    /// Each service needs an organisation: one that names none is its own.
    private func runner(of service: ServiceRecord) -> OrganisationRecord {
        service.organisation
            ?? OrganisationRecord(id: StableID.uuid(of: "organisation", service.name), name: service.name)
    }

    private func organization(_ organisation: OrganisationRecord) -> [String: JSONValue] {
        var object: [String: JSONValue] = [
            "id": .text(Self.uuid(organisation.id)), "name": .text(organisation.name),
            "description": .text(organisation.description ?? organisation.name),
        ]
        object["website"] = organisation.website.flatMap(Self.address).map(JSONValue.text)
        object["email"] = organisation.email.map(JSONValue.text)
        return object
    }

    private func interpreting(_ service: ServiceRecord) -> JSONValue? {
        if let text = service.interpretingText { return .text(text) }
        guard !service.interpreting.isEmpty else { return nil }
        return .text(service.interpreting.map(names.language).joined(separator: ", "))
    }

    private func schedule(_ session: GroupSession, of owner: String) -> [String: JSONValue] {
        // A clock knows no 24:00: what ends at midnight closes at 00:00, and a whole day, which would then be none,
        // one minute before.
        let midnight = session.from.minutes == 0 ? "23:59" : "00:00"
        let closes = session.to.minutes == 1440 ? midnight : session.to.description
        // What is not said leaves the id as it was before it could be.
        let more = [session.until?.description, session.isOpen ? "open" : nil].compactMap(\.self)
        let names = [owner, session.day.rawValue, session.from.description, closes] + more
        var schedule: [String: JSONValue] = [
            "id": .text(StableID.uuid(of: ["schedule"] + names)), "freq": .text("WEEKLY"), "interval": .number(1, ""),
            "byday": .text(session.day.rawValue), "opens_at": .text(session.from.description),
            "closes_at": .text(closes),
        ]
        schedule["valid_to"] = session.until.map { .text($0.description) }
        if session.isOpen { schedule["description"] = .text(WeeklyTimes.openHours) }
        return schedule
    }

    private func attribute(_ term: TermRecord, of owner: String) -> [String: JSONValue] {
        let taxonomy = term.taxonomy ?? "Kith"
        // A UUID is kept: whoever reads our export and writes it again calls the term by the same one.
        let isUUID = StableID.isUUID(term.id)
        let id = isUUID ? term.id.lowercased() : Self.uuid("\(taxonomy) \(term.id.isEmpty ? term.name : term.id)")
        var inner: [String: JSONValue] = [
            "id": .text(id), "name": .text(term.name), "description": .text(term.name),
            "taxonomy_detail": .object([
                "id": .text(Self.uuid(taxonomy)), "name": .text(taxonomy), "description": .text(taxonomy),
            ]),
        ]
        inner["code"] = (term.code ?? (isUUID || term.id.isEmpty ? nil : term.id)).map(JSONValue.text)
        return [
            "id": .text(StableID.uuid(of: "attribute", owner, id)), "link_id": .text(owner),
            "link_entity": .text("service"),
            "taxonomy_term": .object(inner),
        ]
    }

    private func spot(_ place: PlaceRecord, of owner: String) -> [String: JSONValue] {
        let id = Self.uuid(place.locationID)
        var location: [String: JSONValue] = ["id": .text(id), "location_type": .text("physical")]
        location["name"] = (place.name ?? place.lines.first).map(JSONValue.text)
        location["transportation"] = place.transport.map(JSONValue.text)
        location["latitude"] = place.coordinate.map { .number($0.latitude, "") }
        location["longitude"] = place.coordinate.map { .number($0.longitude, "") }
        if let address = address(of: place, id: id) {
            location["addresses"] = .list([.object(address)])
        } else if !place.lines.isEmpty {
            location["description"] = .text(place.lines.joined(separator: ", "))
        }
        list(&location, "accessibility", place.access) {
            ["id": .text(StableID.uuid(of: "access", id, $0.rawValue)), "description": .text(names.access($0))]
        }
        let spotID = spotID(of: place, owner: owner)
        var spot: [String: JSONValue] = ["id": .text(spotID), "location": .object(location)]
        // Two services may meet at one place at the same hours: the times are those of the service there.
        list(&spot, "schedules", place.sessions) { schedule($0, of: spotID) }
        return spot
    }

    private func spotID(of place: PlaceRecord, owner: String) -> String {
        let id = Self.uuid(place.id)
        let location = Self.uuid(place.locationID)
        if id == location { return StableID.uuid(of: "spot", owner, location) }
        return StableID.isUUID(place.id) ? id : StableID.uuid(of: "spot", owner, place.id)
    }

    private func virtualSpot(_ kind: String, _ name: String, of owner: String) -> [String: JSONValue] {
        [
            "id": .text(StableID.uuid(of: "\(kind) spot", owner)),
            "location": .object([
                "id": .text(StableID.uuid(of: kind, owner)), "location_type": .text("virtual"), "name": .text(name),
            ]),
        ]
    }

    /// An address needs a street, a town, a county and a postcode; without all of them there is none.
    private func address(of place: PlaceRecord, id: String) -> [String: JSONValue]? {
        guard let city = place.city, let postcode = place.postcode,
            let street = place.lines.first(where: { $0 != place.name && !$0.hasSuffix(postcode) }) ?? place.name
        else { return nil }
        return [
            "id": .text(StableID.uuid(of: "address", id)), "address_1": .text(street), "city": .text(city),
            "state_province": .text(place.county ?? names.region), "postal_code": .text(postcode),
            "country": .text(place.country ?? "GB"), "address_type": .text("physical"),
        ]
    }

    // MARK: Values

    /// Each id once, as a table has it: what comes twice would be one record where it is read.
    private func list<Element>(
        _ object: inout [String: JSONValue], _ name: String, _ elements: [Element],
        _ make: (Element) -> [String: JSONValue]
    ) {
        var seen: Set<String> = []
        let records = elements.map(make).filter { record in record["id"]?.text.map { seen.insert($0).inserted } ?? true
        }
        if !records.isEmpty { object[name] = .list(records.map(JSONValue.object)) }
    }

    /// Ids are UUIDs in the standard: another kind of id gets one of its own, the same every time.
    private static func uuid(_ id: String) -> String {
        StableID.isUUID(id) ? id.lowercased() : StableID.uuid(of: "id", id)
    }

    /// A website's address in full; nil where the text is none.
    static func address(_ text: String) -> String? {
        let full = text.contains("://") ? text : "https://\(text)"
        guard !text.contains(where: \.isWhitespace), let url = URL(string: full), url.host?.contains(".") == true else {
            return nil
        }
        return full
    }
}

extension JSONValue: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .text(let text): try container.encode(text)
        case .number(let number, _): try container.encode(number)
        case .truth(let truth): try container.encode(truth)
        case .list(let elements): try container.encode(elements)
        case .object(let members): try container.encode(members)
        }
    }
}
