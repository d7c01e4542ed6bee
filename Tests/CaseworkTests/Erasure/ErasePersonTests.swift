import Community
import Foundation
import Logging
import People
import StorageTesting
import Testing
import Vocabulary

@testable import Casework
@testable import Storage

@Suite("Erasing somebody")
struct ErasePersonTests {
    private let me = Actor(hub: "test", identity: .person("person-1"))
    private let clockwork = Actor(hub: "test", identity: .job("clock"))
    private static let marker = "marqueur-zq"

    /// Somebody of whom every text that can hold something holds a marker, in a file of their own.
    private func marked(at place: TestPlace) async throws -> (test: TestDesk, sent: SentReferral) {
        let test = try await TestDesk(at: place)
        let group = try await test.addGroup()
        let mark = Self.marker
        let person = try await test.addPerson { person in
            person.about.callName = "\(mark)-name"
            person.about.reach = SafeReach(
                phone: "\(mark)-phone", email: "\(mark)@example.org", otherWay: "\(mark)-way", mayLeaveMessage: true,
                phoneIsShared: false, safeTimes: "\(mark)-times")
            person.about.hopes = "\(mark)-hopes " + String(repeating: "x", count: 3000)
            person.about.whatHelps = "\(mark)-helps"
            person.about.avoid = Avoid(
                groups: ["\(mark)-group"], communities: [CommunityCode("\(mark)-community")])
            person.about.communities = [CommunityCode("\(mark)-own")]
            person.about.languages = [SpokenLanguage("x-marqueur", .fluent)]
            person.about.age = .said(NotedAge(33, on: nil))
        }
        let sent = try await test.send(of: person, to: group)
        let now = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            try hub.contacts.add(
                Contact(
                    id: "contact-1", person: "person-1", at: now, kind: .call, reached: true, note: "\(mark)-note",
                    by: "worker-1"))
            try hub.solvedBarriers.write(
                "\(mark)-how", for: "childcare", between: "person-1", and: "kitchen", at: now, by: "worker-1")
            _ = try hub.drafts.keep(
                Draft(id: "d", fields: [Draft.Field(name: "hopes", value: "\(mark)-draft")], savedAt: now),
                of: KeepDraft.Form.part(.hopes, of: "person-1").key, about: "person-1", by: "worker-1")
            // As the program before kept it.
            try hub.execute(
                """
                INSERT INTO drafts (hub_id, worker_id, form, fields, saved_at)
                VALUES (\(hub.hub), 'worker-1', 'person/person-1/hopes', \("\(mark)-old-draft"), \(now))
                """)
            try hub.submissions.remember("record-contact person-1 1", result: "contact-1", at: now)
            var worry = Worry(id: "w", person: "person-1", referral: sent.id, group: "kitchen", raisedAt: now)
            try worry.call(reached: true, by: "worker-1", at: now)
            try worry.decide("\(mark)-decision", by: "worker-1", at: now)
            try worry.close(because: "\(mark)-reason", by: "worker-1", at: now)
            try hub.worries.add(worry)
            try hub.attendances.add(
                Attendance(
                    id: "came-1", referral: sent.id, on: test.clock.clock.today, outcome: .came, saidAt: now,
                    byGroup: true))
        }
        try await GiveOwnPageCode(desk: test.desk, cost: .init(rounds: 16, blockSize: 1, parallelism: 1))
            .byMail("person-1", by: test.linkWorker)
        try await AskAboutOwnRecord(desk: test.desk).correction(
            of: "", words: "\(mark)-request", submission: "1", by: me)
        return (test, sent)
    }

    /// Every row of every table, as text.
    private func everything(_ test: TestDesk) async throws -> [String: String] {
        try await test.desk.database.read(test.hub) { hub in
            var found: [String: String] = [:]
            for table in SchemaTable.all {
                let rows = try hub.rows("SELECT * FROM \(names: [table.name])")
                found[table.name] = rows.map { "\($0.values)" }.joined(separator: "\n")
            }
            return found
        }
    }

    @Test func `leaves nothing of them in any table, in the file, or in its log`() async throws {
        let place = try await TestPlace.shared()
        let (test, sent) = try await marked(at: place)
        #expect(try await everything(test).values.contains { $0.contains(Self.marker) }, "the markers are there before")
        try await AskAboutOwnRecord(desk: test.desk).erasure(submission: "2", by: try .typed(by: me))
        test.clock.move(days: PersonRequest.coolingDays)
        #expect(try await EraseDue(desk: test.desk, actor: clockwork)() == 1)

        for (table, rows) in try await everything(test) {
            #expect(!rows.contains(Self.marker), "\(table) still holds something")
            #expect(!rows.contains("x-marqueur"), "\(table) still holds a language")
        }
        if case .file(let path) = place {
            for file in [path, path + "-wal"] {
                let bytes = (try? Data(contentsOf: URL(filePath: file))) ?? Data()
                #expect(bytes.range(of: Data(Self.marker.utf8)) == nil, "\(file.suffix(4)) still holds something")
            }
        }
        // What is counted is still there.
        let referral = try await test.referral(sent.id)
        #expect(referral.state == .ended && referral.message.facts.isEmpty && referral.group == "kitchen")
        await #expect(throws: GroupLinkClosed.self) { _ = try await ReadReferralAsGroup(desk: test.desk)(sent.link) }
        #expect(
            try await test.mails.map(\.kind) == ["deletion"], "the group is asked to delete; their own mail is gone")
    }

    @Test func `is a receipt of tables and numbers, and a clean trail`() async throws {
        let (test, _) = try await marked(at: .memory)
        let erase = ErasePerson(desk: test.desk, actor: clockwork)
        let receipt = try #require(try await erase("person-1", because: .retention))
        func line(_ table: String) -> ErasureReceipt.Line? { receipt.lines.first { $0.table == table } }
        for table in [
            "contacts", "solved_barriers", "drafts", "filling_ins", "outbox", "own_page_codes", "person_requests",
            "worries",
        ] {
            #expect(line(table) == ErasureReceipt.Line(table: table, removed: 1))
        }
        for table in ["people", "consents", "referrals"] {
            #expect(line(table)?.emptied == 1 && line(table)?.why.isEmpty == false)
        }
        #expect(line("submissions")?.removed == 2)
        #expect(line("attendances")?.kept == 1)
        #expect(line("events")?.kept ?? 0 > 0)
        let text = "\(receipt)"
        for secret in [Self.marker, "person-1", "kitchen"] { #expect(!text.contains(secret)) }

        let findings = try await VerifyData(of: test.desk.database)().findings
        // The stores were filled by hand: what has no event was written by this test.
        #expect(findings.filter { !$0.problem.contains("the trail knows nothing") }.isEmpty, "\(findings)")
        let page = try await ReadErasures(desk: test.desk)(page: 1, by: test.administrator)
        #expect(page.receipts == [receipt])
        #expect(try await erase("person-1", because: .retention) == nil, "once is enough")
    }

    @Test func `shuts the record for everybody, and names them in no list`() async throws {
        let (test, _) = try await marked(at: .memory)
        _ = try await ErasePerson(desk: test.desk, actor: clockwork)("person-1", because: .retention)
        for actor in [test.linkWorker, test.worker("lead", .teamLead)] {
            await #expect(throws: Access.Refusal.notFound) {
                _ = try await OpenPersonRecord(desk: test.desk)("person-1", by: actor)
            }
            for show in PeopleList.Show.allCases {
                let list = try await ListPeople(desk: test.desk)(show, search: "", page: 1, by: actor)
                #expect(list.people.isEmpty && list.total == 0)
            }
        }
        await #expect(throws: Access.Refusal.notFound) { _ = try await ReadOwnRecord(desk: test.desk)(by: me) }
    }

    @Test func `waits seven days, in which it can be taken back`() async throws {
        let (test, _) = try await marked(at: .memory)
        let ask = AskAboutOwnRecord(desk: test.desk)
        try await ask.erasure(submission: "2", by: try .typed(by: me))
        await #expect(throws: AskAboutOwnRecord.Refusal.alreadyAsked) {
            try await ask.erasure(submission: "3", by: try .typed(by: me))
        }
        test.clock.move(days: PersonRequest.coolingDays, seconds: -1)
        #expect(try await EraseDue(desk: test.desk, actor: clockwork)() == 0)
        guard case .people(let day) = try await OpenToday(desk: test.desk)(by: test.worker("lead", .teamLead)) else {
            Issue.record("no day")
            return
        }
        #expect(day.requests.shown.map(\.kind).contains(.erasure))
        try await ask.takeBackErasure(submission: "4", by: me)
        test.clock.move(days: 30)
        #expect(try await EraseDue(desk: test.desk, actor: clockwork)() == 0)
        #expect(try await ReadOwnRecord(desk: test.desk)(by: me).person.about.callName.hasPrefix(Self.marker))
        #expect(
            try await test.desk.database.read(test.hub) { try $0.events.concerning("person-1", limit: 3).map(\.verb) }
                .contains("erasure-taken-back"))
    }

    @Test func `is done by the clock`() async throws {
        let (test, _) = try await marked(at: .memory)
        try await AskAboutOwnRecord(desk: test.desk).erasure(submission: "2", by: try .typed(by: me))
        test.clock.move(days: PersonRequest.coolingDays + 1)
        let jobs = HubJobs(
            desk: test.desk, mailer: nil, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        await jobs.runOnce()
        await #expect(throws: Access.Refusal.notFound) { _ = try await ReadOwnRecord(desk: test.desk)(by: me) }
    }

    @Test func `a part stays where a lead wrote down a ground of the law, and the person can read why`() async throws {
        let (test, _) = try await marked(at: .memory)
        let keep = KeepPart(desk: test.desk)
        let lead = test.worker("lead", .teamLead)
        await #expect(throws: Access.Refusal.notInRole) {
            try await keep(.contacts, of: "person-1", on: .claim, words: "A court", by: test.linkWorker)
        }
        await #expect(throws: KeepPart.Refusal.empty) {
            try await keep(.contacts, of: "person-1", on: .claim, words: " ", by: lead)
        }
        try await keep(.contacts, of: "person-1", on: .claim, words: "A court asked for it", by: lead)
        try await keep(.messages, of: "person-1", on: .law, words: "Wrongly", by: lead)
        try await keep.release(.messages, of: "person-1", by: lead)
        #expect(try await ReadOwnRecord(desk: test.desk)(by: me).kept.map(\.words) == ["A court asked for it"])
        let receipt = try #require(
            try await ErasePerson(desk: test.desk, actor: clockwork)("person-1", because: .retention))
        #expect(receipt.kept == ["contacts": "claim"])
        #expect(receipt.lines.first { $0.table == "contacts" }?.kept == 1)
        let all = try await everything(test)
        #expect(all["contacts"]?.contains("\(Self.marker)-note") == true)
        #expect(all["kept_parts"]?.contains("A court") == false)
        for (table, rows) in all where table != "contacts" { #expect(!rows.contains(Self.marker), "\(table)") }
    }

    @Test func `knows every table there is`() {
        let people = Set(ErasureStore.tablesOfPeople)
        for (table, columns) in ErasureStore.tables {
            let isKnown = people.contains(table) || ErasureRules.others[table] != nil
            #expect(isKnown, "\(table): say in ErasureRules what becomes of it when somebody is erased")
            let odd = columns.filter { $0.contains("person") && $0 != "person_id" }
            #expect(odd.isEmpty || ErasureRules.others[table] != nil, "\(table): \(odd) may name somebody")
        }
        #expect(Set(ErasureRules.staying.keys).isSubset(of: people))
        #expect(people.isDisjoint(with: ErasureRules.others.keys))
    }
}
