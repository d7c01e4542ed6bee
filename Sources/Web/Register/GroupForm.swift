import Casework
import Community
import Reference
import Vocabulary

/// A group's details as a form writes them, and back.
enum GroupForm {
    /// What is chosen where nobody knows the answer. Nothing is chosen before somebody does, and that says the same.
    static let notKnown = "not-known"
    /// What is ticked where a group has none of what is asked for.
    static let none = "none"

    enum Cost: String, CaseIterable {
        case free, paid
        case notKnown = "not-known"
    }

    /// A new group: nothing is chosen, since nobody has said anything.
    static func empty() -> SubmittedForm { SubmittedForm([("version", "0")]) }

    /// The form filled with what is known.
    static func filled(from details: GroupDetails, reference: ReferenceData, version: Int = 0) -> SubmittedForm {
        var fields: [(name: String, value: String)] = [
            ("version", String(version)), ("name", details.name), ("organisation", details.organisation),
            ("summary", details.summary), ("format", details.format.value?.rawValue ?? ""),
            ("cost", cost(details.fee)), ("fee", details.fee.value.flatMap { $0 > .zero ? $0.description : nil } ?? ""),
            ("place", details.place?.lines.joined(separator: "\n") ?? ""),
            ("latitude", details.place?.coordinate.map { String($0.latitude) } ?? ""),
            ("longitude", details.place?.coordinate.map { String($0.longitude) } ?? ""),
            ("accuracy", details.place?.accuracyM.map(String.init) ?? ""),
            ("sessions", details.sessions.sorted().map(GroupWords.session).joined(separator: "\n")),
            ("times-in-words", details.timesInWords), ("audience", details.audience.value?.rawValue ?? ""),
            ("age-from", details.age.from.map(String.init) ?? ""), ("age-to", details.age.to.map(String.init) ?? ""),
            ("languages", details.languages.map(reference.languages.name).joined(separator: ", ")),
            ("english", details.english.value?.rawValue ?? ""),
            ("interpreting", GroupWords.value(of: .interpreting, in: details, reference: reference)),
            ("childcare", details.childcare.value?.rawValue ?? ""),
            ("papers", details.asksStatus.value.map { $0 ? "yes" : "no" } ?? ""),
            ("communities", details.communities.map(reference.communities.name).joined(separator: ", ")),
            ("contact-name", details.contact.name), ("contact-email", details.contact.email),
            ("contact-phone", details.contact.phone), ("contact-website", details.contact.website),
        ]
        fields += details.needs.map { ("needs", $0.rawValue) }
        fields += details.interests.map { ("interests", $0.rawValue) }
        fields +=
            details.access.value.map { $0.isEmpty ? [("access", none)] : $0.map { ("access", $0.rawValue) } } ?? []
        let boxes: [(String, String, Bool)] = [
            ("also", "online", details.online), ("also", "by-phone", details.byPhone),
            ("also", "travel-paid", details.travelPaid), ("also", "volunteering", details.volunteering),
            ("coming", "drop-in", details.dropIn), ("coming", "book-ahead", details.bookAhead),
        ]
        fields += boxes.filter(\.2).map { ($0.0, $0.1) }
        fields.append(("status", details.status.rawValue))
        return SubmittedForm(fields)
    }

    /// What nobody has said is an answer of the form, and none of the enumeration's.
    private static func known<Value: RawRepresentable<String>>(
        _ field: String, _ reader: inout FormReader
    ) -> Known<Value> {
        reader.typed(field) == notKnown ? .notKnown : Known(reader.choice(field))
    }

    /// The details as the form says them; nil where something is wrong, which the reader then knows.
    static func read(_ reader: inout FormReader, onto stored: GroupDetails, reference: ReferenceData) -> GroupDetails? {
        var details = stored
        details.name = reader.text("name", upTo: 200, orAsk: "Enter the name of the group") ?? ""
        details.organisation = reader.text("organisation", upTo: 200) ?? ""
        details.summary = reader.text("summary", upTo: 5000) ?? ""
        details.status = reader.choice("status", orAsk: "Choose whether it is running") ?? stored.status
        details.needs = reader.choices("needs")
        details.interests = reader.choices("interests")
        details.format = known("format", &reader)
        details.fee = fee(&reader)
        let also = reader.chosen("also")
        details.online = also.contains("online")
        details.byPhone = also.contains("by-phone")
        details.travelPaid = also.contains("travel-paid")
        details.volunteering = also.contains("volunteering")
        details.asksStatus = papers(&reader)
        details.place = place(&reader)
        details.sessions = sessions(&reader, reference)
        details.timesInWords = reader.text("times-in-words", upTo: 1000) ?? ""
        details.dropIn = reader.chosen("coming").contains("drop-in")
        details.bookAhead = reader.chosen("coming").contains("book-ahead")
        details.audience = known("audience", &reader)
        details.age = AgeRange(from: reader.integer("age-from", in: 0...120), to: reader.integer("age-to", in: 0...120))
        if let from = details.age.from, let to = details.age.to, from > to {
            reader.add("The oldest age must not be below the youngest", to: "age-to")
        }
        details.languages = words(&reader, "languages") { reference.languages.language(forWord: $0) }
        details.english = known("english", &reader)
        details.interpreting = interpreting(&reader, reference)
        details.childcare = known("childcare", &reader)
        details.access = access(&reader)
        details.communities = words(&reader, "communities") { reference.communities.code(forWord: $0) }
        details.contact = GroupContact(
            name: reader.text("contact-name", upTo: 200) ?? "", email: reader.email("contact-email") ?? "",
            phone: reader.phone("contact-phone", upTo: 50, short: true) ?? "",
            website: reader.text("contact-website", upTo: 500) ?? "")
        return reader.problems.isEmpty ? details : nil
    }

    private static func cost(_ fee: Known<Pence>) -> String {
        switch fee {
        case .said(.zero): Cost.free.rawValue
        case .said: Cost.paid.rawValue
        case .notKnown: ""
        }
    }

    private static func fee(_ reader: inout FormReader) -> Known<Pence> {
        let amount = reader.pence("fee")
        if amount == nil, reader.problem(with: "fee") != nil { return .notKnown }
        let costs = amount.map { $0 > .zero } ?? false
        switch reader.choice("cost", of: Cost.self) {
        case .free:
            if costs { reader.add("Choose whether it is free, or costs this much", to: "cost") }
            return .said(.zero)
        case .paid:
            if amount == nil { reader.add("Enter how much it costs", to: "fee") }
            return Known(amount)
        case .notKnown:
            if costs { reader.add("Choose whether the cost is known", to: "cost") }
            return .notKnown
        case nil: return Known(amount)
        }
    }

    private static func papers(_ reader: inout FormReader) -> Known<Bool> {
        switch reader.typed("papers") {
        case "yes": .said(true)
        case "no": .said(false)
        default: .notKnown
        }
    }

    private static func access(_ reader: inout FormReader) -> Known<[AccessCode]> {
        let codes = reader.choices("access", of: AccessCode.self).filter { $0.rawValue != none }
        guard reader.chosen("access").contains(none) else { return codes.isEmpty ? .notKnown : .said(codes) }
        if !codes.isEmpty { reader.add("Choose what there is, or that there is none of it", to: "access") }
        return .said(codes)
    }

    private static func place(_ reader: inout FormReader) -> Place? {
        let lines = (reader.text("place", upTo: 500) ?? "").split(whereSeparator: \.isNewline).map(String.init)
        let latitude = reader.text("latitude", upTo: 20)
        let longitude = reader.text("longitude", upTo: 20)
        let accuracy = reader.integer("accuracy", in: 0...100_000)
        guard latitude != nil || longitude != nil else {
            return lines.isEmpty ? nil : Place(lines: lines, coordinate: nil)
        }
        guard let north = latitude.flatMap(Double.init), let east = longitude.flatMap(Double.init),
            let coordinate = Coordinate(latitude: north, longitude: east)
        else {
            reader.add("Enter latitude and longitude in degrees, like 52.9536 and -1.1505", to: "latitude")
            return nil
        }
        return Place(lines: lines, coordinate: coordinate, accuracyM: accuracy)
    }

    private static func sessions(_ reader: inout FormReader, _ reference: ReferenceData) -> [GroupSession] {
        let lines = (reader.text("sessions", upTo: 2000) ?? "").split(whereSeparator: \.isNewline)
        return lines.compactMap { line in
            guard let session = session(String(line), reference) else {
                reader.add(
                    "Write each time like: Thursday 10:00 to 12:00, or: Monday 9:00 to 17:00, open hours, until "
                        + "2027-03-31", to: "sessions")
                return nil
            }
            return session
        }
    }

    private static func session(_ line: String, _ reference: ReferenceData) -> GroupSession? {
        let shape =
            /\s*(\p{L}+)\s+(\d{1,2}:\d{2})\s*(?:to|–|-)\s*(\d{1,2}:\d{2})(,?\s*open hours)?(?:,?\s*until\s+(\d{4}-\d{2}-\d{2}))?\s*/
            .ignoresCase()
        guard let match = line.wholeMatch(of: shape), let day = reference.day(forWord: String(match.1)),
            let from = TimeOfDay(padded(match.2)), let to = TimeOfDay(padded(match.3)),
            let window = WeeklyWindow(day: day, from: from, to: to)
        else { return nil }
        let until = match.5.flatMap { Day($0) }
        if match.5 != nil, until == nil { return nil }
        return GroupSession(window, isOpen: match.4 != nil, until: until)
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
