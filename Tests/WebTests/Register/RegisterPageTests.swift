import Community
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite struct RegisterPageTests {
    private func house(with groups: [Group]) async throws -> House {
        let house = try await House()
        try await house.desk.database.keepHouse(house.hub) { hub in for group in groups { try hub.groups.add(group) } }
        return house
    }

    @Test func `a coordinator finds what ends soon, opens the group and adds evidence`() async throws {
        let house = try await house(with: [RegisterExamples.group(full: true)])
        let browser = house.browser(as: .coordinator)
        let register = try await browser.open("/app/register")
        #expect(register.status == 200)
        #expect(register.text.contains("Thursday kitchen"))
        let form = try await browser.open("/app/groups/full/evidence?standard=complaints")
        let after = try await browser.send(
            [
                "standard": "complaints", "from-day": "1", "from-month": "11", "from-year": "2026", "until-day": "1",
                "until-month": "11", "until-year": "2027", "note": "policy",
            ], to: "/app/groups/full/evidence", from: form)
        #expect(after.heading == "Thursday kitchen")
        #expect(after.text.contains("The evidence is on the register."))
        #expect(after.text.contains("Monday 1 November 2027"))
    }

    @Test func `evidence that cannot be comes back with what was typed and what to do`() async throws {
        let house = try await house(with: [RegisterExamples.group(full: false)])
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/bare/evidence")
        let wrong = try await browser.send(
            ["standard": "dbs", "from": "2026-11-20", "until": "2026-11-19", "note": "my note"],
            to: "/app/groups/bare/evidence", from: form)
        #expect(wrong.status == 422)
        #expect(wrong.title.hasPrefix("Error: "))
        #expect(wrong.text.contains("The last day must not be before the first"))
        #expect(wrong.html.contains("my note"))
        let impossible = try await browser.send(
            ["standard": "dbs", "from-day": "31", "from-month": "2", "from-year": "2026", "endless": "yes"],
            to: "/app/groups/bare/evidence", from: form)
        #expect(impossible.text.contains("Enter a real date"))
    }

    @Test func `right after another contact is saved, the page lists the links of before, and one press closes them`()
        async throws
    {
        let house = try await House()
        let link = try await house.sendReferral().link
        let browser = house.browser(as: .coordinator)
        let details = try await browser.open("/app/groups/kitchen/details")
        let version = try #require(details.hidden("version"))
        let saved = try await browser.send(
            [
                "version": version, "name": "Thursday kitchen", "status": "active", "needs": "belonging",
                "format": "group", "audience": "everyone", "english": "none", "childcare": "none",
                "contact-name": "Ben", "contact-email": "ben@example.org",
            ], to: "/app/groups/kitchen/details", from: details)
        #expect(saved.text.contains("Who holds its links?"), "\(saved.text.prefix(300))")
        #expect(saved.text.contains("Sent on Monday 23 November 2026 · waits for an answer"))
        #expect(!saved.text.contains("Robin"))
        let today = try await browser.open("/app")
        #expect(today.text.contains("1 link is still with the one before"))
        let worker = house.browser(as: .linkWorker)
        #expect(try await !worker.open("/app/groups/kitchen").text.contains("Who holds its links?"))

        let after = try await browser.send([:], to: "/app/groups/kitchen/links/renewal", from: saved)
        #expect(after.text.contains("The links of before are closed") && !after.text.contains("Who holds its links?"))
        #expect(try await house.browser(as: nil).open("/r/\(link.text)").status == 404)
        #expect(try await !browser.open("/app").text.contains("still with the one before"))
    }

    @Test func `a group is written down, corrected, and a second old correction shows both texts`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/new")
        let page = try await browser.send(
            [
                "name": "نادي الطبخ 🍲", "status": "active", "needs": "belonging", "format": "group",
                "languages": "Arabic, English", "sessions": "Thursday 10:00 to 12:00", "audience": "everyone",
                "english": "none", "childcare": "none", "latitude": "52.9", "longitude": "-1.1",
            ], to: "/app/groups", from: form)
        #expect(page.status == 200)
        #expect(page.heading == "نادي الطبخ 🍲")
        #expect(page.html.contains("<bdi>نادي الطبخ 🍲</bdi>"))
        #expect(page.text.contains("Thursday 10:00 to 12:00"))
        let address = String(page.address.prefix { $0 != "?" })
        let old = try await browser.open("\(address)/details")
        let version = try #require(old.hidden("version"))
        let saved = try await browser.send(
            ["version": version, "name": "Friday club", "status": "active"], to: "\(address)/details", from: old)
        #expect(saved.heading == "Friday club")
        let conflict = try await browser.send(
            ["version": version, "name": "Saturday club", "status": "active"], to: "\(address)/details", from: old)
        #expect(conflict.status == 409)
        #expect(conflict.text.contains("Friday club"))
        #expect(conflict.text.contains("Saturday club"))
    }

    @Test func `a new group has nothing chosen, and what nobody said is kept and shown so`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/new")
        #expect(!form.html.contains(" checked") && !form.html.contains(" selected"))
        let missing = try await browser.send(["name": "Club"], to: "/app/groups", from: form)
        #expect(missing.status == 422 && missing.text.contains("Choose whether it is running"))
        let page = try await browser.send(["name": "Club", "status": "active"], to: "/app/groups", from: form)
        for field in ["How it meets", "Cost", "For whom", "English needed", "Children", "Access", "Asks for papers"] {
            let row = try Regex("\(field)</dt>\\s*<dd[^>]*>(?:<p[^>]*>)?Not known: ask the group")
            #expect(page.html.firstMatch(of: row) != nil, "\(field)")
        }
        for claim in ["Free", "Everyone", "All ages", "No childcare", "Needs booking"] {
            #expect(!page.text.contains(claim), "\(claim)")
        }
        let again = try await browser.open(String(page.address.prefix { $0 != "?" }) + "/details")
        let chosen = again.html.matches(of: /name="([a-z-]+)"[^>]* checked/).map { String($0.output.1) }
        #expect(chosen == ["status"])
    }

    @Test func `what is said of a group is kept as it was said`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/new")
        let page = try await browser.send(
            [
                "name": "Club", "status": "active", "cost": "free", "access": "none", "papers": "no",
                "childcare": "none", "audience": "everyone", "also": "by-phone", "latitude": "52.9",
                "longitude": "-1.1", "accuracy": "3000",
                "sessions": "Thursday 10:00 to 12:00\nMonday 9:00 to 17:00, open hours, until 2027-03-31",
            ], to: "/app/groups", from: form)
        for words in [
            "Free", "None of what we ask about", "No childcare", "Everyone", "By telephone",
            "Known to within about 3000 metres", "Monday 09:00 to 17:00, open hours, until 2027-03-31",
        ] { #expect(page.text.contains(words), "\(words)") }
        let address = String(page.address.prefix { $0 != "?" })
        let again = try await browser.open("\(address)/details")
        let chosen = Set(again.html.matches(of: /value="([a-z-]+)" checked/).map { String($0.output.1) })
        #expect(chosen.isSuperset(of: ["free", "none", "no", "everyone", "by-phone", "active"]))
        #expect(again.html.contains("Monday 09:00 to 17:00, open hours, until 2027-03-31"))
    }

    @Test(arguments: [("", "How exactly this is known, nobody has said"), ("0", ""), ("40", "about 40 metres")])
    func `how exactly a place is known is no number that nobody gave`(accuracy: String, words: String) async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/new")
        let page = try await browser.send(
            [
                "name": "Club", "status": "active", "latitude": "52.9", "longitude": "-1.1", "place": "4th Street",
                "accuracy": accuracy,
            ], to: "/app/groups", from: form)
        #expect(page.text.contains(words) && page.text.contains("nobody has said") == accuracy.isEmpty)
        let again = try await browser.open(String(page.address.prefix { $0 != "?" }) + "/details")
        let field = try #require(again.html.firstMatch(of: /<input[^>]*name="accuracy"[^>]*>/)).output
        #expect(accuracy.isEmpty ? !field.contains(/value="\d/) : field.contains("value=\"\(accuracy)\""), "\(field)")
    }

    @Test func `what a group keeps to itself is asked, not taken for nothing`() async throws {
        let house = try await House()
        try await house.addGroup("kitchen")
        let browser = house.browser(as: .coordinator)
        let page = try await browser.open("/app/groups/kitchen")
        #expect(!page.html.contains(/name="keeps"[^>]* checked/))
        let asked = try await browser.send([:], to: "/app/groups/kitchen/discretion", from: page)
        #expect(asked.status == 422 && asked.text.contains("Choose what it keeps to itself, or nothing"))
        let kept = try await browser.send(["keeps": "address"], to: "/app/groups/kitchen/discretion", from: page)
        #expect(kept.status == 200 && kept.text.contains("keeps its address to itself"))
        let unknown = try await browser.send(["keeps": "other"], to: "/app/groups/kitchen/discretion", from: page)
        #expect(unknown.status == 400)
    }

    @Test func `that nobody has said it is an answer that can be saved, wherever the form offers it`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/new")
        let offered = Set(form.html.matches(of: /name="([a-z-]+)"[^>]*value="not-known"/).map { String($0.output.1) })
        #expect(offered.isSuperset(of: ["format", "audience", "english", "childcare"]), "\(offered)")
        let page = try await browser.post(
            [("name", "Club"), ("status", "active")] + offered.sorted().map { ($0, "not-known") }, to: "/app/groups",
            from: form)
        #expect(page.status == 200 && page.heading == "Club", "\(page.text.prefix(400))")
    }

    @Test func `two answers that cannot both be are asked about`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/new")
        let contradictions: [(cost: String, fee: String, question: String)] = [
            ("free", "2.50", "Choose whether it is free, or costs this much"),
            ("not-known", "2.50", "Choose whether the cost is known"), ("paid", "", "Enter how much it costs"),
        ]
        for (cost, fee, question) in contradictions {
            let page = try await browser.send(
                ["name": "Club", "status": "active", "cost": cost, "fee": fee], to: "/app/groups", from: form)
            #expect(page.status == 422 && page.text.contains(question), "\(question)")
        }
    }

    @Test func `words and times that nobody understands are asked again, and nothing is lost`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/new")
        let page = try await browser.send(
            [
                "name": "Club", "languages": "Klingon", "sessions": "someday", "latitude": "400", "longitude": "1",
                "age-from": "50", "age-to": "20", "contact-email": "nowhere",
                "contact-phone": "ask Jo", "fee": "free!",
            ], to: "/app/groups", from: form)
        #expect(page.status == 422)
        for words in [
            "We do not know “Klingon”", "Write each time like", "Enter latitude and longitude", "The oldest age",
            "Enter an e-mail address", "Enter a telephone number", "Enter an amount of money",
        ] { #expect(page.text.contains(words), "\(words)") }
        #expect(page.html.contains("someday"))
    }

    @Test func `a language with brackets in its name is understood, with and without a community`() async throws {
        let house = try await house(with: [RegisterExamples.group(full: true)])
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/full/details")
        let saved = try await browser.send(
            [
                "version": try #require(form.hidden("version")), "name": "Thursday kitchen", "status": "active",
                "interpreting": "Persian (Farsi), Kurdish (Sorani) (Kurdish), Arabic (Syrian)",
            ], to: "/app/groups/full/details", from: form)
        #expect(saved.status == 200)
        for words in ["Persian (Farsi)", "Kurdish (Sorani) (Kurdish)", "Arabic (Syrian)"] {
            #expect(saved.text.contains(words), "\(words)")
        }
    }

    @Test func `a name of a megabyte is refused in plain words`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/new")
        let large = try await browser.send(
            ["name": String(repeating: "n", count: 1_000_000)], to: "/app/groups", from: form)
        #expect(large.status == 413)
        let long = try await browser.send(
            ["name": String(repeating: "n", count: 20_000)], to: "/app/groups", from: form)
        #expect(long.status == 422)
    }

    @Test func `a difference is settled, and referrals are paused and go on`() async throws {
        let house = try await house(with: [RegisterExamples.group(full: true)])
        let browser = house.browser(as: .coordinator)
        let page = try await browser.open("/app/groups/full")
        #expect(page.text.contains("Differs from its source"))
        let settled = try await browser.send(["field": "fee"], to: "/app/groups/full/differences", from: page)
        #expect(!settled.text.contains("Differs from its source"))
        let paused = try await browser.send(["paused": "yes"], to: "/app/groups/full/pause", from: settled)
        #expect(paused.text.contains("Paused by the group"))
        let resumed = try await browser.send(["paused": "no"], to: "/app/groups/full/pause", from: paused)
        #expect(!resumed.text.contains("Paused by the group"))
        let nonsense = try await browser.send(["field": "nonsense"], to: "/app/groups/full/differences", from: resumed)
        #expect(nonsense.status == 400)
    }

    @Test func `others see the register and cannot change it, and some do not see it at all`() async throws {
        let house = try await house(with: [RegisterExamples.group(full: true)])
        let worker = house.browser(as: .linkWorker)
        let page = try await worker.open("/app/groups/full")
        #expect(page.status == 200)
        #expect(!page.html.contains("/app/groups/full/evidence"))
        #expect(try await worker.open("/app/groups/full/details").status == 404)
        #expect(try await worker.open("/app/groups/full/evidence").status == 404)
        #expect(try await worker.open("/app/groups/new").status == 404)
        let refused = try await worker.send(["paused": "yes"], to: "/app/groups/full/pause", from: page)
        #expect(refused.status == 404)
        let administrator = house.browser(as: .administrator)
        #expect(try await administrator.open("/app/register").status == 404)
        #expect(try await administrator.open("/app/groups/full").status == 404)
        let nobody = house.browser(as: nil)
        #expect(try await nobody.open("/app/groups/full").heading == "Sign in")
    }

    @Test func `a group that does not exist is a page in plain words`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let page = try await browser.open("/app/groups/nowhere")
        #expect(page.status == 404)
        #expect(try await browser.open("/app/groups?page=99999&filter=nonsense&search=%25").status == 200)
    }

    @Test func `a form that is sent twice writes down one group, one paper and one question`() async throws {
        let house = try await House()
        let browser = house.browser(as: .coordinator)
        let form = try await browser.open("/app/groups/new")
        let first = try await browser.send(
            ["name": "Walking group", "status": "active"], to: "/app/groups", from: form)
        let second = try await browser.send(
            ["name": "Walking group", "status": "active"], to: "/app/groups", from: form)
        #expect(first.heading == "Walking group")
        #expect(first.address == second.address)
        let address = try #require(first.address.split(separator: "?").first).description
        let evidence: KeyValuePairs = ["standard": "dbs", "from": "2026-11-01", "until": "2027-10-31"]
        for _ in 0..<2 { _ = try await browser.send(evidence, to: "\(address)/evidence", from: form) }
        let letter = try await browser.send([:], to: "\(address)/agreement-requests", from: form)
        #expect(letter.text.contains("This address is shown only now"))
        let again = try await browser.send([:], to: "\(address)/agreement-requests", from: form)
        #expect(again.text.contains("The group was asked already."))
        let id = Group.ID(rawValue: try #require(address.split(separator: "/").last).description)
        let (groups, group, asked) = try await house.desk.database.read(house.hub) { hub in
            (
                try hub.groups.count(of: .all, search: "Walking"), try hub.groups.find(id),
                try hub.events.about(EventSubject(kind: "group", id: id.rawValue)).count {
                    $0.verb == "agreement-asked"
                }
            )
        }
        #expect(groups == 1)
        #expect(group?.register.entries.count == 1)
        #expect(asked == 1)
    }
}
