import Casework
import People
import Vocabulary

extension SubmittedForm {
    /// The form of one part as it begins, with what is stored.
    init(of part: AboutPart, in about: AboutPerson) {
        self.init(Self.fields(of: part, in: about).filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) })
    }

    private static func fields(of part: AboutPart, in about: AboutPerson) -> [(String, String)] {
        let limits = about.limits
        switch part {
        case .reach:
            let reach = about.reach
            let isNew = !reach.isReachable
            return [
                ("call-name", about.callName), ("phone", reach.phone),
                ("message", isNew ? "" : yesNo(reach.mayLeaveMessage)),
                ("shared", isNew ? "" : yesNo(reach.phoneIsShared)), ("shared-with", reach.sharedWith),
                ("safe-times", reach.safeTimes), ("email", reach.email), ("other-way", reach.otherWay),
            ]
        case .languages:
            return about.languages.enumerated().flatMap { row, spoken in
                [("language-\(row + 1)", spoken.language.rawValue), ("level-\(row + 1)", spoken.level.rawValue)]
            }
        case .interpreter:
            return [
                ("accepts", yesNo(about.interpreter.accepts)),
                ("interpreter-gender", about.interpreter.genderWish.rawValue),
                ("mode", about.interpreter.mode.rawValue),
            ] + rows("excluded", about.interpreter.excludedCommunities)
        case .needs: return about.needs.map { ("need", $0.rawValue) }
        case .hopes: return [("hopes", about.hopes), ("what-helps", about.whatHelps)]
        case .interests:
            return about.interests.map { ("interests", $0.rawValue) } + [("volunteer", yesNo(about.wantsToVolunteer))]
        case .travel:
            return [
                ("home", limits.home == nil ? "none" : "kept"), ("walk", String(limits.maxWalkMinutes)),
                ("fares", yesNo(limits.canTravel)), ("online", yesNo(limits.canJoinOnline)),
            ]
        case .takingPart:
            let fee = limits.maxFee == .zero ? "" : String(limits.maxFee.description.dropFirst())
            return [
                ("fee", fee), ("book-ahead", yesNo(limits.canBookAhead)), ("childcare", yesNo(limits.childcareNeeded)),
            ] + limits.access.map { ("access", $0.rawValue) }
        case .times: return times(limits.free)
        case .company:
            return [
                ("gender", about.gender.rawValue), ("audience", about.audience.rawValue),
                ("format", about.format.rawValue), ("age", about.age.map(String.init) ?? ""),
                ("background", about.background.rawValue),
            ] + rows("community", about.communities)
        case .avoid:
            return about.avoid.groups.map { ("avoid-groups", $0) }
                + rows("avoid-community", about.avoid.communities) + [("avoid-papers", yesNo(about.avoidPapers))]
        case .risk: return [("risk", about.risk.rawValue)]
        }
    }

    private static func times(_ free: [WeeklyWindow]?) -> [(String, String)] {
        guard let free else { return [("when", "any")] }
        let times = FreeTimes(free)
        let exact = times.exact.enumerated().flatMap { row, window in
            [
                ("exact-day-\(row + 1)", window.day.rawValue), ("exact-from-\(row + 1)", window.from.description),
                ("exact-to-\(row + 1)", window.to.description),
            ]
        }
        return [("when", "some")] + times.ticked.map { ("slot", $0.field) } + exact
    }

    private static func rows(_ field: String, _ codes: [CommunityCode]) -> [(String, String)] {
        codes.enumerated().map { ("\(field)-\($0 + 1)", $1.rawValue) }
    }

    private static func yesNo(_ answer: Bool) -> String { answer ? "yes" : "no" }
}
