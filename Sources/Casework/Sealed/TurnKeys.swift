import Storage
import Vocabulary

/// Moves what is wrapped by the hub's keys of before to the active one, while everybody goes on working.
///
/// It can be stopped anywhere and begun again: each person's key is wrapped by exactly one key at any moment, and the
/// old key is only given up when nothing refers to it.
///
///     1. the new key is added to the key file ────── programs that meet it read the file again
///     2. each hub names it as the one for what is new ─ from here on nothing is wrapped by an older one
///     3. keys of people are wrapped anew, some at a time, and the secrets of phones sealed anew
///     4. the old key is dropped from the file ────── when 3 has left nothing
///
/// Codes of own pages are known to nobody but who has the slip, and cannot be moved: for those that rest on the old key
/// the file keeps what they are stored by, which opens nothing that is sealed.
public struct TurnKeys: Sendable {
    /// What came of it.
    public struct Report: Equatable, Sendable {
        public var hubs = 0
        /// How many keys of people were wrapped anew.
        public var rewrapped = 0
        /// How many secrets of phones were sealed anew.
        public var secondSteps = 0
        /// How many codes of people's own pages rest on a key of before: nobody but whoever types one can move it.
        public var codes = 0
        /// The ids of keys on which such codes rest.
        public var neededByCodes: Set<String> = []
        /// How many do not open with the key that is said to wrap them, or are wrapped by a key that we do not have.
        public var left = 0
        /// The ids of keys that still wrap something.
        public var needed: Set<String> = []

        init(
            hubs: Int = 0, rewrapped: Int = 0, secondSteps: Int = 0, left: Int = 0, needed: Set<String> = []
        ) {
            self.hubs = hubs
            self.rewrapped = rewrapped
            self.secondSteps = secondSteps
            self.left = left
            self.needed = needed
        }
    }

    static let batch = 200

    private let database: Database
    private let clock: Clock

    public init(in database: Database, clock: Clock = .system) {
        self.database = database
        self.clock = clock
    }

    /// - Parameter keys: the active key of these is what everything is moved to.
    public func callAsFunction(to keys: HubKeys) async throws -> Report {
        var report = Report()
        for hub in try await database.readAll({ try $0.hubs.all().map(\.id) }) {
            report.hubs += 1
            try await name(keys.active, in: hub)
            for old in keys.sealing.dropFirst() {
                report.rewrapped += try await rewrap(from: old, to: keys.active, in: hub)
            }
            for old in keys.codeKeys.dropFirst() {
                let codes = try await database.read(hub) { try $0.ownPageCodes.count(keyedBy: old.id) }
                report.codes += codes
                if codes > 0 { report.neededByCodes.insert(old.id) }
            }
            let phones = try await database.keepHouse(hub) { try $0.resealSecondSteps(with: keys) }
            report.secondSteps += phones.resealed
            report.left += phones.left.count
            report.needed.formUnion(phones.left)
            let counts = try await database.read(hub) { try $0.personKeys.counts() }
            report.needed.formUnion(counts.keys)
            report.left += counts.filter { $0.key != keys.active.id }.values.reduce(0, +)
        }
        return report
    }

    private func name(_ key: SealingKey, in hub: Identifier<Hub>) async throws {
        let clock = clock
        try await database.write(hub) { hub in
            guard try hub.personKeys.active() != key.id else { return }
            try hub.personKeys.setActive(key.id)
            try hub.record(
                "sealing-key-turned", of: .hub(hub.hub),
                by: Actor(hub: hub.hub, identity: .command("keys rotate")), clock: clock, detail: ["key": key.id])
        }
    }

    /// The same keys in another wrapping are no news of anybody: there is no event.
    private func rewrap(from old: SealingKey, to new: SealingKey, in hub: Identifier<Hub>) async throws -> Int {
        var count = 0
        var last: WrappedPersonKey?
        while true {
            let after = last?.person
            let (found, moved) = try await database.keepHouse(hub) { hub in
                let some = try hub.personKeys.wrapped(by: old.id, after: after, limit: Self.batch)
                var moved = 0
                for one in some {
                    guard let seal = try? PersonSeal(unwrapping: one, with: old, in: hub.hub) else { continue }
                    if try hub.personKeys.rewrap(one, as: try seal.wrapped(with: new)) { moved += 1 }
                }
                return (some, moved)
            }
            count += moved
            guard found.count == Self.batch else { return count }
            last = found.last
        }
    }
}

extension HubKeys {
    /// With a new active key before the others.
    public func adding(_ key: SealingKey) -> HubKeys? {
        HubKeys(sealing: [key] + sealing, signing: signing, retired: retired, codes: codes)
    }

    /// Without the keys that nothing needs any more; the active one stays.
    ///
    /// - Parameter codes: the ids of keys on which codes of own pages rest. Of a sealing key among them that is needed
    ///   for nothing else, only what those codes are stored by is left.
    public func dropping(allBut needed: Set<String>, codes needing: Set<String> = []) -> HubKeys? {
        let kept = [active] + sealing.dropFirst().filter { needed.contains($0.id) }
        let left = Set(kept.map(\.id))
        return HubKeys(
            sealing: kept, signing: signing, retired: retired,
            codes: codeKeys.filter { !left.contains($0.id) && needing.contains($0.id) })
    }

    /// With another signing key. What the one of before has signed can still be checked.
    public func signing(with key: SigningKey) -> HubKeys? {
        HubKeys(sealing: sealing, signing: key, retired: [signing.verifying] + retired, codes: codes)
    }
}
