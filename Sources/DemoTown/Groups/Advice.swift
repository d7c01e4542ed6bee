import Community
import Vocabulary

extension TownGroup {
    /// Advice desks. Who advises on immigration must be regulated for it, and not all are.
    static let advice: [TownGroup] = [
        TownGroup("law-centre", "Brinehaven Law Centre", of: "Brinehaven Law Centre", at: Corner(45, 10)) {
            $0.summary =
                "Free advice on staying in the country, on housing and on debts, by people who are allowed to give it."
            $0.needs = ["immigration-advice", "legal-advice", "housing", "money"]
            $0.sessions = weekly("MO 09:30-12:30", "WE 13:00-16:00", "TH 09:30-12:30")
            $0.bookAhead = true
            $0.format = .said(.oneToOne)
            $0.english = .said(.none)
            $0.interpreting = [
                InterpretingOffer(language: "ar", community: nil), InterpretingOffer(language: "fa", community: nil),
                InterpretingOffer(language: "ti", community: nil), InterpretingOffer(language: "uk", community: nil),
            ]
            $0.childcare = .said(.welcome)
            $0.access = .said(["step-free", "hearing-loop", "accessible-toilet"])
        }.basics(endIn: 300).forIsolated(endIn: 300).forTrauma(endIn: 300).shows("modern-slavery-training", endIn: 300)
            .shows("immigration-advice-regulation", endIn: 250).shows("quality-mark", endIn: 400)
            .agreed(monthly: 6, places: 20, endsIn: 200, by: "Hilary", strain: .tight),
        TownGroup(
            "harbour-advice", "Harbour advice desk", of: "Harbour Friends", at: Corner(42, 4), in: "Net Loft Hall"
        ) {
            $0.summary =
                "Forms, letters, school places. For advice on staying in the country we walk with you to the law centre."
            $0.needs = ["advice", "housing", "money", "essentials"]
            $0.sessions = weekly("TH 09:00-11:00", "TH 13:00-14:30")
            $0.dropIn = true
            $0.format = .said(.oneToOne)
            $0.languages = ["en", "ti", "ar"]
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
        }.basics(endIn: 190).forIsolated(endIn: 150).agreed(
            monthly: 10, places: 30, cohort: 3, endsIn: 128, by: "Marta"),
        TownGroup("new-start-desk", "New start desk", of: "New Start Brinehaven", at: Corner(68, 12)) {
            $0.summary = "A team of volunteers and one adviser. The adviser's registration is being renewed."
            $0.needs = ["immigration-advice", "advice"]
            $0.sessions = weekly("TU 10:00-15:00")
            $0.dropIn = true
            $0.format = .said(.oneToOne)
            $0.languages = ["en", "so", "sw"]
            $0.english = .said(.none)
        }.basics(endIn: 55).forIsolated(endIn: 55).shows("immigration-advice-regulation", endIn: -6)
            .agreed(monthly: 5, places: 15, endsIn: 55, by: "Deka"),
        TownGroup("form-filling", "Help with forms", of: "Lamplight Community Desk", at: Corner(28, 13)) {
            $0.summary = "A corner shop's back room where somebody helps with any form."
            $0.needs = ["immigration-advice", "advice", "money"]
            $0.sessions = weekly("MO 17:00-19:00", "FR 17:00-19:00")
            $0.dropIn = true
            $0.format = .said(.oneToOne)
            $0.english = .said(.none)
            $0.fee = .said(Pence(500))
            $0.asksStatus = .said(true)
        }.imported(unmapped: ["needs: visa help", "fee: pay what you can"], daysAgo: 45).asked(daysAgo: 40),
        TownGroup("debt-line", "Money talk", of: "Ropewalk Credit Union", at: Corner(53, 10)) {
            $0.summary = "Debts, bills and a bank account, one to one, in a room with a door."
            $0.needs = ["money", "advice"]
            $0.sessions = weekly("TU 10:00-13:00", "FR 10:00-13:00")
            $0.bookAhead = true
            $0.format = .said(.oneToOne)
            $0.english = .said(.conversational)
            $0.access = .said(["step-free"])
        }.basics(endIn: 145).agreed(monthly: 4, places: 8, endsIn: 12, by: "Olwen"),
        TownGroup("housing-desk", "Roof and rent", of: "Brinehaven Tenants", at: Corner(41, 8)) {
            $0.summary = "Damp, deposits, notices to leave. We write the letter with you."
            $0.needs = ["housing", "legal-advice"]
            $0.sessions = weekly("WE 10:00-13:00")
            $0.dropIn = true
            $0.format = .said(.oneToOne)
            $0.english = .said(.basic)
            $0.interpreting = [InterpretingOffer(language: "pl", community: "polish")]
        }.basics(endIn: 175).forIsolated(endIn: 14).agreed(monthly: 8, places: 25, endsIn: 210, by: "Kit"),
        TownGroup("safe-haven", "Haven", of: "Haven Brinehaven") {
            $0.summary = "For women who were hurt or are afraid at home. The address is told on the telephone."
            $0.needs = ["safety", "mental-health", "housing"]
            $0.audience = .said(.women)
            $0.online = true
            $0.format = .said(.oneToOne)
            $0.english = .said(.none)
            $0.interpreting = [
                InterpretingOffer(language: "ar", community: nil), InterpretingOffer(language: "ur", community: nil),
                InterpretingOffer(language: "fa", community: nil), InterpretingOffer(language: "so", community: nil),
            ]
            $0.childcare = .said(.provided)
            $0.timesInWords = "Every day, day and night, by telephone first"
            $0.contact.phone = "01632 960140"
        }.basics(endIn: 365).forIsolated(endIn: 365).forTrauma(endIn: 365).shows("modern-slavery-training", endIn: 365)
            .agreed(monthly: 6, places: 9, endsIn: 365, by: "The duty worker"),
        TownGroup("health-link", "Health link", of: "Lamplight Surgery", at: Corner(44, 14), in: "Lamplight Surgery") {
            $0.summary = "How to see a doctor, a dentist, an optician. We telephone together."
            $0.needs = ["health", "getting-around"]
            $0.sessions = weekly("MO 14:00-16:00", "TH 10:00-12:00")
            $0.dropIn = true
            $0.format = .said(.oneToOne)
            $0.languages = ["en", "ro", "pl"]
            $0.english = .said(.none)
            $0.access = .said(["step-free", "accessible-toilet", "hearing-loop"])
        }.basics(endIn: 250).forIsolated(endIn: 250).agreed(monthly: 12, places: 40, endsIn: 250, by: "Fay"),
    ]
}
