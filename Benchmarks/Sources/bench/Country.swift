import Foundation
import Matching
import Vocabulary

/// A made-up country of 450 × 250 km: towns of very different size, groups in and between them, and the
/// questions that link workers ask there. The same seed gives the same country on every machine.
struct Country {
    private var random: SeededNumbers
    private let towns: [Town]
    private let whole: Double

    private struct Town {
        let latitude: Double
        let longitude: Double
        let spreadKm: Double
        /// The share of all people in this town and the towns before it.
        let reach: Double
    }

    static let today = Day(number: 20_780)
    private static let south = 51.0
    private static let west = -3.5

    init(seed: UInt64) {
        var random = SeededNumbers(seed: seed)
        var towns: [Town] = []
        var total = 0.0
        for rank in 1...400 {
            let weight = 1 / pow(Double(rank), 0.8)
            total += weight
            let north = Double.random(in: 0...250, using: &random)
            let east = Double.random(in: 0...450, using: &random)
            let place = Country.place(north: north, east: east)
            towns.append(
                Town(
                    latitude: place.0, longitude: place.1, spreadKm: 0.8 + 5 * weight.squareRoot(), reach: total))
        }
        self.towns = towns
        self.whole = total
        self.random = random
    }

    private static func place(north: Double, east: Double) -> (Double, Double) {
        let latitude = south + north / 111.195
        return (latitude, west + east / (111.195 * cos(latitude * .pi / 180)))
    }

    /// 85 of 100 places lie in a town, the others anywhere.
    private mutating func place() -> Coordinate {
        if random.chance(15) {
            let place = Country.place(
                north: Double.random(in: 0...250, using: &random), east: Double.random(in: 0...450, using: &random))
            return rounded(place)
        }
        let drawn = Double.random(in: 0..<whole, using: &random)
        let town = towns[towns.firstIndex { $0.reach > drawn } ?? 0]
        let radius = town.spreadKm * (-2 * log(Double.random(in: 1e-9..<1, using: &random))).squareRoot()
        let angle = Double.random(in: 0..<2 * .pi, using: &random)
        let latitude = town.latitude + radius * cos(angle) / 111.195
        let longitude = town.longitude + radius * sin(angle) / (111.195 * cos(latitude * .pi / 180))
        return rounded((latitude, longitude))
    }

    /// Five places after the point, about a metre: what a directory publishes.
    private func rounded(_ place: (Double, Double)) -> Coordinate {
        Coordinate(
            latitude: (place.0 * 100_000).rounded() / 100_000, longitude: (place.1 * 100_000).rounded() / 100_000)
            ?? .origin
    }

    mutating func groups(_ count: Int) -> [GroupProfile] { (0..<count).map { group($0) } }

    private mutating func group(_ number: Int) -> GroupProfile {
        let digits = String(format: "%08x", number &* 2_654_435_761 & 0xFFFF_FFFF)
        var group = GroupProfile(
            id: .init("\(digits)-0000-4000-8000-\(String(format: "%012x", number))"), name: "Group \(number)")
        group.status = random.chance(97) ? .active : random.chance(50) ? .paused : .closed
        group.needs = several(Words.needs, most: 3)
        group.interests = several(Words.interests, most: 3)
        group.format = random.chance(90) ? .group : .oneToOne
        group.online = random.chance(1)
        group.location = group.online && random.chance(60) ? nil : place()
        group.travelPaid = random.chance(12)
        group.fee = Pence(random.chance(75) ? 0 : 50 * Int.random(in: 1...12, using: &random))
        group.sessions =
            random.chance(10)
            ? []
            : (0...Int.random(in: 0...2, using: &random)).map { _ in
                GroupSession(window())
            }
        group.dropIn = random.chance(40)
        group.bookAhead = random.chance(25)
        group.audience = random.chance(80) ? .everyone : random.chance(70) ? .women : .men
        group.age = AgeRange(from: random.chance(70) ? 18 : nil, to: random.chance(10) ? 25 : nil)
        group.languages = random.chance(92) ? ["en"] : []
        if random.chance(20) { group.languages.append(random.pick(Words.languages)) }
        group.english = random.pick([.none, .basic, .basic, .conversational, .conversational, .fluent])
        if random.chance(12) {
            group.interpreting = [
                InterpretingOffer(language: random.pick(Words.languages), community: random.pick(Words.communities))
            ]
        }
        group.childcare = random.pick([.none, .none, .none, .welcome, .provided])
        group.access = several(Words.access, most: 3)
        group.asksStatus = random.chance(8)
        if random.chance(15) { group.communities = [random.pick(Words.communities)] }
        group.register = register()
        group.agreement = agreement()
        group.welcome = random.chance(40) ? nil : Double(Int.random(in: 4...10, using: &random)) / 2
        group.volunteering = random.chance(30)
        return group
    }

    private mutating func register() -> [GroupProfile.Evidence] {
        let level = random.pick([Risk.r0, .r0, .r1, .r1, .r2, .r3])
        return level.requiredStandards.filter { _ in random.chance(97) }.map { standard in
            .init(
                standard,
                until: random.chance(30) ? nil : Country.today.adding(days: Int.random(in: -20...700, using: &random)))
        }
    }

    private mutating func agreement() -> GroupProfile.Agreement {
        var agreement = GroupProfile.Agreement()
        agreement.agreed = random.chance(60)
        agreement.until = Country.today.adding(days: Int.random(in: -20...400, using: &random))
        agreement.paused = random.chance(3)
        agreement.monthlyLimit = Int.random(in: 1...8, using: &random)
        agreement.acceptedThisMonth = Int.random(in: 0...agreement.monthlyLimit, using: &random)
        agreement.places = Int.random(in: 0...10, using: &random)
        return agreement
    }

    mutating func questions(_ count: Int) -> [Situation] { (0..<count).map { _ in question() } }

    private mutating func question() -> Situation {
        var situation = Situation(today: Country.today, needs: several(Words.needs, most: 3))
        situation.interests = several(Words.interests, most: 3)
        situation.home = place()
        situation.reach.maxWalkMinutes = random.pick([20, 30, 30, 45])
        situation.reach.canTravel = random.chance(35)
        situation.reach.online = random.chance(40)
        situation.maxFee = Pence(random.pick([0, 0, 200]))
        situation.free = random.chance(40) ? nil : (0...3).map { _ in freeWindow() }
        situation.canBookAhead = random.chance(80)
        situation.gender = random.pick([.woman, .woman, .man, .man, .unsaid])
        situation.audience = random.chance(85) ? .any : .same
        situation.age = random.chance(80) ? Int.random(in: 18...75, using: &random) : nil
        situation.languages = [SpokenLanguage(random.pick(Words.languages), .fluent)]
        situation.languages.append(SpokenLanguage("en", random.pick([.none, .basic, .basic, .conversational])))
        situation.interpreter.accepts = random.chance(50)
        situation.interpreter.hubLanguages = ["ar", "fa", "ti"]
        if random.chance(20) { situation.interpreter.excludedCommunities = [random.pick(Words.communities)] }
        situation.childcareNeeded = random.chance(25)
        situation.access = random.chance(85) ? [] : [random.pick(Words.access)]
        situation.risk = random.pick([.r0, .r0, .r0, .r1, .r1, .r2])
        situation.communities = [random.pick(Words.communities)]
        situation.background = random.pick([.noPreference, .wanted, .notWanted])
        situation.wantsToVolunteer = random.chance(20)
        return situation
    }

    private mutating func several<Word: Equatable>(_ words: [Word], most: Int) -> [Word] {
        var drawn: [Word] = []
        for _ in 0...Int.random(in: 0..<most, using: &random) {
            // The product of two draws makes the first words of a list the common ones.
            let rank = Double.random(in: 0..<1, using: &random) * Double.random(in: 0..<1, using: &random)
            let word = words[Int(rank * Double(words.count))]
            if !drawn.contains(word) { drawn.append(word) }
        }
        return drawn
    }

    private mutating func window() -> WeeklyWindow {
        let from = 30 * Int.random(in: 18...37, using: &random)
        return stretch(random.pick(Weekday.allCases), from, from + 30 * Int.random(in: 2...5, using: &random))
    }

    private mutating func freeWindow() -> WeeklyWindow {
        let from = 30 * Int.random(in: 17...30, using: &random)
        return stretch(
            random.pick(Weekday.allCases), from, min(1440, from + 30 * Int.random(in: 4...12, using: &random)))
    }

    private func stretch(_ day: Weekday, _ from: Int, _ to: Int) -> WeeklyWindow {
        guard let start = TimeOfDay(minutes: from), let end = TimeOfDay(minutes: to),
            let window = WeeklyWindow(day: day, from: start, to: end)
        else { preconditionFailure("the generator draws windows that end after their start") }
        return window
    }
}

/// The lists that the country draws from.
private enum Words {
    static let needs: [NeedCode] = [
        "belonging", "english", "food", "wellbeing", "advice", "work", "learning", "exercise", "children", "housing",
        "money", "clothing", "digital", "health", "trauma", "faith", "legal", "immigration-advice", "nature", "arts",
        "volunteering", "bereavement", "carers", "transport",
    ]
    static let interests: [InterestCode] = [
        "cooking", "football", "walking", "gardening", "sewing", "music", "singing", "reading", "crafts", "chess",
        "swimming", "cycling", "dance", "painting", "photography", "theatre", "knitting", "cricket", "film", "games",
    ]
    static let languages: [Language] = [
        "ar", "fa", "ti", "ckb", "ps", "uk", "so", "am", "ur", "fr", "es", "pl", "ro", "sq", "vi", "zh-Hans", "bn",
        "tr",
        "pt", "sw",
    ]
    static let communities: [CommunityCode] = [
        "syrian", "eritrean", "kurdish", "afghan", "ukrainian", "somali", "iranian", "sudanese", "albanian",
        "vietnamese",
    ]
    static let access: [AccessCode] = ["step-free", "toilet", "parking", "hearing-loop", "quiet-room", "signing"]
}

/// Numbers that look random and are the same for the same seed on every machine.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }
}
