import Community
import People
import Testing
import Vocabulary

@testable import Storage

extension QueryUse {
    /// Uses of names, of covers, and of what a copy or a closing asks for.
    static let colleagues: [QueryUse] = [
        // All that an index holds in which nothing is but what is left to fold.
        QueryUse("names.refold", readsAll: true) { _ = try $0.names.refold(limit: 100) },
        QueryUse("covers.add") { hub in
            for id in ["away", "here"] as [Identifier<Worker>] {
                try hub.accounts.add(
                    Account(id: id, name: "Mina", email: "\(id)@example.org", role: "link-worker", createdAt: now))
            }
            try hub.covers.add(
                Cover(
                    id: "new", worker: "away", by: "here", firstDay: today, lastDay: today, arrangedBy: "here",
                    arrangedAt: now, endedAt: nil))
        },
        QueryUse("covers.find") { _ = try $0.covers.find("cover-1") },
        QueryUse("covers.saveEnd") { hub in
            try hub.covers.saveEnd(of: try #require(try hub.covers.find("cover-1")))
        },
        QueryUse("covers.inForce") { hub in
            _ = try hub.covers.inForce(by: "worker-1", on: today)
            _ = try hub.covers.inForce(of: "worker-1", on: today)
        },
        QueryUse("covers.lately") { hub in
            let first = today.adding(days: -7)
            _ = try hub.covers.lately(of: "worker-1", from: first, since: now, limit: 9)
            _ = try hub.covers.lately(of: nil, from: first, since: now, limit: 9)
        },
        QueryUse("covers.standing") { hub in
            _ = try hub.covers.standing(of: "worker-1", on: today, limit: 9)
            _ = try hub.covers.standing(of: nil, on: today, limit: 9)
        },
        QueryUse("people.countWalkedWith") { _ = try $0.people.countWalkedWith(by: ["worker-1", "worker-2"]) },
        QueryUse("people.page of several") { hub in
            _ = try hub.people.page(
                .ofAny(["worker-1", "worker-2"]), states: [.active], search: "", limit: 9, offset: 0)
        },
        QueryUse("today.withoutWorker") { _ = try $0.today.withoutWorker(limit: 9) },
        QueryUse("solvedBarriers.of") { _ = try $0.solvedBarriers.of("p1") },
        QueryUse("outbox.to") { _ = try $0.outbox.to("p1") },
    ]
}

extension HubTransaction {
    /// Some of what no person's record holds: of covers, of questions, of what is kept for a while.
    func fillHouse(_ count: Int) throws {
        for number in 0..<20 {
            try accounts.add(
                Account(
                    id: Identifier(rawValue: "staff-\(number)"), name: "Mina", email: "w\(number)@example.org",
                    role: "link-worker", isOpen: number % 10 != 0, createdAt: Example.start))
        }
        for number in 0..<count {
            let day = Example.today.adding(days: number % 300 - 290)
            try covers.add(
                Cover(
                    id: Identifier(rawValue: "cover-\(number)"), worker: Identifier(rawValue: "staff-\(number % 20)"),
                    by: Identifier(rawValue: "staff-\((number + 1) % 20)"), firstDay: day, lastDay: day.adding(days: 6),
                    arrangedBy: Example.worker, arrangedAt: Example.start, endedAt: nil))
            try staffSessions.add(
                StaffSession(
                    id: "session-\(number)", account: Identifier(rawValue: "staff-\(number % 20)"),
                    startedAt: Example.start, seenAt: Example.start.adding(seconds: number),
                    endsAt: Example.start.adding(seconds: number)))
            try heldForms.add(
                ShutForm(
                    id: "held-\(number)", account: Identifier(rawValue: "staff-\(number % 20)"), sealed: "x",
                    endsAt: Example.start.adding(seconds: number)))
            try submissions.remember("form-\(number)", result: "r", at: Example.start.adding(seconds: number))
            try checkpoints.add(
                TrailCheckpoint(
                    number: number + 1000, hash: "h", at: Example.start.adding(seconds: number), key: "k",
                    signature: "s"))
            try agreementRequests.add(
                AgreementRequest(
                    id: Identifier(rawValue: "question-\(number)"), group: "kitchen",
                    askedAt: Example.start.adding(seconds: number), endsAt: Example.start),
                tokenHash: "question-\(number)", codeHash: "question-\(number)")
        }
    }

    /// Some of what hangs on a person and on no group.
    func fillRecord(of person: Person.ID, _ number: Int) throws {
        try personRequests.add(
            PersonRequest(
                id: Identifier(rawValue: "request-\(number)"), person: person,
                kind: number % 20 == 0 ? .erasure : .correction,
                words: "Wrong", madeAt: Example.start.adding(seconds: number),
                actsAt: number % 20 == 0 ? Example.start.adding(days: number) : nil,
                state: number % 3 == 0 ? .open : .answered, answeredAt: number % 3 == 0 ? nil : Example.start))
        _ = try drafts.keep(
            Draft(
                id: Identifier(rawValue: "begun-\(number)"),
                fields: [Draft.Field(name: "hopes", value: "To sing")],
                savedAt: Example.start.adding(seconds: number)),
            of: "person/\(person)/hopes", about: person, by: Identifier(rawValue: "worker-\(number % 20)"))
        try keptParts.keep(
            KeptPart(
                person: person, part: .contacts, ground: .law, words: "", keptAt: Example.start, by: Example.worker))
        try ownPageCodes.give(OwnPageCode(person: person, hash: "own-\(number)", givenAt: Example.start))
        try ownPageSessions.add(
            OwnPageSession(
                id: "own-\(number)", person: person, startedAt: Example.start,
                seenAt: Example.start.adding(seconds: number), endsAt: Example.start.adding(seconds: number)))
        try erasure.add(
            ErasureStore.Record(
                id: "erasure-\(number)", person: person, because: "asked",
                doneAt: Example.start.adding(seconds: number),
                receipt: "{}"))
        if number > 0,
            let link = PersonLink(
                person, Identifier(rawValue: "p\(number - 1)"), because: "The same phone", by: Example.worker,
                at: Example.start)
        {
            try personLinks.add(link)
        }
    }
}
