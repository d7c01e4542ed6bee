import People
import Storage
import Testing
import Vocabulary

@Suite("The stores of accounts, links and sessions")
struct AccountStoreTests {
    private static let account = Account(
        id: "worker-1", name: "Mina", email: "mina@example.org", role: "link-worker", password: "scrypt:…",
        createdAt: Example.start)

    private func database(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.open()
        try await database.keepHouse("one") { try $0.accounts.add(Self.account) }
        return database
    }

    @Test(arguments: TestEngine.allCases)
    func `give back an account, and find its hub by its address`(engine: TestEngine) async throws {
        let database = try await database(engine)
        #expect(try await database.read("one") { try $0.accounts.find("worker-1") } == Self.account)
        #expect(try await database.read("two") { try $0.accounts.find("worker-1") } == nil)
        let place = try await database.readAll { try $0.accountAddresses.find("mina@example.org") }
        #expect(place?.hub == "one")
        #expect(place?.account == "worker-1")
        #expect(try await database.readAll { try $0.accountAddresses.find("other@example.org") } == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `let an address have one account, whatever the hub`(engine: TestEngine) async throws {
        let database = try await database(engine)
        let again = Account(
            id: "worker-9", name: "Mina", email: "mina@example.org", role: "coordinator", createdAt: Example.start)
        do {
            try await database.keepHouse("two") { try $0.accounts.add(again) }
            Issue.record("one address had two accounts")
        } catch StorageFault.constraint {}
        #expect(try await database.read("two") { try $0.accounts.all() }.isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `keep a new password and that an account was closed`(engine: TestEngine) async throws {
        let database = try await database(engine)
        var changed = Self.account
        changed.password = "scrypt:other"
        changed.isOpen = false
        changed.role = "coordinator"
        let saved = changed
        try await database.keepHouse("one") { try $0.accounts.save(saved) }
        #expect(try await database.read("one") { try $0.accounts.all() } == [saved])
    }

    @Test(arguments: TestEngine.allCases)
    func `let a set-up link be used once, and no older one`(engine: TestEngine) async throws {
        let database = try await database(engine)
        @Sendable func link(_ hash: String) -> SetupLink {
            SetupLink(account: "worker-1", tokenHash: hash, endsAt: Example.start.adding(days: 7))
        }
        try await database.keepHouse("one") { hub in
            try hub.setupLinks.replace(with: link("old"))
            try hub.setupLinks.replace(with: link("new"))
        }
        #expect(try await database.read("one") { try $0.setupLinks.find(tokenHash: "old") } == nil)
        #expect(try await database.read("one") { try $0.setupLinks.find(tokenHash: "new") } == link("new"))
        let uses = try await database.keepHouse("one") { hub in
            try (0..<3).map { _ in try hub.setupLinks.use(tokenHash: "new", at: Example.start) }
        }
        #expect(uses == [true, false, false])
    }

    @Test(arguments: TestEngine.allCases)
    func `end sessions one by one, all but one, and by their time`(engine: TestEngine) async throws {
        let database = try await database(engine)
        let now = Example.start
        @Sendable func session(_ id: String, seen minutes: Int) -> StaffSession {
            StaffSession(
                id: id, account: "worker-1", startedAt: now, seenAt: now.adding(seconds: minutes * 60),
                endsAt: now.adding(seconds: 3600 * 12))
        }
        func open() async throws -> [String] {
            try await database.read("one") { try $0.staffSessions.all(of: "worker-1").map(\.id) }
        }
        try await database.keepHouse("one") { hub in
            for (index, id) in ["a", "b", "c", "d"].enumerated() {
                try hub.staffSessions.add(session(id, seen: index))
            }
            try hub.staffSessions.note("a", seenAt: now.adding(seconds: 600))
        }
        #expect(try await open() == ["a", "d", "c", "b"])
        try await database.keepHouse("one") { try $0.staffSessions.remove("d") }
        try await database.keepHouse("one") { hub in
            try hub.staffSessions.forget(endedBefore: now, unusedSince: now.adding(seconds: 90))
        }
        #expect(try await open() == ["a", "c"])
        try await database.keepHouse("one") { try $0.staffSessions.removeAll(of: "worker-1", but: "c") }
        #expect(try await open() == ["c"])
        try await database.keepHouse("one") { try $0.staffSessions.removeAll(of: "worker-1", but: nil) }
        #expect(try await open().isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `count tries in vain within a window, and begin anew after it`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let now = Example.start
        func fail(at seconds: Int) async throws {
            let at = now.adding(seconds: seconds)
            try await database.writeAll { try $0.tries.addFailure(of: "s", at: at, since: at.adding(seconds: -900)) }
        }
        func failures(at seconds: Int) async throws -> Int {
            try await database.readAll {
                try $0.tries.failures(of: "s", since: now.adding(seconds: seconds - 900)).count
            }
        }
        for seconds in [0, 10, 20] { try await fail(at: seconds) }
        #expect(try await failures(at: 20) == 3)
        #expect(try await failures(at: 901) == 0)
        try await fail(at: 1000)
        #expect(try await failures(at: 1000) == 1)
        try await database.writeAll { try $0.tries.clear("s") }
        #expect(try await failures(at: 1000) == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func `keep a second step, and let each of its codes be used once and in order`(engine: TestEngine) async throws {
        let database = try await database(engine)
        let step = StoredSecondStep(
            account: "worker-1", keyID: "one", sealed: "c2VhbGVk", lastStep: 7, setUpAt: Example.start)
        let found = try await database.keepHouse("one") { hub in
            let added = [try hub.secondSteps.add(step), try hub.secondSteps.add(step)]
            let used = try [7, 9, 8, 9, 10].map { try hub.secondSteps.use($0, of: "worker-1") }
            try hub.secondSteps.reseal("worker-1", as: "YW5ldw==", with: "two")
            return (added, used, try hub.secondSteps.find("worker-1"))
        }
        #expect(found.0 == [true, false])
        #expect(found.1 == [false, true, false, false, true])
        #expect(found.2?.lastStep == 10 && found.2?.keyID == "two" && found.2?.sealed == "YW5ldw==")
        try await database.read("one") { hub throws in
            #expect(try hub.secondSteps.all(notUnder: "one", limit: 5).count == 1)
            #expect(try hub.secondSteps.all(notUnder: "two", limit: 5).isEmpty)
            #expect(try hub.secondSteps.accounts() == ["worker-1"])
        }
        #expect(try await database.read("two") { try $0.secondSteps.find("worker-1") } == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `use a recovery code up, and all of them with the second step`(engine: TestEngine) async throws {
        let database = try await database(engine)
        let seen = try await database.keepHouse("one") { hub in
            try hub.secondSteps.replaceRecoveryCodes(of: "worker-1", with: ["old"])
            try hub.secondSteps.replaceRecoveryCodes(of: "worker-1", with: ["a", "b"])
            let used = try ["old", "a", "a"].map { try hub.secondSteps.useRecoveryCode($0, of: "worker-1") }
            let left = try hub.secondSteps.countRecoveryCodes(of: "worker-1")
            let removed = try hub.secondSteps.remove("worker-1")
            return (used, left, removed, try hub.secondSteps.countRecoveryCodes(of: "worker-1"))
        }
        #expect(seen.0 == [false, true, false])
        #expect(seen.1 == 1 && !seen.2 && seen.3 == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func `let a sign-in link and a half sign-in be used once`(engine: TestEngine) async throws {
        let database = try await database(engine)
        let half = HalfSignIn(id: "h", account: "worker-1", way: "password", endsAt: Example.start)
        let link = SignInLink(account: "worker-1", tokenHash: "t", endsAt: Example.start)
        try await database.keepHouse("one") { hub in
            try hub.halfSignIns.add(half)
            try hub.signInLinks.replace(with: SignInLink(account: "worker-1", tokenHash: "u", endsAt: Example.start))
            try hub.signInLinks.replace(with: link)
        }
        try await database.read("one") { hub throws in
            #expect(try hub.halfSignIns.find("h") == half)
            #expect(try hub.signInLinks.find(tokenHash: "t") == link)
            #expect(try hub.signInLinks.find(tokenHash: "u") == nil)
        }
        let used = try await database.keepHouse("one") { hub in
            [
                try hub.halfSignIns.remove("h"), try hub.halfSignIns.remove("h"),
                try hub.signInLinks.use(tokenHash: "t"), try hub.signInLinks.use(tokenHash: "t"),
            ]
        }
        #expect(used == [true, false, true, false])
    }

    @Test(arguments: TestEngine.allCases)
    func `know a device until it is forgotten`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let known = try await database.writeAll { transaction in
            let before = try transaction.knownDevices.isKnown("d")
            try transaction.knownDevices.note("d", seenAt: Example.start)
            try transaction.knownDevices.note("d", seenAt: Example.start.adding(days: 1))
            try transaction.knownDevices.forget(before: Example.start.adding(seconds: 1))
            let kept = try transaction.knownDevices.isKnown("d")
            try transaction.knownDevices.forget(before: Example.start.adding(days: 2))
            return [before, kept, try transaction.knownDevices.isKnown("d")]
        }
        #expect(known == [false, true, false])
    }

    @Test(arguments: TestEngine.allCases)
    func `renew a password's key only where it is still the same`(engine: TestEngine) async throws {
        let database = try await database(engine)
        try await database.keepHouse("one") { hub in
            try hub.accounts.renewPassword(of: "worker-1", from: "another", to: "wrong")
            try hub.accounts.renewPassword(of: "worker-1", from: "scrypt:…", to: "scrypt:anew")
        }
        #expect(try await database.read("one") { try $0.accounts.find("worker-1")?.password } == "scrypt:anew")
    }
}
