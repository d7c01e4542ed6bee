import Casework
import Community
import Reference
import Vocabulary

/// A group's details as a form writes them, and back.
enum GroupForm {
    /// The form filled with what is known.
    static func filled(from details: GroupDetails, reference: ReferenceData, version: Int = 0) -> SubmittedForm {
        var fields: [(name: String, value: String)] = [
            ("version", String(version)), ("name", details.name), ("organisation", details.organisation),
            ("summary", details.summary), ("status", details.status.rawValue), ("format", details.format.rawValue),
            ("fee", details.fee == .zero ? "" : details.fee.description),
            ("place", details.place?.lines.joined(separator: "\n") ?? ""),
            ("latitude", details.place?.coordinate.map { String($0.latitude) } ?? ""),
            ("longitude", details.place?.coordinate.map { String($0.longitude) } ?? ""),
            ("sessions", details.sessions.sorted().map(GroupWords.session).joined(separator: "\n")),
            ("times-in-words", details.timesInWords), ("audience", details.audience.rawValue),
            ("age-from", details.age.from.map(String.init) ?? ""), ("age-to", details.age.to.map(String.init) ?? ""),
            ("languages", details.languages.map(reference.languages.name).joined(separator: ", ")),
            ("english", details.english.rawValue),
            ("interpreting", GroupWords.value(of: .interpreting, in: details, reference: reference)),
            ("childcare", details.childcare.rawValue),
            ("communities", details.communities.map(reference.communities.name).joined(separator: ", ")),
            ("contact-name", details.contact.name), ("contact-email", details.contact.email),
            ("contact-phone", details.contact.phone), ("contact-website", details.contact.website),
        ]
        fields += details.needs.map { ("needs", $0.rawValue) }
        fields += details.interests.map { ("interests", $0.rawValue) }
        fields += details.access.map { ("access", $0.rawValue) }
        let boxes: [(String, String, Bool)] = [
            ("also", "online", details.online), ("also", "travel-paid", details.travelPaid),
            ("also", "volunteering", details.volunteering), ("also", "asks-status", details.asksStatus),
            ("coming", "drop-in", details.dropIn), ("coming", "book-ahead", details.bookAhead),
        ]
        fields += boxes.filter(\.2).map { ($0.0, $0.1) }
        return SubmittedForm(fields)
    }

    /// The details as the form says them; nil where something is wrong, which the reader then knows.
    static func read(_ reader: inout FormReader, onto stored: GroupDetails, reference: ReferenceData) -> GroupDetails? {
        var details = stored
        details.name = reader.text("name", upTo: 200, orAsk: "Enter the name of the group") ?? ""
        details.organisation = reader.text("organisation", upTo: 200) ?? ""
        details.summary = reader.text("summary", upTo: 5000) ?? ""
        details.status = reader.choice("status") ?? .active
        details.needs = reader.choices("needs")
        details.interests = reader.choices("interests")
        details.format = reader.choice("format") ?? .group
        details.fee = reader.pence("fee") ?? .zero
        let also = reader.chosen("also")
        details.online = also.contains("online")
        details.travelPaid = also.contains("travel-paid")
        details.volunteering = also.contains("volunteering")
        details.asksStatus = also.contains("asks-status")
        details.place = place(&reader)
        details.sessions = sessions(&reader, reference)
        details.timesInWords = reader.text("times-in-words", upTo: 1000) ?? ""
        details.dropIn = reader.chosen("coming").contains("drop-in")
        details.bookAhead = reader.chosen("coming").contains("book-ahead")
        details.audience = reader.choice("audience") ?? .everyone
        details.age = AgeRange(from: reader.integer("age-from", in: 0...120), to: reader.integer("age-to", in: 0...120))
        if let from = details.age.from, let to = details.age.to, from > to {
            reader.add("The oldest age must not be below the youngest", to: "age-to")
        }
        details.languages = words(&reader, "languages") { reference.languages.language(forWord: $0) }
        details.english = reader.choice("english") ?? .conversational
        details.interpreting = interpreting(&reader, reference)
        details.childcare = reader.choice("childcare") ?? .none
        details.access = reader.choices("access")
        details.communities = words(&reader, "communities") { reference.communities.code(forWord: $0) }
        details.contact = GroupContact(
            name: reader.text("contact-name", upTo: 200) ?? "", email: reader.email("contact-email") ?? "",
            phone: reader.phone("contact-phone", upTo: 50, short: true) ?? "",
            website: reader.text("contact-website", upTo: 500) ?? "")
        return reader.problems.isEmpty ? details : nil
    }

    private static func place(_ reader: inout FormReader) -> Place? {
        let lines = (reader.text("place", upTo: 500) ?? "").split(whereSeparator: \.isNewline).map(String.init)
        let latitude = reader.text("latitude", upTo: 20)
        let longitude = reader.text("longitude", upTo: 20)
        guard latitude != nil || longitude != nil else {
            return lines.isEmpty ? nil : Place(lines: lines, coordinate: nil)
        }
        guard let north = latitude.flatMap(Double.init), let east = longitude.flatMap(Double.init),
            let coordinate = Coordinate(latitude: north, longitude: east)
        else {
            reader.add("Enter latitude and longitude in degrees, like 52.9536 and -1.1505", to: "latitude")
            return nil
        }
        return Place(lines: lines, coordinate: coordinate)
    }

    private static func sessions(_ reader: inout FormReader, _ reference: ReferenceData) -> [WeeklyWindow] {
        let lines = (reader.text("sessions", upTo: 2000) ?? "").split(whereSeparator: \.isNewline)
        return lines.compactMap { line in
            guard
                let match = String(line).wholeMatch(
                    of: /\s*(\p{L}+)\s+(\d{1,2}:\d{2})\s*(?:to|–|-)\s*(\d{1,2}:\d{2})\s*/),
                let day = reference.day(forWord: String(match.1)),
                let from = TimeOfDay(padded(match.2)), let to = TimeOfDay(padded(match.3)),
                let window = WeeklyWindow(day: day, from: from, to: to)
            else {
                reader.add("Write each time like: Thursday 10:00 to 12:00", to: "sessions")
                return nil
            }
            return window
        }
    }

    private static func padded(_ time: Substring) -> String { time.count == 4 ? "0\(time)" : String(time) }

    private static func words<Code>(
        _ reader: inout FormReader, _ field: String, meaning: (String) -> Code?
    ) -> [Code] {
        split(reader.text(field, upTo: 1000)).compactMap { word in
            guard let code = meaning(word) else {
                reader.add("We do not know “\(word)”: try another word for it, or leave it out", to: field)
                return nil
            }
            return code
        }
    }

    private static func interpreting(_ reader: inout FormReader, _ reference: ReferenceData) -> [InterpretingOffer] {
        split(reader.text("interpreting", upTo: 1000)).compactMap { word in
            // A language may have brackets in its own name: Persian (Farsi).
            if let language = reference.languages.language(forWord: word) {
                return InterpretingOffer(language: language, community: nil)
            }
            let opening = word.lastIndex(of: "(") ?? word.endIndex
            guard
                let language = reference.languages.language(forWord: word[..<opening].trimmingSuffix { $0 == " " }),
                let community = reference.communities.code(
                    forWord: word[opening...].dropFirst().trimmingSuffix { $0 == ")" || $0 == " " })
            else {
                reader.add("We do not know “\(word)”: write it like Arabic (Syrian)", to: "interpreting")
                return nil
            }
            return InterpretingOffer(language: language, community: community)
        }
    }

    private static func split(_ text: String?) -> [String] {
        (text ?? "").split(whereSeparator: { $0 == "," || $0.isNewline })
            .map { $0.trimmingPrefix(while: \.isWhitespace) }
            .map { String($0.trimmingSuffix(while: \.isWhitespace)) }.filter { !$0.isEmpty }
    }
}

extension Substring {
    func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var trimmed = self
        while let last = trimmed.last, predicate(last) { trimmed.removeLast() }
        return trimmed
    }
}
