import Community
import Vocabulary

extension TownGroup {
    /// English and other things to learn, many of them in libraries.
    static let classes: [TownGroup] = [
        TownGroup(
            "library-english", "English at the library", of: "Brinehaven Libraries", at: Corner(50, 10),
            in: "Central Library"
        ) {
            $0.summary = "Speaking and listening for beginners. Bring a letter you do not understand, or nothing."
            $0.needs = ["english", "learning", "belonging"]
            $0.interests = ["languages", "reading"]
            $0.sessions = weekly("MO 10:00-12:00", "WE 10:00-12:00")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
            $0.access = .said(["step-free", "accessible-toilet", "hearing-loop", "quiet-space"])
            $0.volunteering = true
            $0.contact.phone = "01632 960110"
        }.basics(endIn: 260).forIsolated(endIn: 200).forTrauma(endIn: 35)
            .agreed(
                monthly: 8, places: 24, endsIn: 240, by: "Ines", copes: "We slow down. We never ask why somebody came."),
        TownGroup(
            "harbour-esol", "Harbour ESOL", of: "Brinehaven College", at: Corner(66, 2), in: "Harbour Branch Library"
        ) {
            $0.summary = "A class with a teacher, twice a week for a term, with a certificate at the end."
            $0.needs = ["english", "learning", "work"]
            $0.sessions = weekly("TU 09:30-11:30", "TH 09:30-11:30")
            $0.bookAhead = true
            $0.english = .said(.basic)
            $0.childcare = .said(.provided)
            $0.access = .said(["step-free"])
        }.basics(endIn: 400).forIsolated(endIn: 400).agreed(monthly: 4, places: 3, endsIn: 90, by: "Howard"),
        TownGroup("womens-english", "English for women", of: "Lamplight Women's Centre", at: Corner(38, 15)) {
            $0.summary = "A small class with a woman teacher. Children play next door."
            $0.needs = ["english", "belonging", "family"]
            $0.audience = .said(.women)
            $0.sessions = weekly("TU 12:45-14:45", "FR 10:00-12:00")
            $0.english = .said(.none)
            $0.childcare = .said(.provided)
            $0.interpreting = [
                InterpretingOffer(language: "ar", community: "sudanese"),
                InterpretingOffer(language: "ti", community: "eritrean"),
                InterpretingOffer(language: "fa", community: nil),
            ]
            $0.access = .said(["step-free", "baby-changing"])
            $0.volunteering = true
        }.basics(endIn: 215).forIsolated(endIn: 215).forTrauma(endIn: 180).shows("modern-slavery-training", endIn: 180)
            .agreed(
                monthly: 4, places: 8, endsIn: 150, by: "Beatrix",
                copes: "Women who have been through a lot. Two of us stay after class."),
        TownGroup(
            "evening-english", "English after work", of: "Northmoor Library", at: Corner(55, 18),
            in: "Northmoor Library"
        ) {
            $0.summary = "For people on shifts: come when you can, the lesson begins again each evening."
            $0.needs = ["english", "work"]
            $0.sessions = weekly("MO 18:30-20:30", "TU 18:30-20:30", "TH 18:30-20:30")
            $0.dropIn = true
            $0.english = .said(.none)
        }.basics(endIn: 22).agreed(monthly: 6, places: 20, endsIn: 180, by: "Graham"),
        TownGroup(
            "conversation-cafe", "Conversation cafe", of: "Harbour Friends", at: Corner(53, 3), in: "The chandlery"
        ) {
            $0.summary = "Tables of four and a pot of tea. Practise English and teach a word of yours."
            $0.needs = ["english", "belonging"]
            $0.interests = ["coffee", "languages"]
            $0.sessions = weekly("SA 10:30-12:30")
            $0.dropIn = true
            $0.english = .said(.basic)
            $0.childcare = .said(.welcome)
            $0.access = .said(["step-free"])
        }.basics(endIn: 130).forIsolated(endIn: 130).agreed(monthly: 10, places: 25, endsIn: 300, by: "Ruth"),
        TownGroup(
            "digital-steps", "Digital steps", of: "Brinehaven Libraries", at: Corner(50, 10), in: "Central Library"
        ) {
            $0.summary = "Phones, forms and e-mail, one helper for two people. We have tablets to borrow."
            $0.needs = ["learning", "work", "getting-around"]
            $0.interests = ["computers"]
            $0.sessions = weekly("TU 14:00-16:00", "FR 14:00-16:00")
            $0.english = .said(.basic)
            $0.access = .said(["step-free", "large-print", "hearing-loop"])
        }.imported(unmapped: ["age group: silver surfers"], daysAgo: 45).basics(endIn: 170)
            .agreed(monthly: 5, places: 10, endsIn: 120, by: "Ines"),
        TownGroup("driving-theory", "Driving theory together", of: "Ropewalk Community House", at: Corner(47, 9)) {
            $0.summary = "We learn for the theory test, with pictures and in four languages."
            $0.needs = ["learning", "work", "getting-around"]
            $0.fee = .said(Pence(300))
            $0.sessions = weekly("SU 15:00-17:00")
            $0.languages = ["en", "ar", "fa", "uk"]
            $0.english = .said(.none)
        }.asked(daysAgo: 20),
        TownGroup("first-job", "First job here", of: "Brinehaven College", at: Corner(66, 7)) {
            $0.summary = "What you did before counts: we write it down in English and visit workplaces."
            $0.needs = ["work", "learning"]
            $0.sessions = weekly("WE 13:00-15:30")
            $0.bookAhead = true
            $0.asksStatus = .said(true)
        }.basics(endIn: 280).agreed(monthly: 5, places: 12, endsIn: 200, by: "Howard"),
        TownGroup(
            "reading-friends", "Reading friends", of: "Northmoor Library", at: Corner(55, 18), in: "Northmoor Library"
        ) {
            $0.summary = "Short stories read aloud, slowly. Nobody has to read if they would rather listen."
            $0.needs = ["belonging", "english", "mental-health"]
            $0.interests = ["reading", "writing"]
            $0.sessions = weekly("TH 14:00-15:30")
            $0.dropIn = true
            $0.english = .said(.conversational)
            $0.access = .said(["step-free", "quiet-space"])
        }.basics(endIn: 95).forIsolated(endIn: 5).agreed(monthly: 3, places: 8, endsIn: 95, by: "Una"),
        TownGroup(
            "maths-parents", "Maths for parents", of: "7th Street School", at: Corner(18, 7), in: "7th Street School"
        ) {
            $0.summary = "How sums are taught here, so that you can help at home."
            $0.needs = ["learning", "family"]
            $0.sessions = weekly("MO 09:00-10:30")
            $0.english = .said(.basic)
            $0.childcare = .said(.welcome)
        }.imported(unmapped: ["language: plain English", "times: term time only"], daysAgo: 45),
    ]
}
