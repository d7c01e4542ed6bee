import Vocabulary

/// Maps a record in the shape of HSDS, from JSON or from tables, to a ``ServiceRecord``.
struct ServiceMapping {
    let words: DirectoryWords
    let today: Day
    let findings: Findings

    /// Nil, with a reason in the findings, where the record cannot be a service of ours.
    func service(from record: ForeignRecord) -> ServiceRecord? {
        guard let id = record.text("id") else {
            findings.reject("service", id: "", field: "id", "has no id", at: record.place)
            return nil
        }
        guard let name = record.text("name") else {
            findings.reject("service", id: id, field: "name", "has no name", at: record.place)
            return nil
        }
        var service = ServiceRecord(id: id, name: name)
        service.alternateName = record.text("alternate_name")
        service.description = record.text("description")
        service.lastModified = record.text("last_modified", "assured_date")
        service.howToJoin = record.text("application_process")
        mapStatus(record, to: &service)
        mapOrganisation(record, to: &service)
        mapContact(record, to: &service)
        mapPlaces(record, to: &service)
        (service.sessions, service.timesInWords) = times(record.records("schedules"), of: id, for: &service)
        mapLanguages(record, to: &service)
        mapEligibility(record, to: &service)
        mapCost(record, to: &service)
        mapTerms(record, to: &service)
        service.areas = record.records("service_areas").compactMap { $0.text("name", "service_area", "extent") }
        return service
    }

    private func mapStatus(_ record: ForeignRecord, to service: inout ServiceRecord) {
        guard let text = record.text("status") else { return }
        let tidy = text.lowercased().replacing("_", with: " ")
        if let status = ServiceStatus(rawValue: tidy) {
            service.status = status
        } else {
            // Nobody is told of a service of which we do not know whether it runs.
            service.status = .inactive
            service.unmapped.append(Unmapped(field: "status", word: text))
        }
    }

    private func mapOrganisation(_ record: ForeignRecord, to service: inout ServiceRecord) {
        guard let organization = record.record("organization") else {
            // A package that names one it does not hold has reported that already.
            if record.text("organization_id") == nil {
                findings.reject(
                    "service", id: service.id, field: "organization",
                    "does not say which organization runs it; the service was read without it", at: record.place,
                    whole: false)
            }
            return
        }
        guard let name = organization.text("name") else {
            findings.reject(
                "organization", id: organization.id, field: "name",
                "has no name; the service was read without it", at: record.place)
            return
        }
        let id = organization.id.isEmpty ? StableID.uuid(of: "organisation", name) : organization.id
        var organisation = OrganisationRecord(id: id, name: name)
        organisation.description = organization.text("description")
        organisation.email = organization.text("email")
        organisation.website = organization.text("website", "url", "uri")
        organisation.identifiers = organization.records("organization_identifiers").compactMap { row in
            row.text("identifier").map {
                .init(scheme: row.text("identifier_scheme", "identifier_type") ?? "", value: $0)
            }
        }
        service.organisation = organisation
    }

    private func mapContact(_ record: ForeignRecord, to service: inout ServiceRecord) {
        let contacts =
            record.records("contacts") + record.records("service_at_locations").flatMap { $0.records("contacts") }
        let organization = record.record("organization")
        service.contactName = contacts.lazy.compactMap { $0.text("name") }.first
        let websites = [record.text("url"), service.organisation?.website].compactMap(\.self)
        service.website = websites.first { OpenReferralWriter.address($0) != nil } ?? websites.first
        let addresses = [record.text("email")] + contacts.map { $0.text("email") } + [service.organisation?.email]
        for email in addresses.compactMap(\.self) {
            if ServiceMapping.looksLikeAddress(email) {
                service.email = email
                break
            }
            service.unmapped.append(Unmapped(field: "email", word: email))
        }
        service.phones = phones(record.records("phones"))
        if service.phones.isEmpty { service.phones = phones(contacts.flatMap { $0.records("phones") }) }
        if service.phones.isEmpty, let organization {
            service.phones = phones(
                organization.records("phones") + organization.records("contacts").flatMap { $0.records("phones") })
        }
    }

    func phones(_ records: [ForeignRecord]) -> [String] {
        var numbers: [String] = []
        for record in records where record.text("type")?.lowercased() != "fax" {
            guard let number = (record.text("number")?.filter { $0 != "\"" }).flatMap(ForeignRecord.tidied) else {
                continue
            }
            let full = record.text("extension").map { "\(number) ext. \($0)" } ?? number
            if !numbers.contains(full) { numbers.append(full) }
        }
        return numbers
    }

    /// Reads schedules into weekly times and words, and reports those that cannot be.
    func times(
        _ schedules: [ForeignRecord], of owner: String, for service: inout ServiceRecord
    ) -> (sessions: [GroupSession], inWords: [String]) {
        var sessions: [GroupSession] = []
        var inWords: [String] = []
        for schedule in schedules {
            switch WeeklyTimes.read(schedule, words: words, today: today) {
            case .sessions(let read, let way):
                for session in read where !sessions.contains(session) { sessions.append(session) }
                if way == .online { service.online = true }
                if way == .byPhone { service.byPhone = true }
            case .words(let text):
                if !text.isEmpty, !inWords.contains(text) {
                    inWords.append(text)
                    service.unmapped.append(Unmapped(field: "schedules", word: text))
                }
            case .impossible(let field, let reason):
                findings.reject(
                    "schedule", id: schedule.id.isEmpty ? owner : schedule.id, field: field, reason, at: schedule.place)
            }
        }
        return (sessions.sorted(), inWords)
    }

    private func mapTerms(_ record: ForeignRecord, to service: inout ServiceRecord) {
        for attribute in record.records("attributes") {
            let term = attribute.record("taxonomy_term")
            guard let name = term?.text("name", "term") ?? attribute.text("taxonomy_detail", "label", "value") else {
                continue
            }
            let code = term?.text("code")
            let entry = TermRecord(
                id: StableID.compared(term?.id ?? ""), code: code, name: name,
                taxonomy: term?.record("taxonomy_detail")?.text("name") ?? term?.text("taxonomy", "vocabulary"))
            if service.terms.contains(entry) { continue }
            service.terms.append(entry)
            if !file(name, under: &service), !(code.map { file($0, under: &service) } ?? false) {
                let parts = name.split(whereSeparator: { "&/,;>|".contains($0) })
                    .flatMap { String($0).split(separator: " and ").map(String.init) }
                let known = parts.count > 1 ? parts.filter { file($0, under: &service) }.count : 0
                if known == 0 || known < parts.count {
                    service.unmapped.append(Unmapped(field: "attributes", word: name))
                }
            }
        }
    }

    /// Notes what a word of a classification stands for. Answers whether it stands for anything.
    private func file(_ word: String, under service: inout ServiceRecord) -> Bool {
        let need = words.need(word)
        let interest = words.interest(word)
        let community = words.community(word)
        if let need, !service.needs.contains(need) { service.needs.append(need) }
        if let interest, !service.interests.contains(interest) { service.interests.append(interest) }
        if let community, !service.communities.contains(community) { service.communities.append(community) }
        return need != nil || interest != nil || community != nil
    }

    static func looksLikeAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isWhitespace) }
    }
}
