import Community
import Crypto
import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("The door to a person's own page")
struct OwnPageTests {
    private static let cheap = PasswordKey.Cost(rounds: 16, blockSize: 1, parallelism: 1)

    private struct House {
        let test: TestDesk
        let desk: Desk
        let door: OwnPage
        let codes: GiveOwnPageCode

        /// - Parameter keys: nil where no key file is set up.
        init(keys: HubKeys? = nil, _ change: (inout Person) -> Void = { _ in }) async throws {
            let test = try await TestDesk()
            try await test.addAccount("worker-1", .linkWorker)
            try await test.addPerson("person-1", change)
            self.init(test, keys: keys)
        }

        init(_ test: TestDesk, keys: HubKeys?) {
            self.test = test
            desk = Desk(
                database: test.desk.database, clock: test.clock.clock, ids: test.desk.ids, secrets: test.desk.secrets,
                reference: test.desk.reference, baseURL: test.desk.baseURL,
                keys: keys.map { keys in KeyRing { keys } } ?? .none)
            door = OwnPage(desk: desk, cost: OwnPageTests.cheap)
            codes = GiveOwnPageCode(desk: desk, cost: OwnPageTests.cheap)
        }

        func code() async throws -> String { try await codes.onPaper("person-1", by: test.linkWorker).code }
        func hash() async throws -> String? {
            try await desk.database.read(test.hub) { try $0.ownPageCodes.of("person-1")?.hash }
        }
        func verbs() async throws -> [String] { try await test.verbs(about: "person", "person-1") }
    }

    @Test(arguments: [
        ("k3v9m-2mtz8", "k3v9m-2mtz8"), ("K3V9M2MTZ8", "k3v9m-2mtz8"), (" k3v9m 2mtz8 ", "k3v9m-2mtz8"),
        ("k3-v9-m2-mt-z8", "k3v9m-2mtz8"), ("oO0iIl11Ll", "00011-11111"), ("k3v9m.2mtz8", "k3v9m-2mtz8"),
        ("k3v9m-2mtz", nil), ("k3v9m-2mtz88", nil), ("k3v9m-2mtzu", nil), ("", nil), ("k3v9m–2mtz8", nil),
    ])
    func `a code is read as people type it`(typed: String, code: String?) {
        #expect(OwnPageCodeText.tidied(typed) == code)
    }

    @Test func `a code has ten signs, and opens the page of its person, whatever way it is typed`() async throws {
        let house = try await House()
        let code = try await house.code()
        #expect(code.wholeMatch(of: /[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}/) != nil)
        let opened = try await house.door.open(code.uppercased().replacing("-", with: " "), from: nil)
        #expect(opened.actor == Actor(hub: "test", identity: .person("person-1")))
        let current = try #require(try await house.door.current(opened.secret.text))
        #expect(current.actor == opened.actor)
        #expect(try await house.verbs() == ["own-page-code-given", "own-page-opened"])
    }

    @Test func `neither the code nor anything that a fast machine could try it against is stored`() async throws {
        let house = try await House(keys: .made())
        let code = try await house.code()
        let stored = try #require(try await house.hash())
        #expect(!stored.contains(code) && stored != Secret.hash(of: code))
        let bare = try await OwnPageCodeKey(of: code, ring: nil, cost: Self.cheap)
        #expect(!bare.all.contains(stored), "with a key file, the stored form cannot be made without it")
    }

    @Test func `a code goes on opening the page when keys are set up and turned over, and is stored anew`() async throws
    {
        let bare = try await House()
        let code = try await bare.code()
        let before = try await bare.hash()
        let keys = HubKeys.made()
        let keyed = House(bare.test, keys: keys)
        _ = try await keyed.door.open(code, from: nil)
        let after = try await keyed.hash()
        #expect(after != before)
        let rotated = try #require(HubKeys(sealing: [.made()] + keys.sealing, signing: keys.signing))
        _ = try await House(bare.test, keys: rotated).door.open(code, from: nil)
        #expect(try await keyed.hash() != after)
        await #expect(throws: OwnPage.WrongCode()) { _ = try await keyed.door.open(code, from: nil) }
    }

    @Test func `a slip goes on opening the page when the sealing key of its day is gone from the file`() async throws {
        let old = HubKeys.made()
        let before = try await House(keys: old)
        let code = try await before.code()
        let both = try #require(old.adding(.made()))
        let database = before.desk.database
        let report = try await TurnKeys(in: database, clock: before.test.clock.clock)(to: both)
        #expect(report.codes == 1 && report.neededByCodes == [old.active.id] && report.needed.isEmpty)
        let file = KeyFile.text(of: try #require(both.dropping(allBut: report.needed, codes: report.neededByCodes)))
        let left = try KeyFile.read(file)
        #expect(left.sealing.map(\.id) == [both.active.id] && left.codes.map(\.id) == [old.active.id])
        #expect(left.sealing(old.active.id) == nil, "what was sealed with it opens no more")
        _ = try await House(before.test, keys: left).door.open(code, from: nil)
        // Used once, it rests on the key of today, and nothing of the old one is needed.
        let later = try await TurnKeys(in: database, clock: before.test.clock.clock)(to: left)
        #expect(later.codes == 0)
        #expect(left.dropping(allBut: later.needed, codes: later.neededByCodes)?.codes.isEmpty == true)
    }

    @Test func `a wrong code, a stopped one, one of before and one that was not used for long open nothing`()
        async throws
    {
        let house = try await House()
        await #expect(throws: OwnPage.WrongCode()) { _ = try await house.door.open("k3v9m-2mtz8", from: nil) }
        await #expect(throws: OwnPage.WrongCode()) { _ = try await house.door.open("nothing", from: nil) }
        let first = try await house.code()
        let second = try await house.code()
        await #expect(throws: OwnPage.WrongCode()) { _ = try await house.door.open(first, from: nil) }
        _ = try await house.door.open(second, from: nil)
        house.test.clock.move(days: OwnPage.unusedDays - 1)
        _ = try await house.door.open(second, from: nil)
        house.test.clock.move(days: OwnPage.unusedDays)
        await #expect(throws: OwnPage.WrongCode()) { _ = try await house.door.open(second, from: nil) }
        #expect(try await house.verbs().last == "own-page-refused")
        let third = try await house.code()
        try await house.codes.stop("person-1", by: house.test.linkWorker)
        await #expect(throws: OwnPage.WrongCode()) { _ = try await house.door.open(third, from: nil) }
        #expect(try await house.verbs().last == "own-page-code-stopped")
        await #expect(throws: GiveOwnPageCode.Refusal.noCode) {
            try await house.codes.stop("person-1", by: house.test.linkWorker)
        }
    }

    @Test func `a page closes after a quarter of an hour, after an hour, when it is left and when its code goes`()
        async throws
    {
        let house = try await House()
        let code = try await house.code()
        func open() async throws -> String { try await house.door.open(code, from: nil).secret.text }
        let first = try await open()
        house.test.clock.move(seconds: OwnPage.idle - 1)
        #expect(try await house.door.current(first) != nil)
        house.test.clock.move(seconds: OwnPage.idle)
        #expect(try await house.door.current(first) == nil)

        let busy = try await open()
        for _ in 0..<(OwnPage.longest / 600) - 1 {
            house.test.clock.move(seconds: 600)
            #expect(try await house.door.current(busy) != nil)
        }
        house.test.clock.move(seconds: 600)
        #expect(try await house.door.current(busy) == nil)

        let left = try await open()
        house.door.leave(left)
        #expect(try await house.door.current(left) == nil)

        let elsewhere = try await open()
        let here = try await house.door.open(code, from: nil)
        let session = try #require(try await house.door.current(here.secret.text))
        let typed = try await house.door.confirm(code, of: here.actor, from: nil)
        let slip = try await house.codes.change(by: typed, keeping: session.id)
        #expect(try await house.door.current(elsewhere) == nil, "open on another device")
        #expect(try await house.door.current(here.secret.text) != nil)
        await #expect(throws: OwnPage.WrongCode()) { _ = try await house.door.open(code, from: nil) }
        let last = try await house.door.open(slip.code, from: nil).secret.text
        try await house.codes.stop("person-1", by: here.actor)
        #expect(try await house.door.current(last) == nil)
    }

    @Test func `twenty wrong tries from one address are enough, a right one does not count`() async throws {
        let house = try await House()
        let code = try await house.code()
        for _ in 0..<30 { _ = try await house.door.open(code, from: "192.0.2.1") }
        for _ in 0..<GuessLimit.fromOneAddress {
            await #expect(throws: OwnPage.WrongCode()) { _ = try await house.door.open("nothing", from: "192.0.2.1") }
        }
        await #expect(throws: GuessLimit.TooMany.self) { _ = try await house.door.open(code, from: "192.0.2.1") }
        // Nobody else is shut out.
        _ = try await house.door.open(code, from: "192.0.2.2")
        house.test.clock.move(seconds: GuessLimit.window + 1)
        _ = try await house.door.open(code, from: "192.0.2.1")
    }

    @Test func `all tries together are counted, wherever they come from`() async throws {
        let house = try await House()
        let code = try await house.code()
        let now = house.test.clock.clock.now
        try await house.desk.database.writeAll { transaction in
            for _ in 0..<GuessLimit.forOwnPages {
                try transaction.tries.addFailure(of: Secret.hash(of: "own pages"), at: now, since: now)
            }
        }
        await #expect(throws: GuessLimit.TooMany.self) { _ = try await house.door.open(code, from: "192.0.2.9") }
    }

    @Test func `what cannot be undone asks for the code of whoever is there`() async throws {
        let house = try await House()
        try await house.test.addPerson("person-2")
        let mine = try await house.code()
        let theirs = try await house.codes.onPaper("person-2", by: house.test.linkWorker).code
        let actor = try await house.door.open(mine, from: nil).actor
        try await house.door.confirm(mine.uppercased(), of: actor, from: nil)
        await #expect(throws: OwnPage.WrongCode()) { try await house.door.confirm(theirs, of: actor, from: nil) }
        await #expect(throws: Access.Refusal.notInRole) {
            try await house.door.confirm(mine, of: house.test.linkWorker, from: nil)
        }
    }

    @Test func `a code goes by mail only where messages are safe, and says nothing about anybody`() async throws {
        let house = try await House {
            $0.about.reach.email = "robin@example.org"
            $0.about.reach.mayLeaveMessage = true
            $0.about.reach.phoneIsShared = false
        }
        try await house.codes.byMail("person-1", by: house.test.linkWorker)
        let mail = try #require(try await house.test.outbox.first)
        #expect(mail.recipient == "robin@example.org" && mail.subject == "Your list")
        #expect(mail.body.contains("https://kith.example/me\n"))
        for secret in ["Robin", "Test hub", "hub", "referral", "migrant", "record"] {
            #expect(!(mail.subject + mail.body).localizedCaseInsensitiveContains(secret), "\(secret)")
        }
        let code = try #require(mail.body.firstMatch(of: /Type in: (\S+)/)).output.1
        _ = try await house.door.open(String(code), from: nil)
        // Whoever looks after the mail does not learn who is walked with.
        let outbox = try await ReadOutbox(desk: house.desk, showsBodies: true)(page: 1, by: house.test.administrator)
        #expect(outbox.lines.map(\.recipient) == ["somebody we support"])
        #expect(outbox.lines.map(\.body) == [nil])
    }

    @Test(arguments: [
        SafeReach(email: ""), SafeReach(email: "r@example.org", mayLeaveMessage: false),
        SafeReach(email: "r@example.org", mayLeaveMessage: .wouldNotSay), SafeReach(email: "r@example.org"),
        SafeReach(email: "r@example.org", mayLeaveMessage: true, phoneIsShared: true),
        SafeReach(phone: "07700 900982", email: "r@example.org", mayLeaveMessage: true),
        SafeReach(email: "r@example.org", mayLeaveMessage: true, sharedWith: "my cousin"),
    ])
    func `a code does not go by mail where somebody else could read it`(reach: SafeReach) async throws {
        let house = try await House { $0.about.reach = reach }
        let before = try await house.code()
        await #expect(throws: GiveOwnPageCode.Refusal.noSafeMessage) {
            try await house.codes.byMail("person-1", by: house.test.linkWorker)
        }
        #expect(try await house.test.outbox.isEmpty)
        _ = try await house.door.open(before, from: nil)
    }

    @Test func `only who walks with somebody gives them a code`() async throws {
        let house = try await House()
        await #expect(throws: Access.Refusal.notFound) {
            _ = try await house.codes.onPaper("person-1", by: house.test.otherLinkWorker)
        }
        for actor in [house.test.coordinator, house.test.administrator] {
            await #expect(throws: Access.Refusal.notInRole) {
                _ = try await house.codes.onPaper("person-1", by: actor)
            }
        }
        // Nobody makes a code for somebody else on their own page.
        try await house.test.addPerson("person-2")
        let stranger = Actor(hub: "test", identity: .person("person-2"))
        await #expect(throws: Access.Refusal.notFound) { try await house.codes.stop("person-1", by: stranger) }
        #expect(try await house.hash() == nil)
    }
}

extension OwnPage.Confirmed {
    /// As if the person had typed their code this moment.
    static func typed(by person: Actor) throws -> Self { Self(actor: person, person: try #require(person.person)) }
}
