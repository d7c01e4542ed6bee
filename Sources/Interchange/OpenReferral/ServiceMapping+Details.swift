import Vocabulary

/// Places, languages, who it is for, and what it costs.
extension ServiceMapping {
    func mapPlaces(_ record: ForeignRecord, to service: inout ServiceRecord) {
        for spot in record.records("service_at_locations") {
            guard let location = spot.record("location") else {
                findings.reject(
                    "service at location", id: spot.id.isEmpty ? service.id : spot.id, field: "location",
                    "does not say where", at: spot.place)
                continue
            }
            let kind = location.text("location_type")?.lowercased()
            if kind == "virtual" {
                if location.text("name").map(words.fold)?.contains("phone") == true {
                    service.byPhone = true
                } else {
                    service.online = true
                }
                continue
            }
            // A place without any id is nobody else's.
            let own = spot.id.isEmpty ? "\(service.id) place \(service.places.count + 1)" : spot.id
            let locationID = location.text("id") ?? own
            let id = spot.id.isEmpty ? locationID : spot.id
            let key = StableID.compared(id)
            if service.places.contains(where: { StableID.compared($0.id) == key }) { continue }
            var place = PlaceRecord(id: id, locationID: locationID)
            place.name = location.text("name")
            place.transport = location.text("transportation")
            place.phones = phones(spot.records("phones") + location.records("phones"))
            mapAddress(location, to: &place)
            mapCoordinate(location, to: &place)
            mapAccess(location, to: &place, of: &service)
            (place.sessions, place.timesInWords) = times(spot.records("schedules"), of: id, for: &service)
            place.languages = languages(location.records("languages"), of: &service)
            service.places.append(place)
        }
    }

    private func mapAddress(_ location: ForeignRecord, to place: inout PlaceRecord) {
        let addresses = location.records("addresses") + location.records("physical_addresses")
        let physical = addresses.first { $0.text("address_type")?.lowercased() == "physical" }
        guard let address = physical ?? addresses.first else {
            // A place without an address may be described in words, which often begin with its name.
            guard let words = location.text("description") else { return }
            let name = place.name.flatMap { words.hasPrefix($0) ? nil : $0 }
            place.lines = [name, words].compactMap(\.self)
            return
        }
        let town = [address.text("city"), address.text("postal_code")].compactMap { $0 }.joined(separator: " ")
        let lines = [
            place.name, address.text("address_1"), address.text("address_2"), address.text("address_3"), town,
        ]
        for line in lines.compactMap({ $0 }) where !line.isEmpty && !place.lines.contains(line) {
            place.lines.append(line)
        }
        place.city = address.text("city")
        place.postcode = address.text("postal_code")
        place.county = address.text("state_province", "region")
        place.country = address.text("country")
    }

    private func mapCoordinate(_ location: ForeignRecord, to place: inout PlaceRecord) {
        guard let latitudeText = location.text("latitude"), let longitudeText = location.text("longitude") else {
            return
        }
        let problem: (field: String, text: String)?
        let latitude = Double(latitudeText)
        let longitude = Double(longitudeText)
        if let latitude, let longitude, let coordinate = Coordinate(latitude: latitude, longitude: longitude) {
            // Nobody meets in the sea off Africa: zero, zero is a blank that became a number.
            if latitude == 0, longitude == 0 {
                problem = ("latitude", "0, 0")
            } else {
                place.coordinate = coordinate
                problem = nil
            }
        } else if latitude.map({ (-90...90).contains($0) }) ?? false {
            problem = ("longitude", longitudeText)
        } else {
            problem = ("latitude", latitudeText)
        }
        if let problem {
            findings.reject(
                "location", id: place.locationID, field: problem.field,
                "\(Findings.short(problem.text)) is not a place on the earth; the location was read without it",
                at: location.place, whole: false)
        }
    }

    private func mapAccess(_ location: ForeignRecord, to place: inout PlaceRecord, of service: inout ServiceRecord) {
        let text = FreeText(words: words)
        for row in location.records("accessibility") + location.records("accessibility_for_disabilities") {
            guard let words = row.text("accessibility", "description", "details")?.replacing("_", with: " ") else {
                continue
            }
            if !place.accessText.contains(words) { place.accessText.append(words) }
            let (codes, unclear) = text.access(in: words)
            for code in codes where !place.access.contains(code) { place.access.append(code) }
            for sentence in unclear {
                let missing = Unmapped(field: "accessibility", word: sentence)
                if !service.unmapped.contains(missing) { service.unmapped.append(missing) }
            }
        }
    }

    func mapLanguages(_ record: ForeignRecord, to service: inout ServiceRecord) {
        service.languages = languages(record.records("languages"), of: &service)
        if let text = record.text("interpretation_services") {
            service.interpretingText = text
            service.interpreting = FreeText(words: words).languages(in: text)
            if service.interpreting.isEmpty {
                service.unmapped.append(Unmapped(field: "interpretation_services", word: text))
            }
        }
    }

    private func languages(_ records: [ForeignRecord], of service: inout ServiceRecord) -> [Language] {
        var languages: [Language] = []
        for record in records {
            if let language = record.text("code").flatMap(words.language) ?? record.text("name").flatMap(words.language)
            {
                if !languages.contains(language) { languages.append(language) }
                continue
            }
            guard let text = record.text("name", "language", "code") else { continue }
            for word in words.language(text).map({ _ in [text] }) ?? list(text) {
                if let language = words.language(word) {
                    if !languages.contains(language) { languages.append(language) }
                } else {
                    let missing = Unmapped(field: "languages", word: word)
                    if !service.unmapped.contains(missing) { service.unmapped.append(missing) }
                }
            }
        }
        return languages
    }

    /// `English, Urdu and Polish` as three words.
    private func list(_ text: String) -> [String] {
        text.split(whereSeparator: { ",;/&|".contains($0) })
            .flatMap { String($0).split(separator: " and ") }
            .map { $0.split(separator: " ").joined(separator: " ") }
            .filter { !$0.isEmpty }
    }

    func mapEligibility(_ record: ForeignRecord, to service: inout ServiceRecord) {
        let rows = record.records("eligibilities") + record.records("eligibility")
        let texts = [record.text("eligibility_description")] + rows.map { $0.text("eligibility") }
        let eligibility = texts.compactMap { $0 }.joined(separator: "; ")
        service.eligibility = eligibility.isEmpty ? record.text("eligibility") : eligibility
        service.audience = service.eligibility.flatMap(audience)
        let from = age("minimum_age", of: record, rows: rows, service: service)
        let to = age("maximum_age", of: record, rows: rows, service: service)
        if let from, let to, from > to {
            findings.reject(
                "service", id: service.id, field: "maximum_age",
                "\(to) is below the minimum age of \(from); the service was read without ages", at: record.place,
                whole: false)
        } else {
            service.ages = AgeRange(from: from, to: to)
        }
        for document in record.records("required_documents").compactMap({ $0.text("document") }) {
            // That none is needed is an answer; that one is needed which we do not know is none.
            if words.fold(document) == "none" {
                if service.asksForPapers == nil { service.asksForPapers = false }
                continue
            }
            service.requiredDocuments.append(document)
            if asksForPapers(document) {
                service.asksForPapers = true
            } else {
                service.unmapped.append(Unmapped(field: "required_documents", word: document))
            }
        }
    }

    private func age(_ field: String, of record: ForeignRecord, rows: [ForeignRecord], service: ServiceRecord) -> Int? {
        guard let text = record.text(field) ?? rows.lazy.compactMap({ $0.text(field) }).first else { return nil }
        if let number = Double(text), (0...150).contains(number) { return Int(number) }
        findings.reject(
            "service", id: service.id, field: field,
            "\(Findings.short(text)) is not an age; the service was read without it", at: record.place, whole: false)
        return nil
    }

    /// For whom a service is, where its own words are as plain as that.
    private func audience(_ eligibility: String) -> Audience? {
        switch words.fold(eligibility) {
        case "women", "women only", "for women", "for women only": .women
        case "men", "men only", "for men", "for men only": .men
        case "everyone", "anyone", "open to all", "open to everyone", "open to anyone", "for everyone", "all": .everyone
        default: nil
        }
    }

    /// Whether a document shows who somebody is or what their status is.
    private func asksForPapers(_ document: String) -> Bool {
        !words.paperPhrases.find(in: words.fold(document)).found.isEmpty
    }

    func mapCost(_ record: ForeignRecord, to service: inout ServiceRecord) {
        let fees = [record.text("fees_description"), record.text("fees")].compactMap { $0 }
        service.feesText = fees.isEmpty ? nil : fees.joined(separator: "; ")
        var amounts: [Pence] = []
        for option in record.records("cost_options") {
            if let ends = option.text("valid_to").flatMap(WeeklyTimes.day), ends < today { continue }
            let currency = option.text("currency")?.uppercased() ?? "GBP"
            guard let text = option.text("amount") else {
                if let words = option.text("amount_description", "option") {
                    service.unmapped.append(Unmapped(field: "cost_options", word: words))
                }
                continue
            }
            if currency != "GBP", currency != "£" {
                service.unmapped.append(Unmapped(field: "cost_options", word: "\(text) \(currency)"))
            } else if let amount = Price.pounds(text) {
                amounts.append(amount)
            } else {
                findings.reject(
                    "cost option", id: option.id.isEmpty ? service.id : option.id, field: "amount",
                    "\(Findings.short(text)) is not an amount of money", at: option.place)
            }
        }
        service.fee = amounts.max()
        guard service.fee == nil, let text = service.feesText else { return }
        if fees.allSatisfy(Price.saysFree) {
            service.fee = .zero
        } else {
            service.fee = Price.dearest(in: text)
            service.unmapped.append(Unmapped(field: "fees", word: text))
        }
    }
}
