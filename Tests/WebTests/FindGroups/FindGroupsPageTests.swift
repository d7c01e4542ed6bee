import Community
import Foundation
import People
import Reference
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct FindGroupsPageTests {
    @Test func `a card says in words why a group fits`() async throws {
        let house = try await House()
        try await house.addGroup()
        try await house.addPerson { $0.about.risk = .r2 }
        let page = try await house.browser(as: .linkWorker).open(Journey.groups)
        #expect(page.status == 200 && page.heading == "Groups for Selam")
        #expect(page.text.contains("7 minutes' walk · run in Tigrinya · 2 places left"))
        #expect(page.text.contains("What matters to them: meeting people and belonging, learning English"))
        #expect(page.html.contains("href=\"\(Journey.referral)\""))
    }

    /// The page without what is closed until somebody opens it, and is never printed.
    private func shown(_ page: Browser.Sight) throws -> String {
        let closed = try Regex("(?s)<details class=\"(why|ruled) no-print\".*?</details>(\\s*</details>)?")
        return page.html.replacing(closed, with: "")
    }

    @Test func `a page that is turned round or printed does not tell how much risk there is`() async throws {
        let house = try await House()
        try await house.addGroup()
        try await house.addGroup("bare") { group in
            group.details.name = "Bare club"
            group.register.entries.removeAll { $0.standard == "trauma-training" || $0.standard == "dbs" }
        }
        try await house.addPerson {
            $0.about.risk = .r3
            $0.about.avoid.groups = ["feared"]
        }
        try await house.addGroup("feared") { $0.details.name = "Feared club" }
        let page = try await house.browser(as: .linkWorker).open(Journey.groups)
        let open = try shown(page)
        #expect(page.html != open && open.contains("Thursday kitchen"))
        for standard in house.desk.reference.standards.entries {
            #expect(page.text.lowercased().contains("dbs"))
            #expect(!open.lowercased().contains(standard.name.lowercased()), "\(standard.code)")
        }
        for words in ["Feared club", "keep away", "trauma", "slavery", "R3", "Fresh evidence"] {
            #expect(!open.contains(words), "\(words)")
        }
        #expect(page.text.contains("For you only"))
        #expect(page.text.contains("Feared club") && page.text.contains("They keep away from it."))
        let refused = try await house.browser(as: .linkWorker).open(
            Journey.referral.replacing("kitchen", with: "bare"))
        #expect(refused.status == 409)
        #expect(try !shown(refused).lowercased().contains("dbs") && refused.text.lowercased().contains("dbs"))
    }

    @Test func `that being safe matters to somebody is not on what is turned round or printed`() async throws {
        let house = try await House()
        try await house.addGroup { $0.details.needs = ["safety", "belonging"] }
        try await house.addGroup("choir") { $0.details.name = "Choir" }
        try await house.addPerson { $0.about.needs = ["safety", "belonging", "english"] }
        let name = house.desk.reference.needs.name(of: .safety)
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open(Journey.groups)
        #expect(try !shown(page).lowercased().contains(name.lowercased()))
        #expect(page.text.contains("\(name) matters to them. This group helps with it."))
        #expect(page.text.contains("\(name) matters to them. This group does not say that it helps with it."))
        let check = try await browser.open("/app/people/person-1/first-contact/check")
        #expect(check.status == 200 && !check.text.lowercased().contains(name.lowercased()))
        // No gap in the numbers tells that there is one more.
        #expect(check.text.contains("1. ") && check.text.contains("2. ") && !check.text.contains("3. "))
        let own = try await browser.open("/app/people/person-1")
        // Staff read it in its place.
        #expect(own.text.contains(name))
    }

    @Test func `what nobody asked rules no group out in words that they never said`() async throws {
        let house = try await House()
        try await house.addGroup { $0.details.fee = .said(Pence(500)) }
        try await house.addGroup("far") { group in
            group.details.name = "Far choir"
            group.details.place = Place(lines: ["Far"], coordinate: Coordinate(latitude: 53.0, longitude: -1.15))
        }
        try await house.addGroup("women") { group in
            group.details.name = "Women's table"
            group.details.audience = .said(.women)
        }
        try await house.addPerson()
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open(Journey.groups)
        for untrue in ["oo far to walk", "osts more than they can pay", "as they asked", "for other people"] {
            #expect(!page.text.contains(untrue), "\(untrue)")
        }
        for words in [
            "we have not asked how far they can walk", "we have not asked what they can pay",
            "we have not asked how they describe themselves",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(page.html.contains("/about/travel?then=groups#walk"))
        #expect(page.html.contains("/about/taking-part?then=groups#paying"))
        // Nothing has to be solved, and nothing can be written down as solved, before it was asked.
        let barriers = try await browser.open(Journey.referral + "/barriers")
        #expect(barriers.text.contains("we have not asked what they can pay"))
        #expect(!barriers.html.contains("<textarea") && barriers.html.contains("/about/taking-part?then=groups#paying"))
        let sent = try await browser.send(["cost": "made up"], to: Journey.referral + "/barriers", from: barriers)
        #expect(sent.text.contains("we have not asked what they can pay"))
        let solved = try await house.desk.database.read(house.hub) { hub in
            try hub.rows("SELECT how FROM solved_barriers").count
        }
        #expect(solved == 0)
    }

    @Test func `what they would rather not say is said so, and can be solved`() async throws {
        let house = try await House()
        try await house.addGroup { $0.details.fee = .said(Pence(500)) }
        try await house.addPerson { $0.about.limits.maxFee = .wouldNotSay }
        let barriers = try await house.browser(as: .linkWorker).open(Journey.referral + "/barriers")
        #expect(barriers.text.contains("It may cost too much: they would rather not say what they can pay."))
        #expect(barriers.html.contains("<textarea"))
    }

    @Test func `what nobody has said of a group is shown so, and not as free or as a no`() async throws {
        let house = try await House()
        try await house.addGroup {
            $0.details.fee = .notKnown
            $0.details.childcare = .notKnown
            $0.details.access = .notKnown
            $0.details.asksStatus = .notKnown
        }
        try await house.addPerson {
            $0.about.limits.childcareNeeded = true
            $0.about.limits.access = ["step-free"]
        }
        let page = try await house.browser(as: .linkWorker).open(Journey.groups)
        #expect(page.html.contains("id=\"group-1\""))
        for words in ["Cost: not known.", "Children: not known.", "Access: not known.", "Papers: not known."] {
            #expect(page.text.contains(words), "\(words)")
        }
        let card = try #require(page.html.firstMatch(of: /(?s)<article class="card offer".*?<\/article>/)).output
        #expect(!card.lowercased().contains("free"))
    }

    @Test func `two groups of one name are told apart wherever one is chosen`() async throws {
        let house = try await House()
        for (id, organisation, street) in [
            ("kitchen", "Harbour Friends", "4th Street 12"), ("other", "", "9 Mill Road"),
        ] {
            try await house.addGroup(Identifier(rawValue: id)) {
                $0.details.organisation = organisation
                $0.details.place?.lines = [street]
                $0.details.contact.phone = "01632 96000\(id.count)"
                if id == "other" { $0.details.audience = .said(.men) }
            }
        }
        try await house.addPerson()
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open(Journey.groups)
        #expect(page.text.contains("Harbour Friends · 4th Street 12 · 01632 960007"))
        #expect(page.text.contains("Thursday kitchen (9 Mill Road, 01632 960005)"))
        let answer = try await browser.send(["name": "kitchen"], to: Journey.groups + "/question", from: page)
        for words in ["Harbour Friends · 4th Street 12 · 01632 960007", "9 Mill Road · 01632 960005"] {
            #expect(answer.text.contains(words), "\(words)")
        }
        let directory = try await house.browser(as: .coordinator).open("/app/groups")
        for words in ["Harbour Friends · 4th Street 12 · 01632 960007", "9 Mill Road · 01632 960005"] {
            #expect(directory.text.contains(words), "\(words)")
        }
    }

    @Test func `the circle is drawn without asking anybody, and as a table too`() async throws {
        let house = try await House()
        try await house.addGroup()
        try await house.addPerson()
        let page = try await house.browser(as: .linkWorker).open(Journey.groups)
        #expect(page.html.contains("<svg viewBox=\"0 0 400 400\" role=\"img\""))
        #expect(page.html.contains("class=\"dot-offer\""))
        #expect(page.text.contains("The picture as a table") && page.text.contains("north"))
        for outside in ["http://", "https://", "style=\""] {
            let body = page.html.components(separatedBy: "<main").last ?? ""
            #expect(!body.contains(outside))
        }
    }

    @Test func `what would open more is one link away, and nothing personal is in it`() async throws {
        let house = try await House()
        try await house.addGroup("kitchen") { $0.details.fee = .said(Pence(200)) }
        try await house.addPerson {
            $0.about.limits.childcareNeeded = true
            $0.about.limits.maxFee = .said(.zero)
        }
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open(Journey.groups + "?with=childcare")
        #expect(page.text.contains("Help with the fee would open 1 more group"))
        let opened = try await browser.open(Journey.groups + "?fee=20&with=childcare")
        #expect(opened.html.contains("id=\"group-1\""))
        #expect(page.html.contains("\(Journey.groups)?fee=20&amp;with=childcare"))
    }

    @Test func `a limit that is no number is told, and nothing is lost`() async throws {
        let house = try await House()
        try await house.addGroup()
        try await house.addPerson()
        let page = try await house.browser(as: .linkWorker).open(Journey.groups + "?try=yes&fee=much&walk=20")
        #expect(page.title.hasPrefix("Error: "))
        #expect(page.html.contains("value=\"much\""))
        #expect(page.html.contains("<option value=\"20\" selected>"))
    }

    @Test func `limits survive a round trip through an address`() {
        var all: [TriedLimits] = [TriedLimits()]
        var tried = TriedLimits()
        tried.maxWalkMinutes = 45
        tried.maxFee = Pence(250)
        tried.time = .on(.thursday, .morning)
        tried.childcareIsSolved = true
        tried.bookingIsSolved = true
        tried.interpreterIsFound = true
        all.append(tried)
        tried.canTravel = true
        tried.canJoinOnline = true
        tried.time = .any
        all.append(tried)
        for limits in all {
            var reader = FormReader(SubmittedForm(limits.query))
            #expect(TriedLimits(&reader) == limits)
        }
    }

    @Test func `why not this group is asked by a form, and its name stays out of the address`() async throws {
        let house = try await House()
        try await house.addGroup("kitchen") { $0.details.audience = .said(.men) }
        try await house.addPerson()
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open(Journey.groups)
        let answer = try await browser.send(["name": "KITCHEN"], to: Journey.groups + "/question", from: page)
        #expect(answer.status == 200)
        #expect(answer.text.contains("we have not asked how they describe themselves"))
        let nothing = try await browser.send(["name": "<b>"], to: Journey.groups + "/question", from: page)
        #expect(nothing.text.contains("No group in the directory has this in its name."))
        let empty = try await browser.send(["name": " "], to: Journey.groups + "/question", from: page)
        #expect(empty.status == 422)
    }

    @Test func `a group to be avoided is shown to the person's own worker only`() async throws {
        let house = try await House()
        try await house.addGroup("kitchen") { $0.details.name = "Canary club" }
        try await house.addPerson { $0.about.avoid.groups = ["kitchen"] }
        let own = try await house.browser(as: .linkWorker).open(Journey.groups)
        #expect(own.text.contains("Canary club"))
        let lead = house.browser(as: .teamLead)
        let page = try await lead.open(Journey.groups)
        #expect(page.status == 200 && !page.text.contains("Canary club"))
        let refused = try await lead.open(Journey.referral)
        #expect(refused.status == 409 && !refused.text.lowercased().contains("avoid"))
    }

    @Test(arguments: [Role.coordinator, .administrator, .commissioner, .researcher, .safeguardingLead])
    func `whoever does not walk with people finds nothing here`(role: Role) async throws {
        let house = try await House()
        try await house.addGroup()
        try await house.addPerson()
        for address in [Journey.groups, Journey.referral, "/app/referrals/some"] {
            #expect(try await house.browser(as: role).open(address).status == 404)
        }
    }

    @Test func `whoever is not signed in is sent to sign in`() async throws {
        let house = try await House()
        let page = try await house.browser(as: nil).open(Journey.groups)
        #expect(page.address.hasPrefix("/sign-in"))
    }

    @Test func `dots that would lie on each other are moved apart`() {
        let dots = (1...12).map {
            WalkingCircle.Dot(group: Identifier("\($0)"), name: "G", walkMinutes: 7, bearing: 45, kind: .offer($0))
        }
        let picture = WalkingCirclePicture(WalkingCircle(dots: dots))
        let places = picture.dots.compactMap(\.offer).map { (Double($0.x) ?? 0, Double($0.y) ?? 0) }
        for (index, left) in places.enumerated() {
            for right in places.dropFirst(index + 1) {
                let (dx, dy) = (left.0 - right.0, left.1 - right.1)
                #expect((dx * dx + dy * dy).squareRoot() > 21)
            }
        }
    }
}
