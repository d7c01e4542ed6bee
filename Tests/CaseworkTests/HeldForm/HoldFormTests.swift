import Logging
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

/// A form that was sent when its session was over, until its sender is back.
struct HoldFormTests {
    private static let marker = "papaya-canary"
    private let test: TestDesk
    private let hold: HoldForm
    private let form = HeldForm(
        address: "/app/people/p/contacts", page: "/app/people/p/contacts/new", submission: "s",
        fields: [Draft.Field(name: "sealed-note", value: "\(Self.marker) who hurt them")])

    init() async throws {
        test = try await TestDesk()
        hold = HoldForm(desk: test.desk)
        for (number, isOpen) in [(1, true), (2, true), (3, false)] {
            try await test.desk.database.keepHouse(test.hub) { hub in
                try hub.accounts.add(
                    Account(
                        id: Identifier(rawValue: "worker-\(number)"), name: "Rosa", email: "r\(number)@example.org",
                        role: "link-worker", isOpen: isOpen, createdAt: TestDesk.start))
            }
        }
    }

    private func find(_ secret: Secret?, by actor: Actor? = nil) async throws -> HeldForm? {
        if case .form(let found) = try await hold.find(secret?.text ?? "", by: actor ?? test.linkWorker) {
            return found
        }
        return nil
    }

    @Test func `whoever wrote it has every word of it back`() async throws {
        let secret = try await hold(form, of: "worker-1", in: test.hub)
        #expect(try await find(secret) == form)
        #expect(try await find(secret) == form, "a phone may break off once more")
    }

    @Test func `somebody else does not, with the same browser or with the rows of the store`() async throws {
        let secret = try #require(try await hold(form, of: "worker-1", in: test.hub))
        guard case .anothers = try await hold.find(secret.text, by: test.otherLinkWorker) else {
            Issue.record("another account was shown it")
            return
        }
        try await test.desk.database.keepHouse(test.hub) {
            _ = try $0.execute("UPDATE held_forms SET account_id = 'worker-2'")
        }
        #expect(try await find(secret, by: test.otherLinkWorker) == nil, "a row that is moved does not open")
        #expect(try await find(test.desk.secrets.token(for: test.hub)) == nil, "another browser")
    }

    @Test func `nobody forgets it for somebody else`() async throws {
        let secret = try #require(try await hold(form, of: "worker-1", in: test.hub))
        try await hold.end(secret.text, by: test.otherLinkWorker)
        #expect(try await find(secret) == form)
        try await hold.end(secret.text, by: test.linkWorker)
        #expect(try await find(secret) == nil)
    }

    @Test func `no word of it, and nothing that opens it, stands in the store`() async throws {
        let secret = try #require(try await hold(form, of: "worker-1", in: test.hub))
        let rows = try await test.desk.database.read(test.hub) { hub in
            try hub.rows("SELECT * FROM held_forms").map { row in
                try ["hub_id", "id", "account_id", "sealed"].map { try row.text($0) }.joined(separator: " ")
            }
        }
        #expect(rows.count == 1)
        for row in rows {
            #expect(!row.contains(Self.marker) && !row.contains("people") && !row.contains(secret.text))
        }
    }

    @Test func `forms of nearly one length are equally long in the store`() async throws {
        func length(_ text: String) async throws -> Int {
            let one = HeldForm(address: "/", page: "/", submission: "s", fields: [.init(name: "a", value: text)])
            let secret = try #require(try await hold(one, of: "worker-1", in: test.hub))
            return try await test.desk.database.read(test.hub) { try $0.heldForms.find(secret.hash)?.sealed.count } ?? 0
        }
        #expect(try await length("refugee") == length("asylum-undecided"))
    }

    @Test func `it ends after an hour, and is gone from the store with the next round of forgetting`() async throws {
        let secret = try #require(try await hold(form, of: "worker-1", in: test.hub))
        test.clock.move(seconds: HoldForm.minutes * 60 - 1)
        #expect(try await find(secret) == form)
        test.clock.move(seconds: 1)
        #expect(try await find(secret) == nil)
        test.clock.move(seconds: 1)
        let jobs = HubJobs(
            desk: test.desk, mailer: nil, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        await jobs.runOnce()
        #expect(try await test.desk.database.read(test.hub) { try $0.heldForms.find(secret.hash) } == nil)
    }

    @Test func `the newest five of an account are held, and none of an account that is closed or not there`()
        async throws
    {
        var secrets: [Secret?] = []
        for _ in 0..<6 {
            test.clock.move(seconds: 1)
            secrets.append(try await hold(form, of: "worker-1", in: test.hub))
        }
        let there = try await secrets.asyncCount { try await find($0) != nil }
        #expect(there == 5)
        #expect(try await find(secrets[0]) == nil)
        #expect(try await hold(form, of: "worker-3", in: test.hub) == nil)
        #expect(try await hold(form, of: "nobody", in: test.hub) == nil)
        #expect(try await hold(form, of: "worker-1", in: "no-such-hub") == nil)
    }
}

extension [Secret?] {
    fileprivate func asyncCount(_ isWanted: (Secret?) async throws -> Bool) async rethrows -> Int {
        var count = 0
        for one in self where try await isWanted(one) { count += 1 }
        return count
    }
}
