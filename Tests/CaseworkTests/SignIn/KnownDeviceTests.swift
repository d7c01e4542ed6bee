import Storage
import Testing
import Vocabulary

@testable import Casework

/// Somebody who knows an e-mail address must not be able to keep its owner out.
struct KnownDeviceTests {
    private func useUpTries(at rosa: Member) async throws {
        for _ in 0..<5 {
            #expect(
                await refusal { _ = try await rosa.signIn.opened(rosa.email, "wrong", from: "203.0.113.5") } == .wrong)
        }
        #expect(
            await refusal { _ = try await rosa.signIn.opened(rosa.email, Member.password, from: "203.0.113.6") }
                == .tooManyTries(retryAfterSeconds: 901))
    }

    @Test func `the owner signs in where they signed in before, whatever others tried`() async throws {
        let rosa = try await Member()
        let device = try await rosa.choose().device
        try await useUpTries(at: rosa)
        let opened = try await rosa.signIn.opened(rosa.email, Member.password, device: device)
        #expect(opened.device == device)
    }

    @Test func `the owner on a new device gets in by a link, and is known there afterwards`() async throws {
        let rosa = try await Member(.coordinator)
        _ = try await rosa.choose()
        try await useUpTries(at: rosa)
        try await rosa.signIn.sendLink(to: rosa.email, from: .test)
        let body = try #require(try await rosa.mails().first?.body)
        let token = try #require(
            body.split(separator: "\n").first { $0.contains("/sign-in/link/") }?.split(separator: "/").last)
        let opened = try #require(try await rosa.signIn.signIn(byLink: String(token), from: .test).session)
        try await useUpTries(at: rosa)
        _ = try await rosa.signIn.opened(rosa.email, Member.password, device: opened.device)
    }

    @Test func `a known device has five tries of its own, and is known for its owner alone`() async throws {
        let rosa = try await Member()
        let device = try await rosa.choose().device
        for _ in 0..<5 {
            #expect(await refusal { _ = try await rosa.signIn.opened(rosa.email, "wrong", device: device) } == .wrong)
        }
        #expect(
            await refusal { _ = try await rosa.signIn.opened(rosa.email, Member.password, device: device) }
                == .tooManyTries(retryAfterSeconds: 901))
        // Others still have theirs, and this device none for another address.
        _ = try await rosa.signIn.opened(rosa.email, Member.password)
        for _ in 0..<5 { _ = await refusal { _ = try await rosa.signIn.opened("lee@example.org", "x") } }
        #expect(
            await refusal { _ = try await rosa.signIn.opened("lee@example.org", "x", device: device) }
                == .tooManyTries(retryAfterSeconds: 901))
    }

    @Test(arguments: ["", "short", "AAAAAAAAAAAAAAAAAAAAAAAAAA", "00000000000000000000000000"])
    func `a device that nobody gave out is none`(device: String) async throws {
        let rosa = try await Member()
        _ = try await rosa.choose()
        try await useUpTries(at: rosa)
        #expect(
            await refusal { _ = try await rosa.signIn.opened(rosa.email, Member.password, device: device) }
                == .tooManyTries(retryAfterSeconds: 901))
    }

    @Test func `guesses at the code use up the tries of strangers only`() async throws {
        let rosa = try await Member()
        let (phone, _, opened) = try await rosa.setUp()
        rosa.test.clock.move(seconds: 60)
        let strange = try await rosa.half()
        for _ in 0..<5 {
            _ = await refusal { _ = try await rosa.signIn.enterCode(.phone("1"), half: strange.text, from: .test) }
        }
        let known = SignIn.Caller(address: nil, device: opened.device, visit: "visit")
        let half = try await rosa.half(device: opened.device)
        _ = try await rosa.signIn.enterCode(
            .phone(phone.code(at: rosa.test.clock.clock.now)), half: half.text, from: known)
    }

    @Test(arguments: [
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox on a phone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
            "Chrome on a Linux computer"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on a phone"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
            "Edge on a Windows computer"
        ),
        ("curl/8.0", "A browser"), ("", "A browser"),
    ])
    func `a device is called as its owner would call it`(userAgent: String, words: String) {
        #expect(DeviceWords.words(for: userAgent) == words)
    }
}
