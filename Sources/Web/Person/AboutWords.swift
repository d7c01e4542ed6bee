import Casework
import Community
import People
import Reference
import Vocabulary

/// What a person told, in words: the same on their page, where answers are checked, and where two
/// people changed the same thing.
struct AboutWords {
    let reference: ReferenceData
    /// The names of groups that they keep away from.
    var groupNames: [Group.ID: String] = [:]

    /// One answer: what it is about, and a line for each part of it.
    struct Answer: Hashable {
        let key: String
        let lines: [String]
    }

    /// The answers of one part. What was not said is left out.
    func answers(of part: AboutPart, in about: AboutPerson) -> [Answer] {
        switch part {
        case .reach: reach(about)
        case .languages: [answer("Languages", about.languages.map(words))]
        case .interpreter: interpreter(about.interpreter)
        case .needs:
            [
                answer(
                    "What matters, in their order",
                    about.needs.enumerated().map { "\($0 + 1). \(reference.needs.name(of: $1))" })
            ]
        case .hopes:
            [answer("What they hope for", [about.hopes]), answer("What helps them feel at ease", [about.whatHelps])]
        case .interests:
            [
                answer("What they like to do", [list(about.interests.map { reference.interests.name(of: $0) })]),
                answer("Helping others", [about.wantsToVolunteer ? "Would like to" : ""]),
            ]
        case .travel: travel(about.limits)
        case .takingPart: takingPart(about.limits)
        case .times: [answer("When they are free", times(about.limits.free))]
        case .company: company(about)
        case .avoid: avoid(about)
        case .risk: risk(about)
        }
    }

    // MARK: Parts

    private func reach(_ about: AboutPerson) -> [Answer] {
        let reach = about.reach
        let hasPhone = !isBlank(reach.phone)
        return [
            answer("Name", [about.callName]),
            answer("Phone", [reach.phone]),
            answer(
                "Leaving a message",
                [hasPhone ? (reach.mayLeaveMessage ? "Yes, we may" : "No: never leave a message") : ""]),
            answer(
                "Who else uses this phone",
                [
                    reach.phoneIsShared || !isBlank(reach.sharedWith)
                        ? (isBlank(reach.sharedWith) ? "Somebody else uses it" : reach.sharedWith) : ""
                ]),
            answer("When it is safe", [reach.safeTimes]),
            answer("E-mail", [reach.email]),
            answer("Another way", [reach.otherWay]),
        ]
    }

    private func interpreter(_ wishes: InterpreterWishes) -> [Answer] {
        guard wishes.accepts else { return [answer("Interpreter", ["No interpreter"])] + excluded(wishes) }
        let gender: String? =
            switch wishes.genderWish {
            case .woman: "A woman"
            case .man: "A man"
            case .other, .unsaid: nil
            }
        let mode: String? =
            switch wishes.mode {
            case .telephone: "by telephone"
            case .inPerson: "in person"
            case .either: nil
            }
        let wish = [gender, mode].compactMap(\.self).joined(separator: ", ")
        return [answer("Interpreter", ["Yes" + (wish.isEmpty ? "" : ": " + wish.lowercasedFirst)])] + excluded(wishes)
    }

    private func excluded(_ wishes: InterpreterWishes) -> [Answer] {
        [answer("No interpreter from (private)", [communities(wishes.excludedCommunities)])]
    }

    private func travel(_ limits: Limits) -> [Answer] {
        [
            answer("Where they set out from", [limits.home.map(words) ?? ""]),
            answer("Walking", ["Up to \(limits.maxWalkMinutes) minutes"]),
            answer("Fares", [limits.canTravel ? "Can pay for a bus or tram" : "No money for fares"]),
            answer("Online", [limits.canJoinOnline ? "Can join online" : ""]),
        ]
    }

    private func takingPart(_ limits: Limits) -> [Answer] {
        [
            answer("Money for one session", [limits.maxFee == .zero ? "Free only" : "Up to \(limits.maxFee)"]),
            answer("Booking ahead", [limits.canBookAhead ? "" : "Cannot book ahead: drop-ins only"]),
            answer("Childcare", [limits.childcareNeeded ? "Needed" : ""]),
            answer("What they need in the room", [list(limits.access.map { reference.access.name(of: $0) })]),
        ]
    }

    private func company(_ about: AboutPerson) -> [Answer] {
        let gender: String =
            switch about.gender {
            case .woman: "A woman"
            case .man: "A man"
            case .other: "In another way"
            case .unsaid: ""
            }
        let background: String =
            switch about.background {
            case .wanted: "Likes to meet people of the same background"
            case .notWanted: "Would rather not meet people of the same background"
            case .noPreference: ""
            }
        let format: String =
            switch about.format {
            case .any: ""
            case .group: "In a group"
            case .oneToOne: "With one person at a time"
            }
        return [
            answer("How they describe themselves", [gender]),
            answer("Age", [about.age.map(String.init) ?? ""]),
            answer("Among", [about.audience == .same ? "Only people of their own gender" : ""]),
            answer("How they like to meet", [format]),
            answer("Their communities", [communities(about.communities)]),
            answer("Background", [background]),
        ]
    }

    private func avoid(_ about: AboutPerson) -> [Answer] {
        [
            answer(
                "Groups to keep away from (private)",
                about.avoid.groups.map {
                    groupNames[Group.ID(rawValue: $0)] ?? "A group that is no longer in the directory"
                }),
            answer("Communities to keep away from (private)", [communities(about.avoid.communities)]),
            answer("Papers", [about.avoidPapers ? "Would rather not show papers" : "Does not mind showing papers"]),
        ]
    }

    private func risk(_ about: AboutPerson) -> [Answer] {
        let meaning = reference.meaning(of: about.risk)
        return [
            answer("Risk, set by you", ["\(meaning.name) (\(about.risk.rawValue))"]),
            answer("Groups must also hold", [list(about.requires.map { reference.standards.name(of: $0) })]),
        ]
    }

    // MARK: Words

    func words(_ spoken: SpokenLanguage) -> String {
        "\(reference.languages.name(of: spoken.language)): \(AboutWords.words(spoken.level))"
    }

    static func words(_ level: LanguageLevel) -> String {
        switch level {
        case .none: "not spoken"
        case .basic: "a little"
        case .conversational: "enough to join in"
        case .fluent: "very well"
        }
    }

    /// That a place is set, and nothing of where: two numbers lead whoever reads them to a door.
    func words(_: Coordinate) -> String { "A place is set" }

    /// A week in words, a line a day.
    func times(_ free: [WeeklyWindow]?) -> [String] {
        guard let free else { return ["Any time"] }
        let byDay = Dictionary(grouping: free, by: \.day)
        return Weekday.allCases.compactMap { day in
            byDay[day].map { windows in
                "\(day.name) " + windows.sorted().map { "\($0.from) to \($0.to)" }.joined(separator: ", ")
            }
        }
    }

    private func communities(_ codes: [CommunityCode]) -> String {
        list(codes.map { reference.communities.name(of: $0) })
    }

    private func list(_ words: [String]) -> String { words.joined(separator: ", ") }

    private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

    private func answer(_ key: String, _ lines: [String]) -> Answer {
        Answer(
            key: key,
            lines: lines.flatMap { $0.split(whereSeparator: \.isNewline) }.map(String.init).filter { !isBlank($0) })
    }
}

extension String {
    /// For a sentence that goes on after a colon.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
