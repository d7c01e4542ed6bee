import Community
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct GroupAnswerPageTests {
    @Test func `the group sees what may be told, answers with one tap, and reads what happens next`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let browser = house.browser(as: nil)
        let page = try await browser.read(link)
        #expect(page.status == 200)
        #expect(page.heading == "Someone would like to join you")
        for words in ["Robin", "To cook with others", "Tigrinya", "Monday 7 December 2026"] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(page.headers[.cacheControl] == "no-store")
        #expect(page.headers[.init("Referrer-Policy")!] == "no-referrer")
        #expect(!page.title.contains("Robin"))

        let answered = try await browser.send([:], to: "/r/\(link.text)/acceptance", from: page)
        #expect(answered.heading == "Thank you for saying yes")
        #expect(answered.text.contains("A link worker from Test hub calls or writes to you"))
        #expect(try await house.referralState() == .accepted)
    }

    @Test func `the page never says why somebody is at risk, what they avoid, or who they are to us`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let page = try await house.browser(as: nil).read(link)
        for secret in ["R3", "canary-avoided", "person-canary", "canary-safe-times", "gambling", "canary-other-way"] {
            #expect(!page.html.contains(secret), "\(secret)")
        }
    }

    @Test func `opening the page, as a mail scanner does, changes nothing, shows nothing, and is no look`() async throws
    {
        let house = try await House()
        let link = try await house.sendReferral().link
        for path in ["", "/worry", "?told=paused"] {
            let opened = try await house.browser(as: nil).open("/r/\(link.text)\(path)")
            let head = try await house.browser(as: nil).send(.head, "/r/\(link.text)\(path)")
            #expect(opened.heading == "You have a message" && head.status < 400)
            for fact in ["Robin", "To cook with others", "Tigrinya"] { #expect(!opened.html.contains(fact), "\(fact)") }
            // Nor does a scanner that keeps cookies get any further.
            let scanner = house.browser(as: nil)
            for _ in 1...2 { #expect(try await !scanner.open("/r/\(link.text)\(path)").html.contains("Robin")) }
        }
        #expect(try await house.referralTrail().isEmpty)
        for path in ["reading", "acceptance", "refusal", "pause", "attendance"] {
            #expect(try await house.browser(as: nil).send(.get, "/r/\(link.text)/\(path)").status == 405)
        }
        #expect(try await house.referralState() == .sent)
    }

    @Test func `a tap shows the message, once for each who taps, and is what the trail calls reading`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let browser = house.browser(as: nil)
        let page = try await browser.read(link)
        #expect(page.text.contains("Robin"))
        #expect(try await house.referralTrail() == ["referral-read"])
        // The page comes back after an answer, or when it is loaded again, without another tap.
        #expect(try await browser.open("/r/\(link.text)").text.contains("Robin"))
        #expect(try await house.referralTrail() == ["referral-read"])
        // Whoever else holds the link taps for themselves, and so does whoever holds another link.
        #expect(try await house.browser(as: nil).open("/r/\(link.text)").heading == "You have a message")
        let other = Browser(
            house.site.router(house.features()).buildResponder(),
            cookies: [house.site.cookies.readingName: Secret.hash(of: "test.another")])
        #expect(try await other.open("/r/\(link.text)").heading == "You have a message")
        let cookie = house.site.cookies.reading(link.hash, at: "/r/\(link.text)").description
        for part in ["Path=/r/\(link.text)", "HttpOnly", "SameSite=Strict", "Max-Age=1800"] {
            #expect(cookie.contains(part), "\(cookie)")
        }
        #expect(!cookie.contains("=\(link.text);"), "the secret itself is no cookie")
    }

    @Test(arguments: ["closed", "paused"])
    func `the link of a group that is over or rests takes no yes and no waiting list, says why, and takes a no`(
        status: String
    ) async throws {
        let house = try await House()
        let link = try await house.sendReferral {
            $0.details.status = status == "closed" ? .closed : .paused
        }.link
        let browser = house.browser(as: nil)
        let page = try await browser.read(link)
        #expect(!page.html.contains("Yes, they are welcome"))
        #expect(page.text.contains(status == "closed" ? "your group has ended" : "your group takes a break"))
        // Whoever kept the form open, or made one, is refused when it happens.
        let refused = try await browser.send([:], to: "/r/\(link.text)/acceptance", from: page)
        #expect(refused.status == 409 && refused.text.contains("we cannot take a yes"))
        #expect(!page.html.contains("/waiting-list") && !page.text.contains("Please answer by"))
        let waiting = try await browser.send([:], to: "/r/\(link.text)/waiting-list", from: page)
        #expect(waiting.status == 409 && !waiting.html.contains("/waiting-list"))
        #expect(try await house.referralState() == .sent)
        let no = try await browser.send(["because": "other"], to: "/r/\(link.text)/refusal", from: page)
        #expect(no.heading == "Thank you for telling us")
    }

    @Test func `a group may be worried before it says yes, and is called`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let browser = house.browser(as: nil)
        let page = try await browser.read(link)
        #expect(page.text.contains("Are you worried about them?") && page.html.contains("/r/\(link.text)/worry"))
        let told = try await browser.send([:], to: "/r/\(link.text)/worry", from: page)
        #expect(told.heading == "Thank you. We will call you" && !told.text.contains("Robin"))
        #expect(try await house.referralState() == .sent)
    }

    @Test func `a no without a reason is asked for one, and none is made up`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let browser = house.browser(as: nil)
        let page = try await browser.read(link)
        for fields in [[:], ["because": "nonsense"]] as [KeyValuePairs<String, String>] {
            let asked = try await browser.send(fields, to: "/r/\(link.text)/refusal", from: page)
            #expect(asked.status == 422 && asked.text.contains("Tap the reason why you cannot take them"))
            #expect(asked.html.contains("id=\"because\" open"))
        }
        #expect(try await house.referralState() == .sent)
    }

    @Test func `the page of a group whose agreement ended or paused says so before anybody taps`() async throws {
        let cases: [(until: String?, paused: Bool, words: String)] = [
            ("2026-11-01", false, "ended on Sunday 1 November"), (nil, true, "asked us to pause"),
        ]
        for (until, paused, words) in cases {
            let house = try await House()
            let link = try await house.sendReferral {
                if let until { $0.agreement?.until = Day(until) }
                $0.agreement?.paused = paused
            }.link
            let page = try await house.browser(as: nil).read(link)
            #expect(page.text.contains(words))
            #expect(!page.html.contains("/acceptance") && !page.html.contains("/waiting-list"))
            #expect(!page.text.contains("Please answer by"))
        }
    }

    @Test func `a number comes with how to use it safely, and one from before does not come at all`() async throws {
        let house = try await House()
        let link = try await house.sendReferral(telling: [.callName, .phone]) { _ in }.link
        let browser = house.browser(as: nil)
        let page = try await browser.read(link)
        for words in ["0000 222222", "Do not leave a message", "Call only at these times: canary-safe-times"] {
            #expect(page.text.contains(words), "\(words)")
        }
        let after = try await browser.send([:], to: "/r/\(link.text)/acceptance", from: page)
        #expect(after.text.contains("Please call us first"))
        // As the version before wrote it: the number, and nothing else.
        try await house.desk.database.keepHouse(house.hub) { hub in
            _ = try hub.execute(
                """
                UPDATE referrals SET message = '{"callName":"Robin","phone":"0000 222222"}' WHERE hub_id = \(hub.hub)
                """)
        }
        let old = try await browser.open("/r/\(link.text)")
        #expect(!old.html.contains("0000 222222") && old.text.contains("Call us instead"))
    }

    @Test func `a number that is not safe any more is taken off the page at once`() async throws {
        let house = try await House()
        let link = try await house.sendReferral(telling: [.callName, .phone]) { _ in }.link
        let browser = house.browser(as: nil)
        #expect(try await browser.read(link).text.contains("0000 222222"))
        try await house.desk.database.keepHouse(house.hub) { hub in
            guard var person = try hub.people.find("person-canary") else { return }
            person.about.reach.sharedWith = "my brother reads it"
            try hub.people.save(person)
        }
        let after = try await browser.open("/r/\(link.text)")
        #expect(!after.html.contains("0000 222222") && !after.html.contains("my brother"))
        #expect(after.text.contains("Call us instead"))
    }

    @Test func `a form of another site answers nothing`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let browser = house.browser(as: nil)
        _ = try await browser.open("/r/\(link.text)")
        #expect(try await browser.send(.post, "/r/\(link.text)/acceptance", body: "").status == 403)
        #expect(try await house.referralState() == .sent)
    }

    @Test func `each answer leads to its page`() async throws {
        let answers: [(path: String, fields: KeyValuePairs<String, String>, heading: String, state: Referral.State)] = [
            ("waiting-list", [:], "They are on your waiting list", .waitlisted),
            ("refusal", ["because": "no-room"], "Thank you for telling us", .declined),
            ("taking-back", [:], "Someone would like to join you", .sent),
        ]
        for (path, fields, heading, state) in answers {
            let house = try await House()
            let link = try await house.sendReferral().link
            let browser = house.browser(as: nil)
            let page = try await browser.open("/r/\(link.text)")
            let after = try await browser.send(fields, to: "/r/\(link.text)/\(path)", from: page)
            #expect(after.status == 200)
            #expect(after.heading == heading)
            #expect(try await house.referralState() == state)
            if state == .declined { #expect(!after.text.contains("Robin")) }
        }
    }

    @Test func `they came, they did not, and a day that cannot be`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let address = "/r/\(link.text)"
        let browser = house.browser(as: nil)
        var page = try await browser.open(address)
        page = try await browser.send([:], to: address + "/acceptance", from: page)
        let today: KeyValuePairs = ["day-day": "23", "day-month": "11", "day-year": "2026", "outcome": "did-not-come"]
        page = try await browser.send(today, to: address + "/attendance", from: page)
        #expect(page.text.contains("Thank you. We wrote down: they did not come."))

        let tomorrow: KeyValuePairs = ["day-day": "24", "day-month": "11", "day-year": "2026", "outcome": "came"]
        var wrong = try await browser.send(tomorrow, to: address + "/attendance", from: page)
        #expect(wrong.status == 422)
        #expect(wrong.title.hasPrefix("Error: "))
        wrong = try await browser.send(
            ["day-day": "31", "day-month": "2", "outcome": "came"], to: address + "/attendance", from: wrong)
        #expect(wrong.status == 422)

        let came: KeyValuePairs = ["day": "2026-11-23", "outcome": "came"]
        page = try await browser.send(came, to: address + "/attendance", from: try await browser.open(address))
        #expect(page.heading == "How is it going?")
        #expect(try await house.referralState() == .attending)
    }

    @Test func `a worry leads to a page that names the emergency number first and then who calls`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let address = "/r/\(link.text)"
        let browser = house.browser(as: nil)
        var page = try await browser.open(address)
        page = try await browser.send([:], to: address + "/acceptance", from: page)
        page = try await browser.send([:], to: address + "/worry", from: page)
        #expect(page.heading == "Thank you. We will call you")
        let emergency = try #require(page.html.range(of: "tel:999"))
        let caller = try #require(page.html.range(of: "from Test hub calls you today"))
        #expect(emergency.lowerBound < caller.lowerBound)
        #expect(page.html.contains("tel:112"))
    }

    @Test func `a full group is offered its waiting list`() async throws {
        let house = try await House()
        let link = try await house.sendReferral { $0.agreement?.places = 0 }.link
        let address = "/r/\(link.text)"
        let browser = house.browser(as: nil)
        let refused = try await browser.send([:], to: address + "/acceptance", from: try await browser.open(address))
        #expect(refused.status == 409)
        #expect(refused.heading == "You are full at the moment")
        #expect(refused.html.contains(address + "/waiting-list"))
        let waiting = try await browser.send([:], to: address + "/waiting-list", from: refused)
        #expect(waiting.heading == "They are on your waiting list")
    }

    @Test func `a group that paused is led back to yes in two taps, one whose agreement ended to the telephone`()
        async throws
    {
        let house = try await House()
        let link = try await house.sendReferral().link
        let address = "/r/\(link.text)"
        let browser = house.browser(as: nil)
        var page = try await browser.send(
            ["paused": "yes"], to: address + "/pause", from: try await browser.open(address))
        #expect(page.text.contains("We pause."))
        page = try await browser.send([:], to: address + "/acceptance", from: page)
        #expect(page.heading == "You asked us to pause")
        page = try await browser.send(["paused": "no"], to: address + "/pause", from: page)
        page = try await browser.send([:], to: address + "/acceptance", from: page)
        #expect(page.heading == "Thank you for saying yes")

        let other = try await House()
        let ended = try await other.sendReferral { $0.agreement?.until = Day("2026-11-01") }.link
        let theirs = other.browser(as: nil)
        let refused = try await theirs.send(
            [:], to: "/r/\(ended.text)/acceptance", from: try await theirs.open("/r/\(ended.text)"))
        #expect(refused.status == 409)
        #expect(refused.text.contains("It ended on Sunday 1 November 2026."))
        #expect(refused.text.contains("0000 111111"))
    }

    @Test func `every dead link is the same page, which says whom to call`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let random = link.text.dropFirst("test.".count)
        let never = "test." + String(repeating: "0", count: 26)
        var pages: [Browser.Sight] = []
        pages.append(try await house.browser(as: nil).open("/r/\(never)"))
        house.clock.move(days: 400)
        pages.append(try await house.browser(as: nil).open("/r/\(link.text)"))
        #expect(pages.allSatisfy { $0.status == 404 })
        #expect(pages[0].text == pages[1].text)
        #expect(pages[0].text.contains("0000 111111"))
        for garbled in [
            "x", "other.\(random)", "test.\(random.dropLast())", "test.\(random)0", "%F0%9F%99%82", "test.%00",
        ] {
            let page = try await house.browser(as: nil).open("/r/\(garbled)")
            #expect(page.status == 404, "\(garbled)")
        }
    }

    @Test func `a group's link opens no page of staff, and staff need the link like anybody else`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        #expect(try await house.browser(as: .linkWorker).open("/r/\(link.text)").status == 200)
        #expect(try await house.browser(as: .administrator).open("/r/referral-1").status == 404)
    }

    @Test func `a double tap is one answer`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let browser = house.browser(as: nil)
        let page = try await browser.open("/r/\(link.text)")
        for _ in 1...2 {
            let after = try await browser.send([:], to: "/r/\(link.text)/acceptance", from: page)
            #expect(after.heading == "Thank you for saying yes")
        }
        let verbs = try await house.desk.database.read("test") {
            try $0.events.about(EventSubject(kind: "referral", id: "referral-1")).map(\.verb)
        }
        #expect(verbs.filter { $0 == "referral-accepted" }.count == 1)
    }

    // MARK: Codes

    @Test func `the code of a letter opens the page`() async throws {
        let house = try await House()
        let sent = try await house.sendReferral()
        let browser = house.browser(as: nil)
        let form = try await browser.open("/r")
        #expect(form.heading == "Open your letter")
        let page = try await browser.send(["code": sent.code.uppercased()], to: "/r", from: form)
        #expect(page.heading == "Someone would like to join you")
        #expect(!page.address.contains(sent.code))

        let missing = try await browser.send(["code": " "], to: "/r", from: form)
        #expect(missing.status == 422)
        let wrong = try await browser.send(["code": "0000-0000"], to: "/r", from: form)
        #expect(wrong.status == 404)
    }

    @Test func `guessing is stopped, for codes and for links`() async throws {
        let house = try await House()
        let sent = try await house.sendReferral()
        let browser = house.browser(as: nil)
        let form = try await browser.open("/r")
        for _ in 1...20 {
            #expect(try await browser.send(["code": "0000-0000"], to: "/r", from: form).status == 404)
        }
        let stopped = try await browser.send(["code": sent.code], to: "/r", from: form)
        #expect(stopped.status == 429)
        #expect(stopped.headers[.retryAfter] != nil)
        #expect(try await browser.open("/r/\(sent.link.text)").status == 429)
        house.clock.move(seconds: 16 * 60)
        #expect(try await browser.open("/r/\(sent.link.text)").status == 200)
    }

    @Test func `with several hubs the letter's reader says who wrote`() async throws {
        let house = try await House()
        let sent = try await house.sendReferral()
        _ = try await Accounts(desk: house.desk).addHub("Other hub", id: "other", area: "gb-eng", by: .command("test"))
        let browser = house.browser(as: nil)
        let form = try await browser.open("/r")
        #expect(form.text.contains("Who wrote to you?"))
        #expect(try await browser.send(["code": sent.code], to: "/r", from: form).status == 422)
        #expect(try await browser.send(["code": sent.code, "hub": "other"], to: "/r", from: form).status == 404)
        let page = try await browser.send(["code": sent.code, "hub": "test"], to: "/r", from: form)
        #expect(page.heading == "Someone would like to join you")
    }

    @Test func `neither a link nor a name reaches the log`() async throws {
        let house = try await House()
        let link = try await house.sendReferral().link
        let log = KeptLog()
        let responder = house.site.router(house.site.features(of: house.desk)).buildResponder()
        let browser = Browser(responder, logger: Logger(label: "test") { _ in log })
        let page = try await browser.open("/r/\(link.text)")
        _ = try await browser.send([:], to: "/r/\(link.text)/acceptance", from: page)
        #expect(log.text.contains("/r/{token}"))
        for secret in [link.text, String(link.text.dropFirst(5)), "Robin", "kitchen@example.org", "192.0.2.1"] {
            #expect(!log.text.contains(secret), "\(secret)")
        }
    }
}
