/// Puts the rows of a data package together into services as JSON would nest them.
///
///     organizations ─┐
///     services ──────┼─ service_at_location ── locations ── addresses, accessibility
///                    └─ schedules, languages, phones, costs, attributes …
///
/// A row that points at nothing is reported and left out; nothing else is lost with it.
struct TabularAssembly {
    private let findings: Findings
    private var tables: [Table: [ForeignRecord]]

    init(tables: [Table: [ForeignRecord]], findings: Findings) {
        self.tables = tables
        self.findings = findings
    }

    mutating func services() -> [ForeignRecord] {
        var services = Keyed(unique(.service))
        var organizations = Keyed(unique(.organization))
        var locations = Keyed(unique(.location))
        var spots = Keyed(unique(.serviceAtLocation))
        var contacts = Keyed(unique(.contact))
        let spotOfPair = Dictionary(
            spots.records.enumerated().map { ("\($1.text("service_id") ?? "")|\($1.text("location_id") ?? "")", $0) },
            uniquingKeysWith: { first, _ in first })

        func spot(for row: ForeignRecord) -> Int? {
            guard let service = row.text("service_id"), let location = row.text("location_id") else { return nil }
            return spotOfPair["\(service)|\(location)"]
        }

        for row in rows(.organizationIdentifier) {
            attach(
                row, as: "organization_identifiers", to: &organizations, by: "organization_id", .organizationIdentifier)
        }
        for row in rows(.address) { attach(row, as: "addresses", to: &locations, by: "location_id", .address) }
        for row in rows(.accessibility) {
            attach(row, as: "accessibility", to: &locations, by: "location_id", .accessibility)
        }
        // The number of a contact person is the contact's; every other goes to the nearest thing it names.
        for row in rows(.phone) {
            if attachIfNamed(row, as: "phones", to: &contacts, by: "contact_id") { continue }
            attachNearest(
                row, as: "phones", table: .phone, spot: spot(for: row), services: &services, spots: &spots,
                locations: &locations, organizations: &organizations)
        }
        for row in contacts.records {
            attachNearest(
                row, as: "contacts", table: .contact, spot: spot(for: row), services: &services, spots: &spots,
                locations: &locations, organizations: &organizations)
        }
        for row in rows(.schedule) {
            attachNearest(
                row, as: "schedules", table: .schedule, spot: spot(for: row), services: &services, spots: &spots,
                locations: &locations, organizations: &organizations)
        }
        for row in rows(.language) {
            if attachIfNamed(row, as: "languages", to: &services, by: "service_id") { continue }
            // The languages of a telephone line are not those of the service.
            if row.text("service_id", "location_id") == nil, row.text("phone_id") != nil { continue }
            attachNearest(
                row, as: "languages", table: .language, spot: nil, services: &services, spots: &spots,
                locations: &locations, organizations: &organizations)
        }
        for (table, name) in [
            (Table.costOption, "cost_options"), (.serviceArea, "service_areas"), (.eligibility, "eligibilities"),
            (.requiredDocument, "required_documents"),
        ] {
            for row in rows(table) { attach(row, as: name, to: &services, by: "service_id", table) }
        }
        attachTerms(to: &services)
        for row in spots.records {
            var row = row
            if let id = row.text("location_id") {
                guard let location = locations[id] else {
                    dangling(.serviceAtLocation, row, "location_id", id)
                    continue
                }
                row.attached["location"] = [location]
            }
            attach(row, as: "service_at_locations", to: &services, by: "service_id", .serviceAtLocation)
        }
        return services.records.map { service in
            var service = service
            if let id = service.text("organization_id") {
                if let organization = organizations[id] {
                    service.attached["organization"] = [organization]
                } else {
                    findings.reject(
                        "service", id: service.id, field: "organization_id",
                        "names the organization \(Findings.short(id)), which is not in the package; "
                            + "the service was read without it", at: service.place, whole: false)
                }
            }
            return service
        }
    }

    // MARK: Terms

    private mutating func attachTerms(to services: inout Keyed) {
        let taxonomies = Keyed(unique(.taxonomy))
        var terms = Keyed(unique(.term))
        for index in terms.records.indices {
            if let id = terms.records[index].text("taxonomy_id"), let taxonomy = taxonomies[id] {
                terms.records[index].attached["taxonomy_detail"] = [taxonomy]
            }
        }
        for row in rows(.attribute) {
            let kind = row.text("link_entity", "link_type") ?? ""
            guard let link = row.text("link_id") else {
                dangling(.attribute, row, "link_id", "")
                continue
            }
            guard let service = services.index[link] else {
                if kind == "service" { dangling(.attribute, row, "link_id", link) }
                continue
            }
            attachTerm(row, of: terms, to: &services.records[service], table: .attribute)
        }
        for row in rows(.serviceTaxonomy) {
            guard let id = row.text("service_id"), let service = services.index[id] else {
                dangling(.serviceTaxonomy, row, "service_id", row.text("service_id") ?? "")
                continue
            }
            attachTerm(row, of: terms, to: &services.records[service], table: .serviceTaxonomy)
        }
    }

    private func attachTerm(_ row: ForeignRecord, of terms: Keyed, to service: inout ForeignRecord, table: Table) {
        var row = row
        if let id = row.text("taxonomy_term_id", "taxonomy_id") {
            guard let term = terms[id] else { return dangling(table, row, "taxonomy_term_id", id) }
            row.attached["taxonomy_term"] = [term]
        }
        service.attached["attributes", default: []].append(row)
    }

    // MARK: Attaching

    private func attachNearest(
        _ row: ForeignRecord, as name: String, table: Table, spot: Int?, services: inout Keyed, spots: inout Keyed,
        locations: inout Keyed, organizations: inout Keyed
    ) {
        if attachIfNamed(row, as: name, to: &spots, by: "service_at_location_id") { return }
        if let spot {
            spots.records[spot].attached[name, default: []].append(row)
            return
        }
        if attachIfNamed(row, as: name, to: &services, by: "service_id") { return }
        // A row that names a service we do not have says nothing about the place or its organization.
        if row.text("service_id") == nil, row.text("service_at_location_id") == nil {
            if attachIfNamed(row, as: name, to: &locations, by: "location_id") { return }
            if attachIfNamed(row, as: name, to: &organizations, by: "organization_id") { return }
        }
        for column in ["service_at_location_id", "service_id", "location_id", "organization_id", "contact_id"] {
            if let id = row.text(column) { return dangling(table, row, column, id) }
        }
        dangling(table, row, "service_id", "")
    }

    private func attachIfNamed(
        _ row: ForeignRecord, as name: String, to owners: inout Keyed, by column: String
    ) -> Bool {
        guard let id = row.text(column), let index = owners.index[id] else { return false }
        owners.records[index].attached[name, default: []].append(row)
        return true
    }

    private func attach(
        _ row: ForeignRecord, as name: String, to owners: inout Keyed, by column: String, _ table: Table
    ) {
        if !attachIfNamed(row, as: name, to: &owners, by: column) {
            dangling(table, row, column, row.text(column) ?? "")
        }
    }

    private func dangling(_ table: Table, _ row: ForeignRecord, _ column: String, _ id: String) {
        let reason =
            id.isEmpty ? "does not say what it belongs to" : "names \(Findings.short(id)), which is not in the package"
        findings.reject(table.record, id: row.id, field: column, reason, at: row.place)
    }

    // MARK: Tables

    private func rows(_ table: Table) -> [ForeignRecord] { tables[table] ?? [] }

    /// The rows that have an id of their own; a second row with the same id is left out.
    private mutating func unique(_ table: Table) -> [ForeignRecord] {
        var seen: Set<String> = []
        let rows = tables.removeValue(forKey: table) ?? []
        return rows.filter { row in
            let id = row.id
            guard !id.isEmpty else {
                findings.reject(table.record, id: "", field: "id", "has no id", at: row.place)
                return false
            }
            guard seen.insert(id).inserted else {
                findings.reject(
                    table.record, id: id, field: "id", "comes twice; the first one was read", at: row.place)
                return false
            }
            return true
        }
    }
}

/// Records that can be found by their id.
private struct Keyed {
    var records: [ForeignRecord]
    let index: [String: Int]

    init(_ records: [ForeignRecord]) {
        self.records = records
        index = Dictionary(records.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(id: String) -> ForeignRecord? { index[id].map { records[$0] } }
}
