import Community
import Vocabulary

extension TownGroup {
    /// Families, communities and faiths.
    static let neighbours: [TownGroup] = [
        TownGroup("little-boats", "Little boats", of: "Harbourside Children's Centre", at: Corner(35, 3)) {
            $0.summary = "Play and songs for children under five and whoever brings them."
            $0.needs = ["family", "childcare", "belonging"]
            $0.sessions = weekly("MO 09:30-11:30", "TH 09:30-11:30")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
            $0.access = .said(["step-free", "baby-changing"])
            $0.volunteering = true
        }.basics(endIn: 230).forIsolated(endIn: 230).forTrauma(endIn: 230).agreed(
            monthly: 10, places: 30, endsIn: 230, by: "Bronagh"),
        TownGroup("fathers-morning", "Fathers' morning", of: "Harbourside Children's Centre", at: Corner(35, 3)) {
            $0.summary = "Pancakes and a climbing frame for men with small children."
            $0.needs = ["family", "belonging"]
            $0.interests = ["coffee"]
            $0.audience = .said(.men)
            $0.sessions = weekly("SA 09:30-11:30")
            $0.dropIn = true
            $0.childcare = .said(.welcome)
            $0.english = .said(.basic)
        }.basics(endIn: 230).forIsolated(endIn: 230).agreed(monthly: 5, places: 15, endsIn: 230, by: "Owen"),
        TownGroup(
            "eritrean-association", "Eritrean association", of: "Eritrean Association of Brinehaven", at: Corner(63, 11)
        ) {
            $0.summary = "Coffee the long way, a homework room, and elders who know how things work here."
            $0.needs = ["belonging", "family", "advice"]
            $0.interests = ["coffee", "faith"]
            $0.languages = ["ti", "en"]
            $0.english = .said(.none)
            $0.sessions = weekly("SU 13:00-17:00")
            $0.dropIn = true
            $0.childcare = .said(.welcome)
            $0.communities = ["eritrean"]
        }.basics(endIn: 80).forIsolated(endIn: 30).agreed(monthly: 6, places: 25, endsIn: 80, by: "Ato Berhane"),
        TownGroup("somali-elders", "Somali elders' tea", of: "Daryeel Brinehaven", at: Corner(70, 8)) {
            $0.summary = "Dominoes, news and sweet tea for people over fifty."
            $0.needs = ["belonging", "health"]
            $0.interests = ["games", "coffee"]
            $0.languages = ["so"]
            $0.sessions = weekly("TU 14:00-17:00", "TH 14:00-17:00")
            $0.dropIn = true
            $0.age = AgeRange(from: 50, to: nil)
            $0.communities = ["somali"]
            $0.access = .said(["step-free", "prayer-space"])
        }.basics(endIn: 17).agreed(monthly: 4, places: 14, endsIn: 140, by: "Abdullahi"),
        TownGroup("ukrainian-saturday", "Ukrainian Saturday", of: "Ukrainian House", at: Corner(33, 16)) {
            $0.summary = "School for the children, and a room upstairs where the grown-ups breathe out."
            $0.needs = ["family", "belonging", "learning"]
            $0.languages = ["uk"]
            $0.interests = ["singing", "crafts"]
            $0.sessions = weekly("SA 10:00-14:00")
            $0.childcare = .said(.provided)
            $0.communities = ["ukrainian"]
            $0.volunteering = true
        }.basics(endIn: 190).forIsolated(endIn: 50).agreed(monthly: 8, places: 30, endsIn: 190, by: "Oksana"),
        TownGroup("afghan-women", "Afghan women's circle", of: "Lamplight Women's Centre", at: Corner(38, 15)) {
            $0.summary = "Dari and Pashto, poetry, tea, and a teacher for whoever wants to read."
            $0.needs = ["belonging", "learning", "family"]
            $0.languages = ["prs", "ps"]
            $0.interests = ["reading", "sewing"]
            $0.audience = .said(.women)
            $0.sessions = weekly("WE 10:00-12:00")
            $0.dropIn = true
            $0.childcare = .said(.provided)
            $0.communities = ["afghan"]
        }.basics(endIn: 215).forIsolated(endIn: 215).forTrauma(endIn: 180).agreed(
            monthly: 3, places: 9, endsIn: 150, by: "Beatrix"),
        TownGroup("rainbow-table", "Rainbow table", of: "Brinehaven Pride", at: Corner(56, 5)) {
            $0.summary = "LGBTQ+ people from everywhere. The door is plain and nobody is outed here."
            $0.needs = ["belonging", "mental-health", "safety"]
            $0.interests = ["coffee", "games"]
            $0.sessions = weekly("WE 18:30-20:30")
            $0.dropIn = true
            $0.english = .said(.basic)
            $0.communities = ["lgbtq"]
        }.basics(endIn: 105).forIsolated(endIn: 105).forTrauma(endIn: 105).shows("modern-slavery-training", endIn: 20)
            .agreed(monthly: 3, places: 10, endsIn: 105, by: "Alex"),
        TownGroup("chapel-lunch", "Chapel lunch", of: "Bethel Chapel", at: Corner(25, 5)) {
            $0.summary = "Sunday lunch after the service, or instead of it."
            $0.needs = ["food", "belonging"]
            $0.interests = ["faith", "singing"]
            $0.sessions = weekly("SU 12:30-14:30")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
            $0.communities = ["christian"]
        }.imported(daysAgo: 60),
        TownGroup("baby-bank", "The baby bank", of: "7th Street School", at: Corner(18, 7), in: "7th Street School") {
            $0.summary = "Prams, coats, nappies and cots, washed and free."
            $0.needs = ["essentials", "family"]
            $0.sessions = weekly("FR 09:00-11:00")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
            $0.access = .said(["step-free", "baby-changing"])
            $0.status = .paused
        }.basics(endIn: 60).agreed(monthly: 10, places: 50, endsIn: 60, by: "Shanice", strain: .needsFunding),
        TownGroup("bereavement-walk", "Walking with loss", of: "St Brannoc's Hall", at: Corner(30, 14)) {
            $0.summary = "A walk for people who lost somebody, near or far away."
            $0.needs = ["mental-health", "belonging"]
            $0.interests = ["walking"]
            $0.sessions = weekly("TU 14:00-15:30")
            $0.english = .said(.conversational)
        }.basics(endIn: 240).forIsolated(endIn: 100).forTrauma(endIn: 100)
            .agreed(monthly: 4, places: 8, endsIn: 300, by: "Father Piers", paused: true),
        TownGroup("dominoes-club", "Dominoes club", of: "Northmoor Social Club", at: Corner(61, 19)) {
            $0.summary = "It closed in the spring when the roof came down."
            $0.needs = ["belonging"]
            $0.interests = ["games"]
            $0.sessions = weekly("TH 19:00-22:00")
            $0.status = .closed
        }.basics(endIn: -150).agreed(monthly: 4, places: 20, endsIn: -150, by: "Ray"),
    ]
}
