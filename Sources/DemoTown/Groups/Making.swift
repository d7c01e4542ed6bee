import Community
import Vocabulary

extension TownGroup {
    /// Where people make things: cloth, wood, pictures, songs.
    static let making: [TownGroup] = [
        TownGroup("womens-sewing", "The sewing room", of: "Lamplight Women's Centre", at: Corner(38, 15)) {
            $0.summary = "Women only. Ten machines, cloth that was given, and time."
            $0.needs = ["belonging", "creativity", "learning"]
            $0.interests = ["sewing", "crafts"]
            $0.audience = .said(.women)
            $0.sessions = weekly("TU 10:00-12:30", "TH 13:00-15:00")
            $0.dropIn = true
            $0.languages = ["en", "ar", "ti"]
            $0.english = .said(.none)
            $0.interpreting = [InterpretingOffer(language: "fa", community: "afghan")]
            $0.childcare = .said(.provided)
            $0.access = .said(["step-free", "baby-changing"])
            $0.volunteering = true
        }.basics(endIn: 215).forIsolated(endIn: 215).forTrauma(endIn: 190).shows("modern-slavery-training", endIn: 190)
            .agreed(monthly: 5, places: 10, endsIn: 175, by: "Beatrix", copes: "Women who have been through a lot."),
        TownGroup("mens-shed", "The men's shed", of: "Ropewalk Sheds", at: Corner(75, 9)) {
            $0.summary = "Benches, tools and a kettle. Some come to build, some to sit."
            $0.needs = ["belonging", "creativity", "mental-health"]
            $0.interests = ["crafts", "repair"]
            $0.audience = .said(.men)
            $0.sessions = weekly("MO 13:00-16:00", "WE 13:00-16:00")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.access = .said(["step-free", "parking"])
            $0.volunteering = true
        }.basics(endIn: 110).forIsolated(endIn: 110).forTrauma(endIn: 300)
            .agreed(
                monthly: 4, places: 12, endsIn: 110, by: "Len", copes: "Men who do not talk much. We do not either."),
        TownGroup("many-voices", "Many voices choir", of: "Harbour Friends", at: Corner(42, 4), in: "Net Loft Hall") {
            $0.summary = "Songs from everywhere, learned by ear. Nobody sings alone."
            $0.needs = ["belonging", "mental-health", "creativity"]
            $0.interests = ["singing", "music"]
            $0.sessions = weekly("MO 19:00-20:30")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
            $0.access = .said(["step-free", "accessible-toilet"])
        }.basics(endIn: 190).forIsolated(endIn: 150).agreed(monthly: 12, places: 40, endsIn: 320, by: "Marta"),
        TownGroup("tide-art", "Tide line art", of: "Brinehaven Gallery", at: Corner(57, 2), in: "Brinehaven Gallery") {
            $0.summary = "Charcoal, clay and found wood. An artist and a counsellor are in the room."
            $0.needs = ["creativity", "mental-health", "belonging"]
            $0.interests = ["art", "crafts"]
            $0.sessions = weekly("FR 13:00-15:30")
            $0.bookAhead = true
            $0.english = .said(.none)
            $0.access = .said(["step-free", "quiet-space", "accessible-toilet"])
            $0.travelPaid = true
        }.basics(endIn: 310).forIsolated(endIn: 310).forTrauma(endIn: 230).shows("modern-slavery-training", endIn: 60)
            .agreed(monthly: 2, places: 1, endsIn: 160, by: "Odile", copes: "One newcomer at a time.", strain: .tight),
        TownGroup("story-circle", "Story circle", of: "Brinehaven Libraries", at: Corner(50, 10), in: "Central Library")
        {
            $0.summary = "Tell, write or draw a story in your own language. Some become a small book."
            $0.needs = ["creativity", "belonging"]
            $0.interests = ["writing", "reading", "history"]
            $0.sessions = weekly("WE 17:30-19:00")
            $0.languages = ["en", "ar", "so"]
            $0.english = .said(.basic)
            $0.access = .said(["step-free", "hearing-loop"])
        }.basics(endIn: 260).forIsolated(endIn: 200).shows("complaints", endIn: -40)
            .agreed(monthly: 4, places: 12, endsIn: 90, by: "Ines"),
        TownGroup("drum-house", "Drum house", of: "7th Street Youth", at: Corner(20, 7)) {
            $0.summary = "West African and Kurdish drumming for people from 16 to 25."
            $0.needs = ["creativity", "belonging", "activity"]
            $0.interests = ["music", "dance"]
            $0.age = AgeRange(from: 16, to: 25)
            $0.sessions = weekly("FR 18:00-20:00")
            $0.dropIn = true
            $0.languages = ["en", "ku"]
            $0.english = .said(.none)
            $0.communities = ["kurdish"]
        }.basics(endIn: 70).forIsolated(endIn: 70).forTrauma(endIn: 70)
            .agreed(monthly: 6, places: 20, endsIn: 70, by: "Kofi"),
        TownGroup(
            "repair-saturday", "Repair Saturday", of: "Northmoor Growers", at: Corner(40, 17), in: "17th Street Hall"
        ) {
            $0.summary = "Lamps, coats, radios. Helpers with patience and the right screwdriver."
            $0.needs = ["belonging", "essentials", "volunteering"]
            $0.interests = ["repair"]
            $0.sessions = weekly("SA 10:00-13:00")
            $0.dropIn = true
            $0.english = .said(.basic)
            $0.volunteering = true
        }.imported(unmapped: ["access: some steps"], corrected: [.sessions]) {
            $0.sessions = weekly("SA 09:00-11:00")
        }
        .basics(endIn: -3).agreed(monthly: 10, places: 30, endsIn: 100, by: "Bram"),
        TownGroup("film-night", "Film and talk", of: "The Lantern", at: Corner(52, 5), in: "The Lantern") {
            $0.summary = "A film with words on the screen, then tea in the foyer."
            $0.needs = ["belonging"]
            $0.interests = ["photography", "theatre"]
            $0.fee = .said(Pence(100))
            $0.sessions = weekly("TH 19:00-22:00")
            $0.english = .said(.conversational)
            $0.access = .said(["step-free", "hearing-loop"])
        }.imported().asked(daysAgo: 2),
    ]
}
