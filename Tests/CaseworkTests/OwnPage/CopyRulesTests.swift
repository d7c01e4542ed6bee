import Community
import Foundation
import People
import Testing
import Vocabulary

@testable import Casework
@testable import Storage

@Suite("A person's copy is all that is held")
struct CopyRulesTests {
    /// The tables about people, as the schema has them.
    private static let tables = SchemaTable.all.filter {
        !CopyRules.owners.isDisjoint(with: $0.columns) || CopyRules.alsoAboutPeople.contains($0.name)
    }

    private static func columns(of table: SchemaTable) -> Set<String> {
        Set(table.columns).subtracting(CopyRules.owners).subtracting(["hub_id"])
    }

    @Test func `every column of every table about people stands in the copy, or it is said why not`() {
        #expect(Self.tables.count > 18, "the tables were not found")
        for table in Self.tables {
            let ruled = Set((CopyRules.columns[table.name] ?? [:]).keys)
            #expect(
                Self.columns(of: table).subtracting(ruled).sorted() == [],
                "say in CopyRules where these of \(table.name) stand in the copy, or why not")
            #expect(ruled.subtracting(Self.columns(of: table)).sorted() == [], "\(table.name) has no such columns")
        }
        #expect(Set(CopyRules.columns.keys).subtracting(Self.tables.map(\.name)).sorted() == [], "no such tables")
        for case .leftOut(let why) in CopyRules.columns.values.flatMap(\.values) { #expect(why.count > 10) }
    }

    @Test func `every part that the rules name is a part of the copy`() async throws {
        let (test, _) = try await filled()
        let json = try await copy(test)
        for (table, columns) in CopyRules.columns {
            for (column, place) in columns {
                guard let name = Self.name(place) else { continue }
                let part = try #require(json[name], "\(table).\(column) is said to stand in \(name)")
                if let list = part as? [Any] { #expect(!list.isEmpty, "\(name) was not filled") }
            }
        }
    }

    /// The words themselves: each is stored, and each is found in the copy, so that a rule cannot say what is not so.
    @Test func `every word that is written about somebody is found in it as it was written`() async throws {
        let (test, marks) = try await filled()
        #expect(marks.count > 10)
        let json = try await copy(test)
        for (column, mark) in marks {
            let table = String(column.prefix { $0 != "." })
            guard case .words(let name)? = CopyRules.columns[table]?[String(column.dropFirst(table.count + 1))] else {
                continue
            }
            #expect(Self.text(json[name] as Any).contains(mark), "\(column) is not in \(name)")
        }
    }

    @Test func `documents are unfolded in it: what was told, what groups were told, what was typed and not sent`()
        async throws
    {
        let (test, _) = try await filled()
        let json = try await copy(test)
        for (name, word) in [
            ("about", "sings-at-night"), ("referrals", "sings-at-night"), ("drafts", "half a sentence"),
            ("consents", "number 77"), ("worries", "we visit on Friday"),
        ] {
            #expect(Self.text(json[name] as Any).contains(word), "\(name) lacks what it should hold")
        }
        // And nothing of whom they may be.
        #expect(!Self.text(json).contains("person-2"))
    }

    private static func name(_ place: CopyRules.Place) -> String? {
        switch place {
        case .words(let name), .fact(let name), .document(let name): name
        case .leftOut: nil
        }
    }

    private static func text(_ part: Any) -> String {
        (try? JSONSerialization.data(withJSONObject: part, options: [.fragmentsAllowed, .withoutEscapingSlashes]))
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private func copy(_ test: TestDesk) async throws -> [String: Any] {
        let copy = try await MakeOwnDownload(desk: test.desk)(by: Actor(hub: "test", identity: .person("person-1")))
        return try #require(try JSONSerialization.jsonObject(with: try copy.json()) as? [String: Any])
    }

    /// Somebody of whom there is a row in every table, with a word of its own in each column of free words.
    private func filled() async throws -> (test: TestDesk, marks: [String: String]) {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        try await test.addPerson("person-2")
        try await test.addStaff()
        let start = TestDesk.start
        let person = try await test.addPerson {
            $0.about.hopes = "sings-at-night"
            $0.lastContactAt = start
        }
        let sent = try await test.send(of: person, to: group)
        let clock = test.clock.clock
        try await test.desk.database.keepHouse(test.hub) { hub in
            let now = clock.now
            try hub.contacts.add(
                Contact(
                    id: "c", person: "person-1", at: now, kind: .call, reached: true, note: "", by: "worker-1"))
            try hub.solvedBarriers.write(
                "-", for: "reach", between: "person-1", and: "kitchen", at: now, by: "worker-1")
            try hub.unmetNeeds.replace(
                of: "person-1", with: [UnmetNeedStore.Found(need: "housing", obstacle: "full")], in: "D",
                on: clock.today)
            try hub.cohortPlans.add(
                CohortPlan(id: "plan-1", proposedBy: "rosa", proposedAt: now),
                [CohortPlan.Line(person: "person-1", place: 0, group: nil, mark: .leftOut)])
            try hub.breakGlass.add(
                BreakGlass(id: "g", of: "person-1", by: "worker-2", because: "They stand at the door", at: now))
            _ = try hub.personLinks.add(
                try #require(PersonLink("person-1", "person-2", because: "-", by: "worker-1", at: now)))
            try hub.personRequests.add(
                PersonRequest(
                    id: "q", person: "person-1", kind: .correction, madeAt: now, state: .answered, answeredAt: now,
                    answer: "-", answeredBy: "worker-1"))
            try hub.keptParts.keep(
                KeptPart(person: "person-1", part: .contacts, ground: .law, words: "-", keptAt: now, by: "worker-1"))
            for (person, words) in [("person-1", "half a sentence"), ("person-2", "person-2 is another's")] {
                _ = try hub.drafts.keep(
                    Draft(
                        id: Identifier(rawValue: "\(person)-d"), fields: [Draft.Field(name: "hopes", value: words)],
                        savedAt: now),
                    of: "person/\(person)/hopes", about: Identifier(rawValue: person), by: "worker-1")
            }
            var worry = Worry(id: "w", person: "person-1", referral: sent.id, group: "kitchen", raisedAt: now)
            try worry.call(reached: true, by: "worker-1", at: now)
            try worry.decide("we visit on Friday", by: "worker-1", at: now)
            try hub.worries.add(worry)
            try hub.outbox.add(
                OutgoingMail(
                    id: "m", kind: "own-page", recipient: "-", subject: "-", body: "-", createdAt: now, nextAt: now))
            try hub.outbox.belong("m", to: "person-1")
            let manner = Consent.Manner(language: "ti", withInterpreter: true, how: .spoken, interpreter: "number 77")
            try hub.execute(
                """
                UPDATE consents SET manner = \(try Document.text(manner)), purpose = 'join'
                WHERE hub_id = \(hub.hub) AND id = \(sent.consent)
                """)
        }
        return (test, try await marked(test))
    }

    /// Puts a word of its own into each column that the rules call words, wherever a row is the person's.
    private func marked(_ test: TestDesk) async throws -> [String: String] {
        try await test.desk.database.keepHouse(test.hub) { hub in
            var marks: [String: String] = [:]
            for (table, columns) in CopyRules.columns {
                let owner = table == "person_links" ? "first_id" : "person_id"
                for case (let column, .words) in columns {
                    let mark = "mark-\(table)-\(column)"
                    let statement = SQL(
                        literal: "UPDATE \(table) SET \(column) = '\(mark)' WHERE \(owner) = 'person-1'")
                    let changed = try hub.execute(statement)
                    #expect(changed > 0, "\(table) has no row of theirs")
                    marks["\(table).\(column)"] = mark
                }
            }
            return marks
        }
    }
}
