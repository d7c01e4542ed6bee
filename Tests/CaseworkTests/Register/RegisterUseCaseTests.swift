import Casework
import Community
import Storage
import Testing
import Vocabulary

@Suite struct RegisterUseCaseTests {
    @Test func `evidence that was added opens the gate and is on the trail`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.register = Register() }
        let today = test.desk.clock.today
        try await AddEvidence(desk: test.desk)(
            "dbs", for: "kitchen", from: today.adding(days: -3), until: today.adding(days: 300), note: "seen at visit",
            by: test.coordinator)
        let record = try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator)
        #expect(record.group.register.holds("dbs", on: today))
        #expect(record.history.map(\.verb) == ["evidence-added"])
        #expect(record.gaps.first { $0.risk == .r2 }?.missing.contains("dbs") == false)
    }

    @Test func `evidence that cannot be is refused`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        let today = test.desk.clock.today
        let add = AddEvidence(desk: test.desk)
        await #expect(throws: AddEvidence.Refusal.unknownStandard) {
            try await add("nonsense", for: "kitchen", from: today, until: nil, note: "", by: test.coordinator)
        }
        await #expect(throws: AddEvidence.Refusal.endsBeforeItBegins) {
            try await add(
                "dbs", for: "kitchen", from: today, until: today.adding(days: -1), note: "", by: test.coordinator)
        }
        await #expect(throws: AddEvidence.Refusal.notYetValid(from: today.adding(days: 1))) {
            try await add(
                "dbs", for: "kitchen", from: today.adding(days: 1), until: nil, note: "", by: test.coordinator)
        }
        await #expect(throws: AddEvidence.Refusal.noteTooLong) {
            try await add(
                "dbs", for: "kitchen", from: today, until: nil, note: String(repeating: "a", count: 501),
                by: test.coordinator)
        }
        await #expect(throws: Access.Refusal.notFound) {
            try await add("dbs", for: "nowhere", from: today, until: nil, note: "", by: test.coordinator)
        }
        await #expect(throws: Access.Refusal.notInRole) {
            try await add("dbs", for: "kitchen", from: today, until: nil, note: "", by: test.linkWorker)
        }
    }

    @Test func `a correction made from an old page shows both texts and saves neither over the other`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        let first = try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator)
        var mine = group.details
        mine.name = "Friday kitchen"
        try await CorrectGroup(desk: test.desk)(
            "kitchen", to: mine, version: first.group.version, by: test.coordinator)
        var theirs = group.details
        theirs.name = "Saturday kitchen"
        let conflict = await #expect(throws: StaleGroup.self) {
            try await CorrectGroup(desk: test.desk)(
                "kitchen", to: theirs, version: first.group.version, by: test.coordinator)
        }
        #expect(conflict?.fields == [.name])
        #expect(conflict?.stored.details.name == "Friday kitchen")
        #expect(conflict?.by?.name == "a colleague")
        #expect(conflict?.by?.at == test.clock.clock.now)
        let after = try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator)
        #expect(after.group.details.name == "Friday kitchen")
    }

    @Test func `details that no directory can hold are refused`() async throws {
        let test = try await TestDesk()
        let add = AddGroup(desk: test.desk)
        func refusal(of change: (inout GroupDetails) -> Void) async -> GroupRefusal? {
            var details = GroupDetails(name: "Club")
            change(&details)
            let wanted = details
            return await #expect(throws: GroupRefusal.self) {
                _ = try await add(wanted, by: test.coordinator)
            }
        }
        #expect(await refusal { $0.name = " " } == .nameMissing)
        #expect(await refusal { $0.name = String(repeating: "n", count: 201) } == .tooLong(.name, limit: 200))
        #expect(await refusal { $0.age = AgeRange(from: 30, to: 20) } == .agesCrossed)
        #expect(await refusal { $0.fee = .said(Pence(-1)) } == .negativeFee)
    }

    @Test func `the board shows what ends soon, what was never asked, and what differs`() async throws {
        let test = try await TestDesk()
        let today = test.desk.clock.today
        try await test.addGroup("ending") { group in
            group.register.entries[0] = Evidence(
                id: "e-ending", standard: group.register.entries[0].standard, from: today.adding(days: -300),
                until: today.adding(days: 5), note: "", seenBy: "Fictional", seenOn: today)
            group.agreement?.until = today.adding(days: 10)
        }
        try await test.addGroup("silent") { $0.agreement = nil }
        try await test.addGroup("differing") { group in
            group.provenance = Provenance(
                source: "feed", foreignID: "1", readOn: today, atSource: group.details, unmapped: ["language: Klingon"])
            var corrected = group.details
            corrected.fee = .said(Pence(200))
            group.correct(corrected)
        }
        let board = try await ReadRegisterBoard(desk: test.desk)(by: test.coordinator)
        #expect(board.endingEvidence.map(\.group) == ["ending"])
        #expect(board.endingAgreements.map(\.group) == ["ending"])
        #expect(board.neverAsked.map(\.id) == ["silent"])
        #expect(board.withDifferences.map(\.id) == ["differing"])
        #expect(board.withUnmappedWords.map(\.id) == ["differing"])
        #expect(board.groupCount == 3)
        try await SettleDifference(desk: test.desk).followSource(.fee, of: "differing", by: test.coordinator)
        let settled = try await ReadRegisterBoard(desk: test.desk)(by: test.coordinator)
        #expect(settled.withDifferences.isEmpty)
    }

    @Test func `evidence that something longer replaces is not shown as ending`() async throws {
        let test = try await TestDesk()
        let today = test.desk.clock.today
        try await test.addGroup("renewed") { group in
            let standard = group.register.entries[0].standard
            group.register.entries.append(
                Evidence(
                    id: "old", standard: standard, from: today.adding(days: -300), until: today.adding(days: 5),
                    note: "",
                    seenBy: "Fictional", seenOn: today))
        }
        let board = try await ReadRegisterBoard(desk: test.desk)(by: test.coordinator)
        #expect(board.endingEvidence.isEmpty)
    }

    @Test func `the directory is searched, filtered and cut into pages`() async throws {
        let test = try await TestDesk()
        for number in 0..<30 {
            try await test.addGroup(Identifier(rawValue: "g\(number)")) { group in
                group.details.name = number == 7 ? "100% Wool_knitters" : "Club \(number + 10)"
                if number < 3 { group.agreement = nil }
            }
        }
        let read = ReadDirectory(desk: test.desk)
        let first = try await read(search: "", filter: .all, page: 1, by: test.linkWorker)
        #expect(first.total == 30)
        #expect(first.pages == 2)
        #expect(first.groups.count == 25)
        let beyond = try await read(search: "", filter: .all, page: 99, by: test.linkWorker)
        #expect(beyond.page == 2)
        #expect(beyond.groups.count == 5)
        #expect(try await read(search: "wool_", filter: .all, page: 1, by: test.linkWorker).total == 1)
        #expect(try await read(search: "%", filter: .all, page: 1, by: test.linkWorker).total == 1)
        #expect(try await read(search: "", filter: .neverAsked, page: 1, by: test.linkWorker).total == 3)
        await #expect(throws: Access.Refusal.notInRole) {
            try await read(search: "", filter: .all, page: 1, by: test.administrator)
        }
    }
}
