import Community
import Vocabulary

extension TownGroup {
    /// Where people move: football, walks, gardens, water.
    static let moving: [TownGroup] = [
        TownGroup("football-for-all", "Football for all", of: "Brinehaven Rovers in the Community", at: Corner(80, 5)) {
            $0.summary = "Mixed teams, no league, boots to borrow. Sit and watch the first time if you like."
            $0.needs = ["activity", "belonging"]
            $0.interests = ["football", "sport"]
            $0.sessions = weekly("TU 18:00-19:30", "SA 14:00-16:00")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.age = AgeRange(from: 16, to: 45)
            $0.volunteering = true
        }.basics(endIn: 120).forIsolated(endIn: 110).agreed(monthly: 10, places: 30, endsIn: 270, by: "Coach Abdou"),
        TownGroup(
            "womens-swim", "Women in the water", of: "Brinehaven Baths", at: Corner(60, 6), in: "Brinehaven Baths"
        ) {
            $0.summary = "Women and a woman lifeguard, blinds down. Beginners hold the rail as long as they like."
            $0.needs = ["activity", "health"]
            $0.interests = ["swimming"]
            $0.audience = .said(.women)
            $0.fee = .said(Pence(150))
            $0.sessions = weekly("WE 19:00-20:00")
            $0.english = .said(.none)
            $0.access = .said(["step-free", "accessible-toilet", "changing-place"])
        }.basics(endIn: 205).forIsolated(endIn: 205).agreed(monthly: 5, places: 12, endsIn: 44, by: "Siobhan"),
        TownGroup("gentle-yoga", "Gentle yoga", of: "Still Water", at: Corner(34, 12), in: "The sail room") {
            $0.summary = "Trauma-informed: no touching, no mirrors, eyes open, the door stays in sight."
            $0.needs = ["mental-health", "health", "activity"]
            $0.interests = ["yoga"]
            $0.sessions = weekly("MO 11:00-12:00", "TH 17:00-18:00")
            $0.bookAhead = true
            $0.english = .said(.basic)
            $0.access = .said(["step-free", "quiet-space"])
        }.basics(endIn: 140).forIsolated(endIn: 140).forTrauma(endIn: 140).shows("modern-slavery-training", endIn: 90)
            .agreed(
                monthly: 3, places: 6, endsIn: 140, by: "Noor",
                copes: "People who cannot sleep. We can begin with a private half hour."),
        TownGroup("womens-yoga", "Slow yoga for women", of: "Still Water", at: Corner(34, 12), in: "The sail room") {
            $0.summary = "The same gentle yoga, among women only."
            $0.needs = ["mental-health", "activity"]
            $0.interests = ["yoga"]
            $0.audience = .said(.women)
            $0.sessions = weekly("FR 10:30-11:30")
            $0.english = .said(.basic)
            $0.childcare = .said(.none)
            $0.access = .said(["quiet-space"])
        }.basics(endIn: 140).forIsolated(endIn: 140).forTrauma(endIn: -20).agreed(
            monthly: 3, places: 6, endsIn: 140, by: "Noor"),
        TownGroup(
            "harbour-walks", "Harbour walks", of: "Mill Meadow Neighbours", at: Corner(50, 1),
            in: "The clock on the quay"
        ) {
            $0.summary = "Forty slow minutes by the sea and a bench at the end."
            $0.needs = ["activity", "health", "belonging"]
            $0.interests = ["walking", "nature"]
            $0.sessions = weekly("MO 09:30-10:30", "FR 09:30-10:30", "SU 10:00-11:00")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
        }.basics(endIn: 33).forIsolated(endIn: 60).agreed(monthly: 8, places: 20, endsIn: 365, by: "Carol"),
        TownGroup("allotment", "The shared allotment", of: "Northmoor Growers", at: Corner(12, 17)) {
            $0.summary = "Beans, mint and a shed with a stove. Bring seeds from home if you have them."
            $0.needs = ["activity", "belonging", "food", "mental-health"]
            $0.interests = ["gardening", "nature"]
            $0.sessions = weekly("TU 10:00-13:00", "SA 10:00-13:00")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
            $0.volunteering = true
        }.basics(endIn: 180).forIsolated(endIn: 180).forTrauma(endIn: 66)
            .agreed(monthly: 4, places: 9, endsIn: 200, by: "Bram", copes: "People who would rather dig than talk."),
        TownGroup("bike-kitchen", "Bike kitchen", of: "Ropewalk Community House", at: Corner(49, 9), in: "The yard") {
            $0.summary = "Mend a bicycle, keep a bicycle. Learn to ride on Sundays."
            $0.needs = ["getting-around", "learning", "activity"]
            $0.interests = ["cycling", "repair"]
            $0.sessions = weekly("WE 16:00-19:00", "SU 11:00-13:00")
            $0.dropIn = true
            $0.english = .said(.none)
        }.basics(endIn: 60).agreed(monthly: 6, places: 15, endsIn: -8, by: "Lotte"),
        TownGroup("cricket-nets", "Cricket in the nets", of: "Lamplight Cricket Club", at: Corner(85, 15)) {
            $0.summary = "Nets, tea and a team that is always one player short."
            $0.needs = ["activity", "belonging"]
            $0.interests = ["sport"]
            $0.fee = .said(Pence(200))
            $0.sessions = weekly("TH 18:00-20:00", "SU 13:00-17:00")
            $0.languages = ["en", "ur", "ps"]
            $0.english = .said(.none)
            $0.communities = ["afghan", "pakistani"]
            $0.audience = .said(.men)
        }.imported(unmapped: ["needs: camaraderie"], daysAgo: 45).basics(endIn: 90).asked(daysAgo: 33),
        TownGroup(
            "chair-exercise", "Moving while sitting", of: "Lamplight Surgery", at: Corner(44, 14),
            in: "Lamplight Surgery"
        ) {
            $0.summary = "An hour on chairs with music, led by a physiotherapist."
            $0.needs = ["health", "activity"]
            $0.interests = ["fitness", "music"]
            $0.sessions = weekly("WE 10:30-11:30")
            $0.english = .said(.basic)
            $0.age = AgeRange(from: 55, to: nil)
            $0.access = .said(["step-free", "accessible-toilet", "hearing-loop", "seating"])
        }.basics(endIn: 250).forIsolated(endIn: 250).agreed(monthly: 4, places: 14, endsIn: 33, by: "Fay"),
    ]
}
