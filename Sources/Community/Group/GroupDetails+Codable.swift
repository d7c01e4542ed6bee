import Vocabulary

/// Details are kept with every value filled in, and beside them the list of what nobody has said, whose values mean
/// nothing: a server of the version before reads them too.
extension GroupDetails: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case name, summary, organisation, contact, status, needs, interests, format, place, online, byPhone, travelPaid,
            fee, sessions, timesInWords, dropIn, bookAhead, audience, age, languages, english, interpreting, childcare,
            access, asksStatus, communities, volunteering, unknown
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let unknown = Set(try container.decodeIfPresent([String].self, forKey: .unknown) ?? [])
        func value<Value: Decodable>(_ key: CodingKeys) throws -> Value {
            try container.decode(Value.self, forKey: key)
        }
        func known<Value: Decodable>(_ key: CodingKeys) throws -> Known<Value> {
            unknown.contains(key.rawValue) ? .notKnown : .said(try value(key))
        }
        name = try value(.name)
        summary = try value(.summary)
        organisation = try value(.organisation)
        contact = try value(.contact)
        status = try value(.status)
        needs = try value(.needs)
        interests = try value(.interests)
        format = try known(.format)
        place = try container.decodeIfPresent(Place.self, forKey: .place)
        online = try value(.online)
        byPhone = try container.decodeIfPresent(Bool.self, forKey: .byPhone) ?? false
        travelPaid = try value(.travelPaid)
        fee = try known(.fee)
        sessions = try value(.sessions)
        timesInWords = try value(.timesInWords)
        dropIn = try value(.dropIn)
        bookAhead = try value(.bookAhead)
        audience = try known(.audience)
        age = try value(.age)
        languages = try value(.languages)
        english = try known(.english)
        interpreting = try value(.interpreting)
        childcare = try known(.childcare)
        access = try known(.access)
        asksStatus = try known(.asksStatus)
        communities = try value(.communities)
        volunteering = try value(.volunteering)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var unknown: [String] = []
        func keep<Value: Encodable>(_ value: Value, _ key: CodingKeys) throws {
            try container.encode(value, forKey: key)
        }
        func keep<Value: Encodable>(_ fact: Known<Value>, _ key: CodingKeys, or filler: Value) throws {
            if !fact.isKnown { unknown.append(key.rawValue) }
            try keep(fact.value ?? filler, key)
        }
        try keep(name, .name)
        try keep(summary, .summary)
        try keep(organisation, .organisation)
        try keep(contact, .contact)
        try keep(status, .status)
        try keep(needs, .needs)
        try keep(interests, .interests)
        try keep(format, .format, or: .group)
        try container.encodeIfPresent(place, forKey: .place)
        try keep(online, .online)
        try keep(byPhone, .byPhone)
        try keep(travelPaid, .travelPaid)
        try keep(fee, .fee, or: .zero)
        try keep(sessions, .sessions)
        try keep(timesInWords, .timesInWords)
        try keep(dropIn, .dropIn)
        try keep(bookAhead, .bookAhead)
        try keep(audience, .audience, or: .everyone)
        try keep(age, .age)
        try keep(languages, .languages)
        try keep(english, .english, or: .conversational)
        try keep(interpreting, .interpreting)
        try keep(childcare, .childcare, or: .none)
        try keep(access, .access, or: [])
        try keep(asksStatus, .asksStatus, or: false)
        try keep(communities, .communities)
        try keep(volunteering, .volunteering)
        try keep(unknown, .unknown)
    }
}

/// Details as they lie in a store, which may be from the time when a preset stood wherever nobody had said anything.
public struct StoredGroupDetails: Decodable, Sendable {
    private let asKept: GroupDetails
    private let tellsWhatIsUnknown: Bool

    private enum CodingKeys: String, CodingKey { case unknown }

    public init(from decoder: any Decoder) throws {
        asKept = try GroupDetails(from: decoder)
        tellsWhatIsUnknown = try decoder.container(keyedBy: CodingKeys.self).contains(.unknown)
    }

    /// What a coordinator wrote down: they saw each answer before they saved it.
    public var byHand: GroupDetails { asKept }

    /// What came from a directory, which may have been silent: of old details, no preset but a corrected one counts as
    /// said.
    public func imported(corrected: Set<GroupField>) -> GroupDetails {
        tellsWhatIsUnknown ? asKept : asKept.withoutPresets(but: corrected)
    }
}

extension GroupDetails {
    fileprivate func withoutPresets(but corrected: Set<GroupField>) -> GroupDetails {
        let presets: [(GroupField, Bool)] = [
            (.format, format == .said(.group)), (.fee, fee == .said(.zero)), (.audience, audience == .said(.everyone)),
            (.languages, languages == [.english]), (.english, english == .said(.conversational)),
            (.childcare, childcare == .said(.none)), (.access, access == .said([])),
            (.asksStatus, asksStatus == .said(false)),
        ]
        let silent = GroupDetails(name: name)
        var details = self
        for (field, isPreset) in presets where isPreset && !corrected.contains(field) {
            field.copy(from: silent, to: &details)
        }
        return details
    }
}
