import Community
import Foundation
import HTTPTypes
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct ReferPageTests {
    private func house(_ change: (inout Person) -> Void = { _ in }) async throws -> (House, Journey) {
        let house = try await House()
        try await house.addGroup()
        try await house.addPerson("person-1", change)
        return (house, Journey(browser: house.browser(as: .linkWorker)))
    }

    @Test func `from the card to ended well, in a browser`() async throws {
        let (house, journey) = try await house()
        let browser = journey.browser
        let explanation = try await browser.open(Journey.referral)
        #expect(explanation.heading == "Explain it first")
        #expect(explanation.text.contains("We have these words in English only so far. Say them in Tigrinya"))
        let consent = try await journey.explained()
        #expect(consent.heading == "What may Thursday kitchen know?")
        let draft = try await journey.agreed(consent)
        #expect(draft.heading == "Check what Thursday kitchen will see")
        #expect(draft.text.contains("Selam") && draft.text.contains("to cook with others"))
        #expect(!draft.text.contains("0000 000000"), "what was not ticked is not in the preview")
        let sent = try await journey.sent(draft)
        #expect(sent.text.contains("Sent. Thursday kitchen gets a mail with a link."))
        #expect(sent.text.contains("Waiting for an answer"))

        try await accept(house)
        let address = String(sent.address.prefix { $0 != "?" })
        let accepted = try await browser.open(address)
        #expect(accepted.text.contains("They said yes"))
        let introduced = try await browser.send([:], to: address + "/introduction", from: accepted)
        #expect(introduced.text.contains("They have met"))
        let ask = try await browser.open(address + "/attendance")
        #expect(!ask.html.contains("value=\"2026\""), "no day is written before somebody writes it")
        let worried = try await browser.send(
            ["outcome": "worried", "day": "2026-11-23"], to: address + "/attendance", from: ask)
        #expect(worried.status == 422, "a worry is no answer to whether they came")
        let attending = try await browser.send(
            ["outcome": "came", "day": "2026-11-23"], to: address + "/attendance", from: ask)
        #expect(attending.text.contains("Takes part"))
        let end = try await browser.open(address + "/end")
        for made in ["99", "0", ""] {
            let wrong = try await browser.send(
                ["reason": "settled-in", "welcome": made], to: address + "/end", from: end)
            #expect(wrong.status == 422 && wrong.text.contains("Choose how welcome they felt"), "\(made)")
        }
        let ended = try await browser.send(["reason": "settled-in", "welcome": "5"], to: address + "/end", from: end)
        #expect(ended.text.contains("Very welcome") && ended.text.contains("This referral has ended."))
    }

    private func accept(_ house: House) async throws {
        let clock = house.clock.clock
        try await house.desk.database.keepHouse(house.hub) { hub in
            guard var referral = try hub.referrals.of("person-1" as Person.ID).first else { return }
            try referral.accept(
                at: clock.now, today: clock.today, room: Referral.Room(placesLeft: 1, leftThisMonth: 1))
            try hub.referrals.save(referral)
        }
    }

    @Test func `the lines of the preview are those of the message that is sent`() async throws {
        let (house, journey) = try await house()
        let draft = try await journey.drafted()
        _ = try await journey.sent(draft)
        let stored = try await house.desk.database.read(house.hub) {
            try $0.referrals.of("person-1" as Person.ID).first
        }
        let message = try #require(stored?.message)
        #expect(message.facts == [.callName, .hopes])
        for line in MessageLines(reference: house.desk.reference).lines(of: message) {
            #expect(draft.text.contains(line.value))
        }
    }

    @Test func `nothing of what keeps somebody safe is on the group's sheet, whatever is ticked`() async throws {
        let (_, journey) = try await house { person in
            person.about.risk = .r2
            person.about.avoid = Avoid(groups: ["other"], communities: ["eritrean"])
            person.about.interpreter.excludedCommunities = ["eritrean"]
        }
        let consent = try await journey.explained()
        for secret in ["R2", "avoid", "eritrean", "excluded", "risk"] {
            #expect(!consent.html.contains("value=\"\(secret)"), "nothing but shared facts can be ticked")
        }
        let asked = try await journey.browser.send(
            [
                "facts": "call-name", "facts": "risk", "facts": "avoid", "until": "2027-02-22", "how": "spoken",
                "language": "ti", "interpreter": "no", "purpose": "join",
            ], to: Journey.referral + "/consent", from: consent)
        #expect(asked.status == 422 && asked.text.contains("Choose one of the answers that are shown"))
        let draft = try await journey.browser.send(
            [
                "facts": "call-name", "until": "2027-02-22", "how": "spoken", "language": "ti", "interpreter": "no",
                "purpose": "join",
            ], to: Journey.referral + "/consent", from: consent)
        let sheet = draft.html.components(separatedBy: "class=\"letter\"")[1].components(separatedBy: "</section>")[0]
        #expect(!sheet.contains("R2") && !sheet.contains("ritrean"))
    }

    @Test func `what stands in the way is solved first, and half an answer is kept`() async throws {
        let house = try await House()
        try await house.addGroup("kitchen") { $0.details.fee = .said(Pence(200)) }
        try await house.addPerson {
            $0.about.limits.childcareNeeded = true
            $0.about.limits.maxFee = .said(.zero)
        }
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open(Journey.referral)
        #expect(page.heading == "What has to be solved first?")
        let half = try await browser.send(
            ["childcare": "a neighbour helps", "cost": ""], to: Journey.referral + "/barriers", from: page)
        #expect(half.status == 422 && half.text.contains("Write how this is solved: costs more than they can pay"))
        let again = try await browser.open(Journey.referral)
        #expect(again.html.contains("a neighbour helps"))
        let solved = try await browser.send(
            ["childcare": "a neighbour helps", "cost": "the group lets them come free"],
            to: Journey.referral + "/barriers", from: again)
        #expect(solved.heading == "Explain it first")
    }

    @Test func `a group that the gate is closed for says why, and no step opens it`() async throws {
        let (house, journey) = try await house()
        let consent = try await journey.explained()
        try await house.change("kitchen") { $0.agreement?.paused = true }
        let page = try await journey.browser.open(Journey.referral)
        #expect(page.status == 409)
        #expect(page.heading == "Selam cannot be referred to Thursday kitchen")
        #expect(try await journey.agreed(consent).status == 409)
    }

    @Test func `a draft whose group changed says so, and cannot be sent`() async throws {
        let (house, journey) = try await house()
        let draft = try await journey.drafted()
        try await house.change("kitchen") { $0.agreement?.paused = true }
        let page = try await journey.browser.open(draft.address)
        #expect(page.text.contains("This cannot be sent now"))
        #expect(!page.html.contains("/sending\""))
        let stale = try await journey.sent(draft)
        #expect(stale.status == 409 && stale.text.contains("Nothing was sent."))
    }

    @Test func `nothing is taken for granted: an empty yes is asked for, line by line`() async throws {
        let (_, journey) = try await house()
        let consent = try await journey.explained()
        #expect(!consent.html.contains("checked"))
        let wrong = try await journey.browser.send(
            ["until-day": "31", "until-month": "2", "until-year": "2027"], to: Journey.referral + "/consent",
            from: consent)
        #expect(wrong.status == 422)
        for problem in [
            "Tick at least one thing that the group may know", "Enter a real date", "Say how they said yes",
            "Choose the language that you spoke", "Say whether somebody interpreted",
        ] { #expect(wrong.text.contains(problem)) }
        // No end stands there before the person says it, and two ends are asked about.
        #expect(!consent.html.contains("id=\"until\" name=\"until-day\" value=\"2"))
        let yes: KeyValuePairs = [
            "facts": "call-name", "how": "spoken", "language": "ti", "interpreter": "no", "purpose": "join",
        ]
        let endless = try await journey.browser.send(yes, to: Journey.referral + "/consent", from: consent)
        #expect(endless.status == 422 && endless.text.contains("Choose how long the group may keep this"))
        let two = try await journey.browser.send(
            [
                "facts": "call-name", "how": "spoken", "language": "ti", "interpreter": "no", "purpose": "join",
                "until-usual": "2027-02-22", "until": "2027-02-23",
            ], to: Journey.referral + "/consent", from: consent)
        #expect(two.status == 422 && two.text.contains("not both"))
        let tooLong = try await journey.browser.send(
            [
                "facts": "call-name", "until": "2029-01-01", "how": "spoken", "language": "ti", "interpreter": "no",
                "purpose": "join",
            ],
            to: Journey.referral + "/consent", from: consent)
        #expect(tooLong.text.contains("Enter a day from Monday 23 November 2026 to Wednesday 24 November 2027"))
    }

    @Test func `a third referral asks for a tick, and nothing is lost meanwhile`() async throws {
        let (house, journey) = try await house()
        let draft = try await journey.drafted()
        for group in ["choir", "walks"] as [Group.ID] {
            try await house.addGroup(group)
            let path = Journey.referral.replacing("kitchen", with: group.rawValue)
            let consent = try await journey.browser.open(path)
            let other = try await journey.browser.send(
                [
                    "facts": "call-name", "until": "2027-02-22", "how": "spoken", "language": "ti", "interpreter": "no",
                    "purpose": "join",
                ],
                to: path + "/consent", from: consent)
            #expect(try await journey.sent(other).text.contains("Sent."))
        }
        let limited = try await journey.browser.open(draft.address)
        #expect(limited.text.contains("Two at once is usual") && !limited.html.contains("/sending\""))
        let early = try await journey.sent(draft)
        #expect(early.status == 409 && early.text.contains("They have 2 open referrals"))
        let allowed = try await journey.browser.send(
            ["more": "yes"], to: draft.address + "/more-at-once", from: limited)
        #expect(try await journey.sent(allowed).text.contains("Sent."))
    }

    @Test func `a yes is taken back on a page that says what will happen`() async throws {
        let (house, journey) = try await house()
        let sent = try await journey.sent(try await journey.drafted())
        let address = String(sent.address.prefix { $0 != "?" })
        let ask = try await journey.browser.open(address + "/consent-withdrawal")
        #expect(ask.text.contains("The link of Thursday kitchen closes now."))
        let done = try await journey.browser.send([:], to: address + "/consent-withdrawal", from: ask)
        #expect(done.text.contains("Their yes is taken back."))
        let kinds = try await house.desk.database.read(house.hub) { try $0.outbox.latest(limit: 9).map(\.kind) }
        #expect(kinds == ["deletion"], "the letter that still waited does not go out")
        let twice = try await journey.browser.open(address + "/consent-withdrawal")
        let refused = try await journey.browser.send([:], to: address + "/consent-withdrawal", from: twice)
        #expect(refused.status == 409)
    }

    @Test func `a group without e-mail gets a letter with a code, shown once`() async throws {
        let (house, journey) = try await house()
        try await house.change("kitchen") { $0.details.contact.email = "" }
        let draft = try await journey.drafted()
        #expect(draft.text.contains("We have no e-mail address of this group."))
        let sent = try await journey.sent(draft)
        #expect(sent.text.contains("Now print the letter"))
        let address = String(sent.address.prefix { $0 != "?" })
        let letter = try await journey.browser.send([:], to: address + "/letter", from: sent)
        #expect(letter.status == 200 && letter.headers[.cacheControl] == "no-store")
        #expect(letter.html.firstMatch(of: /<strong>[0-9a-z]{4}-[0-9a-z]{4}<\/strong>/) != nil)
        let body = letter.html.components(separatedBy: "class=\"paper\"").last ?? ""
        #expect(!body.contains("Selam") && !body.contains("cook with others"))
        let again = try await journey.browser.open(address)
        #expect(!again.text.contains("/r/"), "the link is never shown again")
    }

    @Test func `a form that is sent twice sends once`() async throws {
        let (house, journey) = try await house()
        let draft = try await journey.drafted()
        for _ in 1...2 { #expect(try await journey.sent(draft).status == 200) }
        #expect(try await house.desk.database.read(house.hub) { try $0.outbox.latest(limit: 9).count } == 1)
    }

    @Test func `another worker's referral and one that is not there look the same`() async throws {
        let (house, journey) = try await house()
        let draft = try await journey.drafted()
        try await house.desk.database.keepHouse(house.hub) { hub in
            guard var person = try hub.people.find("person-1") else { return }
            person.worker = "somebody-else"
            try hub.people.save(person)
        }
        let other = try await journey.browser.open(draft.address)
        let unknown = try await journey.browser.open("/app/referrals/nothing")
        #expect(other.status == 404 && unknown.status == 404)
        #expect(other.text == unknown.text)
        for path in ["", "/attendance", "/end", "/consent-withdrawal"] {
            #expect(try await journey.browser.open(draft.address + path).status == 404)
        }
    }

    @Test(arguments: ["\u{202E}<script>alert(1)</script>", "😀", "سلام", "Robert'); DROP TABLE people;--"])
    func `odd names stay text`(name: String) async throws {
        let (_, journey) = try await house { $0.about.callName = name }
        let page = try await journey.drafted()
        #expect(page.status == 200 && !page.html.contains("<script>alert"))
        #expect(page.text.contains(name))
    }

    @Test func `a day that cannot be is asked for again`() async throws {
        let (house, journey) = try await house()
        let sent = try await journey.sent(try await journey.drafted())
        try await accept(house)
        let address = String(sent.address.prefix { $0 != "?" })
        let ask = try await journey.browser.open(address + "/attendance")
        for day in ["2026-11-24", "2026-11-22", "soon"] {
            let wrong = try await journey.browser.send(
                ["outcome": "came", "day": day], to: address + "/attendance", from: ask)
            #expect(wrong.status == 422)
        }
    }

    @Test func `a yes that ended is asked for again, and the link works again`() async throws {
        let (house, journey) = try await house()
        let sent = try await journey.sent(try await journey.drafted())
        let address = String(sent.address.prefix { $0 != "?" })
        house.clock.move(days: 100)
        let page = try await journey.browser.open(address)
        #expect(page.text.contains("Their yes ended on Monday 22 February 2027"))
        let ask = try await journey.browser.open(address + "/consent-renewal")
        #expect(ask.heading == "Ask Selam again")
        let short = try await journey.browser.send(
            ["until": "2027-02-20", "how": "spoken", "language": "ti", "interpreter": "no"],
            to: address + "/consent-renewal", from: ask)
        #expect(short.status == 422)
        let done = try await journey.browser.send(
            ["until": "2027-06-01", "how": "spoken", "language": "ti", "interpreter": "no"],
            to: address + "/consent-renewal", from: ask)
        #expect(done.text.contains("The group may keep this for longer.") && !done.text.contains("Their yes ended"))
    }
}
