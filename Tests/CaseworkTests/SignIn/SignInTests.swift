import Foundation
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
        signIn = SignIn(desk: test.desk, cost: PasswordKey.Cost(rounds: 16, blockSize: 8, parallelism: 1))
        link = try await Accounts(desk: test.desk).add(
            email: " Rosa@Example.org ", name: "Rosa", role: .linkWorker, by: test.administrator)
    }

    private func refusal(_ body: () async throws -> Void) async -> SignIn.Refusal? {
        do {
            try await body()
            return nil
        } catch {
            return error as? SignIn.Refusal
        }
    }

    @Test func `a set-up link opens once, and the password opens from then on`() async throws {
        #expect(try await signIn.owner(of: link.text).email == "rosa@example.org")
        let first = try await signIn.choose(good, by: link.text)
        #expect(first.actor.role == .linkWorker)
        #expect(try await signIn.current(first.secret.text)?.actor == first.actor)
        #expect(await refusal { _ = try await signIn.choose(good, by: link.text) } == .linkEnded)
        let second = try await signIn.signIn(email: "ROSA@example.org", password: good, from: "192.0.2.1")
        #expect(second.actor == first.actor)
        #expect(second.secret != first.secret)
    }

    @Test func `a set-up link ends after a week, and a new one ends it at once`() async throws {
        let newer = try await Accounts(desk: test.desk).link(for: "rosa@example.org", by: test.administrator)
        #expect(await refusal { _ = try await signIn.owner(of: link.text) } == .linkEnded)
        test.clock.move(days: Accounts.linkDays, seconds: 1)
        #expect(await refusal { _ = try await signIn.owner(of: newer.text) } == .linkEnded)
        #expect(await refusal { _ = try await signIn.owner(of: "nothing") } == .linkEnded)
        #expect(await refusal { _ = try await signIn.choose(good, by: newer.text) } == .linkEnded)
    }

    @Test func `the wrong password, no password yet and an unknown address are told alike`() async throws {
        #expect(
            await refusal { _ = try await signIn.signIn(email: "rosa@example.org", password: "x", from: nil) } == .wrong
        )
        _ = try await signIn.choose(good, by: link.text)
        #expect(
            await refusal { _ = try await signIn.signIn(email: "rosa@example.org", password: "x", from: nil) } == .wrong
        )
        #expect(
            await refusal { _ = try await signIn.signIn(email: "nobody@example.org", password: good, from: nil) }
                == .wrong)
    }

    @Test(arguments: ["rosa@example.org", "nobody@example.org"])
    func `after five wrong tries an account waits, whether there is one or not`(email: String) async throws {
        _ = try await signIn.choose(good, by: link.text)
        for _ in 0..<5 {
            #expect(await refusal { _ = try await signIn.signIn(email: email, password: "wrong", from: nil) } == .wrong)
        }
        #expect(
            await refusal { _ = try await signIn.signIn(email: email, password: good, from: nil) }
                == .tooManyTries(retryAfterSeconds: 901))
        test.clock.move(seconds: 901)
        let after = await refusal { _ = try await signIn.signIn(email: email, password: good, from: nil) }
        #expect(after == (email == "rosa@example.org" ? nil : .wrong))
    }

    @Test func `tries for many accounts from one address are stopped, and others go on`() async throws {
        _ = try await signIn.choose(good, by: link.text)
        for number in 0..<40 {
            _ = await refusal {
                _ = try await signIn.signIn(email: "a\(number)@example.org", password: "x", from: "192.0.2.9")
            }
        }
        let stopped = await refusal {
            _ = try await signIn.signIn(email: "rosa@example.org", password: good, from: "192.0.2.9")
        }
        #expect(stopped == .tooManyTries(retryAfterSeconds: 901))
        _ = try await signIn.signIn(email: "rosa@example.org", password: good, from: "192.0.2.10")
    }

    @Test func `a session ends when it is not used, and at the end of a long day`() async throws {
        let idle = try await signIn.choose(good, by: link.text)
        test.clock.move(seconds: SignIn.idle)
        #expect(try await signIn.current(idle.secret.text) == nil)
        let busy = try await signIn.signIn(email: "rosa@example.org", password: good, from: nil)
        for _ in 0..<11 {
            test.clock.move(seconds: 3600)
            #expect(try await signIn.current(busy.secret.text) != nil)
        }
        test.clock.move(seconds: 3600)
        #expect(try await signIn.current(busy.secret.text) == nil)
    }

    @Test func `whoever signs out is out`() async throws {
        let opened = try await signIn.choose(good, by: link.text)
        try await signIn.signOut(opened.secret.text)
        #expect(try await signIn.current(opened.secret.text) == nil)
        #expect(try await signIn.current("test.0000") == nil)
    }

    @Test func `a new password ends the other sessions and keeps this one`() async throws {
        let other = try await signIn.choose(good, by: link.text)
        let here = try await signIn.signIn(email: "rosa@example.org", password: good, from: nil)
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
            await refusal { _ = try await signIn.signIn(email: "rosa@example.org", password: good, from: nil) }
                == .wrong)
    }

    @Test(arguments: [
        ("short", PasswordRule.Refusal.tooShort), (String(repeating: "abcdef ", count: 40), .tooLong),
        ("password1234", .tooCommon), ("P@ssw0rdP@ssw0rd", .tooCommon), ("aaaaaaaaaaaaaaaa", .tooCommon),
        ("qwertyuiop12", .tooCommon), ("my rosa is here today", .ownAddress),
    ])
    func `a password that is guessed first is not taken`(password: String, why: PasswordRule.Refusal) async {
        #expect(await refusal { _ = try await signIn.choose(password, by: link.text) } == .password(why))
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

    /// RFC 7914, section 12, third vector.
    @Test func `the derivation is scrypt`() async throws {
        let key = try await PasswordKey.derive(
            from: "pleaseletmein", salt: Array("SodiumChloride".utf8),
            cost: PasswordKey.Cost(rounds: 16_384, blockSize: 8, parallelism: 1))
        #expect(key.text.hasSuffix(":7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"))
    }
}
