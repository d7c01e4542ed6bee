import Foundation
import HTTPTypes
import Hummingbird
import People
import Reference
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite("What is sealed, on a person's own page")
struct OwnSealedTests {
    private static let marker = "Qxz-own-sealed-marker"
    private static let person: Person.ID = "person-canary"

    /// Somebody of whom something is sealed, at their own page.
    private struct Visit {
        let house: House
        let own: Browser
        let code: String

        /// - Parameter hasKeys: whether the server that they come to holds the keys that opened it once.
        init(sealing facts: [SealedFact], hasKeys: Bool = true) async throws {
            house = try await House()
            try await house.addAccount(.linkWorker)
            _ = try await house.sendReferral()
            let worker = house.actor(.linkWorker)
            if !facts.isEmpty {
                let seal = SealFacts(desk: house.desk)
                let form = try await seal.form(of: OwnSealedTests.person, by: worker)
                try await seal(
                    Dictionary(uniqueKeysWithValues: facts.map { ($0.field, .seal(Sealed($0))) }),
                    of: OwnSealedTests.person, readAt: form.stamp, submission: "seal", by: worker)
            }
            let desk =
                hasKeys
                ? house.desk
                : Desk(
                    database: house.desk.database, clock: house.clock.clock, reference: house.desk.reference,
                    baseURL: "http://localhost")
            code = try await GiveOwnPageCode(desk: desk).onPaper(OwnSealedTests.person, by: worker).code
            let responder = house.site.router(house.site.features(of: desk)).buildResponder()
            own = Browser(responder, cookies: [:])
            let door = try await own.open("/me")
            let home = try await own.send(["code": code], to: "/me", from: door)
            try #require(home.heading == "Your page")
        }

        init() async throws {
            try await self.init(sealing: [
                .situation(.asylumRefused), .cause([.torture]), .note(OwnSealedTests.marker),
            ])
        }

        func open(_ form: Browser.Sight? = nil, code typed: String? = nil, as way: String = "page") async throws
            -> Browser.Sight
        {
            let form = if let form { form } else { try await own.open("/me/sealed") }
            return try await own.send(["code": typed ?? code, "as": way], to: "/me/sealed", from: form)
        }

        /// Types the code once more, where it is asked whether they are alone.
        func alone() async throws {
            let question = try await own.open("/me/private")
            _ = try await own.send(["code": code, "to": "held"], to: "/me/alone", from: question)
        }

        func openings() async throws -> [Event] {
            try await house.desk.database.read("test") {
                try $0.events.concerning(OwnSealedTests.person, verbs: ["sealed-opened"], limit: 10)
            }
        }
    }

    @Test func `it opens in words with the code typed once more, and the page says that it was opened`() async throws {
        let visit = try await Visit()
        let form = try await visit.own.open("/me/sealed")
        #expect(form.heading == "What is sealed about you" && !form.html.contains(Self.marker))
        let opened = try await visit.open(form)
        #expect(opened.status == 200 && opened.headers[.cacheControl] == "no-store")
        #expect(opened.address == "/me/sealed")
        for words in ["Your right to be here", "Asked for asylum, the answer was no", "Torture", Self.marker] {
            #expect(opened.text.contains(words), "\(words)")
        }
        #expect(!opened.html.contains(visit.code))
        let events = try await visit.openings()
        #expect(events.map(\.actor.kind) == [.person])
        #expect(events.first?.detail == ["fields": "cause note situation", "purpose": "own-copy"])
        try await visit.alone()
        let looks = try await visit.own.open("/me/looks")
        #expect(looks.text.contains("You opened what is sealed about you"))
        #expect(looks.text.contains("To read what is yours."))
        // Their own look is no look of somebody else's, and no business of their worker's.
        #expect(try await visit.own.open("/me/private").text.contains("Nobody here has opened it"))
        let record = try await visit.house.browser(as: .linkWorker).open("/app/people/\(Self.person)")
        #expect(!record.text.contains("Opened what is sealed") && !record.text.contains("to read it themselves"))
    }

    @Test func `it is a file of its own, and in no other`() async throws {
        let visit = try await Visit()
        let file = try await visit.open(as: "file")
        #expect(file.status == 200 && file.headers[.cacheControl] == "no-store")
        #expect(file.headers[.contentType]?.hasPrefix("application/json") == true)
        #expect(file.headers[.contentDisposition] == "attachment; filename=\"copy-2.json\"")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(file.html.utf8)) as? [String: Any])
        #expect(json["schema"] as? String == "kith-sealed" && json["version"] as? Int == 1)
        let facts = try #require(json["facts"] as? [[String: Any]])
        #expect(facts.compactMap { $0["field"] as? String } == ["situation", "cause", "note"])
        #expect(facts.compactMap { $0["words"] as? [String] }.last == [Self.marker])
        try await visit.alone()
        let copy = try await visit.own.open("/me/copy")
        for way in ["file", "page"] {
            let taken = try await visit.own.send(["as": way], to: "/me/copy", from: copy)
            #expect(taken.status == 200 && !taken.html.contains(Self.marker))
        }
        for address in ["/me", "/me/facts", "/me/private", "/me/looks", "/me/sealed"] {
            #expect(try await !visit.own.open(address).html.contains(Self.marker), "\(address)")
        }
    }

    @Test func `without the code, or with another one, nothing opens, and none is shown again`() async throws {
        let visit = try await Visit()
        for typed in ["", "aaaaa-aaaaa", "zzzz"] {
            let refused = try await visit.open(code: typed)
            #expect(refused.status == 422 && !refused.html.contains(Self.marker))
            #expect(typed.isEmpty || !refused.html.contains(typed))
        }
        // A code that opens somebody else's page is not theirs.
        try await visit.house.desk.database.keepHouse("test") { hub in
            try hub.people.add(Person(id: "somebody-else", worker: "worker-link-worker", createdAt: House.start))
        }
        let other = try await GiveOwnPageCode(desk: visit.house.desk).onPaper(
            "somebody-else", by: visit.house.actor(.linkWorker))
        #expect(try await visit.open(code: other.code).status == 422)
        #expect(try await visit.openings().isEmpty)
        // Nobody who has no page open comes so far.
        let stranger = visit.house.browser(as: .linkWorker)
        #expect(try await stranger.open("/me/sealed").heading == "Type in your code")
    }

    @Test func `codes are guessed here no faster than at the door`() async throws {
        let visit = try await Visit()
        let form = try await visit.own.open("/me/sealed")
        for _ in 0..<20 { _ = try await visit.open(form, code: "nothing") }
        let refused = try await visit.open(form)
        #expect(refused.status == 429 && refused.headers[.retryAfter] != nil)
        #expect(try await visit.openings().isEmpty)
    }

    @Test func `one form shows it once: a page that is called back asks for the code again`() async throws {
        let visit = try await Visit()
        let form = try await visit.own.open("/me/sealed")
        #expect(try await visit.open(form).text.contains(Self.marker))
        #expect(try await visit.open(form, as: "file").html.contains(Self.marker))
        visit.house.clock.move(seconds: 90)
        let again = try await visit.open(form)
        #expect(!again.html.contains(Self.marker) && again.text.contains("It was shown once"))
        #expect(try await visit.open(again).text.contains(Self.marker))
        #expect(try await visit.openings().count == 2)
    }

    @Test func `a server without the keys says so, and asks for no code`() async throws {
        let visit = try await Visit(sealing: [.note(Self.marker)], hasKeys: false)
        let page = try await visit.own.open("/me/sealed")
        #expect(page.status == 200 && page.text.contains("cannot be opened here at the moment"))
        #expect(!page.html.contains("name=\"code\""))
        // A form that stood open while the keys went away.
        let elsewhere = try await visit.own.open("/me/erasure")
        let posted = try await visit.open(elsewhere)
        #expect(posted.status == 200 && posted.text.contains("cannot be opened here at the moment"))
        #expect(try await visit.openings().isEmpty)
    }

    @Test func `where nothing is sealed, the page says that and asks nothing`() async throws {
        let visit = try await Visit(sealing: [])
        let page = try await visit.own.open("/me/sealed")
        #expect(page.text.contains("Nothing that you told us is sealed") && !page.html.contains("name=\"code\""))
        try await visit.alone()
        #expect(try await !visit.own.open("/me/private").html.contains("/me/sealed"))
    }
}
