import People
import Vocabulary

extension Resident {
    /// People for whom a group was asked: without an answer yet, or with one that is new.
    static let waiting: [Resident] = [
        Resident("tesfay", "Tesfay", at: Corner(48, 5)) {
            $0.reach = SafeReach(phone: "07700 900111", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .basic)]
            $0.interpreter.accepts = true
            $0.needs = ["english", "belonging", "work"]
            $0.hopes = "To speak with my neighbours, and to cook for more than one."
            $0.interests = ["cooking", "football"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(34, on: nil))
            $0.limits.free = .said(.only(freeTimes("MO 09:00-17:00", "TU 09:00-12:00", "TH 09:30-14:30")))
            $0.communities = ["eritrean"]
            $0.background = .said(.wanted)
            $0.whatHelps = "A written time and place."
        }.begun(20, by: .mina, from: .library, in: "ti", withInterpreter: true).ago(
            2, .referred(to: "thursday-kitchen")),
        Resident("nasrin", "Nasrin", at: Corner(44, 13)) {
            $0.reach = SafeReach(
                phone: "07700 900112", mayLeaveMessage: false, phoneIsShared: true, safeTimes: "Fridays")
            $0.languages = [SpokenLanguage("fa", .fluent), SpokenLanguage("en", .conversational)]
            $0.needs = ["mental-health", "creativity", "childcare"]
            $0.hopes = "My hands want to draw again."
            $0.interests = ["art", "yoga"]
            $0.gender = .said(.woman)
            $0.age = .said(NotedAge(38, on: nil))
            $0.risk = .r2
            $0.limits.maxFee = .said(Pence(100))
        }.begun(30, by: .mina, from: .surgery, in: "fa", withInterpreter: true).ago(25, .referred(to: "counselling"))
            .ago(22, .answered(by: "counselling", .accepted)).ago(19, .introduced(to: "counselling"))
            .ago(12, .session(of: "counselling", .came)).ago(9, .referred(to: "gentle-yoga"))
            .ago(1, .nudged("gentle-yoga")),
        Resident("omar", "Omar", at: Corner(61, 9)) {
            $0.reach = SafeReach(phone: "07700 900113", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("ar", .fluent), SpokenLanguage("en", .conversational)]
            $0.needs = ["getting-around", "work"]
            $0.hopes = "A bicycle, to reach the early shift."
            $0.interests = ["cycling", "repair"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(29, on: nil))
        }.begun(40, by: .tomas, from: .faith, in: "en").ago(13, .referred(to: "digital-steps"))
            .ago(5, .nudged("digital-steps")),
        Resident("bilal", "Bilal", at: Corner(20, 6)) {
            $0.reach = SafeReach(phone: "07700 900114", mayLeaveMessage: true)
            $0.languages = [
                SpokenLanguage("ur", .fluent), SpokenLanguage("pa", .conversational), SpokenLanguage("en", .basic),
            ]
            $0.needs = ["money", "food"]
            $0.hopes = "To pay the bills in the order that is right."
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(45, on: nil))
        }.begun(35, by: .mina, from: .faith, in: "ur", withInterpreter: true).ago(18, .referred(to: "debt-line"))
            .ago(10, .nudged("debt-line")).ago(2, .expired(at: "debt-line"))
            .ago(1, .saidYesLate(by: "debt-line")),
        Resident("zofia", "Zofia", at: Corner(45, 10)) {
            $0.reach = SafeReach(phone: "07700 900115", email: "zofia@brinehaven.example", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("pl", .fluent), SpokenLanguage("en", .conversational)]
            $0.needs = ["belonging", "learning", "getting-around"]
            $0.hopes = "People who are awake when I am: I clean offices at night."
            $0.interests = ["cooking"]
            $0.gender = .said(.woman)
            $0.age = .said(NotedAge(43, on: nil))
            $0.limits.free = .said(.only(freeTimes("TH 18:00-24:00", "SU 09:00-18:00")))
        }.begun(25, by: .mina, from: .themselves, in: "en").ago(6, .referred(to: "night-bakers"))
            .ago(1, .answered(by: "night-bakers", .declined(.noRoom))),
        Resident("hodan", "Hodan", at: Corner(69, 9)) {
            $0.reach = SafeReach(phone: "07700 900116", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("so", .fluent), SpokenLanguage("en", .basic)]
            $0.interpreter = InterpreterWishes(
                accepts: true, genderWish: .said(.woman), excludedCommunities: ["somali"])
            $0.needs = ["english", "family", "childcare"]
            $0.hopes = "A class where the baby can come."
            $0.gender = .said(.woman)
            $0.audience = .said(.same)
            $0.age = .said(NotedAge(27, on: nil))
            $0.limits.childcareNeeded = true
            $0.risk = .r1
        }.begun(45, by: .tomas, from: .school, in: "so", withInterpreter: true).ago(30, .referred(to: "little-boats"))
            .ago(26, .answered(by: "little-boats", .declined(.notRightForThem))).ago(8, .referred(to: "womens-english"))
            .ago(3, .answered(by: "womens-english", .accepted)),
        Resident("mehret", "Mehret", at: Corner(33, 11)) {
            $0.reach = SafeReach(phone: "07700 900117", mayLeaveMessage: false, safeTimes: "Evenings")
            $0.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("am", .fluent)]
            $0.interpreter = InterpreterWishes(accepts: true, excludedCommunities: ["eritrean"])
            $0.needs = ["mental-health", "belonging", "getting-around"]
            $0.hopes = "To have one place where nobody knows me from before."
            $0.gender = .said(.woman)
            $0.age = .said(NotedAge(36, on: nil))
            $0.risk = .r2
            $0.background = .said(.notWanted)
            $0.avoid.communities = ["eritrean"]
        }.begun(50, by: .mina, from: .surgery, in: "am", withInterpreter: true).ago(12, .referred(to: "tide-art"))
            .ago(4, .answered(by: "tide-art", .waitlisted)),
        Resident("samir", "Samir", at: Corner(52, 8)) {
            $0.reach = SafeReach(phone: "07700 900118", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("ar", .fluent), SpokenLanguage("en", .basic)]
            $0.interpreter.accepts = true
            $0.needs = ["english", "belonging"]
            $0.hopes = "Chess, and somebody who is not in a hurry."
            $0.interests = ["games", "coffee"]
            $0.format = .said(.oneToOne)
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(58, on: nil))
            $0.limits.access = ["step-free"]
            $0.risk = .r1
        }.begun(28, by: .mina, from: .library, in: "ar", withInterpreter: true).ago(
            5, .referred(to: "befriending-hill")
        )
        .ago(0, .answered(by: "befriending-hill", .accepted)),
        Resident("iryna", "Iryna", at: Corner(35, 15)) {
            $0.reach = SafeReach(phone: "07700 900119", email: "iryna@brinehaven.example", mayLeaveMessage: true)
            $0.languages = [
                SpokenLanguage("uk", .fluent), SpokenLanguage("ru", .fluent), SpokenLanguage("en", .conversational),
            ]
            $0.needs = ["family", "work", "belonging"]
            $0.hopes = "A week with something in it for each of us three."
            $0.interests = ["singing", "swimming"]
            $0.gender = .said(.woman)
            $0.age = .said(NotedAge(35, on: nil))
            $0.limits.canTravel = true
            $0.limits.maxFee = .said(Pence(200))
            $0.communities = ["ukrainian"]
        }.wantingMoreAtOnce().begun(33, by: .tomas, from: .themselves, in: "en").ago(
            10, .referred(to: "ukrainian-saturday")
        )
        .ago(9, .referred(to: "womens-swim"), .referred(to: "many-voices"))
        .ago(7, .answered(by: "ukrainian-saturday", .accepted)).ago(6, .introduced(to: "ukrainian-saturday"))
        .ago(1, .drafted(to: "volunteer-desk")),
    ]
}
