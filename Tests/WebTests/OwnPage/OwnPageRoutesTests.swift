import Casework
import Foundation
import HTTPTypes
import Hummingbird
import People
import Reference
import Storage
import Testing
import Vocabulary

@testable import Web

@Suite("A person's own page in a browser")
struct OwnPageRoutesTests {
    @Test func `the slip says where and what to type, and nothing about anybody`() async throws {
        let visit = try await OwnPageVisit()
        let state = try await visit.worker.open("\(OwnPageVisit.person)/own-page")
        let slip = try await visit.worker.send(
            ["way": "paper"], to: "\(OwnPageVisit.person)/own-page/code", from: state)
        #expect(slip.status == 200 && slip.headers[.cacheControl] == "no-store")
        let paper = try #require(slip.html.range(of: "<div class=\"paper slip\">"))
        let text = slip.html[paper.lowerBound...].prefix(while: { $0 != "§" }).components(separatedBy: "</div>")[0]
        #expect(text.contains("localhost/me"))
        for secret in ["Robin", "Test hub", "Kith", "record", "migra", "refer", "worker", "group"] {
            #expect(!text.localizedCaseInsensitiveContains(secret), "\(secret)")
        }
        #expect(try await visit.worker.open("\(OwnPageVisit.person)/own-page").text.contains("Stop the code"))
    }

    @Test func `a code opens the plan, the groups and the yes, and stands in no address`() async throws {
        let visit = try await OwnPageVisit()
        #expect(visit.home.address == "/me" && visit.home.heading == "Your page")
        #expect(visit.home.title == "Your page – Kith")
        let foot = visit.home.text.localizedCaseInsensitiveContains("migra")
        #expect(!foot, "whoever looks over a shoulder reads the foot")
        for words in ["Gambling", "To cook with others", "Thursday kitchen", "Take back my yes", "We asked the group"] {
            #expect(visit.home.text.localizedCaseInsensitiveContains(words), "\(words)")
        }
        // What could do harm is not on the first page.
        for secret in ["canary-avoided", "Trafficking", "R3", "looked"] {
            #expect(!visit.home.text.contains(secret), "\(secret)")
        }
        #expect(visit.home.headers[.cacheControl] == "no-store")
        #expect(visit.own.cookies["kith-page"] != nil)
        #expect(!visit.home.html.contains(visit.code))
    }

    @Test func `the cookie goes to the own page alone, ends with the browser, and no script reads it`() async throws {
        let house = try await House()
        let cookie = house.site.cookies.ownPage("x").description
        for part in ["Path=/me", "HttpOnly", "SameSite=Strict"] { #expect(cookie.contains(part), "\(cookie)") }
        #expect(!cookie.contains("Max-Age") && !cookie.contains("Expires"))
        let secure = try Site.forTest(baseURL: "https://kith.example").cookies.ownPage("x").description
        #expect(secure.hasPrefix("__Secure-kith-page=") && secure.contains("Secure"))
    }

    @Test func `a yes is taken back by one press, and the group's link is dead`() async throws {
        let visit = try await OwnPageVisit()
        #expect(try await visit.house.browser(as: nil).open(visit.link).status == 200)
        let after = try await visit.own.send([:], to: "/me/yes/consent-1/withdrawal", from: visit.home)
        #expect(after.status == 200 && after.text.contains("Your yes is taken back"))
        #expect(!after.text.contains("Take back my yes"))
        #expect(try await visit.house.browser(as: nil).open(visit.link).status == 404)
        #expect(try await visit.house.referralState() == .ended)
    }

    @Test func `what could do harm opens behind the code, and nothing of it stands before`() async throws {
        let visit = try await OwnPageVisit()
        try await visit.house.desk.database.keepHouse(visit.house.hub) { hub in
            guard var person = try hub.people.find("person-canary") else { return }
            person.about.limits.home = Told(known: Coordinate(latitude: 53.481234, longitude: -2.241234))
            person.about.reach.sharedWith = "canary-shared"
            try hub.people.save(person)
        }
        let harmful = [
            "0000 222222", "canary-safe-times", "canary-other-way", "canary-shared", "A place is set", "canary-avoided",
            "no longer in the directory", "As careful as we can be",
        ]
        let facts = try await visit.own.open("/me/facts")
        #expect(facts.text.contains("when you are alone"))
        var questions: [Browser.Sight] = []
        for address in ["/me/private", "/me/looks", "/me/copy"] { questions.append(try await visit.own.open(address)) }
        // A form that was kept open does not go around it.
        questions.append(try await visit.own.send(["as": "file"], to: "/me/copy", from: visit.home))
        for page in questions { #expect(page.heading == "Are you alone?" && page.html.contains("name=\"code\"")) }
        for page in [facts, visit.home] + questions {
            for secret in harmful { #expect(!page.html.contains(secret), "\(page.address): \(secret)") }
        }
        let wrong = try await visit.own.send(["code": "h7w4p-9dkr3"], to: "/me/alone", from: questions[0])
        #expect(wrong.status == 422 && wrong.heading == "Are you alone?" && !wrong.html.contains("h7w4p"))

        let more = try await visit.alone()
        #expect(more.address == "/me/private")
        for words in harmful where words != "canary-avoided" { #expect(more.text.contains(words), "\(words)") }
        for page in [facts, more, visit.home] {
            #expect(page.text.firstMatch(of: /\b(?:client|service user)\b/) == nil)
            // Our own words speak to the reader. The labels of their worker's page speak of "them".
            let labels = page.html.matches(of: /<dt>([^<]*)<\/dt>/).map { String($0.output.1) }
            for label in labels { #expect(label.firstMatch(of: /\b(?:they|them|their)\b/) == nil, "\(label)") }
            #expect(page.html.utf8.count < 50_000)
        }
        #expect(try await visit.own.open("/me/looks").text.contains("typed in the code of this page once more"))
    }

    @Test func `it shuts by itself after five minutes, by a button, and with the page`() async throws {
        let visit = try await OwnPageVisit()
        let more = try await visit.alone()
        _ = try await visit.own.send([:], to: "/me/alone/end", from: more)
        #expect(try await visit.own.open("/me/looks").heading == "Are you alone?")
        #expect(try await visit.alone(for: "/me/looks").heading == "Who looked, and what was done")
        visit.house.clock.move(seconds: OwnPage.furtherSeconds)
        #expect(try await visit.own.open("/me/looks").heading == "Are you alone?")
        // In another browser with the same code it was never open.
        try await visit.alone()
        let other = visit.house.browser(as: nil)
        _ = try await other.send(["code": visit.code], to: "/me", from: try await other.open("/me"))
        #expect(try await other.open("/me/private").heading == "Are you alone?")
    }

    @Test func `why we are careful stands on no page and in no copy, before the code or behind it`() async throws {
        let visit = try await OwnPageVisit()
        let reference = visit.house.desk.reference
        var pages = [visit.home, try await visit.own.open("/me/facts"), try await visit.alone()]
        pages.append(try await visit.own.open("/me/looks"))
        let copy = try await visit.own.open("/me/copy")
        for way in ["file", "page"] { pages.append(try await visit.own.send(["as": way], to: "/me/copy", from: copy)) }
        for page in pages {
            for word in ["Trafficking", "slavery", "gender violence", "exploitation", "used or hurt"] {
                #expect(!page.text.localizedCaseInsensitiveContains(word), "\(page.address): \(word)")
            }
            for risk in Risk.allCases {
                #expect(!page.text.contains(reference.meaning(of: risk).explanation), "\(page.address)")
            }
        }
        // The level has no reason in its name either: what a worker chooses is how careful to be.
        for risk in Risk.allCases {
            let name = reference.meaning(of: risk).name
            #expect(name.firstMatch(of: /(?i)traffick|violence|tortur|trauma|exploit/) == nil, "\(name)")
        }
    }

    @Test func `a worker is told the truth about what the person can read`() async throws {
        let visit = try await OwnPageVisit()
        let risk = try await visit.worker.open("\(OwnPageVisit.person)/about/risk")
        #expect(!risk.text.contains("never shown to the person"))
        #expect(risk.text.contains("On their own page they can read how careful we are"))
        let avoid = try await visit.worker.open("\(OwnPageVisit.person)/about/avoid")
        #expect(avoid.text.contains("Only you see this, and they themselves"))
    }

    @Test func `where somebody sets out from is printed nowhere as numbers`() async throws {
        let visit = try await OwnPageVisit()
        try await visit.house.desk.database.keepHouse(visit.house.hub) { hub in
            guard var person = try hub.people.find("person-canary") else { return }
            person.about.limits.home = Told(known: Coordinate(latitude: 53.481234, longitude: -2.241234))
            try hub.people.save(person)
        }
        var pages = [visit.home, try await visit.own.open("/me/facts"), try await visit.alone()]
        let copy = try await visit.own.open("/me/copy")
        for way in ["file", "page"] { pages.append(try await visit.own.send(["as": way], to: "/me/copy", from: copy)) }
        #expect(pages.last?.text.contains("A place is set") == true)
        #expect(pages[3].html.contains("\"homeIsSet\" : true"))
        for path in ["", "/about/travel", "/first-contact/check", "/groups", "/own-page"] {
            pages.append(try await visit.worker.open("\(OwnPageVisit.person)\(path)"))
        }
        for page in pages {
            #expect(page.html.firstMatch(of: /53\.48|2\.241/) == nil, "\(page.address)")
        }
    }

    @Test func `a yes that was taken back by mistake is brought back by one press, for half an hour`() async throws {
        let visit = try await OwnPageVisit()
        let group = visit.house.browser(as: nil)
        let after = try await visit.own.send([:], to: "/me/yes/consent-1/withdrawal", from: visit.home)
        #expect(after.text.contains("Until 10:30 you can bring it back"))
        #expect(try await group.open(visit.link).status == 404)
        let yeses = try await visit.own.open("/me/yes")
        #expect(yeses.html.contains("/taking-back\"") && !yeses.text.contains("You have not said yes to any group"))
        let back = try await visit.own.send([:], to: "/me/yes/consent-1/withdrawal/taking-back", from: yeses)
        #expect(back.status == 200 && back.text.contains("Your consent holds again"), "\(back.status) \(back.text)")
        #expect(back.text.contains("Take back my yes") && !back.text.contains("Bring back my yes"))
        #expect(try await group.open(visit.link).status == 200)
        #expect(try await visit.house.referralState() == .sent)

        let again = try await visit.own.send([:], to: "/me/yes/consent-1/withdrawal", from: back)
        #expect(try await visit.worker.open("/app").text.contains("They withdrew their consent"))
        visit.house.clock.move(seconds: 10 * 60)
        _ = try await visit.own.open("/me")
        visit.house.clock.move(seconds: 14 * 60)
        _ = try await visit.own.open("/me")
        visit.house.clock.move(seconds: 7 * 60)
        #expect(try await !visit.own.open("/me").text.contains("Bring back my yes"))
        let late = try await visit.own.send([:], to: "/me/yes/consent-1/withdrawal/taking-back", from: again)
        #expect(late.status == 409)
        #expect(try await visit.house.referralState() == .ended)
    }

    @Test func `who looked is told with the day`() async throws {
        let visit = try await OwnPageVisit()
        let looks = try await visit.alone(for: "/me/looks")
        #expect(looks.text.contains("Monday 23 November 2026"))
        #expect(looks.text.contains("looked at what you asked for on this page"))
        #expect(looks.text.contains("made a new code for this page"))
    }

    @Test func `a copy comes as a file and as a page`() async throws {
        let visit = try await OwnPageVisit()
        let page = try await visit.alone(for: "/me/copy")
        let file = try await visit.own.send(["as": "file"], to: "/me/copy", from: page)
        #expect(file.headers[.contentType] == "application/json; charset=utf-8")
        #expect(file.headers[.contentDisposition] == "attachment; filename=\"copy.json\"")
        #expect(file.headers[.cacheControl] == "no-store")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(file.html.utf8)) as? [String: Any])
        #expect(json["schema"] as? String == "kith-person")
        let paper = try await visit.own.send(["as": "page"], to: "/me/copy", from: page)
        #expect(paper.heading == "Everything we have written down" && paper.text.contains("To cook with others"))
    }

    @Test func `something is wrong, and the answer stands on the page`() async throws {
        let visit = try await OwnPageVisit()
        let form = try await visit.own.open("/me/correction")
        let empty = try await visit.own.send(["words": ""], to: "/me/correction", from: form)
        #expect(empty.status == 422 && empty.text.contains("Write what it should say"))
        let sent = try await visit.own.send(
            ["part": "hopes", "words": "It should say sing"], to: "/me/correction", from: empty)
        #expect(sent.text.contains("It should say sing") && sent.text.contains("No answer yet"))
        #expect(try await visit.worker.open("/app").text.contains("Asks to put something right"))
        let state = try await visit.worker.open("\(OwnPageVisit.person)/own-page")
        let action = try #require(state.html.firstMatch(of: /action="(\/app[^"]*\/answer)"/)).output.1
        let field = try #require(state.html.firstMatch(of: /name="(answer-[^"]+)"/)).output.1
        let missing = try await visit.worker.post([(String(field), "")], to: String(action), from: state)
        #expect(missing.status == 422)
        _ = try await visit.worker.post([(String(field), "It does now")], to: String(action), from: missing)
        #expect(try await visit.own.open("/me").text.contains("It does now"))
    }

    @Test func `to be deleted asks for the code again, waits, and can be taken back`() async throws {
        let visit = try await OwnPageVisit()
        let page = try await visit.own.open("/me/erasure")
        let wrong = try await visit.own.send(["code": "k3v9m-2mtz8"], to: "/me/erasure", from: page)
        #expect(wrong.status == 422 && wrong.text.contains("That code did not work"))
        let asked = try await visit.own.send(["code": visit.code], to: "/me/erasure", from: wrong)
        #expect(asked.text.contains("Everything is deleted on Monday 30 November 2026"))
        #expect(try await visit.worker.open("/app").text.contains("Wants everything deleted"))
        #expect(try await visit.house.browser(as: .teamLead).open("/app").text.contains("Wants everything deleted"))
        let back = try await visit.own.send([:], to: "/me/erasure/taking-back", from: asked)
        #expect(back.text.contains("Nothing is deleted"))
    }

    @Test func `a page that was closed on the way takes no form`() async throws {
        let visit = try await OwnPageVisit()
        visit.house.clock.move(seconds: 16 * 60)
        let after = try await visit.own.send([:], to: "/me/yes/consent-1/withdrawal", from: visit.home)
        #expect(after.heading == "Type in your code")
        #expect(try await visit.house.referralState() == .sent)
    }

    @Test func `another code, and none`() async throws {
        let visit = try await OwnPageVisit()
        let page = try await visit.own.open("/me/code")
        // Whoever found the page open has no code to type.
        for wrong in ["", "aaaaa-aaaaa"] {
            let asked = try await visit.own.send(["code": wrong], to: "/me/code", from: page)
            #expect(asked.status == 422 && asked.heading == "Your code")
        }
        let new = try await visit.own.send(["code": visit.code], to: "/me/code", from: page)
        let code = try #require(new.text.firstMatch(of: /[0-9a-z]{5}-[0-9a-z]{5}/)).output.description
        #expect(code != visit.code)
        let other = visit.house.browser(as: nil)
        let door = try await other.open("/me")
        #expect(try await other.send(["code": visit.code], to: "/me", from: door).status == 422)
        #expect(try await other.send(["code": code], to: "/me", from: door).heading == "Your page")
        let stop = try await visit.own.open("/me/code")
        let stopped = try await visit.own.send([:], to: "/me/code/stop", from: stop)
        #expect(stopped.text.contains("Your code has stopped working"))
        #expect(try await other.open("/me").heading == "Type in your code")
    }

    @Test func `too many wrong codes are refused for a while`() async throws {
        let visit = try await OwnPageVisit()
        let thief = visit.house.browser(as: nil)
        let door = try await thief.open("/me")
        for _ in 0..<20 { _ = try await thief.send(["code": "nothing"], to: "/me", from: door) }
        let refused = try await thief.send(["code": visit.code], to: "/me", from: door)
        #expect(refused.status == 429 && refused.headers[.retryAfter] != nil)
    }

    @Test func `what stays by law is for a team lead to say`() async throws {
        let visit = try await OwnPageVisit()
        let link = "\(OwnPageVisit.person)/kept\""
        #expect(try await !visit.worker.open("\(OwnPageVisit.person)/own-page").html.contains(link))
        let lead = visit.house.browser(as: .teamLead)
        #expect(try await lead.open("\(OwnPageVisit.person)/own-page").html.contains(link))
        let page = try await lead.open("\(OwnPageVisit.person)/kept")
        let wrong = try await lead.send([:], to: "\(OwnPageVisit.person)/kept", from: page)
        #expect(wrong.status == 422)
        let kept = try await lead.send(
            ["part": "contacts", "ground": "claim", "why": "A court asked"], to: "\(OwnPageVisit.person)/kept",
            from: wrong)
        #expect(kept.text.contains("A court asked"))
        #expect(try await visit.alone().text.contains("A court asked"))
        #expect(try await visit.worker.open("\(OwnPageVisit.person)/own-page").text.contains("A court asked"))
        let released = try await lead.send(["part": "contacts"], to: "\(OwnPageVisit.person)/kept/release", from: kept)
        #expect(!released.text.contains("A court asked"))
        #expect(
            try await visit.worker.send(
                ["part": "contacts", "ground": "claim", "why": "A court"], to: "\(OwnPageVisit.person)/kept",
                from: try await visit.worker.open("\(OwnPageVisit.person)/own-page")
            ).status == 404)
    }

    @Test func `a safeguarding lead says what stays once they broke the glass, and no link worker does`() async throws {
        let visit = try await OwnPageVisit()
        let reason = "A court asks for the notes today"
        for role in [Role.safeguardingLead, .linkWorker] {
            let actor = Actor(
                hub: "test", identity: .worker(Identifier(rawValue: "another-\(role.rawValue)"), name: "Amal", role))
            let keep = KeepPart(desk: visit.house.desk)
            func tries() async throws {
                try await keep(.contacts, of: "person-canary", on: .claim, words: "A court asked", by: actor)
            }
            await #expect(throws: Access.Refusal.self) { try await tries() }
            try await BreakTheGlass(desk: visit.house.desk)(
                "person-canary", because: reason, submission: role.rawValue, by: actor)
            guard role == .safeguardingLead else {
                await #expect(throws: Access.Refusal.self) { try await tries() }
                continue
            }
            try await tries()
            let state = try await keep.state(of: "person-canary", by: actor)
            #expect(state.kept.map(\.words) == ["A court asked"])
        }
        let mine = try await visit.alone()
        #expect(mine.text.contains("A court asked"))
        #expect(try await visit.own.open("/me/looks").text.contains("the notes of calls and meetings must stay by law"))
    }

    @Test func `nobody but those who walk with them sees how their page stands`() async throws {
        let visit = try await OwnPageVisit()
        for role in Role.allCases where ![.linkWorker, .teamLead].contains(role) {
            #expect(try await visit.house.browser(as: role).open("\(OwnPageVisit.person)/own-page").status == 404)
        }
        #expect(try await visit.house.browser(as: .linkWorker).open("/app/erasures").status == 404)
        #expect(try await visit.house.browser(as: .administrator).open("/app/erasures").status == 200)
    }

    @Test func `a code does not go by mail without a word that it is safe`() async throws {
        let visit = try await OwnPageVisit()
        let page = try await visit.worker.open("\(OwnPageVisit.person)/own-page")
        #expect(page.text.contains("It cannot go by e-mail"))
        let refused = try await visit.worker.send(
            ["way": "mail"], to: "\(OwnPageVisit.person)/own-page/code", from: page)
        #expect(refused.status == 409)
        let stopped = try await visit.worker.send([:], to: "\(OwnPageVisit.person)/own-page/code/stop", from: page)
        #expect(stopped.text.contains("The code is stopped"))
        #expect(try await visit.own.open("/me").heading == "Type in your code")
    }
}
