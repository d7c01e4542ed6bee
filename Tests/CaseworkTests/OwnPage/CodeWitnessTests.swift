import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("Who saw a code and has gone")
struct CodeWitnessTests {
    private static let cheap = PasswordKey.Cost(rounds: 16, blockSize: 1, parallelism: 1)

    /// How somebody stops having anything to do with the person.
    enum Going: CaseIterable, Sendable {
        case lastDay, ended, handedOn, accountClosed, anotherRole
    }

    private let door: @Sendable (TestDesk) -> OwnPage = { OwnPage(desk: $0.desk, cost: Self.cheap) }
    private let codes: @Sendable (TestDesk) -> GiveOwnPageCode = { GiveOwnPageCode(desk: $0.desk, cost: Self.cheap) }

    private func ready() async throws -> TestDesk {
        let test = try await TestDesk()
        for id in ["worker-1", "worker-2"] { try await test.addAccount(Identifier(rawValue: id), .linkWorker) }
        try await test.addPerson()
        return test
    }

    /// Somebody who is with the person gives them a code on paper, and goes.
    private func given(andThen going: Going, on test: TestDesk) async throws -> String {
        let today = test.clock.clock.today
        switch going {
        case .lastDay, .ended:
            try await ArrangeCover(desk: test.desk)(
                of: "worker-1", by: "worker-2", from: today, to: today, submission: "c", by: test.linkWorker)
            let standIn = try await test.signedIn(test.otherLinkWorker)
            let code = try await codes(test).onPaper("person-1", by: standIn).code
            if going == .lastDay {
                test.clock.move(days: 1)
            } else {
                let cover = try #require(
                    try await test.desk.database.read(test.hub) {
                        try $0.covers.inForce(by: "worker-2", on: today).first
                    })
                try await EndCover(desk: test.desk)(cover.id, submission: "e", by: test.linkWorker)
            }
            return code
        case .handedOn, .accountClosed, .anotherRole:
            let code = try await codes(test).onPaper("person-1", by: test.linkWorker).code
            if going == .anotherRole {
                try await test.desk.database.keepHouse(test.hub) { hub in
                    var account = try #require(try hub.accounts.find("worker-1"))
                    account.role = Role.coordinator.rawValue
                    try hub.accounts.save(account)
                }
            } else if going == .handedOn {
                try await HandTo(desk: test.desk)("person-1", to: "worker-2", submission: "h", by: test.linkWorker)
            } else {
                try await Accounts(desk: test.desk).close(
                    "worker-1", handing: .toColleague("worker-2"), submission: nil, by: test.administrator)
            }
            return code
        }
    }

    @Test(arguments: Going.allCases)
    func `a code that nobody used opens nothing once whoever printed it has gone`(going: Going) async throws {
        let test = try await ready()
        let code = try await given(andThen: going, on: test)
        await #expect(throws: OwnPage.WrongCode()) { _ = try await door(test).open(code, from: nil) }
        let now = [.lastDay, .ended, .anotherRole].contains(going) ? test.linkWorker : test.otherLinkWorker
        let record = try await OpenPersonRecord(desk: test.desk)("person-1", by: now)
        #expect(record.codeWitness?.wasUsed == false, "whoever has the person now is told")
        #expect(try await codes(test).state(of: "person-1", by: now).witness == record.codeWitness)
        guard going != .anotherRole else { return }
        let another = try await codes(test).onPaper("person-1", by: now)
        #expect(another.replaces)
        _ = try await door(test).open(another.code, from: nil)
        #expect(try await OpenPersonRecord(desk: test.desk)("person-1", by: now).codeWitness == nil)
    }

    @Test func `a code that the person used goes on, and their worker is told who saw it`() async throws {
        let test = try await ready()
        let code = try await codes(test).onPaper("person-1", by: test.linkWorker).code
        _ = try await door(test).open(code, from: nil)
        try await HandTo(desk: test.desk)("person-1", to: "worker-2", submission: "h", by: test.linkWorker)
        _ = try await door(test).open(code, from: nil)
        let witness = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.otherLinkWorker).codeWitness
        #expect(witness == CodeWitness(name: "Fictional worker-1", wasUsed: true))
    }

    @Test func `nobody saw a code that went by mail or that the person took themselves`() async throws {
        let test = try await ready()
        try await test.change { person in
            person.about.reach.email = "robin@example.org"
            person.about.reach.phone = ""
            person.about.reach.mayLeaveMessage = .said(true)
            person.about.reach.phoneIsShared = .said(false)
        }
        #expect(try await !codes(test).byMail("person-1", by: test.linkWorker), "there was none before")
        try await HandTo(desk: test.desk)("person-1", to: "worker-2", submission: "h", by: test.linkWorker)
        #expect(try await OpenPersonRecord(desk: test.desk)("person-1", by: test.otherLinkWorker).codeWitness == nil)
    }

    @Test func `the first slip takes the place of none`() async throws {
        let test = try await ready()
        #expect(try await !codes(test).onPaper("person-1", by: test.linkWorker).replaces)
        #expect(try await codes(test).onPaper("person-1", by: test.linkWorker).replaces)
    }
}
