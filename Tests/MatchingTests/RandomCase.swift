import Matching
import Vocabulary

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

    mutating func some<Element>(_ elements: [Element], most: Int) -> [Element] {
        (0..<Int.random(in: 0...most, using: &self)).map { _ in pick(elements) }
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }
}

/// A directory and a situation, drawn so that every rule is met at its borders.
struct RandomCase {
    var groups: [GroupProfile]
    var situation: Situation

    static let needs: [NeedCode] = ["belonging", "english", "food", "advice", "work", "é", "e\u{301}"]
    static let interests: [InterestCode] = ["cooking", "football", "sewing", "music", "walking"]
    static let languages: [Language] = ["en", "ti", "ar", "ckb", "xx-unknown"]
    static let communities: [CommunityCode] = ["eritrean", "syrian", "kurdish"]
    static let access: [AccessCode] = ["step-free", "hearing-loop"]
    static let standards: [StandardCode] =
        Risk.r4.requiredStandards + [
            "immigration-advice-regulation", "quality-mark", "s14", "s15", "s16", "s17", "s18", "s19",
        ]
    static let today = Day(year: 2026, month: 11, day: 23)!

    init(seed: UInt64, mostGroups: Int = 20) {
        var random = SeededNumbers(seed: seed)
        let home = RandomCase.home(&random)
        let count = Int.random(in: 0...mostGroups, using: &random)
        groups = (0..<count).map { RandomCase.group($0, near: home, &random) }
        groups.shuffle(using: &random)
        situation = RandomCase.situation(home, groups, &random)
        // Left to chance, nearly every group has five reasons against it: most cases are made easier.
        guard seed % 4 != 0 else { return }
        for index in groups.indices { groups[index].ease(&random) }
        situation.ease(&random)
    }

    private static func home(_ random: inout SeededNumbers) -> Coordinate {
        let places = [
            (52.95, -1.15), (0, 0), (89.99, 12), (-89.99, -170), (90, 0), (-90, 180), (10, 180), (10, -180),
            (-17, 179.99), (65, -179.995), (51.5, -0.001),
        ]
        let place = random.pick(places)
        return Coordinate(latitude: place.0, longitude: place.1)!
    }

    /// A place from next door to the other side of the earth, most of them about as far as people walk.
    private static func place(near home: Coordinate, _ random: inout SeededNumbers) -> Coordinate {
        let scale = random.pick([0, 0.001, 0.01, 0.01, 0.03, 0.1, 0.1, 1, 90])
        let latitude = home.latitude + Double.random(in: -1...1, using: &random) * scale
        var longitude = home.longitude + Double.random(in: -2...2, using: &random) * scale
        if random.chance(10) { longitude = Double.random(in: -180...180, using: &random) }
        while longitude > 180 { longitude -= 360 }
        while longitude < -180 { longitude += 360 }
        return Coordinate(latitude: min(90, max(-90, latitude)), longitude: longitude)!
    }

    private static func until(_ random: inout SeededNumbers) -> Day? {
        random.pick([nil, today, today.adding(days: -1), today.adding(days: 1), today.adding(days: 400)])
    }

    private static func window(_ random: inout SeededNumbers) -> WeeklyWindow {
        let from = random.pick([0, 1, 540, 569, 570, 571, 600, 629, 630, 631, 720, 1380])
        let length = random.pick([1, 29, 30, 31, 60, 90, 120, 720])
        return WeeklyWindow(
            day: random.pick([.thursday, .thursday, .monday, .sunday]), from: TimeOfDay(minutes: from)!,
            to: TimeOfDay(minutes: min(1440, from + length))!)!
    }

    private static func session(_ random: inout SeededNumbers) -> GroupSession {
        GroupSession(
            window(&random), isOpen: random.chance(25), until: random.chance(60) ? nil : until(&random))
    }

    static func group(_ number: Int, near home: Coordinate, _ random: inout SeededNumbers) -> GroupProfile {
        // Ids of every length, some with one beginning, so that their order is by bytes and nothing else.
        var group = GroupProfile(
            id: .init(random.pick(["g", "group-", "ö", "G"]) + "\(number)"), name: "Group \(number)")
        group.status = random.pick([.active, .active, .active, .active, .active, .paused, .closed])
        group.needs = random.some(needs, most: 4)
        group.interests = random.some(interests, most: 5)
        group.format = random.chance(80) ? .group : .oneToOne
        group.location = random.chance(85) ? place(near: home, &random) : nil
        // Mostly known; else at the edges of what is told, and of the cells of the grid.
        if random.chance(40) {
            group.accuracyM = random.pick([
                0, 1, 80, 249, 250, 251, 499, 500, 501, 3_000, 7_999, 8_000, 8_001, 30_000, 1_000_000_000,
            ])
        }
        group.online = random.chance(20)
        group.byPhone = random.chance(15)
        group.travelPaid = random.chance(20)
        group.fee = Pence(random.pick([0, 0, 0, 1, 200, 201]))
        group.sessions = random.chance(30) ? [] : (0..<random.pick([1, 2, 3, 5])).map { _ in session(&random) }
        group.dropIn = random.chance(50)
        group.bookAhead = random.chance(20)
        group.audience = random.pick([.everyone, .everyone, .everyone, .women, .men])
        group.age = AgeRange(from: random.pick([nil, nil, 18, 34, 35]), to: random.pick([nil, nil, 33, 34, 64]))
        group.languages = random.some(languages, most: 3)
        group.english = random.pick(LanguageLevel.allCases)
        group.interpreting = (0..<random.pick([0, 1, 2, 3])).map { _ in
            InterpretingOffer(language: random.pick(languages), community: random.pick([nil] + communities))
        }
        group.childcare = random.pick(Childcare.allCases)
        group.access = random.some(access, most: 3)
        group.asksStatus = random.chance(15)
        group.communities = random.some(communities, most: 2)
        group.register = register(&random)
        group.agreement = agreement(&random)
        group.welcome = random.pick([nil, 0, 0.49, 0.5, 4.5, 5])
        group.volunteering = random.chance(50)
        group.unknown = random.chance(50) ? [] : Set(random.some(GroupProfile.Unknown.allCases, most: 4))
        return group
    }

    private static func register(_ random: inout SeededNumbers) -> [GroupProfile.Evidence] {
        if random.chance(60) {
            return standards.prefix(random.pick([4, 7, 10, 11])).map { .init($0, until: today) }
                + random.some(standards, most: 3).map { .init($0, until: until(&random)) }
        }
        return random.some(standards, most: 14).map { .init($0, until: until(&random)) }
    }

    private static func agreement(_ random: inout SeededNumbers) -> GroupProfile.Agreement {
        var agreement = GroupProfile.Agreement()
        agreement.agreed = random.chance(90)
        agreement.until = random.chance(70) ? nil : until(&random)
        agreement.paused = random.chance(5)
        agreement.monthlyLimit = random.pick([0, 1, 3, 4, 7])
        agreement.acceptedThisMonth = random.pick([0, 0, 1, 3])
        agreement.places = random.pick([0, 1, 5, 5])
        return agreement
    }

    private static func situation(
        _ home: Coordinate, _ groups: [GroupProfile], _ random: inout SeededNumbers
    ) -> Situation {
        var situation = Situation(today: today, needs: [random.pick(needs)] + random.some(needs + ["unheard"], most: 6))
        situation.interests = random.some(interests, most: 5)
        situation.format = random.pick([.any, .any, .any, .group, .oneToOne])
        situation.home = random.chance(90) ? home : nil
        situation.horizonKm = random.pick([10, 10, 1, 0, 0.5, 3, 50, 1000, 30000])
        if random.chance(30) { situation.homeAccuracyM = random.pick([1, 80, 250, 251, 499, 500, 501, 2_000, 20_000]) }
        situation.reach.maxWalkMinutes = random.pick([0, 15, 30, 30, 60])
        if let group = groups.first, let place = group.location {
            let accuracies = Double(group.accuracyM + situation.homeAccuracyM)
            let distance = home.distance(to: place)
            if random.chance(10) { situation.horizonKm = max(0, distance - accuracies) / 1000 }
            if random.chance(10) {
                situation.reach.maxWalkMinutes =
                    max(0, Coordinate.walkMinutes(metres: distance + accuracies) - random.pick([0, 1]))
            }
        }
        situation.reach.canTravel = random.chance(50)
        situation.reach.online = random.chance(50)
        situation.reach.phone = random.chance(60)
        situation.maxFee = Pence(random.pick([0, 0, 200, 1000]))
        situation.free = random.chance(50) ? nil : (0..<random.pick([0, 1, 3, 6])).map { _ in window(&random) }
        situation.canBookAhead = random.chance(70)
        situation.gender = random.pick(Gender.allCases)
        situation.audience = random.chance(85) ? .any : .same
        situation.age = random.pick([nil, nil, 0, 33, 34, 35, 64])
        situation.languages = (0..<random.pick([0, 1, 2, 4])).map { _ in
            SpokenLanguage(random.pick(languages), random.pick(LanguageLevel.allCases))
        }
        situation.interpreter.accepts = random.chance(25)
        situation.interpreter.hubLanguages = random.some(languages, most: 3)
        situation.interpreter.excludedCommunities = random.chance(30) ? [] : random.some(communities, most: 4)
        situation.childcareNeeded = random.chance(20)
        situation.access = random.chance(70) ? [] : random.some(access + ["unheard"], most: 2)
        situation.avoidPapers = random.chance(60)
        situation.risk = random.pick([.r0, .r0, .r0, .r0, .r1, .r2, .r3, .r4, nil, nil])
        situation.requires = random.chance(70) ? [] : random.some(standards + ["unheard"], most: 3)
        situation.avoid.groups = random.chance(80) ? ["nobody"] : groups.prefix(2).map(\.id)
        situation.avoid.communities = random.chance(80) ? [] : random.some(communities, most: 1)
        situation.communities = random.some(communities, most: 2)
        situation.background = random.pick(BackgroundWish.allCases)
        situation.wantsToVolunteer = random.chance(50)
        return situation
    }
}

extension GroupProfile {
    /// Takes most of what stands against the group away.
    fileprivate mutating func ease(_ random: inout SeededNumbers) {
        func mostly(_ ease: () -> Void) { if random.chance(88) { ease() } }
        mostly { status = .active }
        mostly { needs.append("food") }
        mostly { fee = .zero }
        mostly { audience = .everyone }
        mostly { age = .open }
        if random.chance(60) {
            languages.append(.english)
            english = .none
        }
        mostly { childcare = .provided }
        mostly { access = RandomCase.access }
        mostly { asksStatus = false }
        mostly { bookAhead = false }
        mostly { travelPaid = true }
        mostly { register += RandomCase.standards.prefix(12).map { Evidence($0, until: nil) } }
        mostly {
            agreement.agreed = true
            agreement.until = nil
            agreement.paused = false
        }
        mostly {
            agreement.monthlyLimit = 4
            agreement.places = 2
        }
    }
}

extension Situation {
    fileprivate mutating func ease(_ random: inout SeededNumbers) {
        func mostly(_ ease: () -> Void) { if random.chance(80) { ease() } }
        mostly { if risk != nil { risk = .r0 } }
        mostly { needs.append("food") }
        mostly { audience = .any }
        mostly { format = .any }
        mostly { requires = [] }
        mostly { access = access.filter { $0 != "unheard" } }
        mostly { horizonKm = max(horizonKm, 30) }
    }
}
