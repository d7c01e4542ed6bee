import Foundation
import Storage
import Testing
import Vocabulary

@testable import Casework

struct SecondStepTests {
    @Test func `the session of a set-up link sets it up, and from then on a code is asked for`() async throws {
        let rosa = try await Member()
        let (phone, codes, first) = try await rosa.setUp()
        #expect(codes.count == 10 && Set(codes).count == 10)
        #expect(try await rosa.signIn.current(first.secret.text)?.hasSecondStep == true)
        rosa.test.clock.move(seconds: 60)
        let half = try await rosa.half()
        #expect(try await rosa.signIn.current(half.text) == nil)
        #expect(try await rosa.signIn.waitsForCode(half.text, from: .test))
        let opened = try await rosa.signIn.enterCode(
            .phone(phone.code(at: rosa.test.clock.clock.now)), half: half.text, from: .test)
        #expect(opened.actor.hasSecondStep)
        #expect(try await rosa.signIn.current(opened.secret.text)?.hasSecondStep == true)
        #expect(try await rosa.events().contains("second-step-set-up"))
    }

    @Test func `a session by password alone has no second step, and may not set one up`() async throws {
        let rosa = try await Member()
        _ = try await rosa.choose()
        let opened = try await rosa.signIn.opened(rosa.email, Member.password)
        #expect(!opened.actor.hasSecondStep)
        let session = try await rosa.session(of: opened)
        guard case .needsNewLink = try await rosa.secondStep.standing(of: opened.actor, session: session) else {
            Issue.record("a password alone was offered a second step")
            return
        }
        let why = await refusal(SecondStep.Refusal.self) {
            _ = try await rosa.secondStep.setUp(
                code: "000000", password: Member.password, for: opened.actor, session: session)
        }
        #expect(why == .notInThisSession)
    }

    @Test func `in the demo a password session sets it up with the password once more`() async throws {
        let rosa = try await Member(isDemo: true)
        _ = try await rosa.choose()
        let opened = try await rosa.signIn.opened(rosa.email, Member.password)
        let session = try await rosa.session(of: opened)
        let phone = try await Phone(of: rosa.secondStep, opened.actor, session: session)
        let code = phone.code(at: rosa.test.clock.clock.now)
        let wrong = await refusal {
            _ = try await rosa.secondStep.setUp(code: code, password: "no", for: opened.actor, session: session)
        }
        #expect(wrong == .wrong)
        let codes = try await rosa.secondStep.setUp(
            code: code, password: Member.password, for: opened.actor, session: session)
        #expect(codes.count == 10)
    }

    @Test func `without keys nothing is set up, and the page says so`() async throws {
        let rosa = try await Member(keys: .none)
        let opened = try await rosa.choose()
        let session = try await rosa.session(of: opened)
        guard case .keysMissing = try await rosa.secondStep.standing(of: opened.actor, session: session) else {
            Issue.record("a secret was offered that nothing could keep")
            return
        }
        let why = await refusal {
            _ = try await rosa.secondStep.setUp(code: "1", password: "", for: opened.actor, session: session)
        }
        #expect(why == .keysMissing)
    }

    @Test func `a code opens once, for one of two who type it at once`() async throws {
        let rosa = try await Member()
        let (phone, _, _) = try await rosa.setUp()
        rosa.test.clock.move(seconds: 30)
        let code = phone.code(at: rosa.test.clock.clock.now)
        let first = try await rosa.half()
        let second = try await rosa.half()
        _ = try await rosa.signIn.enterCode(.phone(code), half: first.text, from: .test)
        #expect(
            await refusal { _ = try await rosa.signIn.enterCode(.phone(code), half: second.text, from: .test) }
                == .wrongCode)
        #expect(
            await refusal { _ = try await rosa.signIn.enterCode(.phone(code), half: first.text, from: .test) }
                == .codeTimeOver)
    }

    @Test func `the code of the setting up does not open a second time`() async throws {
        let rosa = try await Member()
        let (phone, _, _) = try await rosa.setUp()
        let code = phone.code(at: rosa.test.clock.clock.now)
        let half = try await rosa.half()
        #expect(
            await refusal { _ = try await rosa.signIn.enterCode(.phone(code), half: half.text, from: .test) }
                == .wrongCode)
    }

    @Test func `a sign-in that waits belongs to its visit and ends after five minutes`() async throws {
        let rosa = try await Member()
        let (phone, _, _) = try await rosa.setUp()
        rosa.test.clock.move(seconds: 60)
        let half = try await rosa.half()
        let code = phone.code(at: rosa.test.clock.clock.now)
        let elsewhere = SignIn.Caller(address: nil, visit: "another")
        #expect(
            await refusal { _ = try await rosa.signIn.enterCode(.phone(code), half: half.text, from: elsewhere) }
                == .codeTimeOver)
        rosa.test.clock.move(seconds: 301)
        let later = phone.code(at: rosa.test.clock.clock.now)
        #expect(
            await refusal { _ = try await rosa.signIn.enterCode(.phone(later), half: half.text, from: .test) }
                == .codeTimeOver)
    }

    @Test func `guessing at codes stops after five, however often the sign-in is begun`() async throws {
        let rosa = try await Member()
        let (phone, _, _) = try await rosa.setUp()
        rosa.test.clock.move(seconds: 60)
        for _ in 0..<5 {
            let half = try await rosa.half()
            #expect(
                await refusal { _ = try await rosa.signIn.enterCode(.phone("000000"), half: half.text, from: .test) }
                    == .wrongCode)
        }
        let half = try await rosa.half()
        let right = phone.code(at: rosa.test.clock.clock.now)
        #expect(
            await refusal { _ = try await rosa.signIn.enterCode(.phone(right), half: half.text, from: .test) }
                == .tooManyTries(retryAfterSeconds: 901))
    }

    @Test func `a recovery code opens once, however it is typed, and its owner is told`() async throws {
        let rosa = try await Member()
        let (_, codes, _) = try await rosa.setUp()
        let typed = codes[0].uppercased().replacing("-", with: " ").replacing("0", with: "O")
        let half = try await rosa.half()
        let opened = try await rosa.signIn.enterCode(.recovery(typed), half: half.text, from: .test)
        #expect(opened.actor.hasSecondStep)
        let again = try await rosa.half()
        #expect(
            await refusal { _ = try await rosa.signIn.enterCode(.recovery(codes[0]), half: again.text, from: .test) }
                == .wrongCode)
        let told = try await rosa.mails().filter { $0.kind == "second-step" }.map(\.body)
        #expect(told.contains { $0.contains("You have 9 codes left") })
        #expect(told.allSatisfy { body in codes.allSatisfy { !body.contains($0) } })
    }

    @Test func `new recovery codes end the ones from before`() async throws {
        let rosa = try await Member()
        let (phone, old, opened) = try await rosa.setUp()
        rosa.test.clock.move(seconds: 60)
        let session = try await rosa.session(of: opened)
        #expect(
            await refusal { _ = try await rosa.secondStep.renewCodes(code: "1", for: opened.actor, session: session) }
                == .wrongCode)
        let new = try await rosa.secondStep.renewCodes(
            code: phone.code(at: rosa.test.clock.clock.now), for: opened.actor, session: session)
        #expect(Set(new).isDisjoint(with: old) && new.count == 10)
        let half = try await rosa.half()
        #expect(
            await refusal { _ = try await rosa.signIn.enterCode(.recovery(old[1]), half: half.text, from: .test) }
                == .wrongCode)
        _ = try await rosa.signIn.enterCode(.recovery(new[1]), half: half.text, from: .test)
    }

    @Test func `only a new link of the administrator turns it off, and its owner is told`() async throws {
        let rosa = try await Member()
        _ = try await rosa.setUp()
        let opened = try await rosa.choose(by: try await rosa.newLink())
        #expect(!opened.actor.hasSecondStep)
        #expect(try await rosa.events().contains("second-step-ended"))
        #expect(try await rosa.mails().contains { $0.body.contains("no longer asked for") })
        #expect(try await rosa.signIn.opened(rosa.email, Member.password).actor.hasSecondStep == false)
    }

    @Test func `the store holds the secret sealed, for this account of this hub and no other`() async throws {
        let keys = HubKeys.made()
        let ring = KeyRing { keys }
        let rosa = try await Member(keys: ring)
        let (_, _, opened) = try await rosa.setUp()
        let worker = try #require(opened.actor.worker)
        let stored = try #require(
            try await rosa.test.desk.database.read(rosa.test.hub) { try $0.secondSteps.find(worker) })
        let secret = try SecondStepSecret.opened(stored, of: rosa.test.hub, with: ring)
        let bytes = try #require(Data(base64Encoded: stored.sealed))
        #expect(secret.bytes.count == 20 && bytes.range(of: secret.bytes) == nil)
        #expect(throws: SecondStepSecret.Fault.damaged) {
            try SecondStepSecret.opened(stored, of: "another", with: ring)
        }
        let moved = StoredSecondStep(
            account: "worker-9", keyID: stored.keyID, sealed: stored.sealed, lastStep: 0, setUpAt: stored.setUpAt)
        #expect(throws: SecondStepSecret.Fault.damaged) {
            try SecondStepSecret.opened(moved, of: rosa.test.hub, with: ring)
        }
        #expect(throws: SecondStepSecret.Fault.keyMissing) {
            try SecondStepSecret.opened(stored, of: rosa.test.hub, with: KeyRing { HubKeys.made() })
        }
    }

    @Test func `a key of before can go once everything is sealed with the new one`() async throws {
        let old = HubKeys.made()
        let rosa = try await Member(keys: KeyRing { old })
        let (phone, _, opened) = try await rosa.setUp()
        let worker = try #require(opened.actor.worker)
        let active = SealingKey.made()
        let both = try #require(HubKeys(sealing: [active] + old.sealing, signing: old.signing))
        let database = rosa.test.desk.database
        let report = try await TurnKeys(in: database, clock: rosa.test.clock.clock)(to: both)
        #expect(report == TurnKeys.Report(hubs: 1, secondSteps: 1))
        let stored = try #require(try await database.read(rosa.test.hub) { try $0.secondSteps.find(worker) })
        #expect(stored.keyID == active.id)
        let alone = try #require(HubKeys(sealing: [active], signing: old.signing))
        let secret = try SecondStepSecret.opened(stored, of: rosa.test.hub, with: KeyRing { alone })
        let now = rosa.test.clock.clock.now
        #expect(secret.code.code(TimeCode.number(at: now)) == phone.code(at: now))
    }
}
