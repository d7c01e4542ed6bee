import Vocabulary

/// One detail of a group, by the name that an import and the trail use for it.
public enum GroupField: String, CaseIterable, Codable, Sendable {
    case name
    case summary
    case organisation
    case contact
    case status
    case needs
    case interests
    case format
    case place
    case online
    case byPhone = "by-phone"
    case travelPaid = "travel-paid"
    case fee
    case sessions
    case timesInWords = "times-in-words"
    case dropIn = "drop-in"
    case bookAhead = "book-ahead"
    case audience
    case age
    case languages
    case english
    case interpreting
    case childcare
    case access
    case asksStatus = "asks-status"
    case communities
    case volunteering

    /// Whether both hold the same in this detail.
    public func isSame(in left: GroupDetails, and right: GroupDetails) -> Bool {
        var copied = left
        copy(from: right, to: &copied)
        return copied == left
    }

    /// Whether nobody has said anything about this detail.
    public func isSilent(in details: GroupDetails) -> Bool {
        switch self {
        case .format: !details.format.isKnown
        case .fee: !details.fee.isKnown
        case .audience: !details.audience.isKnown
        case .languages: details.languages.isEmpty
        case .english: !details.english.isKnown
        case .childcare: !details.childcare.isKnown
        case .access: !details.access.isKnown
        case .asksStatus: !details.asksStatus.isKnown
        case .name, .summary, .organisation, .contact, .status, .needs, .interests, .place, .online, .byPhone,
            .travelPaid, .sessions, .timesInWords, .dropIn, .bookAhead, .age, .interpreting, .communities,
            .volunteering:
            false
        }
    }

    /// Copies this one detail.
    public func copy(from source: GroupDetails, to target: inout GroupDetails) {
        switch self {
        case .name: target.name = source.name
        case .summary: target.summary = source.summary
        case .organisation: target.organisation = source.organisation
        case .contact: target.contact = source.contact
        case .status: target.status = source.status
        case .needs: target.needs = source.needs
        case .interests: target.interests = source.interests
        case .format: target.format = source.format
        case .place: target.place = source.place
        case .online: target.online = source.online
        case .byPhone: target.byPhone = source.byPhone
        case .travelPaid: target.travelPaid = source.travelPaid
        case .fee: target.fee = source.fee
        case .sessions: target.sessions = source.sessions
        case .timesInWords: target.timesInWords = source.timesInWords
        case .dropIn: target.dropIn = source.dropIn
        case .bookAhead: target.bookAhead = source.bookAhead
        case .audience: target.audience = source.audience
        case .age: target.age = source.age
        case .languages: target.languages = source.languages
        case .english: target.english = source.english
        case .interpreting: target.interpreting = source.interpreting
        case .childcare: target.childcare = source.childcare
        case .access: target.access = source.access
        case .asksStatus: target.asksStatus = source.asksStatus
        case .communities: target.communities = source.communities
        case .volunteering: target.volunteering = source.volunteering
        }
    }
}
