import People
import Storage
import StorageTesting
import Testing
import Vocabulary

@testable import Casework

@Suite("Who left") struct LeftSessionsTests {
    private let test: TestDesk
    private let secret: Secret

    init() async throws {
        test = try await TestDesk()
        try await test.addPerson("person-1") { _ in }
        let (clock, secret) = (test.desk.clock, test.desk.secrets.token(for: test.hub))
        self.secret = secret
        try await test.desk.database.keepHouse(test.hub) { hub in
            try hub.ownPageSessions.add(
                OwnPageSession(
                    id: secret.hash, person: "person-1", startedAt: clock.now, seenAt: clock.now,
                    endsAt: clock.now.adding(days: 1)))
        }
    }

    private func isStored() async throws -> Bool {
        let hash = secret.hash
        return try await test.desk.database.read(test.hub) { try $0.ownPageSessions.find(hash) != nil }
    }

    @Test func `it is over here at once, and in the store as soon as that can`() async throws {
        let door = OwnPage(desk: test.desk)
        #expect(try await door.current(secret.text) != nil)
        door.leave(secret.text)
        #expect(try await door.current(secret.text) == nil)
        #expect(try await isStored(), "leaving wrote nothing")
        try await test.desk.left.settle(in: test.desk.database)
        #expect(try await isStored() == false)
        #expect(test.desk.left.count == 0)
        #expect(try await door.current(secret.text) == nil)
    }

    @Test func `a store that is away is asked again, and it is over meanwhile`() async throws {
        let door = OwnPage(desk: test.desk)
        door.leave(secret.text)
        let away = try await TestPlace.alone().open()
        try away.close()
        await #expect(throws: (any Error).self) { try await test.desk.left.settle(in: away) }
        #expect(test.desk.left.count == 1)
        #expect(try await door.current(secret.text) == nil)
        try await test.desk.left.settle(in: test.desk.database)
        #expect(test.desk.left.count == 0)
    }

    @Test func `the same secret is no other door, and nonsense is none`() async throws {
        test.desk.left.leave(secret, isStaff: true)
        #expect(try await OwnPage(desk: test.desk).current(secret.text) != nil)
        OwnPage(desk: test.desk).leave("nothing")
        #expect(test.desk.left.count == 1)
    }

    @Test func `made-up secrets fill no memory`() {
        for _ in 0..<LeftSessions.most + 10 {
            test.desk.left.leave(test.desk.secrets.token(for: test.hub), isStaff: false)
        }
        #expect(test.desk.left.count == LeftSessions.most)
    }
}
