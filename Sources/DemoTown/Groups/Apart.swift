import Community
import Vocabulary

extension TownGroup {
    /// One to one, online, and what stands a little apart.
    static let apart: [TownGroup] = [
        TownGroup("befriending-ropewalk", "Befriending: Joan", of: "Brinehaven Befrienders", at: Corner(51, 9)) {
            $0.summary = "One volunteer, one person, an hour a week where you like to meet."
            $0.needs = ["belonging", "mental-health"]
            $0.interests = ["walking", "coffee"]
            $0.format = .said(.oneToOne)
            $0.english = .said(.basic)
            $0.sessions = weekly("WE 11:00-12:00")
            $0.travelPaid = true
        }.basics(endIn: 200).forIsolated(endIn: 200).forTrauma(endIn: 200).agreed(
            monthly: 1, places: 1, endsIn: 200, by: "Joan"),
        TownGroup("befriending-hill", "Befriending: Mr Achterberg", of: "Brinehaven Befrienders", at: Corner(39, 13)) {
            $0.summary = "A retired ship's engineer who likes chess and speaks some Arabic."
            $0.needs = ["belonging", "english"]
            $0.interests = ["games", "coffee"]
            $0.format = .said(.oneToOne)
            $0.languages = ["en", "ar"]
            $0.english = .said(.none)
            $0.audience = .said(.men)
            $0.sessions = weekly("MO 15:00-16:00", "SA 11:00-12:00")
        }.basics(endIn: 200).forIsolated(endIn: 200).forTrauma(endIn: 200).agreed(
            monthly: 1, places: 1, endsIn: 200, by: "Joan"),
        TownGroup("befriending-women", "Befriending: Sabine", of: "Brinehaven Befrienders", at: Corner(46, 12)) {
            $0.summary = "Walks, museums, or the kitchen table. A woman for a woman."
            $0.needs = ["belonging", "family", "mental-health"]
            $0.interests = ["walking", "history"]
            $0.format = .said(.oneToOne)
            $0.languages = ["en", "fr"]
            $0.audience = .said(.women)
            $0.english = .said(.basic)
            $0.childcare = .said(.welcome)
            $0.sessions = weekly("FR 09:30-11:00")
        }.basics(endIn: 200).forIsolated(endIn: 200).forTrauma(endIn: 200).shows("modern-slavery-training", endIn: 200)
            .agreed(monthly: 1, places: 2, endsIn: 26, by: "Joan"),
        TownGroup("counselling", "Talking therapy", of: "Still Water", at: Corner(34, 12), in: "The sail room") {
            $0.summary = "Twelve meetings with a therapist who has worked with survivors of torture."
            $0.needs = ["mental-health"]
            $0.format = .said(.oneToOne)
            $0.bookAhead = true
            $0.english = .said(.none)
            $0.interpreting = [
                InterpretingOffer(language: "ar", community: "iraqi"),
                InterpretingOffer(language: "ti", community: "eritrean"),
                InterpretingOffer(language: "fa", community: "iranian"),
            ]
            $0.sessions = weekly("TU 09:00-17:00", "WE 09:00-17:00")
            $0.access = .said(["quiet-space", "step-free"])
        }.basics(endIn: 400).forIsolated(endIn: 400).forTrauma(endIn: 400).shows("modern-slavery-training", endIn: 400)
            .shows("quality-mark", endIn: 100)
            .agreed(
                monthly: 2, places: 1, endsIn: 365, by: "Noor", copes: "Those who waited longest.",
                strain: .needsFunding),
        TownGroup("online-english", "English on the phone", of: "Brinehaven College") {
            $0.summary = "A lesson by video, camera on or off. We send you data if you have none."
            $0.needs = ["english", "learning"]
            $0.online = true
            $0.sessions = weekly("MO 20:00-21:00", "WE 20:00-21:00", "FR 20:00-21:00")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.access = .said(["remote-captions"])
        }.basics(endIn: 400).forIsolated(endIn: 400).agreed(monthly: 20, places: 60, endsIn: 90, by: "Howard"),
        TownGroup("online-mothers", "Mothers online", of: "Lamplight Women's Centre") {
            $0.summary = "Half an hour in the evening when the children sleep. In Arabic and Kurdish."
            $0.needs = ["family", "belonging"]
            $0.online = true
            $0.audience = .said(.women)
            $0.languages = ["ar", "ku", "ckb"]
            $0.sessions = weekly("TU 20:30-21:15")
        }.basics(endIn: 215).forIsolated(endIn: 215).agreed(monthly: 6, places: 15, endsIn: 150, by: "Beatrix"),
        TownGroup("night-line", "Night line", of: "Still Water") {
            $0.summary = "Someone to write to when you cannot sleep. Answered from ten at night until four."
            $0.needs = ["mental-health"]
            $0.online = true
            $0.dropIn = true
            $0.timesInWords = "Every night from ten until four"
            $0.english = .said(.basic)
        }.imported(unmapped: ["times: 22:00-04:00 nightly"], daysAgo: 45).asked(daysAgo: 11),
        TownGroup("volunteer-desk", "Volunteer desk", of: "Brinehaven Volunteers", at: Corner(50, 9)) {
            $0.summary = "We find out what you enjoy and which place needs it. References after three months."
            $0.needs = ["volunteering", "work", "belonging"]
            $0.format = .said(.oneToOne)
            $0.sessions = weekly("TU 10:00-13:00", "TH 13:00-16:00")
            $0.english = .said(.basic)
            $0.volunteering = true
            $0.access = .said(["step-free"])
        }.basics(endIn: 350).forIsolated(endIn: 350).agreed(monthly: 8, places: 30, endsIn: 350, by: "Petra"),
        TownGroup("computer-loan", "Laptops on loan", of: "Ropewalk Community House", at: Corner(47, 9)) {
            $0.summary = "A laptop for half a year and an evening to learn it."
            $0.needs = ["essentials", "learning"]
            $0.interests = ["computers"]
            $0.sessions = weekly("MO 17:00-19:00")
            $0.english = .said(.basic)
            $0.asksStatus = .said(true)
        }.basics(endIn: 100).shows("data-protection", endIn: -30).agreed(
            monthly: 5, places: 20, endsIn: 100, by: "Lotte"),
        TownGroup(
            "museum-friends", "Museum friends", of: "Brinehaven Museum", at: Corner(59, 4), in: "Brinehaven Museum"
        ) {
            $0.summary = "Behind the glass with the people who look after it, and cake."
            $0.needs = ["belonging", "creativity", "volunteering"]
            $0.interests = ["history", "art"]
            $0.sessions = weekly("TH 14:00-16:00")
            $0.english = .said(.basic)
            $0.access = .said(["step-free", "hearing-loop", "accessible-toilet", "seating"])
            $0.volunteering = true
        }.basics(endIn: 60).forIsolated(endIn: 45).agreed(monthly: 3, places: 10, endsIn: 30, by: "Edwin"),
    ]
}
