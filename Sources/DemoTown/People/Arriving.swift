import People
import Vocabulary

extension Resident {
    /// People at the beginning: nobody has met them yet, or they have just been met.
    static let arriving: [Resident] = [
        Resident("selam", "Selam", at: Corner(40, 3)) {
            $0.reach = SafeReach(
                phone: "07700 900101", mayLeaveMessage: false, phoneIsShared: true, safeTimes: "Mornings, before eleven"
            )
            $0.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .basic)]
            $0.interpreter.accepts = true
            $0.needs = ["english", "belonging"]
            $0.hopes = "To understand the letters from school without asking my son."
        }.ago(0, .received(.library)),
        Resident("k", "K.", at: nil) {
            $0.reach = SafeReach(otherWay: "At the Central Library on Tuesdays, by the newspapers")
            $0.languages = [SpokenLanguage("ckb", .fluent), SpokenLanguage("ar", .conversational)]
            $0.needs = ["housing"]
        }.ago(3, .received(.library)),
        Resident("yusuf", "Yusuf", at: Corner(72, 8)) {
            $0.reach = SafeReach(phone: "07700 900103", mayLeaveMessage: true)
            $0.languages = [SpokenLanguage("so", .fluent), SpokenLanguage("ar", .conversational)]
            $0.interpreter.accepts = true
            $0.needs = ["health", "belonging"]
            $0.age = .said(NotedAge(61, on: nil))
            $0.gender = .said(.man)
        }.ago(6, .received(.surgery)).ago(4, .takenOn(by: .mina), .care(.lookAt)),
        Resident("halyna", "Halyna", at: Corner(30, 16)) {
            $0.reach = SafeReach(phone: "07700 900104", mayLeaveMessage: true, safeTimes: "After four")
            $0.languages = [SpokenLanguage("uk", .fluent), SpokenLanguage("en", .conversational)]
            $0.needs = ["work", "learning"]
            $0.hopes = "I was a pharmacist. I want to work with medicine again."
            $0.gender = .said(.woman)
        }.ago(9, .received(.themselves)).ago(8, .takenOn(by: .mina), .care(.lookAt), .care(.startContacting))
            .ago(7, .contact(.call, reached: false, "No answer. A message is welcome: left one."))
            .ago(2, .contact(.message, reached: false, "Sent a text with our number and two times to choose.")),
        Resident("blue", "Blue", at: nil) {
            $0.reach = SafeReach(
                phone: "07700 900105", mayLeaveMessage: false, phoneIsShared: true,
                safeTimes: "Only Wednesdays, one to two")
            $0.languages = [SpokenLanguage("en", .conversational)]
            $0.needs = ["safety"]
            $0.gender = .said(.woman)
            $0.risk = .r4
        }.ago(2, .received(.surgery)).ago(1, .takenOn(by: .ada), .care(.lookAt), .care(.startContacting))
            .ago(1, .contact(.call, reached: true, "Reached at a safe time. Safe for tonight. Duty lead knows.")),
        Resident("farid", "Farid", at: Corner(64, 12)) {
            $0.reach = SafeReach(phone: "07700 900106", mayLeaveMessage: true)
            $0.languages = [
                SpokenLanguage("prs", .fluent), SpokenLanguage("fa", .fluent), SpokenLanguage("en", .basic),
            ]
            $0.interpreter = InterpreterWishes(accepts: true, genderWish: .said(.man), mode: .said(.telephone))
            $0.needs = ["mental-health", "english", "activity", "getting-around"]
            $0.hopes = "To sleep. To play football again."
            $0.interests = ["football", "cooking"]
            $0.gender = .said(.man)
            $0.age = .said(NotedAge(24, on: nil))
            $0.risk = .r2
        }.ago(12, .received(.surgery)).ago(11, .takenOn(by: .tomas), .care(.lookAt), .care(.startContacting))
            .ago(10, .contact(.call, reached: true, "Agreed to meet at the library."))
            .ago(
                1, .contact(.meeting, reached: true, "Two hours. He spoke of the journey only as far as he wished."),
                .care(.assess), .searched),
        Resident("amina", "Amina", at: Corner(36, 14)) {
            $0.reach = SafeReach(phone: "07700 900107", mayLeaveMessage: false, safeTimes: "School hours")
            $0.languages = [SpokenLanguage("ar", .fluent), SpokenLanguage("en", .basic)]
            $0.interpreter = InterpreterWishes(accepts: true, genderWish: .said(.woman))
            $0.needs = ["belonging", "english", "family", "childcare"]
            $0.hopes = "Other mothers to drink coffee with. I have not laughed for a long time."
            $0.interests = ["sewing", "cooking"]
            $0.gender = .said(.woman)
            $0.audience = .said(.same)
            $0.age = .said(NotedAge(31, on: nil))
            $0.limits.childcareNeeded = true
            $0.limits.free = .said(
                .only(freeTimes("MO 09:30-14:30", "TU 09:30-14:30", "TH 09:30-14:30", "FR 09:30-12:30")))
            $0.risk = .r1
            $0.whatHelps = "Sitting near the door at first."
        }.ago(8, .received(.school)).ago(7, .takenOn(by: .mina), .care(.lookAt), .care(.startContacting))
            .ago(6, .contact(.call, reached: true, "She chose Tuesday morning."))
            .ago(
                1, .contact(.meeting, reached: true, "At the school. Her list: friends, English, the children."),
                .care(.assess),
                .explained(in: "ar", withInterpreter: true), .searched),
    ]
}
