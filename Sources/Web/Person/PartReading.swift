import Casework
import People
import Reference
import Vocabulary

/// Reads the form of one part of what a person tells.
struct PartReading {
    let part: AboutPart
    let reference: ReferenceData
    let today: Day

    /// What the form says, put over what is known. Problems stay in `reader`.
    func about(_ known: AboutPerson, with reader: inout FormReader) -> AboutPerson {
        var about = known
        switch part {
        case .reach: reach(&about, &reader)
        case .languages: about.languages = languages(&reader)
        case .interpreter: interpreter(&about.interpreter, &reader)
        case .needs:
            _ = reader.chosen("need") { reference.needs[NeedCode($0)] != nil }
            about.needs = NeedsOrder(reader, known: reference.needs).needs
        case .hopes:
            about.hopes = reader.text("hopes", upTo: AboutLimit.story) ?? ""
            about.whatHelps = reader.text("what-helps", upTo: AboutLimit.story) ?? ""
        case .interests:
            about.interests = reader.chosen("interests") { reference.interests[InterestCode($0)] != nil }
                .map { InterestCode($0) }
            about.wantsToVolunteer = reader.toldYesNo("volunteer")
        case .travel: travel(&about.limits, &reader)
        case .takingPart: takingPart(&about.limits, &reader)
        case .times: about.limits.free = times(&reader)
        case .company: company(&about, &reader)
        case .avoid:
            about.avoid.groups = Array(Set(reader.all("avoid-groups"))).sorted()
            about.avoid.communities = communities("avoid-community", &reader)
            about.avoidPapers = reader.toldYesNo("avoid-papers")
        case .risk: about.judgement = judgement(known.judgement, &reader)
        }
        return about
    }

    // MARK: Parts

    private func reach(_ about: inout AboutPerson, _ reader: inout FormReader) {
        about.callName = reader.text("call-name", upTo: AboutLimit.name) ?? ""
        about.reach.phone = reader.phone("phone", upTo: AboutLimit.phone) ?? ""
        about.reach.mayLeaveMessage = reader.toldYesNo("message")
        about.reach.sharedWith = reader.text("shared-with", upTo: AboutLimit.words) ?? ""
        about.reach.phoneIsShared = shared(with: about.reach.sharedWith, &reader)
        about.reach.safeTimes = reader.text("safe-times", upTo: AboutLimit.words) ?? ""
        about.reach.email = reader.email("email", upTo: AboutLimit.email) ?? ""
        about.reach.otherWay = reader.text("other-way", upTo: AboutLimit.words) ?? ""
        if reader.problems.isEmpty, !about.reach.isReachable {
            reader.add("Enter one way to find them again: a phone, an e-mail, or another way", to: "phone")
        }
    }

    /// Whoever says who else uses the phone says that somebody does.
    private func shared(with others: String, _ reader: inout FormReader) -> Told<Bool> {
        let shared = reader.toldYesNo("shared")
        guard !others.isEmpty else { return shared }
        if shared.isNo {
            reader.add("You chose No, and wrote who else uses this phone. Which is right?", to: "shared")
        }
        return .said(true)
    }

    private func languages(_ reader: inout FormReader) -> [SpokenLanguage] {
        var seen: Set<Language> = []
        return (1...PartRows.most).compactMap { row in
            let known = reader.chosen("language-\(row)") { reference.languages[Language(rawValue: $0)] != nil }
            guard let language = known.first.map(Language.init(rawValue:)), seen.insert(language).inserted else {
                return nil
            }
            let level = LanguageLevel(rawValue: reader.typed("level-\(row)"))
            guard let level else {
                reader.add("Choose how well they speak \(reference.languages.name(of: language))", to: "level-\(row)")
                return nil
            }
            return level == .none ? nil : SpokenLanguage(language, level)
        }
    }

    private func interpreter(_ wishes: inout InterpreterWishes, _ reader: inout FormReader) {
        wishes.accepts = reader.toldYesNo("accepts")
        wishes.genderWish = reader.told("interpreter-gender")
        wishes.mode = reader.told("mode")
        wishes.excludedCommunities = communities("excluded", &reader)
    }

    private func travel(_ limits: inout Limits, _ reader: inout FormReader) {
        limits.home = home(&reader, known: limits.home)
        let minutes = reader.integer("walk", in: 0...240)
        limits.maxWalkMinutes = told(minutes, in: "walk", &reader)
        limits.canTravel = reader.toldYesNo("fares")
        limits.canJoinOnline = reader.toldYesNo("online")
    }

    private func home(_ reader: inout FormReader, known: Told<Coordinate>) -> Told<Coordinate> {
        let typed = [reader.typed("latitude"), reader.typed("longitude")].map { $0.filter { !$0.isWhitespace } }
        if typed.contains(where: { !$0.isEmpty }) {
            let numbers = typed.map { Double(Digits.western($0).replacing(",", with: ".")) }
            guard let latitude = numbers[0], let longitude = numbers[1],
                let home = Coordinate(latitude: latitude, longitude: longitude)
            else {
                reader.add("Enter two numbers, like 52.954 and -1.150", to: "latitude")
                return known
            }
            if reader.typed("home") == FormField.unsaid {
                reader.add("You chose that they would rather not say, and wrote a place. Which is right?", to: "home")
            }
            return .said(home)
        }
        switch reader.typed("home") {
        case "kept", "": return known
        case FormField.unsaid: return .wouldNotSay
        case FormField.notAsked: return .notAsked
        case let place:
            let parts = place.split(separator: ",").compactMap { Double($0) }
            guard parts.count == 2, let home = Coordinate(latitude: parts[0], longitude: parts[1])
            else {
                reader.add(FormReader.notOffered, to: "home")
                return known
            }
            return .said(home)
        }
    }

    private func takingPart(_ limits: inout Limits, _ reader: inout FormReader) {
        limits.maxFee = fee(&reader)
        limits.canBookAhead = reader.toldYesNo("book-ahead")
        limits.childcareNeeded = reader.toldYesNo("childcare")
        limits.access = access(&reader)
    }

    private func fee(_ reader: inout FormReader) -> Told<Pence> {
        let amount = reader.pence("fee")
        switch (reader.typed("paying"), amount) {
        case ("free", nil): return .said(.zero)
        case ("free", let amount?) where amount != .zero:
            reader.add("You chose “It must be free”, and wrote an amount. Which is right?", to: "paying")
            return .said(amount)
        case (FormField.unsaid, nil): return .wouldNotSay
        case (FormField.unsaid, _?):
            reader.add("You chose that they would rather not say, and wrote an amount. Which is right?", to: "paying")
            return .wouldNotSay
        case ("some", nil):
            if reader.problem(with: "fee") == nil { reader.add("Enter how much they can pay, like 2.50", to: "fee") }
            return .notAsked
        case ("", let amount?), ("some", let amount?), ("free", let amount?): return .said(amount)
        case ("", nil), (FormField.notAsked, nil): return .notAsked
        case (FormField.notAsked, let amount?): return .said(amount)
        default:
            reader.add(FormReader.notOffered, to: "paying")
            return .notAsked
        }
    }

    private func access(_ reader: inout FormReader) -> Told<[AccessCode]> {
        let beside: Set = [PartForm.nothingSpecial, FormField.unsaid]
        let chosen = reader.chosen("access") { beside.contains($0) || reference.access[AccessCode($0)] != nil }
        let needed = chosen.filter { !beside.contains($0) }.map { AccessCode($0) }
        let others = beside.intersection(chosen)
        if others.count > 1 || (!others.isEmpty && !needed.isEmpty) {
            reader.add("You ticked answers that do not go together. Which is right?", to: "access")
        }
        if !needed.isEmpty { return .said(needed) }
        if others.contains(FormField.unsaid) { return .wouldNotSay }
        return others.isEmpty ? .notAsked : .said([])
    }

    /// What is ticked counts: a choice that says something else is asked about, and never wins in silence.
    private func times(_ reader: inout FormReader) -> Told<FreeTime> {
        var times = FreeTimes()
        let slots = Weekday.allCases.flatMap { day in
            FreeTimes.Slot.allCases.map { FreeTimes.Ticked(day: day, slot: $0) }
        }
        let chosen = reader.chosen("slot") { typed in slots.contains { $0.field == typed } }
        for slot in slots where chosen.contains(slot.field) { times.ticked.insert(slot) }
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
        let windows = times.windows
        switch reader.typed("when") {
        case "any" where windows.isEmpty: return .said(.anyTime)
        case FormField.unsaid where windows.isEmpty: return .wouldNotSay
        case "any":
            reader.add("You chose “Any time”, and ticked or wrote some times. Which is right?", to: "when")
        case FormField.unsaid:
            reader.add(
                "You chose that they would rather not say, and ticked or wrote times. Which is right?", to: "when")
        case "some" where windows.isEmpty && reader.problems.isEmpty:
            reader.add("Tick when they are free, or choose “Any time”", to: "when")
        case "", "some", FormField.notAsked: break
        default: reader.add(FormReader.notOffered, to: "when")
        }
        return windows.isEmpty ? .notAsked : .said(.only(windows))
    }

    private func company(_ about: inout AboutPerson, _ reader: inout FormReader) {
        about.gender = reader.told("gender")
        about.audience = reader.told("audience")
        about.format = reader.told("format")
        about.age = age(about.age, &reader)
        about.communities = communities("community", &reader)
        about.background = reader.told("background")
    }

    /// What is typed was said today; a field that stays empty keeps what was noted before.
    private func age(_ known: Told<NotedAge>, _ reader: inout FormReader) -> Told<NotedAge> {
        let years = reader.integer("age", in: 0...120)
        let told = told(years, in: "age", &reader)
        if case .notAsked = told, known.answer != nil { return known }
        return told.map { NotedAge($0, on: today) }
    }

    /// A level that is not chosen leaves what was judged before, or nothing.
    private func judgement(_ known: RiskJudgement?, _ reader: inout FormReader) -> RiskJudgement? {
        if reader.typed("risk") == PartForm.notJudged { return nil }
        return reader.choice("risk", of: Risk.self).map { RiskJudgement($0, on: today) } ?? known
    }

    // MARK: Fields

    /// A number that was typed, or the tick beside it that they would rather not say.
    private func told(_ number: Int?, in field: String, _ reader: inout FormReader) -> Told<Int> {
        let isUnsaid = reader.ticked("\(field)-unsaid")
        guard let number else { return isUnsaid ? .wouldNotSay : .notAsked }
        if isUnsaid {
            reader.add("You ticked that they would rather not say, and wrote a number. Which is right?", to: field)
        }
        return .said(number)
    }

    private func communities(_ field: String, _ reader: inout FormReader) -> [CommunityCode] {
        var seen: Set<CommunityCode> = []
        return (1...PartRows.most)
            .flatMap { row in
                reader.chosen("\(field)-\(row)") { reference.communities[CommunityCode($0)] != nil }
            }
            .map { CommunityCode($0) }.filter { seen.insert($0).inserted }
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
