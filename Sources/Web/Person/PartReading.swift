import Casework
import People
import Reference
import Vocabulary

/// Reads the form of one part of what a person tells.
struct PartReading {
    let part: AboutPart
    let reference: ReferenceData

    /// What the form says, put over what is known. Problems stay in `reader`.
    func about(_ known: AboutPerson, with reader: inout FormReader) -> AboutPerson {
        var about = known
        switch part {
        case .reach: reach(&about, &reader)
        case .languages: about.languages = languages(&reader)
        case .interpreter: interpreter(&about.interpreter, &reader)
        case .needs: about.needs = NeedsOrder(reader, known: reference.needs).needs
        case .hopes:
            about.hopes = reader.text("hopes", upTo: AboutLimit.story) ?? ""
            about.whatHelps = reader.text("what-helps", upTo: AboutLimit.story) ?? ""
        case .interests:
            about.interests = reader.choices("interests", of: InterestCode.self).filter {
                reference.interests[$0] != nil
            }
            about.wantsToVolunteer = yes("volunteer", reader) ?? false
        case .travel: travel(&about.limits, &reader)
        case .takingPart: takingPart(&about.limits, &reader)
        case .times: about.limits.free = times(&reader)
        case .company: company(&about, &reader)
        case .avoid:
            about.avoid.groups = Array(Set(reader.all("avoid-groups"))).sorted()
            about.avoid.communities = communities("avoid-community", reader)
            about.avoidPapers = yes("avoid-papers", reader) ?? true
        case .risk:
            about.risk = reader.choice("risk", of: Risk.self, orAsk: "Choose a level") ?? known.risk
        }
        return about
    }

    // MARK: Parts

    private func reach(_ about: inout AboutPerson, _ reader: inout FormReader) {
        about.callName = reader.text("call-name", upTo: AboutLimit.name) ?? ""
        about.reach.phone = reader.text("phone", upTo: AboutLimit.phone) ?? ""
        about.reach.mayLeaveMessage = yes("message", reader) ?? false
        about.reach.sharedWith = reader.text("shared-with", upTo: AboutLimit.words) ?? ""
        about.reach.phoneIsShared = yes("shared", reader) ?? !about.reach.sharedWith.isEmpty
        about.reach.safeTimes = reader.text("safe-times", upTo: AboutLimit.words) ?? ""
        about.reach.email = reader.text("email", upTo: AboutLimit.email) ?? ""
        about.reach.otherWay = reader.text("other-way", upTo: AboutLimit.words) ?? ""
        if !about.reach.email.isEmpty, !about.reach.email.contains("@") {
            reader.add("Enter an e-mail address with an @, like name@example.org", to: "email")
        }
        if reader.problems.isEmpty, !about.reach.isReachable {
            reader.add("Enter one way to find them again: a phone, an e-mail, or another way", to: "phone")
        }
    }

    private func languages(_ reader: inout FormReader) -> [SpokenLanguage] {
        var seen: Set<Language> = []
        return (1...PartRows.most).compactMap { row in
            let language = Language(rawValue: reader.typed("language-\(row)"))
            guard reference.languages[language] != nil, seen.insert(language).inserted else { return nil }
            let level = LanguageLevel(rawValue: reader.typed("level-\(row)"))
            guard let level else {
                reader.add("Choose how well they speak \(reference.languages.name(of: language))", to: "level-\(row)")
                return nil
            }
            return level == .none ? nil : SpokenLanguage(language, level)
        }
    }

    private func interpreter(_ wishes: inout InterpreterWishes, _ reader: inout FormReader) {
        wishes.accepts = yes("accepts", reader) ?? false
        wishes.genderWish = reader.choice("interpreter-gender", of: Gender.self) ?? .unsaid
        wishes.mode = reader.choice("mode", of: InterpreterMode.self) ?? .either
        wishes.excludedCommunities = communities("excluded", reader)
    }

    private func travel(_ limits: inout Limits, _ reader: inout FormReader) {
        limits.home = home(&reader, known: limits.home)
        limits.maxWalkMinutes = reader.integer("walk", in: 0...240) ?? Limits().maxWalkMinutes
        limits.canTravel = yes("fares", reader) ?? false
        limits.canJoinOnline = yes("online", reader) ?? false
    }

    private func home(_ reader: inout FormReader, known: Coordinate?) -> Coordinate? {
        let typed = [reader.typed("latitude"), reader.typed("longitude")].map { $0.filter { !$0.isWhitespace } }
        if typed.contains(where: { !$0.isEmpty }) {
            let numbers = typed.map { Double(Digits.western($0).replacing(",", with: ".")) }
            guard let latitude = numbers[0], let longitude = numbers[1],
                let home = Coordinate(latitude: latitude, longitude: longitude)
            else {
                reader.add("Enter two numbers, like 52.954 and -1.150", to: "latitude")
                return nil
            }
            return home
        }
        switch reader.typed("home") {
        case "kept", "": return known
        case "none": return nil
        case let place:
            let parts = place.split(separator: ",").compactMap { Double($0) }
            return parts.count == 2 ? Coordinate(latitude: parts[0], longitude: parts[1]) : known
        }
    }

    private func takingPart(_ limits: inout Limits, _ reader: inout FormReader) {
        limits.maxFee = reader.pence("fee") ?? .zero
        limits.canBookAhead = yes("book-ahead", reader) ?? true
        limits.childcareNeeded = yes("childcare", reader) ?? false
        limits.access = reader.choices("access", of: AccessCode.self).filter { reference.access[$0] != nil }
    }

    /// Nil where any time is good.
    private func times(_ reader: inout FormReader) -> [WeeklyWindow]? {
        var times = FreeTimes()
        for day in Weekday.allCases {
            for slot in FreeTimes.Slot.allCases {
                let ticked = FreeTimes.Ticked(day: day, slot: slot)
                if reader.chosen("slot").contains(ticked.field) { times.ticked.insert(ticked) }
            }
        }
        for row in 1...PartRows.most {
            guard let day = reader.choice("exact-day-\(row)", of: Weekday.self) else { continue }
            let from = reader.time("exact-from-\(row)", orAsk: "Enter when it begins, like 09:30")
            let to = reader.time("exact-to-\(row)", orAsk: "Enter when it ends, like 14:00")
            guard let from, let to else { continue }
            guard let window = WeeklyWindow(day: day, from: from, to: to) else {
                reader.add("Enter an end that is after the beginning", to: "exact-to-\(row)")
                continue
            }
            times.exact.append(window)
        }
        if reader.typed("when") == "any" { return nil }
        if times.windows.isEmpty {
            if reader.typed("when") == "some", reader.problems.isEmpty {
                reader.add("Tick when they are free, or choose “Any time”", to: "when")
            }
            return nil
        }
        return times.windows
    }

    private func company(_ about: inout AboutPerson, _ reader: inout FormReader) {
        about.gender = reader.choice("gender", of: Gender.self) ?? .unsaid
        about.audience = reader.choice("audience", of: AudienceWish.self) ?? .any
        about.format = reader.choice("format", of: FormatWish.self) ?? .any
        about.age = reader.integer("age", in: 0...120)
        about.communities = communities("community", reader)
        about.background = reader.choice("background", of: BackgroundWish.self) ?? .noPreference
    }

    // MARK: Fields

    private func yes(_ field: String, _ reader: FormReader) -> Bool? {
        switch reader.typed(field) {
        case "yes": true
        case "no": false
        default: nil
        }
    }

    private func communities(_ field: String, _ reader: FormReader) -> [CommunityCode] {
        var seen: Set<CommunityCode> = []
        return (1...PartRows.most).map { CommunityCode(reader.typed("\(field)-\($0)")) }
            .filter { reference.communities[$0] != nil && seen.insert($0).inserted }
    }
}

/// Fields that come several times, one row each.
enum PartRows {
    /// Rows in one form.
    static let most = 12

    /// How many to show: two at least, one more than are filled, and those the form already had.
    static func count(filled: Int, shown: Int, more: Bool) -> Int {
        min(most, max(2, filled + 1, shown + (more ? 1 : 0)))
    }
}

/// Needs as they are tapped: each tap is one button, and the order is theirs.
struct NeedsOrder {
    private(set) var needs: [NeedCode]

    /// The order in the form, with what was tapped done to it.
    init(_ reader: FormReader, known: CodeList<NeedList>) {
        var seen: Set<NeedCode> = []
        needs = reader.all("need").map { NeedCode($0) }.filter { known[$0] != nil && seen.insert($0).inserted }
        let tapped = reader.typed("tap").split(separator: " ", maxSplits: 1).map(String.init)
        guard tapped.count == 2, known[NeedCode(tapped[1])] != nil else { return }
        let need = NeedCode(tapped[1])
        switch tapped[0] {
        case "add": if !needs.contains(need) { needs.append(need) }
        case "remove": needs.removeAll { $0 == need }
        case "up": move(need, by: -1)
        case "down": move(need, by: 1)
        default: break
        }
    }

    private mutating func move(_ need: NeedCode, by places: Int) {
        guard let from = needs.firstIndex(of: need), needs.indices.contains(from + places) else { return }
        needs.swapAt(from, from + places)
    }
}
