import People
import Vocabulary

extension Resident {
    /// People who have begun to go somewhere.
    static let belonging: [Resident] = [
        Resident("leyla", "Leyla", at: Corner(41, 13)) {
            $0.reach = SafeReach(
                phone: "07700 900121", mayLeaveMessage: false, phoneIsShared: true,
                safeTimes: "Ten to twelve on weekdays")
            $0.languages = [SpokenLanguage("ku", .fluent), SpokenLanguage("ar", .conversational)]
            $0.interpreter = InterpreterWishes(accepts: true, genderWish: .said(.woman), mode: .said(.inPerson))
            $0.needs = ["safety", "belonging", "creativity", "childcare"]
            $0.hopes = "To walk into a room and breathe."
            $0.interests = ["sewing"]
            $0.gender = .said(.woman)
            $0.audience = .said(.same)
            $0.age = .said(NotedAge(26, on: nil))
            $0.risk = .r3
            $0.whatHelps = "A woman at the door, and no photographs."
        }.begun(60, by: .tomas, from: .surgery, in: "ku", withInterpreter: true).ago(21, .referred(to: "womens-sewing"))
            .ago(18, .answered(by: "womens-sewing", .accepted)).ago(4, .introduced(to: "womens-sewing"))
            .ago(4, .contact(.visit, reached: true, "Walked there together. She chose the blue machine.")),
        Resident("kidane", "Kidane", at: Corner(46, 6)) {
            $0.reach = SafeReach(phone: "07700 900122", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .conversational)]
            $0.needs = ["belonging", "food"]
            $0.hopes = "To eat with others."
            $0.interests = ["cooking", "singing"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(22, on: nil))
            $0.communities = ["eritrean"]
            $0.background = .said(.wanted)
        }.begun(70, by: .mina, from: .faith, in: "en").ago(50, .referred(to: "thursday-kitchen"))
            .ago(48, .answered(by: "thursday-kitchen", .accepted)).ago(45, .introduced(to: "thursday-kitchen"))
            .ago(38, .session(of: "thursday-kitchen", .came)).ago(31, .session(of: "thursday-kitchen", .came))
            .ago(30, .referred(to: "mill-meadow-larder")).ago(28, .answered(by: "mill-meadow-larder", .accepted))
            .ago(26, .introduced(to: "mill-meadow-larder")).ago(20, .session(of: "mill-meadow-larder", .came))
            .ago(17, .session(of: "thursday-kitchen", .came))
            .ago(15, .contact(.call, reached: true, "He has begun to bring his flatmate."))
            .ago(3, .glassBroken(by: .tomas, because: "He was locked out at night, and Mina was away."))
            // He wanted to see first: two months, and then to be asked again.
            .sayingYes(to: "thursday-kitchen", forDays: 56),
        Resident("parwin", "Parwin", at: Corner(37, 16)) {
            $0.reach = SafeReach(phone: "07700 900123", mayLeaveMessage: false, safeTimes: "Mornings")
            $0.languages = [SpokenLanguage("prs", .fluent), SpokenLanguage("ps", .conversational)]
            $0.interpreter = InterpreterWishes(accepts: true, genderWish: .said(.woman))
            $0.needs = ["belonging", "learning", "childcare"]
            $0.hopes = "To read a whole page by the spring."
            $0.interests = ["reading", "sewing"]
            $0.gender = .said(.woman)
            $0.audience = .said(.same)
            $0.age = .said(NotedAge(44, on: nil))
            $0.risk = .r1
            $0.communities = ["afghan"]
        }.begun(80, by: .mina, from: .friend, in: "prs", withInterpreter: true).ago(55, .referred(to: "afghan-women"))
            .ago(53, .answered(by: "afghan-women", .accepted)).ago(50, .introduced(to: "afghan-women"))
            .ago(40, .session(of: "afghan-women", .came)).ago(26, .session(of: "afghan-women", .came))
            .ago(10, .contact(.call, reached: true, "Glad of the teacher."))
            .ago(0, .session(of: "afghan-women", .worried)),
        Resident("ahmed", "Ahmed", at: Corner(74, 10)) {
            $0.reach = SafeReach(phone: "07700 900124", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("ar", .fluent), SpokenLanguage("en", .conversational)]
            $0.needs = ["creativity", "mental-health"]
            $0.hopes = "I was a carpenter for thirty years."
            $0.interests = ["crafts", "repair"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(57, on: nil))
            $0.risk = .r1
        }.begun(75, by: .tomas, from: .surgery, in: "en").ago(48, .referred(to: "mens-shed"))
            .ago(44, .answered(by: "mens-shed", .accepted)).ago(40, .introduced(to: "mens-shed"))
            .ago(33, .session(of: "mens-shed", .came)).ago(13, .session(of: "mens-shed", .didNotCome))
            .ago(6, .session(of: "mens-shed", .didNotCome)).ago(24, .referred(to: "tide-art"))
            .ago(21, .answered(by: "tide-art", .accepted)).ago(14, .introduced(to: "tide-art"))
            .ago(3, .ended(with: "tide-art", .workOrStudy, welcome: 4)),
        Resident("thanh", "Thanh", at: Corner(60, 7)) {
            $0.reach = SafeReach(
                phone: "07700 900126", mayLeaveMessage: false, phoneIsShared: true,
                safeTimes: "Mondays, the laundry is closed")
            $0.languages = [SpokenLanguage("vi", .fluent)]
            $0.interpreter = InterpreterWishes(
                accepts: true, mode: .said(.inPerson), excludedCommunities: ["vietnamese"])
            $0.needs = ["mental-health", "safety", "english"]
            $0.hopes = "Quiet."
            $0.interests = ["gardening", "nature"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(23, on: nil))
            $0.risk = .r3
            $0.limits.free = .said(.only(freeTimes("MO 09:00-18:00")))
        }.begun(40, by: .tomas, from: .surgery, in: "vi", withInterpreter: true)
            .ago(17, .contact(.meeting, reached: true, "We sat by the water. He may come again.")),
        Resident("ewa", "Ewa", at: Corner(43, 7)) {
            $0.reach = SafeReach(phone: "07700 900127", email: "ewa@brinehaven.example", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("pl", .fluent), SpokenLanguage("en", .fluent)]
            $0.needs = ["volunteering", "belonging"]
            $0.hopes = "To give something back at the kitchen."
            $0.interests = ["cooking", "gardening"]
            $0.gender = .said(.woman)
            $0.age = .said(NotedAge(63, on: nil))
            $0.wantsToVolunteer = true
        }.begun(200, by: .mina, from: .friend, in: "en").ago(180, .referred(to: "thursday-kitchen"))
            .ago(178, .answered(by: "thursday-kitchen", .accepted)).ago(176, .introduced(to: "thursday-kitchen"))
            .ago(170, .session(of: "thursday-kitchen", .came)).ago(120, .session(of: "thursday-kitchen", .came))
            .ago(60, .ended(with: "thursday-kitchen", .settledIn, welcome: 5)).ago(20, .referred(to: "volunteer-desk"))
            .ago(17, .answered(by: "volunteer-desk", .accepted)).ago(14, .introduced(to: "volunteer-desk"))
            .ago(7, .session(of: "volunteer-desk", .came)).ago(
                5, .contact(.message, reached: true, "She starts on Thursday.")),
    ]
}
