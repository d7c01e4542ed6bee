import Foundation
import Storage
import Testing
import Vocabulary

@testable import Casework

struct SignInTests {
    private let test: TestDesk
    private let signIn: SignIn
    private let link: Secret
    private let good = "three tall green gates"

    init() async throws {
        test = try await TestDesk()
        signIn = SignIn(desk: test.desk, settings: .cheap)
        link = try await Accounts(desk: test.desk).add(
            email: " Rosa@Example.org ", name: "Rosa", role: .linkWorker, by: test.administrator)
    }

    @Test func `a set-up link opens once, and the password opens from then on`() async throws {
        #expect(try await signIn.owner(of: link.text).email == "rosa@example.org")
        let first = try await signIn.choose(good, by: link.text, from: .test)
        #expect(first.actor.role == .linkWorker)
        #expect(try await signIn.current(first.secret.text)?.actor == first.actor)
        #expect(await refusal { _ = try await signIn.choose(good, by: link.text, from: .test) } == .linkEnded)
        let second = try await signIn.opened("ROSA@example.org", good, from: "192.0.2.1")
        #expect(second.actor == first.actor)
        #expect(second.secret != first.secret)
    }

    @Test func `a set-up link ends after a week, and a new one ends it at once`() async throws {
        let newer = try await Accounts(desk: test.desk).link(for: "rosa@example.org", by: test.administrator)
        #expect(await refusal { _ = try await signIn.owner(of: link.text) } == .linkEnded)
        test.clock.move(days: Accounts.linkDays, seconds: 1)
        #expect(await refusal { _ = try await signIn.owner(of: newer.text) } == .linkEnded)
        #expect(await refusal { _ = try await signIn.owner(of: "nothing") } == .linkEnded)
        #expect(await refusal { _ = try await signIn.choose(good, by: newer.text, from: .test) } == .linkEnded)
    }

    @Test func `the wrong password, no password yet and an unknown address are told alike`() async throws {
        #expect(
            await refusal { _ = try await signIn.opened("rosa@example.org", "x") } == .wrong
        )
        _ = try await signIn.choose(good, by: link.text, from: .test)
        #expect(
            await refusal { _ = try await signIn.opened("rosa@example.org", "x") } == .wrong
        )
        #expect(
            await refusal { _ = try await signIn.opened("nobody@example.org", good) }
                == .wrong)
    }

    @Test(arguments: ["rosa@example.org", "nobody@example.org"])
    func `after five wrong tries an account waits, whether there is one or not`(email: String) async throws {
        _ = try await signIn.choose(good, by: link.text, from: .test)
        for _ in 0..<5 {
            #expect(await refusal { _ = try await signIn.opened(email, "wrong") } == .wrong)
        }
        #expect(
            await refusal { _ = try await signIn.opened(email, good) }
                == .tooManyTries(retryAfterSeconds: 901))
        test.clock.move(seconds: 901)
        let after = await refusal { _ = try await signIn.opened(email, good) }
        #expect(after == (email == "rosa@example.org" ? nil : .wrong))
    }

    @Test func `tries for many accounts from one address are stopped, and others go on`() async throws {
        _ = try await signIn.choose(good, by: link.text, from: .test)
        for number in 0..<40 {
            _ = await refusal {
                _ = try await signIn.opened("a\(number)@example.org", "x", from: "192.0.2.9")
            }
        }
        let stopped = await refusal {
            _ = try await signIn.opened("rosa@example.org", good, from: "192.0.2.9")
        }
        #expect(stopped == .tooManyTries(retryAfterSeconds: 901))
        _ = try await signIn.opened("rosa@example.org", good, from: "192.0.2.10")
    }

    @Test func `a session ends when it is not used, and at the end of a long day`() async throws {
        let idle = try await signIn.choose(good, by: link.text, from: .test)
        test.clock.move(seconds: SignIn.idle)
        #expect(try await signIn.current(idle.secret.text) == nil)
        let busy = try await signIn.opened("rosa@example.org", good)
        for _ in 0..<11 {
            test.clock.move(seconds: 3600)
            #expect(try await signIn.current(busy.secret.text) != nil)
        }
        test.clock.move(seconds: 3600)
        #expect(try await signIn.current(busy.secret.text) == nil)
    }

    @Test func `whoever signs out is out`() async throws {
        let opened = try await signIn.choose(good, by: link.text, from: .test)
        signIn.signOut(opened.secret.text)
        #expect(try await signIn.current(opened.secret.text) == nil)
        #expect(try await signIn.current("test.0000") == nil)
    }

    @Test func `a new password ends the other sessions and keeps this one`() async throws {
        let other = try await signIn.choose(good, by: link.text, from: .test)
        let here = try await signIn.opened("rosa@example.org", good)
        let id = try #require(try await signIn.current(here.secret.text)?.id)
        #expect(
            await refusal {
                try await signIn.change(from: "wrong", to: "another long one here", for: here.actor, session: id)
            }
                == .wrong)
        try await signIn.change(from: good, to: "another long one here", for: here.actor, session: id)
        #expect(try await signIn.current(other.secret.text) == nil)
        #expect(try await signIn.current(here.secret.text) != nil)
        #expect(try await signIn.sessions(of: here.actor).map(\.id) == [id])
        #expect(
            await refusal { _ = try await signIn.opened("rosa@example.org", good) }
                == .wrong)
    }

    @Test func `only an administrator adds accounts, each address once`() async throws {
        await #expect(throws: Access.Refusal.notInRole) {
            try await Accounts(desk: test.desk).add(
                email: "b@example.org", name: "B", role: .linkWorker, by: test.linkWorker)
        }
        await #expect(throws: Accounts.Refusal.addressTaken) {
            try await Accounts(desk: test.desk).add(
                email: "rosa@example.org", name: "Rosa", role: .linkWorker, by: test.administrator)
        }
        await #expect(throws: Accounts.Refusal.notAnAddress) {
            try await Accounts(desk: test.desk).add(email: "b", name: "B", role: .linkWorker, by: test.administrator)
        }
        await #expect(throws: Accounts.Refusal.hubExists) {
            _ = try await Accounts(desk: test.desk).addHub("Test", id: "test", area: "gb-eng", by: .command("t"))
        }
        await #expect(throws: Accounts.Refusal.notAHubName) {
            _ = try await Accounts(desk: test.desk).addHub("Test", id: "a.b", area: "gb-eng", by: .command("t"))
        }
    }

    @Test func `a stored password says how it was made and holds nothing of it`() async throws {
        let key = try await PasswordKey.derive(
            from: good, salt: [1, 2], cost: PasswordKey.Cost(rounds: 16, blockSize: 8, parallelism: 1))
        #expect(key.text.hasPrefix("scrypt:16:8:1:0102:"))
        let read = try #require(PasswordKey(text: key.text))
        #expect(try await read.matches(good))
        #expect(try await !read.matches(good + " "))
        #expect(PasswordKey(text: "scrypt:1:2") == nil)
    }

    @Test func `a password that was stored at a lower cost is stored anew at the next sign-in`() async throws {
        _ = try await signIn.choose(good, by: link.text, from: .test)
        var settings = SignIn.Settings.cheap
        settings.cost = PasswordKey.Cost(rounds: 64, blockSize: 8, parallelism: 1)
        let dearer = SignIn(desk: test.desk, settings: settings)
        func stored() async throws -> String? {
            try await test.desk.database.read(test.hub) { try $0.accounts.all().first?.password }
        }
        #expect(await refusal { _ = try await dearer.opened("rosa@example.org", "wrong") } == .wrong)
        #expect(try await stored()?.hasPrefix("scrypt:16:8:1:") == true)
        _ = try await dearer.opened("rosa@example.org", good)
        let anew = try #require(try await stored())
        #expect(anew.hasPrefix("scrypt:64:8:1:"))
        // And a dearer one stays as it is.
        _ = try await signIn.opened("rosa@example.org", good)
        #expect(try await stored() == anew)
    }

    @Test func `what is stored today needs as much memory as OWASP asks for first`() {
        let house = PasswordKey.Cost.house
        #expect(house.rounds * house.blockSize * 128 == 128 << 20)
        #expect(PasswordKey.Cost(rounds: 32_768, blockSize: 8, parallelism: 3).isWeaker(than: house))
        #expect(!house.isWeaker(than: house))
    }

    @Test func `one session is ended by its owner, and nobody else's`() async throws {
        let first = try await signIn.choose(good, by: link.text, from: .test)
        let second = try await signIn.opened("rosa@example.org", good)
        let sessions = try await signIn.sessions(of: first.actor)
        #expect(sessions.count == 2 && sessions.allSatisfy { $0.device == "A browser" && !$0.hasSecondStep })
        let id = try #require(try await signIn.current(second.secret.text)?.id)
        try await signIn.endSession(id, of: test.otherLinkWorker)
        #expect(try await signIn.current(second.secret.text) != nil)
        try await signIn.endSession(id, of: first.actor)
        #expect(try await signIn.current(second.secret.text) == nil)
        #expect(try await signIn.current(first.secret.text) != nil)
    }

    @Test func `a closed account opens nothing, and is opened again`() async throws {
        let accounts = Accounts(desk: test.desk)
        let opened = try await signIn.choose(good, by: link.text, from: .test)
        await #expect(throws: Access.Refusal.notInRole) {
            try await accounts.close("rosa@example.org", by: test.linkWorker)
        }
        await #expect(throws: Accounts.Refusal.noSuchAccount) {
            try await accounts.close("nobody@example.org", by: test.administrator)
        }
        try await accounts.close("rosa@example.org", by: test.administrator)
        #expect(try await signIn.current(opened.secret.text) == nil)
        #expect(await refusal { _ = try await signIn.opened("rosa@example.org", good) } == .wrong)
        #expect(try await accounts.all(for: test.administrator).map(\.isOpen) == [false])
        try await accounts.reopen("rosa@example.org", by: test.administrator)
        let again = try await signIn.opened("rosa@example.org", good)
        try await accounts.endSessions(of: "rosa@example.org", by: test.administrator)
        #expect(try await signIn.current(again.secret.text) == nil)
    }

    /// RFC 7914, section 12, third vector.
    @Test func `the derivation is scrypt`() async throws {
        let key = try await PasswordKey.derive(
            from: "pleaseletmein", salt: Array("SodiumChloride".utf8),
            cost: PasswordKey.Cost(rounds: 16_384, blockSize: 8, parallelism: 1))
        #expect(key.text.hasSuffix(":7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"))
    }
}
