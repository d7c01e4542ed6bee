import Storage
import Testing
import Vocabulary

@Suite("Jobs that servers share")
struct JobStoreTests {
    private let now = Example.start
    private var soon: Moment { now.adding(seconds: 300) }

    private func open(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.open()
        let now = now
        try await database.keepHouse("one") { try $0.jobs.add(["mail"], at: now) }
        return database
    }

    private func job(in database: Database) async throws -> Job {
        try #require(try await database.read("one") { try $0.jobs.all().first })
    }

    @Test(arguments: TestEngine.allCases)
    func `of many servers that want a job at once, one gets it`(engine: TestEngine) async throws {
        let database = try await open(engine)
        let (now, soon) = (now, soon)
        let leases = try await withThrowingTaskGroup(of: JobLease?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await database.keepHouse("one") {
                        try $0.jobs.take("mail", by: "server \(number)", at: now, until: soon)
                    }
                }
            }
            return try await group.reduce(into: [JobLease]()) { all, lease in if let lease { all.append(lease) } }
        }
        #expect(leases.count == 1)
        #expect(try await job(in: database).lease == leases.first)
    }

    @Test(arguments: TestEngine.allCases)
    func `servers that enter the same kinds at once enter each once, and change none`(engine: TestEngine) async throws {
        let database = try await open(engine)
        let soon = soon
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                group.addTask { try await database.keepHouse("one") { try $0.jobs.add(["forget", "mail"], at: soon) } }
            }
            try await group.waitForAll()
        }
        let jobs = try await database.read("one") { try $0.jobs.all() }
        #expect(jobs.map(\.kind) == ["forget", "mail"])
        #expect(jobs.map(\.nextAt) == [soon, now])
        #expect(try await database.read("two") { try $0.jobs.all() }.isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `a job that is finished is due when its time has come, and not before`(engine: TestEngine) async throws {
        let database = try await open(engine)
        let (now, soon) = (now, soon)
        let early = try await database.keepHouse("one") { hub in
            let lease = try #require(try hub.jobs.take("mail", by: "a", at: now, until: soon))
            #expect(try hub.jobs.finish(lease, counts: ["sent": 2], at: now, nextAt: soon))
            return try hub.jobs.take("mail", by: "b", at: now.adding(seconds: 299), until: soon)
        }
        #expect(early == nil)
        let done = try await job(in: database)
        #expect(done.counts == ["sent": 2] && done.endedAt == now && done.endedBy == "a" && done.lease == nil)
        #expect(!done.isFree(at: now) && done.isFree(at: soon))
        let next = try await database.keepHouse("one") {
            try $0.jobs.take("mail", by: "b", at: soon, until: soon.adding(seconds: 300))
        }
        #expect(next?.number == 2)
    }

    @Test(arguments: TestEngine.allCases)
    func `a lease that is over is taken by the next, and the first writes nothing more`(engine: TestEngine) async throws
    {
        let database = try await open(engine)
        let (now, soon) = (now, soon)
        let later = soon.adding(seconds: 300)
        try await database.keepHouse("one") { hub in
            let dead = try #require(try hub.jobs.take("mail", by: "a", at: now, until: soon))
            #expect(try hub.jobs.take("mail", by: "b", at: now.adding(seconds: 299), until: later) == nil)
            let next = try #require(try hub.jobs.take("mail", by: "b", at: soon, until: later))
            #expect(try !hub.jobs.extend(dead, until: later))
            #expect(try !hub.jobs.finish(dead, counts: ["sent": 9], at: soon, nextAt: later))
            #expect(try !hub.jobs.breakOff(dead, problem: "p", at: soon, pauses: [60]))
            #expect(try hub.jobs.all().first?.lease == next)
            #expect(try hub.jobs.finish(next, counts: [:], at: soon, nextAt: later))
            // Given back once, it is nobody's.
            #expect(try !hub.jobs.finish(next, counts: [:], at: soon, nextAt: later))
            #expect(try !hub.jobs.extend(next, until: later))
        }
        #expect(try await job(in: database).counts == [:])
    }

    @Test(arguments: TestEngine.allCases)
    func `a lease that is extended keeps others away for longer`(engine: TestEngine) async throws {
        let database = try await open(engine)
        let (now, soon) = (now, soon)
        let later = soon.adding(seconds: 60)
        try await database.keepHouse("one") { hub in
            let lease = try #require(try hub.jobs.take("mail", by: "a", at: now, until: soon))
            #expect(try hub.jobs.extend(lease, until: later))
            #expect(try hub.jobs.take("mail", by: "b", at: soon, until: later) == nil)
            #expect(try hub.jobs.take("mail", by: "b", at: later, until: later.adding(seconds: 1)) != nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `pauses grow from failure to failure, and one success ends the count`(engine: TestEngine) async throws {
        let database = try await open(engine)
        var at = now
        for pause in [60, 300, 300] {
            let moment = at
            try await database.keepHouse("one") { hub in
                let lease = try #require(
                    try hub.jobs.take("mail", by: "a", at: moment, until: moment.adding(seconds: 9)))
                #expect(try hub.jobs.breakOff(lease, problem: "Kind", at: moment, pauses: [60, 300]))
            }
            at = moment.adding(seconds: pause)
            #expect(try await job(in: database).nextAt == at)
        }
        let broken = try await job(in: database)
        #expect(broken.failures == 3 && broken.problem == "Kind")
        let moment = at
        try await database.keepHouse("one") { hub in
            let lease = try #require(try hub.jobs.take("mail", by: "a", at: moment, until: moment.adding(seconds: 9)))
            _ = try hub.jobs.finish(lease, counts: [:], at: moment, nextAt: moment.adding(seconds: 30))
        }
        let well = try await job(in: database)
        #expect(well.failures == 0 && well.problem == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `a job is brought forward unless a server is at it`(engine: TestEngine) async throws {
        let database = try await open(engine)
        let (now, soon) = (now, soon)
        try await database.keepHouse("one") { hub in
            let lease = try #require(try hub.jobs.take("mail", by: "a", at: now, until: soon))
            #expect(try !hub.jobs.bringForward("mail", to: now))
            _ = try hub.jobs.finish(lease, counts: [:], at: now, nextAt: soon)
            #expect(try hub.jobs.bringForward("mail", to: now))
            #expect(try !hub.jobs.bringForward("nothing", to: now))
        }
        #expect(try await job(in: database).nextAt == now)
    }
}
