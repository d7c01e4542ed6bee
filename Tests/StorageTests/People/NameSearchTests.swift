import Community
import People
import StorageTesting
import Testing
import Vocabulary

@testable import Storage

@Suite("Looking for names")
struct NameSearchTests {
    /// A name as it was written down, and what somebody types who looks for it.
    static let searches: [(name: String, typed: [String])] = [
        ("Łukasz Wójcik", ["lukasz", "wojcik", "ŁUKASZ", "wojcik lukasz"]),
        ("Søren", ["soren", "søren"]), ("Işıl", ["ışıl", "isil", "IŞIL"]),
        ("O’Hara", ["o'hara", "ohara", "o hara"]), ("علي", ["علی", "علي"]),
        ("Al-Hassan", ["al hassan", "alhassan", "hassan", "al-hassan"]), ("Alkarim", ["al karim", "al-karim"]),
        ("فاطمة", ["فاطمه"]), ("مُحَمَّد", ["محمد"]), ("Straße", ["strasse"]), ("می\u{200C}نا", ["مینا"]),
        ("Олена", ["olena", "олена"]), ("Nguyễn Thị", ["nguyen thi", "thi"]),
        ("Χρήστος Ελευθερίου", ["christos", "χρηστος", "christos eleftheriou"]),
    ]

    @Test(arguments: TestEngine.allCases)
    func `finds people and groups, whatever keyboard was used`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            for (index, search) in Self.searches.enumerated() {
                try hub.people.add(Example.person(Identifier(rawValue: "p\(index)"), name: search.name))
                var group = Example.group(Identifier(rawValue: "g\(index)"))
                group.details.name = "Circle of \(search.name)"
                try hub.groups.add(group)
            }
        }
        try await database.read("one") { hub throws in
            for (name, typed) in Self.searches {
                for search in typed {
                    #expect(
                        try hub.people.named(search, worker: nil, limit: 9).map(\.about.callName) == [name],
                        "\(search) finds \(name)")
                    #expect(
                        try hub.groups.page(of: .all, search: search, limit: 9, offset: 0).map(\.details.name) == [
                            "Circle of \(name)"
                        ],
                        "\(search) finds the group of \(name)")
                }
            }
            for nothing in ["'", "hassan lukasz", "%", "_"] {
                #expect(try hub.people.named(nothing, worker: nil, limit: 9).isEmpty)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sees that two records are alike in whichever order the words of a name were written`(
        engine: TestEngine
    ) async throws {
        let database = try await engine.open()
        let names = ["Ali Hassan", "Alkarim", "Ali Reza Hassan", "Χρήστος Ελευθερίου", "Ali Hassan Omar"]
        try await database.keepHouse("one") { hub throws in
            for (index, name) in names.enumerated() {
                try hub.people.add(Example.person(Identifier(rawValue: "p\(index)"), name: name))
            }
        }
        try await database.read("one") { hub throws in
            for (written, found) in [
                ("Hassan, Ali", ["Ali Hassan"]), ("Al-Karim", ["Alkarim"]), ("Hassan Reza Ali", ["Ali Reza Hassan"]),
                ("Eleftheriou Christos", ["Χρήστος Ελευθερίου"]), ("Hassan", []), ("'", []),
            ] {
                let newcomer = Example.person("new", name: written)
                let byName = try hub.people.alike(newcomer, limit: 9).filter { $0.signs.contains(.name) }
                #expect(byName.map(\.person.about.callName) == found, "\(written)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sorts people, groups and colleagues alike`(engine: TestEngine) async throws {
        let names = ["Zoë", "Łukasz", "anna", "Élodie", "Maya"]
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            for (index, name) in names.enumerated() {
                try hub.people.add(Example.person(Identifier(rawValue: "p\(index)"), name: name))
                try hub.accounts.add(
                    Account(
                        id: Identifier(rawValue: "w\(index)"), name: name, email: "w\(index)@example.org",
                        role: "link-worker", createdAt: Example.start))
                var group = Example.group(Identifier(rawValue: "g\(index)"))
                group.details.name = name
                try hub.groups.add(group)
            }
        }
        let sorted = ["anna", "Élodie", "Łukasz", "Maya", "Zoë"]
        try await database.read("one") { hub throws in
            #expect(
                try hub.people.page(.anybodys, states: Case.State.allCases, search: "", limit: 9, offset: 0)
                    .map(\.about.callName) == sorted)
            #expect(try hub.groups.page(of: .all, search: "", limit: 9, offset: 0).map(\.details.name) == sorted)
            #expect(try hub.accounts.all().map(\.name) == sorted)
            #expect(try hub.accounts.open(inRoles: ["link-worker"]).map(\.name) == sorted)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `finds again what a server of the version before wrote, once the job has been there`(
        engine: TestEngine
    ) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            try hub.people.add(Example.person(name: "Łukasz"))
            try hub.people.add(Example.person("other", name: "Søren"))
            try hub.groups.add(Example.group())
            #expect(try hub.names.refold(limit: 9) == 0, "what this program wrote is folded")
            // As that program saves: it knows of no column that says who folded.
            try hub.execute(
                "UPDATE people SET name_folded = 'łukasz', version = version + 1 WHERE hub_id = \(hub.hub) AND id = 'robin'"
            )
            try hub.execute("UPDATE groups SET name_folded = '?', version = version + 1 WHERE hub_id = \(hub.hub)")
            #expect(try hub.people.named("lukasz", worker: nil, limit: 9).isEmpty)
            #expect(try hub.names.refold(limit: 9) == 2)
            #expect(try hub.names.refold(limit: 9) == 0)
            #expect(try hub.people.named("lukasz", worker: nil, limit: 9).map(\.id) == ["robin"])
            #expect(try hub.groups.page(of: .all, search: "kitchen", limit: 9, offset: 0).count == 1)
            // And it can still be saved by whoever had read it before.
            try hub.people.save(try #require(try hub.people.find("robin")))
            #expect(try hub.names.refold(limit: 9) == 0)
        }
    }
}
