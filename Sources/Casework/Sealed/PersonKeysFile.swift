import Foundation
import People
import Storage
import Vocabulary

/// The wrapped keys of people, carried away apart from the data: one line of JSON a key.
///
///     {"kith":"person-keys","version":1}
///     {"generation":"k3v9-2mtz","hub":"demo","key":"8f0q-x1cd","person":"…","wrapped":"…"}
///
/// A copy of the data holds what is sealed, this holds what opens it, and both are shut without the hub's key. See
/// docs/adr/0027.
public struct PersonKeysFile: Sendable {
    /// Why a file of keys cannot be used.
    public enum Fault: Error, Equatable, Sendable {
        /// It is no such file, or one of a later version.
        case notOne
        /// This line, counted from 1, is no key.
        case notAKey(line: Int)
        /// It was cut off, or belongs to hubs that are not here.
        case noSuchHub(Identifier<Hub>)
    }

    /// What was brought back.
    public struct Tally: Equatable, Sendable {
        public var restored = 0
        /// Keys of people who have one, or who are not here, or of whom nothing is sealed.
        public var passedOver = 0
    }

    private struct Head: Codable, Equatable {
        var kith = "person-keys"
        var version = 1
    }

    private struct Line: Codable {
        let hub: String
        let person: String
        let generation: String
        let key: String
        let wrapped: String
    }

    private let database: Database
    private let clock: Clock

    public init(of database: Database, clock: Clock = .system) {
        self.database = database
        self.clock = clock
    }

    /// Hands over the lines, some at a time, and says how many keys they hold.
    public func write(_ take: (Data) throws -> Void) async throws -> Int {
        try take(try Self.text([Head()]))
        var count = 0
        for hub in try await database.readAll({ try $0.hubs.all().map(\.id) }) {
            for keyID in try await database.read(hub, { try $0.personKeys.counts().keys.sorted() }) {
                var last: Person.ID?
                while true {
                    let after = last
                    let some = try await database.read(hub) {
                        try $0.personKeys.wrapped(by: keyID, after: after, limit: 500)
                    }
                    try take(
                        try Self.text(
                            some.map {
                                Line(
                                    hub: hub.rawValue, person: $0.person.rawValue, generation: $0.generation,
                                    key: $0.keyID, wrapped: $0.wrapped)
                            }))
                    count += some.count
                    guard some.count == 500 else { break }
                    last = some.last?.person
                }
            }
        }
        return count
    }

    /// Brings back keys where they are missing and something waits for them. What is there is never changed.
    ///
    /// - Throws: ``Fault``; then nothing of the hub of that line was brought back.
    public func restore(_ content: Data) async throws -> Tally {
        let lines = content.split(separator: UInt8(ascii: "\n"))
        guard let head = lines.first, (try? JSONDecoder().decode(Head.self, from: head)) == Head() else {
            throw Fault.notOne
        }
        var hubs: [Identifier<Hub>: [WrappedPersonKey]] = [:]
        for (index, line) in lines.enumerated().dropFirst() {
            guard let read = try? JSONDecoder().decode(Line.self, from: line) else {
                throw Fault.notAKey(line: index + 1)
            }
            hubs[Identifier(rawValue: read.hub), default: []].append(
                WrappedPersonKey(
                    person: Identifier(rawValue: read.person), generation: read.generation, keyID: read.key,
                    wrapped: read.wrapped))
        }
        let known = try await database.readAll { Set(try $0.hubs.all().map(\.id)) }
        if let stranger = hubs.keys.sorted().first(where: { !known.contains($0) }) { throw Fault.noSuchHub(stranger) }
        var tally = Tally()
        for (hub, keys) in hubs.sorted(by: { $0.key < $1.key }) {
            let restored = try await restore(keys, in: hub)
            tally.restored += restored
            tally.passedOver += keys.count - restored
        }
        return tally
    }

    private func restore(_ keys: [WrappedPersonKey], in hub: Identifier<Hub>) async throws -> Int {
        let clock = clock
        return try await database.write(hub) { hub in
            var count = 0
            for key in keys where try hub.personKeys.find(key.person) == nil {
                // A person who was erased since has nothing sealed, and gets no key back.
                guard try hub.sealedFacts.isThereAny(of: key.person) else { continue }
                try hub.personKeys.add(key)
                count += 1
            }
            if count > 0 {
                try hub.record(
                    "person-keys-restored", of: .hub(hub.hub),
                    by: Actor(hub: hub.hub, identity: .command("keys restore")), clock: clock,
                    detail: ["count": String(count)])
            }
            return count
        }
    }

    private static func text(_ lines: [some Encodable]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var text = Data()
        for line in lines {
            text.append(try encoder.encode(line))
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }
}
