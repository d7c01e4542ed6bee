import Crypto
import Foundation
import People
import Vocabulary

/// One page's worth of what a person tells, in the order of a first contact. Each is saved on its own, so
/// that two people who change different parts do not get into each other's way.
public enum AboutPart: String, CaseIterable, Codable, Sendable {
    case reach, languages, interpreter, needs, hopes, interests, travel
    case takingPart = "taking-part"
    case times, company, avoid, risk

    /// Copies this part, and nothing else.
    public func carry(from source: AboutPerson, to target: inout AboutPerson) {
        switch self {
        case .reach:
            target.callName = source.callName
            target.reach = source.reach
        case .languages: target.languages = source.languages
        case .interpreter: target.interpreter = source.interpreter
        case .needs: target.needs = source.needs
        case .hopes:
            target.hopes = source.hopes
            target.whatHelps = source.whatHelps
        case .interests:
            target.interests = source.interests
            target.wantsToVolunteer = source.wantsToVolunteer
        case .travel:
            target.limits.home = source.limits.home
            target.limits.horizonKilometres = source.limits.horizonKilometres
            target.limits.maxWalkMinutes = source.limits.maxWalkMinutes
            target.limits.canTravel = source.limits.canTravel
            target.limits.canJoinOnline = source.limits.canJoinOnline
        case .takingPart:
            target.limits.maxFee = source.limits.maxFee
            target.limits.canBookAhead = source.limits.canBookAhead
            target.limits.childcareNeeded = source.limits.childcareNeeded
            target.limits.access = source.limits.access
        case .times: target.limits.free = source.limits.free
        case .company:
            target.gender = source.gender
            target.audience = source.audience
            target.format = source.format
            target.age = source.age
            target.communities = source.communities
            target.background = source.background
        case .avoid:
            target.avoid = source.avoid
            target.avoidPapers = source.avoidPapers
        case .risk:
            target.judgement = source.judgement
            target.requires = source.requires
        }
    }

    /// The part on whose page a question stands.
    public init(of question: AboutQuestion) {
        switch question {
        case .message, .sharedPhone: self = .reach
        case .interpreter, .interpreterGender, .interpreterMode: self = .interpreter
        case .volunteering: self = .interests
        case .home, .walking, .fares, .online: self = .travel
        case .fee, .childcare, .booking, .access: self = .takingPart
        case .times: self = .times
        case .gender, .audience, .format, .age, .background: self = .company
        case .papers: self = .avoid
        }
    }

    public func isSame(in left: AboutPerson, and right: AboutPerson) -> Bool {
        var copied = left
        carry(from: right, to: &copied)
        return copied == left
    }

    /// What tells this text of the part from any other: a form carries the one it was made from, and a save
    /// that finds another is a conflict. Changes of other parts do not count.
    public func stamp(of about: AboutPerson) throws -> String {
        var alone = AboutPerson()
        carry(from: about, to: &alone)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let digest = SHA256.hash(data: try encoder.encode(alone))
        return Hexadecimal.text(digest.prefix(8))
    }
}

/// How much each text may hold, counted in Unicode scalars, which is the same in every script.
public enum AboutLimit {
    public static let name = 120
    public static let phone = 40
    public static let email = 254
    public static let words = 500
    public static let story = 3_000
    public static let note = 4_000

    static func isHeld(by about: AboutPerson) -> Bool {
        let texts = [
            (about.callName, name), (about.reach.phone, phone), (about.reach.email, email),
            (about.reach.otherWay, words), (about.reach.sharedWith, words), (about.reach.safeTimes, words),
            (about.hopes, story), (about.whatHelps, story),
        ]
        return texts.allSatisfy { text, limit in text.unicodeScalars.count <= limit }
    }
}
