import People
import Vocabulary

/// What a person told, as the document of a row has it.
///
/// The shape is the one from before there were three values: every question has a bare answer, which is the one that
/// matching takes where nobody gave any, and beside them stands which of them were given. So a program of the version
/// before reads it and is as careful as this one (docs/adr/0023), and what such a program writes, which says nothing about
/// what was asked, is read with care: a bare answer that may have been preset was not given, and neither R0 nor R2, which
/// stands here for a level that nobody judged, was judged (docs/adr/0048, 0049).
struct StoredAbout: Codable {
    private let callName: String
    private let reach: Reach
    private let languages: [SpokenLanguage]
    private let interpreter: Interpreter
    private let needs: [NeedCode]
    private let hopes: String
    private let interests: [InterestCode]
    private let limits: Limits
    private let gender: Gender
    private let audience: AudienceWish
    private let format: FormatWish
    private let age: Int?
    private let communities: [CommunityCode]
    private let background: BackgroundWish
    private let avoid: Avoid
    private let avoidPapers: Bool
    private let wantsToVolunteer: Bool
    private let risk: Risk
    private let requires: [StandardCode]
    private let whatHelps: String
    /// By question, what was said or would not be said; nil in a document from before.
    private let told: [String: Standing]?
    private let ageNotedOn: Day?
    /// Nil where nobody has judged the risk.
    private let judged: Judged?

    private enum Standing: String, Codable {
        case said
        case wouldNotSay = "would-not-say"
    }

    private struct Judged: Codable {
        let on: Day?
    }

    private struct Reach: Codable {
        let phone: String
        let email: String
        let otherWay: String
        let mayLeaveMessage: Bool
        let phoneIsShared: Bool
        let sharedWith: String
        let safeTimes: String
    }

    private struct Interpreter: Codable {
        let accepts: Bool
        let genderWish: Gender
        let mode: InterpreterMode
        let excludedCommunities: [CommunityCode]
    }

    private struct Limits: Codable {
        let home: Coordinate?
        let horizonKilometres: Double
        let maxWalkMinutes: Int
        let canTravel: Bool
        let canJoinOnline: Bool
        let maxFee: Pence
        let free: [WeeklyWindow]?
        let canBookAhead: Bool
        let childcareNeeded: Bool
        let access: [AccessCode]
    }
}

extension StoredAbout {
    init(_ about: AboutPerson) {
        callName = about.callName
        reach = Reach(
            phone: about.reach.phone, email: about.reach.email, otherWay: about.reach.otherWay,
            mayLeaveMessage: about.reach.mayLeaveMessage.answer ?? false,
            phoneIsShared: about.reach.phoneIsShared.answer ?? false, sharedWith: about.reach.sharedWith,
            safeTimes: about.reach.safeTimes)
        languages = about.languages
        interpreter = Interpreter(
            accepts: about.interpreter.accepts.answer ?? false,
            genderWish: about.interpreter.genderWish.answer.flatMap { Gender(rawValue: $0.rawValue) } ?? .unsaid,
            mode: about.interpreter.mode.answer ?? .either,
            excludedCommunities: about.interpreter.excludedCommunities)
        needs = about.needs
        hopes = about.hopes
        interests = about.interests
        limits = Limits(
            home: about.limits.home.answer, horizonKilometres: about.limits.horizonKilometres,
            maxWalkMinutes: about.limits.maxWalkMinutes.answer ?? 30,
            canTravel: about.limits.canTravel.answer ?? false,
            canJoinOnline: about.limits.canJoinOnline.answer ?? false,
            maxFee: about.limits.maxFee.answer ?? .zero, free: about.limits.free.answer?.windows,
            canBookAhead: about.limits.canBookAhead.answer ?? true,
            childcareNeeded: about.limits.childcareNeeded.answer ?? false, access: about.limits.access.answer ?? [])
        gender = about.gender.answer.flatMap { Gender(rawValue: $0.rawValue) } ?? .unsaid
        audience = about.audience.answer ?? .any
        format = about.format.answer ?? .any
        age = about.age.answer?.years
        communities = about.communities
        background = about.background.answer ?? .noPreference
        avoid = about.avoid
        avoidPapers = about.avoidPapers.answer ?? true
        wantsToVolunteer = about.wantsToVolunteer.answer ?? false
        // A program of the version before takes what is here for judged: it has to be as careful.
        risk = about.risk.care
        requires = about.requires
        whatHelps = about.whatHelps
        told = Dictionary(
            uniqueKeysWithValues: AboutQuestion.allCases.compactMap { question in
                switch question.standing(in: about) {
                case .notAsked: nil
                case .wouldNotSay: (question.rawValue, .wouldNotSay)
                case .said: (question.rawValue, .said)
                }
            })
        ageNotedOn = about.age.answer?.notedOn
        judged = about.judgement.map { Judged(on: $0.on) }
    }

    var about: AboutPerson {
        var about = AboutPerson()
        about.callName = callName
        about.reach = SafeReach(
            phone: reach.phone, email: reach.email, otherWay: reach.otherWay,
            mayLeaveMessage: answer(.message, reach.mayLeaveMessage, preset: false),
            phoneIsShared: answer(.sharedPhone, reach.phoneIsShared, preset: false), sharedWith: reach.sharedWith,
            safeTimes: reach.safeTimes)
        about.languages = languages
        about.interpreter = InterpreterWishes(
            accepts: answer(.interpreter, interpreter.accepts, preset: false),
            genderWish: answer(
                .interpreterGender, InterpreterGender(rawValue: interpreter.genderWish.rawValue) ?? .either,
                preset: .either),
            mode: answer(.interpreterMode, interpreter.mode, preset: .either),
            excludedCommunities: interpreter.excludedCommunities)
        about.needs = needs
        about.hopes = hopes
        about.interests = interests
        about.limits.horizonKilometres = limits.horizonKilometres
        about.limits.home = answer(.home, limits.home)
        about.limits.maxWalkMinutes = answer(.walking, limits.maxWalkMinutes, preset: 30)
        about.limits.canTravel = answer(.fares, limits.canTravel, preset: false)
        about.limits.canJoinOnline = answer(.online, limits.canJoinOnline, preset: false)
        about.limits.maxFee = answer(.fee, limits.maxFee, preset: .zero)
        about.limits.free = answer(.times, limits.free.map { .only($0) } ?? .anyTime, preset: .anyTime)
        about.limits.canBookAhead = answer(.booking, limits.canBookAhead, preset: true)
        about.limits.childcareNeeded = answer(.childcare, limits.childcareNeeded, preset: false)
        about.limits.access = answer(.access, limits.access, preset: [])
        about.gender = answer(.gender, DescribedGender(rawValue: gender.rawValue))
        about.audience = answer(.audience, audience, preset: .any)
        about.format = answer(.format, format, preset: .any)
        about.age = answer(.age, age.map { NotedAge($0, on: ageNotedOn) })
        about.communities = communities
        about.background = answer(.background, background, preset: .noPreference)
        about.avoid = avoid
        about.avoidPapers = answer(.papers, avoidPapers, preset: true)
        about.wantsToVolunteer = answer(.volunteering, wantsToVolunteer, preset: false)
        about.judgement = judgement
        about.requires = requires
        about.whatHelps = whatHelps
        return about
    }

    /// A bare answer that the form may have had preset.
    private func answer<Value: Equatable>(_ question: AboutQuestion, _ bare: Value, preset: Value) -> Told<Value> {
        guard let told else { return bare == preset ? .notAsked : .said(bare) }
        return switch told[question.rawValue] {
        case .said: .said(bare)
        case .wouldNotSay: .wouldNotSay
        case nil: .notAsked
        }
    }

    /// An answer that is there only where it was given.
    private func answer<Value>(_ question: AboutQuestion, _ bare: Value?) -> Told<Value> {
        if case .wouldNotSay = told?[question.rawValue] { return .wouldNotSay }
        return Told(known: bare)
    }

    private var judgement: RiskJudgement? {
        if told != nil { return judged.map { RiskJudgement(risk, on: $0.on) } }
        // R0 is what a page that was skipped left behind. And what nobody judged is written down as its care: a program of
        // the version before that saved it said so of a level that nobody chose. Unjudged is as careful as that.
        return risk == .r0 || risk == AboutPerson().risk.care ? nil : RiskJudgement(risk)
    }
}
