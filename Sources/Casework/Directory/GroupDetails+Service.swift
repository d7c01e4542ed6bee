import Community
import Foundation
import Interchange
import Vocabulary

extension GroupDetails {
    /// What a service of another directory is like to join, at one of its places.
    ///
    /// `severalPlaces` is whether the service is given elsewhere too: its name then says where.
    init(_ service: ServiceRecord, at place: PlaceRecord?, severalPlaces: Bool) {
        self.init(name: Self.fitting(service.name, 200))
        if severalPlaces, let spot = place?.name ?? place?.city ?? place?.postcode {
            name = Self.fitting("\(service.name), \(spot)", 200)
        }
        summary = Self.fitting(Self.summary(of: service, at: place), 5000)
        organisation = Self.fitting(service.organisation?.name ?? "", 200)
        contact = GroupContact(
            name: Self.fitting(service.contactName ?? "", 200), email: Self.fitting(service.email ?? "", 200),
            phone: Self.fitting(((place?.phones ?? []) + service.phones).first ?? "", 100),
            website: Self.fitting(service.website ?? "", 500))
        status = Self.status(service.status)
        needs = service.needs
        interests = service.interests
        communities = service.communities
        self.place = place.map { Place(lines: $0.lines.map(Self.clean), coordinate: $0.coordinate) }
        online = service.online
        byPhone = service.byPhone
        fee = Known(service.fee)
        sessions = Array(Set(service.sessions + (place?.sessions ?? []))).sorted()
        timesInWords = Self.fitting((service.timesInWords + (place?.timesInWords ?? [])).joined(separator: "; "), 1000)
        audience = Known(service.audience)
        age = service.ages
        // HSDS lists "the languages other than English in which the service is delivered": whoever lists some says that
        // it is given in English too, and whoever lists none has said nothing.
        let listed = service.languages + (place?.languages ?? [])
        languages = listed.isEmpty ? [] : Self.unique(listed + [.english])
        interpreting = service.interpreting.map { InterpretingOffer(language: $0, community: nil) }
        access = Known((place?.access).flatMap { $0.isEmpty ? nil : $0 })
        asksStatus = Known(service.asksForPapers)
        volunteering = service.needs.contains("volunteering")
    }

    /// What the directory says in sentences, and what has no field of its own with us.
    private static func summary(of service: ServiceRecord, at place: PlaceRecord?) -> String {
        let parts: [String?] = [
            service.description,
            service.eligibility.map { "Who it is for: \($0)" },
            service.howToJoin.map { "How to join: \($0)" },
            service.feesText.map { "Cost: \($0)" },
            service.interpretingText.map { "Interpreting: \($0)" },
            service.requiredDocuments.isEmpty ? nil : "Bring: \(service.requiredDocuments.joined(separator: "; "))",
            place.flatMap { $0.accessText.isEmpty ? nil : "Getting in: \($0.accessText.joined(separator: "; "))" },
            place?.transport.map { "Getting there: \($0)" },
        ]
        return parts.compactMap { $0 }.joined(separator: "\n\n")
    }

    private static func status(_ status: ServiceStatus) -> GroupStatus {
        switch status {
        case .active: .active
        case .inactive, .temporarilyClosed: .paused
        case .defunct: .closed
        }
    }

    private static func unique(_ languages: [Language]) -> [Language] {
        var seen: Set<Language> = []
        return languages.filter { seen.insert($0).inserted }
    }

    /// Text that can be stored and corrected: no NUL, and no longer than a form allows.
    private static func fitting(_ text: String, _ limit: Int) -> String {
        let text = clean(text)
        guard text.unicodeScalars.count > limit else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
    }

    private static func clean(_ text: String) -> String {
        text.utf8.contains(0) ? text.replacing("\0", with: "") : text
    }
}
