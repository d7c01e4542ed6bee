import Vocabulary

/// A question about a person whose answer is ``Told``: it can be not asked yet, and pages and matching say so.
public enum AboutQuestion: String, CaseIterable, Sendable {
    case message, sharedPhone
    case interpreter, interpreterGender, interpreterMode
    case volunteering
    case home, walking, fares, online
    case fee, childcare, booking, access
    case times
    case gender, audience, format, age, background
    case papers

    /// Whether it was asked and answered, without what was said.
    public func standing(in about: AboutPerson) -> Told<Void> {
        func told<Value>(_ answer: Told<Value>) -> Told<Void> { answer.map { _ in () } }
        return switch self {
        case .message: told(about.reach.mayLeaveMessage)
        case .sharedPhone: told(about.reach.phoneIsShared)
        case .interpreter: told(about.interpreter.accepts)
        case .interpreterGender: told(about.interpreter.genderWish)
        case .interpreterMode: told(about.interpreter.mode)
        case .volunteering: told(about.wantsToVolunteer)
        case .home: told(about.limits.home)
        case .walking: told(about.limits.maxWalkMinutes)
        case .fares: told(about.limits.canTravel)
        case .online: told(about.limits.canJoinOnline)
        case .fee: told(about.limits.maxFee)
        case .childcare: told(about.limits.childcareNeeded)
        case .booking: told(about.limits.canBookAhead)
        case .access: told(about.limits.access)
        case .times: told(about.limits.free)
        case .gender: told(about.gender)
        case .audience: told(about.audience)
        case .format: told(about.format)
        case .age: told(about.age)
        case .background: told(about.background)
        case .papers: told(about.avoidPapers)
        }
    }

    /// Whether there is a reason to ask: nobody is asked whether we may leave a message who has no telephone.
    public func matters(for about: AboutPerson) -> Bool {
        switch self {
        case .message: about.reach.hasPhone || about.reach.hasEmail
        case .sharedPhone: about.reach.hasPhone
        case .interpreterGender, .interpreterMode: about.interpreter.accepts.isYes
        default: true
        }
    }

    /// Whether which groups are found depends on the answer.
    public var decidesMatching: Bool {
        switch self {
        case .message, .sharedPhone, .interpreterGender, .interpreterMode: false
        default: true
        }
    }

    /// The questions that groups are found by and that nobody asked yet, in the order of the pages.
    public static func unasked(in about: AboutPerson) -> [AboutQuestion] {
        allCases.filter { $0.decidesMatching && $0.matters(for: about) && !$0.standing(in: about).isAsked }
    }
}
