import Casework
import Community
import People
import Reference
import Vocabulary

/// What a person told, in words: the same on their page, where answers are checked, and where two
/// people changed the same thing.
struct AboutWords {
    let reference: ReferenceData
    let today: Day
    /// The names of groups that they keep away from.
    var groupNames: [Group.ID: String] = [:]

    /// One answer: what it is about, and a line for each part of it.
    struct Answer: Hashable {
        let key: String
        let lines: [String]
        /// Nobody asked this, or nobody wrote down what was said.
        var isUnasked = false
        /// Whoever sits beside them, as an interpreter does, must not read it.
        var isPrivate = false
    }

    static let notAsked = "Not asked yet"
    static let wouldNotSay = "Would rather not say"
    static let notJudged = "Not judged yet"

    /// The answers of one part, each question on its own. A text that was not written is empty; whatever has answers to
    /// choose from says so where it was not asked, or where they would rather not say.
    func answers(of part: AboutPart, in about: AboutPerson) -> [Answer] {
        switch part {
        case .reach: reach(about)
        case .languages: [answer("Languages", about.languages.map(words))]
        case .interpreter: interpreter(about.interpreter)
        case .needs:
            [
                answer(
                    "What matters, in their order",
                    about.needs.filter { $0 != .safety }.enumerated().map {
                        "\($0 + 1). \(reference.needs.name(of: $1))"
                    })
            ]
                // That they are not safe is not for whoever sits beside them, and no gap in the numbers tells it.
                + (about.needs.firstIndex(of: .safety).map { place in
                    [
                        hidden(
                            "What matters too, for you alone",
                            ["\(reference.needs.name(of: .safety)), number \(place + 1)"])
                    ]
                } ?? [])
        case .hopes:
            [answer("What they hope for", [about.hopes]), answer("What helps them feel at ease", [about.whatHelps])]
        case .interests:
            [
                answer("What they like to do", [list(about.interests.map { reference.interests.name(of: $0) })]),
                told("Helping others", about.wantsToVolunteer) { $0 ? "Would like to" : "Not now" },
            ]
        case .travel: travel(about.limits)
        case .takingPart: takingPart(about.limits)
        case .times: [told("When they are free", about.limits.free) { times($0) }]
        case .company: company(about)
        case .avoid: avoid(about)
        case .risk: risk(about)
        }
    }

    /// The answers of one part as a page shows them: what was said, and in one line what was not asked yet.
    func shown(_ part: AboutPart, in about: AboutPerson) -> [Answer] {
        let all = answers(of: part, in: about).filter { !$0.lines.isEmpty }
        let unasked = all.filter(\.isUnasked).map(\.key)
        return all.filter { !$0.isUnasked }
            + (unasked.isEmpty ? [] : [Answer(key: Self.notAsked, lines: [list(unasked)], isUnasked: true)])
    }

    // MARK: Parts

    private func reach(_ about: AboutPerson) -> [Answer] {
        let reach = about.reach
        // Whoever reads this is about to call: what was not asked stands in words of its own, not in a list.
        let message =
            reach.mayLeaveMessage.isAsked
            ? told("Leaving a message", reach.mayLeaveMessage) { $0 ? "Yes, we may" : "No: never leave a message" }
            : answer("Leaving a message", ["Not asked yet: leave no message"])
        let shared =
            isBlank(reach.sharedWith)
            ? told("Who else uses this phone", reach.phoneIsShared) { $0 ? "Somebody else uses it" : "Nobody else" }
            : answer("Who else uses this phone", [reach.sharedWith])
        return [answer("Name", [about.callName]), answer("Phone", [reach.phone])]
            + (AboutQuestion.message.matters(for: about) ? [message] : [])
            + (AboutQuestion.sharedPhone.matters(for: about) ? [shared] : [])
            + [
                answer("When it is safe", [reach.safeTimes]), answer("E-mail", [reach.email]),
                answer("Another way", [reach.otherWay]),
            ]
    }

    private func interpreter(_ wishes: InterpreterWishes) -> [Answer] {
        let who = told("Who interprets", wishes.genderWish) { gender in
            switch gender {
            case .woman: "A woman"
            case .man: "A man"
            case .either: "It does not matter"
            }
        }
        let how = told("How they interpret", wishes.mode) { mode in
            switch mode {
            case .telephone: "By telephone"
            case .inPerson: "In person"
            case .either: "It does not matter"
            }
        }
        return [told("Interpreter", wishes.accepts) { $0 ? "Yes" : "No interpreter" }]
            + (wishes.accepts.isYes ? [who, how] : [])
            + [hidden("No interpreter from (private)", [communities(wishes.excludedCommunities)])]
    }

    private func travel(_ limits: Limits) -> [Answer] {
        [
            told("Where they set out from", limits.home) { _ in "A place is set" },
            told("Walking", limits.maxWalkMinutes) { $0 == 1 ? "Up to 1 minute" : "Up to \($0) minutes" },
            told("Fares", limits.canTravel) { $0 ? "Can pay for a bus or tram" : "No money for fares" },
            told("Online", limits.canJoinOnline) { $0 ? "Can join online" : "Cannot join online" },
        ]
    }

    private func takingPart(_ limits: Limits) -> [Answer] {
        [
            told("Money for one session", limits.maxFee) { $0 == .zero ? "Free only" : "Up to \($0)" },
            told("Booking ahead", limits.canBookAhead) {
                $0 ? "Can book ahead" : "Cannot book ahead: drop-ins only"
            },
            told("Childcare", limits.childcareNeeded) { $0 ? "Needed" : "Not needed" },
            told("What they need in the room", limits.access) {
                $0.isEmpty ? "Nothing special" : list($0.map { reference.access.name(of: $0) })
            },
        ]
    }

    private func company(_ about: AboutPerson) -> [Answer] {
        [
            told("How they describe themselves", about.gender) { gender in
                switch gender {
                case .woman: "A woman"
                case .man: "A man"
                case .other: "In another way"
                }
            },
            told("Age", about.age) { Self.words($0, today: today) },
            told("Among", about.audience) { $0 == .same ? "Only people of their own gender" : "Anybody" },
            told("How they like to meet", about.format) { format in
                switch format {
                case .any: "It does not matter"
                case .group: "In a group"
                case .oneToOne: "With one person at a time"
                }
            },
            answer("Their communities", [communities(about.communities)]),
            told("Background", about.background) { background in
                switch background {
                case .wanted: "Likes to meet people of the same background"
                case .notWanted: "Would rather not meet people of the same background"
                case .noPreference: "It does not matter"
                }
            },
        ]
    }

    private func avoid(_ about: AboutPerson) -> [Answer] {
        [
            hidden(
                "Groups to keep away from (private)",
                about.avoid.groups.map {
                    groupNames[Group.ID(rawValue: $0)] ?? "A group that is no longer in the directory"
                }),
            hidden("Communities to keep away from (private)", [communities(about.avoid.communities)]),
            told("Papers", about.avoidPapers) {
                $0 ? "Would rather not show papers" : "Does not mind showing papers"
            },
        ]
    }

    private func risk(_ about: AboutPerson) -> [Answer] {
        let level = about.judgement.map { judged in
            let day = judged.on.map { ", \($0.inWords)" } ?? ""
            return "\(reference.meaning(of: judged.risk).name) (\(judged.risk.rawValue))\(day)"
        }
        return [
            hidden("Risk, set by you", [level ?? Self.notJudged]),
            hidden("Groups must also hold", [list(about.requires.map { reference.standards.name(of: $0) })]),
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

    /// An age, when it was noted, and what it can be by now.
    static func words(_ age: NotedAge, today: Day) -> String {
        let possible = age.possible(on: today)
        guard let day = age.notedOn else { return "\(age.years) when it was noted; ask again when you can" }
        let noted = "noted on \(day.inWords)"
        if possible == age.years...age.years { return "\(age.years), \(noted)" }
        let now =
            possible.count == 1 ? "\(possible.lowerBound)" : "\(possible.lowerBound) or \(possible.upperBound)"
        return "\(now) now: was \(age.years), \(noted)"
    }

    /// A week in words, a line a day.
    func times(_ free: FreeTime) -> String {
        guard let free = free.windows else { return "Any time" }
        let byDay = Dictionary(grouping: free, by: \.day)
        return Weekday.allCases.compactMap { day in
            byDay[day].map { windows in
                "\(day.name) " + windows.sorted().map { "\($0.from) to \($0.to)" }.joined(separator: ", ")
            }
        }.joined(separator: "\n")
    }

    private func communities(_ codes: [CommunityCode]) -> String {
        list(codes.map { reference.communities.name(of: $0) })
    }

    private func list(_ words: [String]) -> String { words.joined(separator: ", ") }

    private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

    private func told<Value>(_ key: String, _ told: Told<Value>, _ words: (Value) -> String) -> Answer {
        switch told {
        case .notAsked: Answer(key: key, lines: [Self.notAsked], isUnasked: true)
        case .wouldNotSay: Answer(key: key, lines: [Self.wouldNotSay])
        case .said(let value): answer(key, [words(value)])
        }
    }

    private func hidden(_ key: String, _ lines: [String]) -> Answer {
        var hidden = answer(key, lines)
        hidden.isPrivate = true
        return hidden
    }

    private func answer(_ key: String, _ lines: [String]) -> Answer {
        Answer(
            key: key,
            lines: lines.flatMap { $0.split(whereSeparator: \.isNewline) }.map(String.init).filter { !isBlank($0) })
    }
}
