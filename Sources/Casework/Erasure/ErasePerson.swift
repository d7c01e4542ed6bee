import Foundation
import People
import Storage
import Vocabulary

/// Takes out of the store whatever it holds about one person, as far as the law lets us, and says what is left
/// (docs/adr/0034).
///
///     every yes is taken back ──▶ open referrals end, links close, groups are asked to delete
///     tables of people ─────────▶ rows removed; consents and referrals emptied; the trail stays
///     the person's row ─────────▶ emptied: a number with nothing behind it
struct ErasePerson: Sendable {
    enum Because: String, Sendable {
        /// The person asked for it, and did not take it back.
        case asked
        /// A rule of retention.
        case retention
    }

    let desk: Desk
    let actor: Actor

    /// - Returns: the receipt; nil where there is nobody to erase, or not now.
    func callAsFunction(_ id: Person.ID, because: Because) async throws -> ErasureReceipt? {
        let desk = desk
        let actor = actor
        let receipt = try await desk.database.write(actor.hub) { hub -> ErasureReceipt? in
            guard let person = try hub.people.find(id), person.erasedAt == nil else { return nil }
            if because == .asked {
                guard let request = try hub.personRequests.openErasure(of: id), let actsAt = request.actsAt,
                    actsAt <= desk.clock.now
                else { return nil }
            }
            return try Erasing(person: person, because: because, hub: hub, desk: desk, actor: actor).run()
        }
        // Only now is it out of the file's own log as well. Where somebody is reading, the next night does it.
        if receipt != nil { try? await desk.database.scrub() }
        return receipt
    }
}

/// One erasure, inside its transaction.
private struct Erasing {
    let person: Person
    let because: ErasePerson.Because
    let hub: HubTransaction
    let desk: Desk
    let actor: Actor

    func run() throws -> ErasureReceipt {
        let kept = try hub.keptParts.of(person.id)
        let parts = Set(kept.map(\.part))
        for consent in try hub.consents.of(person.id) where consent.withdrawnAt == nil {
            try hub.withdraw(consent: consent.id, because: "erased", desk: desk, actor: actor)
        }
        var lines = try otherTables()
        lines += try tablesOfPeople(keeping: parts)
        lines.append(try emptyPerson(keeping: parts.contains(.about)))
        let number = desk.ids.next(ErasureReceipt.self)
        let receipt = ErasureReceipt(
            version: ErasureReceipt.schemaVersion, number: number.rawValue, because: because.rawValue,
            doneAt: desk.clock.now.date.ISO8601Format(),
            lines: lines.filter { $0.removed + $0.emptied + $0.kept > 0 }.sorted { $0.table < $1.table },
            kept: Dictionary(kept.map { ($0.part.rawValue, $0.ground.rawValue) }, uniquingKeysWith: { $1 }))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try hub.erasure.add(
            ErasureStore.Record(
                id: number.rawValue, person: person.id, because: because.rawValue, doneAt: desk.clock.now,
                receipt: String(decoding: try encoder.encode(receipt), as: UTF8.self)))
        try hub.record(
            "person-erased", of: .person(person.id), by: actor, clock: desk.clock, person: person.id,
            detail: ["because": because.rawValue])
        return receipt
    }

    /// Before those of people: links and codes are found by the referrals they lead to.
    private func otherTables() throws -> [ErasureReceipt.Line] {
        let id = person.id
        return [
            ErasureReceipt.Line(table: "referral_links", removed: try hub.erasure.removeLinks(of: id)),
            ErasureReceipt.Line(table: "person_links", removed: try hub.erasure.removePairs(of: id)),
            ErasureReceipt.Line(table: "likenesses", removed: try hub.erasure.removeLikenesses(of: id)),
            ErasureReceipt.Line(table: "referral_codes", removed: try hub.erasure.removeCodes(of: id)),
            ErasureReceipt.Line(
                table: "attendances", kept: try hub.erasure.countAttendances(of: id),
                why: ErasureRules.others["attendances"] ?? ""),
            ErasureReceipt.Line(
                table: "drafts", removed: try hub.erasure.removeDrafts(beginning: KeepDraft.Form.beginning(of: id))),
            ErasureReceipt.Line(table: "submissions", removed: try hub.erasure.removeSubmissions(naming: id.rawValue)),
        ]
    }

    private func tablesOfPeople(keeping parts: Set<KeptPart.Part>) throws -> [ErasureReceipt.Line] {
        try ErasureStore.tablesOfPeople.map { table in
            let why = ErasureRules.staying[table] ?? ""
            switch table {
            case "consents":
                // Nothing that was said and in no language: what is left of a yes whose person is not known any more.
                let nobody = Consent.Manner(language: "und", withInterpreter: false, how: .spoken)
                return ErasureReceipt.Line(
                    table: table, emptied: try hub.erasure.emptyConsents(of: person.id, manner: nobody), why: why)
            case "referrals":
                let keeps = parts.contains(.messages)
                let count = try hub.erasure.emptyReferrals(of: person.id, keepingMessages: keeps)
                return ErasureReceipt.Line(
                    table: table, emptied: keeps ? 0 : count, kept: keeps ? count : 0,
                    why: keeps ? "What groups were told stays by law." : why)
            case "contacts" where parts.contains(.contacts):
                return ErasureReceipt.Line(
                    table: table, kept: try hub.erasure.count(in: table, of: person.id),
                    why: "Notes of calls and meetings stay by law.")
            case "kept_parts":
                try hub.keptParts.forgetWords(of: person.id)
                return ErasureReceipt.Line(
                    table: table, emptied: try hub.erasure.count(in: table, of: person.id), why: why)
            case "events", "erasures":
                return ErasureReceipt.Line(
                    table: table, kept: try hub.erasure.count(in: table, of: person.id), why: why)
            default:
                return ErasureReceipt.Line(
                    table: table, removed: try hub.erasure.removeAll(from: table, of: person.id))
            }
        }
    }

    private func emptyPerson(keeping keeps: Bool) throws -> ErasureReceipt.Line {
        // Withdrawing moved nothing of theirs, yet the row is read again: its version is what a save goes by.
        guard var row = try hub.people.find(person.id) else { throw Access.Refusal.notFound }
        if !keeps {
            row.about = AboutPerson()
            row.understanding = nil
        }
        row.worker = nil
        row.wantsMoreAtOnce = false
        if row.care.isOpen {
            var ended = Case()
            try ended.close(because: .theirChoice)
            row.care = ended
        }
        try hub.erasure.empty(row, at: desk.clock.now)
        return ErasureReceipt.Line(
            table: "people", emptied: keeps ? 0 : 1, kept: keeps ? 1 : 0,
            why: keeps ? "What they told stays by law, and no page shows it." : ErasureRules.others["people"] ?? "")
    }
}

extension KeepDraft.Form {
    /// How the keys of all forms about one person begin.
    static func beginning(of person: Person.ID) -> String { "person/\(person)/" }
}

/// Carries out the erasures whose time has come.
struct EraseDue: Sendable {
    let desk: Desk
    let actor: Actor
    var mayGoOn: @Sendable () async throws -> Bool = { !Task.isCancelled }

    /// - Returns: how many people were erased.
    func callAsFunction() async throws -> Int {
        let now = desk.clock.now
        let due = try await desk.database.read(actor.hub) { try $0.personRequests.erasuresDue(at: now, limit: 1000) }
        var count = 0
        for request in due {
            guard try await mayGoOn() else { break }
            if try await ErasePerson(desk: desk, actor: actor)(request.person, because: .asked) != nil { count += 1 }
        }
        return count
    }
}

/// A page of the receipts of a hub's erasures, for a team lead: numbers, nothing about anybody.
public struct ReadErasures: Sendable {
    public static let pageSize = 10

    public struct Page: Sendable {
        public let receipts: [ErasureReceipt]
        public let total: Int
        /// Counted from 1.
        public let page: Int

        public init(receipts: [ErasureReceipt], total: Int, page: Int) {
            self.receipts = receipts
            self.total = total
            self.page = page
        }
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(page: Int, by actor: Actor) async throws -> Page {
        try Access.require(.keepRetention, of: actor)
        let size = Self.pageSize
        return try await desk.database.read(actor.hub) { hub in
            let total = try hub.erasure.countAll()
            let window = PageWindow(page, of: total, size: size)
            let receipts = try hub.erasure.page(limit: size, offset: window.offset).map { record in
                try JSONDecoder().decode(ErasureReceipt.self, from: Data(record.receipt.utf8))
            }
            return Page(receipts: receipts, total: total, page: window.page)
        }
    }
}
