import People
import Vocabulary

extension Resident {
    /// People whose time with a group, with us or with the town came to a turn.
    static let departing: [Resident] = [
        Resident("rahel", "Rahel", at: Corner(49, 4)) {
            $0.reach = SafeReach(phone: "07700 900131", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("am", .fluent), SpokenLanguage("en", .conversational)]
            $0.needs = ["belonging", "english"]
            $0.hopes = "A table to sit at."
            $0.interests = ["cooking"]
            $0.gender = .said(.woman)
            $0.age = .said(NotedAge(30, on: nil))
        }.begun(220, by: .mina, from: .library, in: "en").ago(200, .referred(to: "thursday-kitchen"))
            .ago(199, .answered(by: "thursday-kitchen", .accepted)).ago(195, .introduced(to: "thursday-kitchen"))
            .ago(190, .session(of: "thursday-kitchen", .came)).ago(150, .session(of: "thursday-kitchen", .came))
            .ago(100, .ended(with: "thursday-kitchen", .gotWhatTheyCameFor, welcome: 4))
            .ago(
                95, .contact(.meeting, reached: true, "She does not need us now, and said so with a cake."),
                .closed(.whatTheyWantedIsDone)),
        Resident("jamal", "Jamal", at: Corner(77, 6)) {
            $0.reach = SafeReach(phone: "07700 900132", mayLeaveMessage: true)
            $0.languages = [
                SpokenLanguage("ar", .fluent), SpokenLanguage("fr", .conversational), SpokenLanguage("en", .basic),
            ]
            $0.needs = ["activity", "belonging"]
            $0.hopes = "To run until I am tired in a good way."
            $0.interests = ["football", "running"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(19, on: nil))
        }.begun(90, by: .tomas, from: .faith, in: "ar", withInterpreter: true).ago(
            70, .referred(to: "thursday-kitchen")
        )
        .ago(69, .answered(by: "thursday-kitchen", .accepted)).ago(66, .introduced(to: "thursday-kitchen"))
        .ago(60, .session(of: "thursday-kitchen", .came))
        .ago(40, .ended(with: "thursday-kitchen", .theirChoice, welcome: 3))
        .ago(39, .contact(.call, reached: true, "Too much sitting. He asked for football."))
        .ago(3, .referred(to: "football-for-all")).ago(2, .letterCameBack(from: "football-for-all")),
        Resident("shirin", "Shirin", at: Corner(42, 12)) {
            $0.reach = SafeReach(phone: "07700 900133", mayLeaveMessage: false, safeTimes: "By text first")
            $0.languages = [SpokenLanguage("fa", .fluent), SpokenLanguage("en", .conversational)]
            $0.needs = ["belonging", "mental-health"]
            $0.hopes = "To decide for myself who knows what."
            $0.interests = ["reading", "yoga"]
            $0.gender = .said(.woman)
            $0.age = .said(NotedAge(33, on: nil))
            $0.risk = .r1
        }.begun(55, by: .mina, from: .themselves, in: "en").ago(25, .referred(to: "reading-friends"))
            .ago(22, .answered(by: "reading-friends", .accepted)).ago(16, .withdrewConsent(for: "reading-friends"))
            .ago(16, .contact(.message, reached: true, "Her own decision. We said thank you.")),
        Resident("mustafa", "Mustafa", at: Corner(67, 13)) {
            $0.reach = SafeReach(phone: "07700 900134", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("tr", .fluent), SpokenLanguage("ku", .fluent)]
            $0.interpreter.accepts = true
            $0.needs = ["health", "belonging", "getting-around"]
            $0.hopes = "After the operation, a walk every day."
            $0.interests = ["walking", "games"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(66, on: nil))
            $0.limits.maxWalkMinutes = 10
            $0.limits.access = ["step-free", "seating"]
        }.begun(65, by: .tomas, from: .surgery, in: "tr", withInterpreter: true)
            .ago(30, .contact(.call, reached: true, "In hospital until the end of the month; we wait."), .care(.pause)),
        Resident("abdi", "Abdi", at: Corner(71, 7)) {
            $0.reach = SafeReach(phone: "07700 900135", mayLeaveMessage: true)
            $0.languages = [
                SpokenLanguage("so", .fluent), SpokenLanguage("sw", .fluent), SpokenLanguage("en", .conversational),
            ]
            $0.needs = ["work", "belonging"]
            $0.hopes = "To finish the certificate before we move."
            $0.interests = ["football"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(37, on: nil))
        }.begun(120, by: .tomas, from: .friend, in: "en").ago(100, .referred(to: "first-job"))
            .ago(98, .answered(by: "first-job", .accepted)).ago(95, .introduced(to: "first-job"))
            .ago(90, .session(of: "first-job", .came)).ago(20, .ended(with: "first-job", .movedAway, welcome: 4))
            .ago(
                18, .contact(.meeting, reached: true, "The family moves to another city. He wants a hub there."),
                .care(.startRelocating)),
        Resident("nadia", "Nadia", at: Corner(54, 3)) {
            $0.reach = SafeReach(phone: "07700 900136", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("ar", .fluent), SpokenLanguage("fr", .fluent)]
            $0.needs = ["family", "learning"]
            $0.hopes = "Nursery places near the new flat."
            $0.gender = .said(.woman)
            $0.age = .said(NotedAge(29, on: nil))
        }.begun(150, by: .mina, from: .school, in: "fr").ago(130, .referred(to: "little-boats"))
            .ago(129, .answered(by: "little-boats", .accepted)).ago(126, .introduced(to: "little-boats"))
            .ago(120, .session(of: "little-boats", .came)).ago(62, .ended(with: "little-boats", .movedAway, welcome: 5))
            .ago(61, .care(.startRelocating))
            .ago(
                55, .contact(.call, reached: true, "Three of us on the line: she knows her new worker."),
                .care(.transfer)),
        Resident("viktor", "Viktor", at: Corner(65, 18)) {
            $0.reach = SafeReach(phone: "07700 900137", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("ru", .fluent), SpokenLanguage("ro", .conversational)]
            $0.needs = ["work"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(48, on: nil))
        }.ago(110, .received(.themselves)).ago(108, .takenOn(by: .tomas), .care(.lookAt), .care(.startContacting))
            .ago(107, .contact(.call, reached: false, "The number is not in use."))
            .ago(90, .contact(.letter, reached: false, "Wrote to the address he gave."))
            .ago(60, .closed(.noContact)),
        Resident("saba", "Saba", at: Corner(39, 9)) {
            $0.reach = SafeReach(phone: "07700 900138", mayLeaveMessage: false, safeTimes: "Sundays after church")
            $0.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .conversational)]
            $0.needs = ["english", "work", "getting-around"]
            $0.hopes = "This time, the evening class."
            $0.gender = .said(.woman)
            $0.age = .said(NotedAge(41, on: nil))
            $0.limits.free = .said(
                .only(freeTimes("MO 18:00-21:00", "TU 18:00-21:00", "TH 18:00-21:00", "SU 13:00-20:00")))
        }.begun(160, by: .mina, from: .faith, in: "ti", withInterpreter: true).ago(100, .closed(.theirChoice))
            .ago(30, .care(.reopen), .contact(.call, reached: true, "She called us: now is the time."), .searched),
    ]
}
