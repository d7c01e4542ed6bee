import People
import Storage
import Testing
import Vocabulary

@Suite("Housekeeping")
struct HousekeepingTests {
    private func mail(_ id: OutgoingMail.ID, at moment: Moment) -> OutgoingMail {
        OutgoingMail(
            id: id, kind: "referral", recipient: "k@example.org", subject: "A question", body: "Hello\n\nworld",
            createdAt: moment, nextAt: moment)
    }

    @Test(arguments: TestEngine.allCases)
    func `mail waits for its time, oldest first, and goes once`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let now = Example.start
        try await database.keepHouse("one") { hub throws in
            for (id, minutes) in [("later", 5), ("now", 0), ("before", -5)] {
                try hub.outbox.add(mail(Identifier(rawValue: id), at: now.adding(seconds: minutes * 60)))
            }
        }
        #expect(try await database.read("one") { try $0.outbox.due(at: now, limit: 9).map(\.id) } == ["before", "now"])
        #expect(try await database.read("one") { try $0.outbox.due(at: now, limit: 1).map(\.id) } == ["before"])
        try await database.keepHouse("one") { hub throws in
            var sent = mail("before", at: now.adding(seconds: -300))
            sent.state = .sent
            sent.attempts = 1
            sent.sentAt = now
            try hub.outbox.save(sent)
            var failed = mail("now", at: now)
            failed.attempts = 2
            failed.nextAt = now.adding(seconds: 3600)
            failed.problem = "the server was away"
            try hub.outbox.save(failed)
        }
        try await database.read("one") { hub throws in
            #expect(try hub.outbox.due(at: now, limit: 9).isEmpty)
            #expect(try hub.outbox.find("before")?.state == .sent)
            #expect(try hub.outbox.find("now")?.problem == "the server was away")
            #expect(try hub.outbox.latest(limit: 2).map(\.id) == ["later", "now"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mail is taken by one of many who ask at once`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let now = Example.start
        try await database.keepHouse("one") { hub in
            for number in 0..<6 { try hub.outbox.add(mail(Identifier(rawValue: "m\(number)"), at: now)) }
        }
        let taken = try await withThrowingTaskGroup(of: OutgoingMail.ID?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await database.keepHouse("one") { hub in
                        guard var mail = try hub.outbox.takeDue(at: now) else { return nil }
                        mail.attempts += 1
                        mail.nextAt = now.adding(seconds: 60)
                        try hub.outbox.save(mail)
                        return mail.id
                    }
                }
            }
            return try await group.reduce(into: [OutgoingMail.ID]()) { all, id in if let id { all.append(id) } }
        }
        #expect(taken.count == Set(taken).count)
        // Whoever found every row in somebody else's hands went away without one.
        #expect(!taken.isEmpty && taken.count <= 6)
    }

    @Test(arguments: TestEngine.allCases)
    func `only the newest try of a mail says how it went`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let now = Example.start
        var first = mail("m", at: now)
        first.attempts = 1
        var second = first
        second.attempts = 2
        second.nextAt = now.adding(seconds: 300)
        var sent = second
        sent.state = .sent
        let (slow, quick, gone) = (first, second, sent)
        let settled = try await database.keepHouse("one") { hub in
            try hub.outbox.add(mail("m", at: now))
            try hub.outbox.save(quick)
            return [
                try hub.outbox.settle(slow, taken: slow), try hub.outbox.settle(gone, taken: quick),
                try hub.outbox.settle(quick, taken: quick),
            ]
        }
        #expect(settled == [false, true, false])
        #expect(try await database.read("one") { try $0.outbox.find("m")?.state } == .sent)
    }

    private func draft(_ number: Int, _ text: String) -> Draft {
        Draft(
            id: "d", number: number, fields: [Draft.Field(name: "name", value: text)],
            savedAt: Example.start.adding(seconds: number))
    }

    @Test(arguments: TestEngine.allCases)
    func `of drafts of one filling-in that arrive in any order, the last that was typed is kept`(
        engine: TestEngine
    ) async throws {
        let database = try await engine.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in (1...20).shuffled() {
                let draft = draft(number, "\(number)")
                group.addTask {
                    _ = try await database.keepHouse("one") {
                        try $0.drafts.keep(draft, of: "form", about: nil, by: "worker-1")
                    }
                }
            }
            try await group.waitForAll()
        }
        let kept = try await database.read("one") { try $0.drafts.open("form", of: "worker-1", limit: 9) }
        #expect(kept == [draft(20, "20")])
        #expect(try await database.read("one") { try $0.drafts.open("form", of: "worker-2", limit: 9) } == [])
    }

    @Test(arguments: TestEngine.allCases)
    func `the number of a filling-in of one form does nothing to it from another form`(
        engine: TestEngine
    ) async throws {
        let database = try await engine.open()
        let (own, forged) = (draft(1, "own"), draft(99, "forged"))
        try await database.keepHouse("one") { hub in
            #expect(try hub.drafts.keep(own, of: "form", about: "p", by: "worker-1"))
            #expect(try !hub.drafts.keep(forged, of: "another", about: "q", by: "worker-1"))
            try hub.drafts.close("d", of: "another", about: "q", by: "worker-1", at: Example.start)
            #expect(try hub.drafts.open("form", of: "worker-1", limit: 9) == [own])
            #expect(try hub.drafts.open("another", of: "worker-1", limit: 9) == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a filling-in that is closed keeps nothing, whatever still arrives, until it is forgotten`(
        engine: TestEngine
    ) async throws {
        let database = try await engine.open()
        let (early, late) = (draft(1, "early"), draft(99, "late"))
        try await database.keepHouse("one") { hub in
            #expect(try hub.drafts.keep(early, of: "form", about: "p", by: "worker-1"))
            try hub.drafts.close("d", of: "form", about: "p", by: "worker-1", at: Example.start)
            // Nothing was kept of this one before.
            try hub.drafts.close("e", of: "form", about: nil, by: "worker-1", at: Example.start)
            #expect(try !hub.drafts.keep(late, of: "form", about: "p", by: "worker-1"))
            #expect(try hub.drafts.isClosed("d", of: "worker-1") && hub.drafts.isClosed("e", of: "worker-1"))
            #expect(try hub.drafts.open("form", of: "worker-1", limit: 9) == [])
            #expect(try hub.drafts.about("p", limit: 9) == [])
            #expect(try hub.rows("SELECT fields FROM filling_ins").map { try $0.text("fields") } == ["[]", "[]"])
            try hub.drafts.forget(before: Example.start.adding(seconds: 1))
            #expect(try !hub.drafts.isClosed("d", of: "worker-1"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `pages of mail show what failed first, and neither repeat nor leave out`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub in
            for number in 0..<11 {
                var one = mail(Identifier(rawValue: "m\(number)"), at: Example.start.adding(seconds: number))
                try hub.outbox.add(one)
                one.state = [2, 5, 7].contains(number) ? .failed : .sent
                try hub.outbox.save(one)
            }
        }
        let seen = try await database.read("one") { hub in
            try stride(from: 0, to: 16, by: 2).flatMap { try hub.outbox.page(limit: 2, offset: $0).map(\.id.rawValue) }
        }
        #expect(seen == ["m7", "m5", "m2", "m10", "m9", "m8", "m6", "m4", "m3", "m1", "m0"])
    }

    @Test(arguments: TestEngine.allCases)
    func `a form that was taken is remembered until it is forgotten`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            try hub.submissions.remember("old", result: "/old", at: Example.start.adding(days: -3))
            try hub.submissions.remember("new", result: "/new", at: Example.start)
        }
        do {
            try await database.keepHouse("one") { try $0.submissions.remember("new", result: "/", at: Example.start) }
            Issue.record("one form was taken twice")
        } catch StorageFault.constraint {}
        try await database.keepHouse("one") { _ = try $0.submissions.forget(before: Example.start.adding(days: -1)) }
        try await database.read("one") { hub throws in
            #expect(try hub.submissions.result(of: "old") == nil)
            #expect(try hub.submissions.result(of: "new") == "/new")
            #expect(try hub.submissions.result(of: "never") == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `hubs are found by their id, and keep their settings`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let settings = HubSettings(phone: "0", email: "e@example.org", interpreterLanguages: ["ti", "ckb"])
        try await database.writeAll { transaction throws in
            try transaction.hubs.saveSettings(of: Hub(id: "one", name: "Hub one", area: "gb-eng", settings: settings))
        }
        let (one, all, none) = try await database.readAll {
            (try $0.hubs.find("one"), try $0.hubs.all().map(\.id), try $0.hubs.find("three"))
        }
        #expect(one?.settings == settings)
        #expect(all == ["one", "two"])
        #expect(none == nil)
    }
}
