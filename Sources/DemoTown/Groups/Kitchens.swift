import Community
import Vocabulary

extension TownGroup {
    /// Where people cook, eat and drink tea together.
    static let kitchens: [TownGroup] = [
        TownGroup("thursday-kitchen", "Thursday kitchen", of: "Harbour Friends", at: Corner(42, 4), in: "Net Loft Hall")
        {
            $0.summary = "We cook a hot lunch together and eat it at one long table. Come for an hour or for all of it."
            $0.needs = ["belonging", "food"]
            $0.interests = ["cooking", "coffee"]
            $0.sessions = weekly("TH 10:00-13:00")
            $0.dropIn = true
            $0.languages = ["en", "ti"]
            $0.english = .said(.basic)
            $0.interpreting = [InterpretingOffer(language: "ar", community: "syrian")]
            $0.childcare = .said(.welcome)
            $0.access = .said(["step-free", "accessible-toilet"])
            $0.communities = ["eritrean"]
            $0.volunteering = true
            $0.contact.phone = "01632 960101"
        }.basics(endIn: 190).forIsolated(endIn: 150).forTrauma(endIn: 120)
            .agreed(
                monthly: 6, places: 10, endsIn: 128, by: "Marta",
                copes: "People who need a quiet start. Somebody always sits beside a newcomer."),
        TownGroup("quay-breakfast", "Quay breakfast", of: "Harbour Friends", at: Corner(58, 1), in: "The old ice house")
        {
            $0.summary = "Porridge, bread and strong tea before work. No questions."
            $0.needs = ["food", "belonging"]
            $0.interests = ["coffee"]
            $0.sessions = weekly("MO 06:30-08:30", "WE 06:30-08:30", "FR 06:30-08:30")
            $0.dropIn = true
            $0.english = .said(.none)
            $0.volunteering = true
        }.basics(endIn: 75).agreed(monthly: 10, places: 30, endsIn: 210, by: "Des", copes: "Anyone who is hungry."),
        TownGroup("spice-shelf", "The spice shelf", of: "Ropewalk Community House", at: Corner(47, 9)) {
            $0.summary = "Each week somebody shows a dish from home. Everybody takes a box away."
            $0.needs = ["belonging", "food", "learning"]
            $0.interests = ["cooking"]
            $0.sessions = weekly("TU 17:30-20:00")
            $0.bookAhead = true
            $0.languages = ["en", "fa", "prs"]
            $0.english = .said(.basic)
            $0.childcare = .said(.provided)
            $0.access = .said(["step-free"])
            $0.communities = ["afghan", "iranian"]
        }.basics(endIn: 160).forIsolated(endIn: 18)
            .agreed(
                monthly: 3, places: 6, endsIn: 24, by: "Golnar", copes: "Six at the stove is our limit.", strain: .tight
            ),
        TownGroup("soup-on-the-hill", "Soup on the hill", of: "St Brannoc's Hall", at: Corner(30, 14)) {
            $0.summary = "A lunch club in a church hall, for people of every faith and none."
            $0.needs = ["food", "belonging"]
            $0.interests = ["coffee", "games"]
            $0.sessions = weekly("WE 12:00-14:00")
            $0.dropIn = true
            $0.access = .said(["step-free", "hearing-loop"])
            $0.communities = ["christian"]
            $0.age = AgeRange(from: 50, to: nil)
        }.basics(endIn: 240).forIsolated(endIn: -12)
            .agreed(monthly: 4, places: 12, endsIn: 300, by: "Father Piers"),
        TownGroup("mosque-kitchen", "Friday table", of: "Brinehaven Mosque", at: Corner(62, 8)) {
            $0.summary = "Rice, lentils and company after Friday prayers. Neighbours of all faiths are welcome."
            $0.needs = ["food", "belonging"]
            $0.interests = ["cooking", "faith"]
            $0.sessions = weekly("FR 13:45-15:30")
            $0.dropIn = true
            $0.languages = ["en", "ar", "ur", "so"]
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
            $0.access = .said(["step-free", "prayer-space"])
            $0.communities = ["muslim"]
            $0.volunteering = true
        }.basics(endIn: 330).forIsolated(endIn: 310).agreed(monthly: 8, places: 40, endsIn: 340, by: "Imam Idris"),
        TownGroup("langar", "Open kitchen", of: "Gurdwara of Brinehaven", at: Corner(71, 11)) {
            $0.summary = "A free vegetarian meal every day, sitting together on the floor or on chairs."
            $0.needs = ["food"]
            $0.interests = ["faith", "cooking"]
            $0.sessions = weekly(
                "MO 12:00-14:00", "TU 12:00-14:00", "WE 12:00-14:00", "SA 12:00-15:00", "SU 12:00-15:00")
            $0.dropIn = true
            $0.languages = ["en", "pa"]
            $0.english = .said(.none)
            $0.childcare = .said(.welcome)
            $0.communities = ["sikh"]
        }.imported(unmapped: ["access: shoe racks"], daysAgo: 60).basics(endIn: 41).asked(daysAgo: 6),
        TownGroup("mill-meadow-larder", "Mill Meadow larder", of: "Mill Meadow Neighbours", at: Corner(22, 6)) {
            $0.summary = "A community larder: a bag of food for £2.50 and a chat while you choose."
            $0.needs = ["food", "money", "essentials"]
            $0.fee = .said(Pence(250))
            $0.sessions = weekly("MO 14:00-16:30", "TH 14:00-16:30")
            $0.dropIn = true
            $0.english = .said(.basic)
            $0.access = .said(["step-free", "parking"])
        }.imported(corrected: [.fee], daysAgo: 60) { $0.fee = .said(Pence(300)) }.basics(endIn: 88)
            .agreed(monthly: 12, places: 60, endsIn: 61, by: "Carol", strain: .needsFunding),
        TownGroup("night-bakers", "The night bakers", of: "Ropewalk Community House", at: Corner(47, 9)) {
            $0.summary = "Bread for people who work late. We knead, wait, talk, and bake."
            $0.needs = ["belonging", "learning"]
            $0.interests = ["cooking"]
            $0.sessions = weekly("TH 20:30-23:00")
            $0.languages = ["en", "pl", "uk"]
            $0.english = .said(.basic)
            $0.communities = ["polish", "ukrainian"]
        }.basics(endIn: 9).agreed(monthly: 2, places: 5, endsIn: 40, by: "Wiktor", strain: .tight),
    ]
}
