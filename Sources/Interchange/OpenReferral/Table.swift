/// The tables of HSDS that hold something for us, under every file name that its versions gave them.
enum Table: String, CaseIterable {
    case organization, program, service, location, serviceAtLocation, address, phone, contact, schedule, language
    case costOption, accessibility, attribute, serviceTaxonomy, term, taxonomy, serviceArea, eligibility
    case requiredDocument, organizationIdentifier

    /// What a record of it is called in a report.
    var record: String {
        switch self {
        case .serviceAtLocation: "service at location"
        case .costOption: "cost option"
        case .serviceTaxonomy: "service taxonomy"
        case .term: "taxonomy term"
        case .serviceArea: "service area"
        case .requiredDocument: "required document"
        case .organizationIdentifier: "organization identifier"
        default: rawValue
        }
    }

    /// The table in a file of this name; nil for files that we do not read.
    static func named(_ name: String) -> Table? {
        var stem = name.lowercased()
        if stem.hasSuffix(".csv") { stem.removeLast(4) }
        return byName[stem]
    }

    /// Files of the standard whose content has no place with us: no word is lost on them.
    static func isKnownAndUnused(_ name: String) -> Bool {
        var stem = name.lowercased()
        if stem.hasSuffix(".csv") { stem.removeLast(4) }
        return unused.contains(stem)
    }

    private static let unused: Set<String> = [
        "holiday_schedules", "holiday_schedule", "funding", "fundings", "payments_accepted", "payment_accepted",
        "metadata", "meta_table_descriptions", "meta_table_description", "urls", "url", "units", "unit",
        "service_capacities", "service_capacity", "datapackage",
    ]

    private static let byName: [String: Table] = [
        "organizations": .organization, "organization": .organization, "organisations": .organization,
        "programs": .program, "program": .program,
        "services": .service, "service": .service,
        "locations": .location, "location": .location,
        "services_at_location": .serviceAtLocation, "service_at_location": .serviceAtLocation,
        "service_at_locations": .serviceAtLocation, "services_at_locations": .serviceAtLocation,
        "addresses": .address, "address": .address, "physical_addresses": .address, "physical_address": .address,
        "postal_addresses": .address, "postal_address": .address,
        "phones": .phone, "phone": .phone,
        "contacts": .contact, "contact": .contact,
        "schedules": .schedule, "schedule": .schedule, "regular_schedules": .schedule, "regular_schedule": .schedule,
        "languages": .language, "language": .language,
        "cost_options": .costOption, "cost_option": .costOption,
        "accessibility": .accessibility, "accessibilities": .accessibility,
        "accessibility_for_disabilities": .accessibility,
        "attributes": .attribute, "attribute": .attribute, "other_attributes": .attribute,
        "link_taxonomies": .attribute,
        "services_taxonomy": .serviceTaxonomy, "service_taxonomy": .serviceTaxonomy,
        "service_taxonomies": .serviceTaxonomy, "service_attributes": .serviceTaxonomy,
        "service_attribute": .serviceTaxonomy,
        "taxonomy_terms": .term, "taxonomy_term": .term,
        "taxonomies": .taxonomy, "taxonomy": .taxonomy,
        "service_areas": .serviceArea, "service_area": .serviceArea,
        "eligibility": .eligibility, "eligibilities": .eligibility,
        "required_documents": .requiredDocument, "required_document": .requiredDocument,
        "organization_identifiers": .organizationIdentifier, "organization_identifier": .organizationIdentifier,
    ]

    /// The columns that HSDS 1.1, 2.0, 3.0 or the UK profile know in this table.
    var columns: Set<String> { Table.columns[self] ?? [] }

    private static let columns: [Table: Set<String>] = [
        .organization: words(
            """
            id name alternate_name description email url website tax_status tax_id year_incorporated legal_status \
            logo uri parent_organization_id
            """),
        .program: words("id organization_id name alternate_name description"),
        .service: words(
            """
            id organization_id program_id name alternate_name description url email status interpretation_services \
            application_process wait_time fees fees_description accreditations licenses eligibility_description \
            minimum_age maximum_age assured_date assurer_email alert last_modified taxonomy_ids \
            deliverable_type attending_type attending_access
            """),
        .location: words(
            """
            id location_type url organization_id name alternate_name description transportation latitude longitude \
            external_identifier external_identifier_type
            """),
        .serviceAtLocation: words("id service_id location_id description"),
        .address: words(
            """
            id location_id attention address_1 address_2 address_3 address_4 city region state_province postal_code \
            country address_type organization_id
            """),
        .phone: words(
            """
            id location_id service_id organization_id contact_id service_at_location_id number extension type \
            language description department
            """),
        .contact: words(
            "id organization_id service_id service_at_location_id location_id name title department email phone_id"),
        .schedule: words(
            """
            id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count wkst \
            freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link \
            attending_type notes weekday original_text
            """),
        .language: words("id service_id location_id phone_id name code note language"),
        .costOption: words("id service_id valid_from valid_to option currency amount amount_description"),
        .accessibility: words("id location_id description details url accessibility"),
        .attribute: words("id link_id taxonomy_term_id link_type link_entity value label"),
        .serviceTaxonomy: words("id service_id taxonomy_id taxonomy_term_id taxonomy_detail"),
        .term: words(
            """
            id code name term description parent_id parent_name taxonomy language taxonomy_id term_uri vocabulary
            """),
        .taxonomy: words("id name description uri version parent_id parent_name vocabulary"),
        .serviceArea: words(
            "id service_id service_at_location_id service_area name description extent extent_type uri"),
        .eligibility: words("id service_id eligibility minimum_age maximum_age taxonomy_term_id"),
        .requiredDocument: words("id service_id document uri"),
        .organizationIdentifier: words(
            "id organization_id identifier_scheme identifier_type identifier link_id"),
    ]

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
