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
            return [
                ("call-name", about.callName), ("phone", reach.phone),
                ("message", yesNo(reach.mayLeaveMessage)), ("shared", yesNo(reach.phoneIsShared)),
                ("shared-with", reach.sharedWith),
                ("safe-times", reach.safeTimes), ("email", reach.email), ("other-way", reach.otherWay),
            ]
        case .languages:
            return about.languages.enumerated().flatMap { row, spoken in
                [("language-\(row + 1)", spoken.language.rawValue), ("level-\(row + 1)", spoken.level.rawValue)]
            }
        case .interpreter:
            return [
                ("accepts", yesNo(about.interpreter.accepts)),
                ("interpreter-gender", chosen(about.interpreter.genderWish)),
                ("mode", chosen(about.interpreter.mode)),
            ] + rows("excluded", about.interpreter.excludedCommunities)
        case .needs: return about.needs.map { ("need", $0.rawValue) }
        case .hopes: return [("hopes", about.hopes), ("what-helps", about.whatHelps)]
        case .interests:
            return about.interests.map { ("interests", $0.rawValue) } + [("volunteer", yesNo(about.wantsToVolunteer))]
        case .travel:
            return [
                ("home", words(limits.home) { _ in "kept" }),
                ("walk", limits.maxWalkMinutes.answer.map(String.init) ?? ""),
                ("walk-unsaid", unsaid(limits.maxWalkMinutes)),
                ("fares", yesNo(limits.canTravel)), ("online", yesNo(limits.canJoinOnline)),
            ]
        case .takingPart:
            let fee = limits.maxFee.answer.map { $0 == .zero ? "" : $0.typed } ?? ""
            let access: [String] =
                switch limits.access {
                case .notAsked: []
                case .wouldNotSay: [FormField.unsaid]
                case .said(let needed): needed.isEmpty ? [PartForm.nothingSpecial] : needed.map(\.rawValue)
                }
            return [
                ("paying", words(limits.maxFee) { $0 == .zero ? "free" : "some" }), ("fee", fee),
                ("book-ahead", yesNo(limits.canBookAhead)), ("childcare", yesNo(limits.childcareNeeded)),
            ] + access.map { ("access", $0) }
        case .times: return times(limits.free)
        case .company:
            return [
                ("gender", chosen(about.gender)), ("audience", chosen(about.audience)),
                // An age stays empty: what is typed is noted as of today, and what was noted before is said beside it.
                ("format", chosen(about.format)), ("age-unsaid", unsaid(about.age)),
                ("background", chosen(about.background)),
            ] + rows("community", about.communities)
        case .avoid:
            return about.avoid.groups.map { ("avoid-groups", $0) }
                + rows("avoid-community", about.avoid.communities) + [("avoid-papers", yesNo(about.avoidPapers))]
        case .risk: return [("risk", about.risk?.rawValue ?? "")]
        }
    }

    private static func times(_ free: Told<FreeTime>) -> [(String, String)] {
        let when = words(free) { $0 == .anyTime ? "any" : "some" }
        let times = FreeTimes(free.answer?.windows ?? [])
        let exact = times.exact.enumerated().flatMap { row, window in
            [
                ("exact-day-\(row + 1)", window.day.rawValue), ("exact-from-\(row + 1)", window.from.description),
                ("exact-to-\(row + 1)", window.to.description),
            ]
        }
        return [("when", when)] + times.ticked.map { ("slot", $0.field) } + exact
    }

    private static func rows(_ field: String, _ codes: [CommunityCode]) -> [(String, String)] {
        codes.enumerated().map { ("\(field)-\($0 + 1)", $1.rawValue) }
    }

    /// What is chosen in the form: nothing where nobody asked.
    private static func words<Value>(_ told: Told<Value>, _ word: (Value) -> String) -> String {
        switch told {
        case .notAsked: ""
        case .wouldNotSay: FormField.unsaid
        case .said(let value): word(value)
        }
    }

    private static func yesNo(_ told: Told<Bool>) -> String { words(told) { $0 ? "yes" : "no" } }

    private static func chosen<Value: RawRepresentable<String>>(_ told: Told<Value>) -> String {
        words(told, \.rawValue)
    }

    /// The tick of a question that is answered in a field of its own.
    private static func unsaid<Value>(_ told: Told<Value>) -> String {
        if case .wouldNotSay = told { "yes" } else { "" }
    }
}
