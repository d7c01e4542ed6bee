import Community
import Foundation
import Interchange
import Storage
import Vocabulary

/// Takes the services of another directory into the hub's own.
///
/// Each service becomes a group, one for each of its places. A group that was read before is found again
/// by its foreign id and takes what is new, except for what a coordinator corrected; reading the same
/// source twice changes nothing. An imported group can be signposted, and is not referred to until it was
/// asked (D7).
public struct ImportDirectory: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// How many groups are saved in one transaction.
    private static let batch = 250

    /// - Parameters:
    ///   - source: the name under which groups remember where they came from.
    ///   - isDryRun: says what would happen and changes nothing.
    ///   - progress: how many groups are stored, and how many there are to store.
    /// - Throws: ``Access/Refusal``.
    @discardableResult
    public func callAsFunction(
        _ reading: DirectoryReading, from source: String, isDryRun: Bool = false, by actor: Actor,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> DirectoryImport {
        try Access.require(.keepDirectory, of: actor)
        let today = desk.clock.today
        let incoming = Self.groups(of: reading.services, source: source, readOn: today)
        let (known, elsewhere) = try await known(source: source, among: incoming, hub: actor.hub)
        var result = DirectoryImport(source: source, report: reading.report)
        var additions: [Group] = []
        var renewals: [Group] = []
        for group in incoming {
            guard let provenance = group.provenance else { continue }
            for word in provenance.unmapped { result.unmapped[word, default: 0] += 1 }
            guard let stored = known[provenance.foreignID] ?? elsewhere[group.id] else {
                additions.append(group)
                result.added.append(.init(id: group.id, name: group.details.name))
                continue
            }
            let named = DirectoryImport.Named(id: stored.id, name: stored.details.name)
            var renewed = stored
            renewed.renew(from: group)
            if renewed.provenance == stored.provenance, renewed.details == stored.details {
                result.unchanged += 1
            } else {
                renewals.append(Group(id: stored.id, details: group.details, provenance: provenance))
                result.changed.append(named)
            }
            if !renewed.differences.isEmpty { result.differing.append((named, renewed.differences)) }
        }
        let present = Set(incoming.compactMap { $0.provenance?.foreignID })
        result.missing = known.filter { !present.contains($0.key) }.values
            .map { (FoldedName.text($0.details.name), DirectoryImport.Named(id: $0.id, name: $0.details.name)) }
            .sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
        if !isDryRun {
            try await store(additions, renewals, source: source, by: actor, progress: progress)
        }
        return result
    }

    // MARK: Storing

    private func store(
        _ additions: [Group], _ renewals: [Group], source: String, by actor: Actor,
        progress: @Sendable (Int, Int) -> Void
    ) async throws {
        let total = additions.count + renewals.count
        var done = 0
        for start in stride(from: 0, to: additions.count, by: Self.batch) {
            let batch = Array(additions[start..<min(start + Self.batch, additions.count)])
            try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
                for group in batch {
                    try hub.groups.add(group)
                    try hub.record("group-imported", of: .group(group.id), by: actor, clock: clock)
                }
            }
            done += batch.count
            progress(done, total)
        }
        for start in stride(from: 0, to: renewals.count, by: Self.batch) {
            let batch = Array(renewals[start..<min(start + Self.batch, renewals.count)])
            try await desk.database.write(actor.hub) { [desk] hub in
                // Read again: a coordinator may have corrected one of them since.
                for stored in try hub.groups.find(batch.map(\.id)) {
                    guard let fresh = batch.first(where: { $0.id == stored.id }) else { continue }
                    var renewed = stored
                    let changed = renewed.renew(from: fresh)
                    try hub.save(renewed, was: stored, by: actor, desk: desk)
                    try hub.record(
                        "group-read-again", of: .group(stored.id), by: actor, clock: desk.clock,
                        detail: ["details": changed.map(\.rawValue).joined(separator: " ")])
                }
            }
            done += batch.count
            progress(done, total)
        }
        guard total > 0 else { return }
        try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            try hub.record(
                "directory-imported", of: .hub(actor.hub), by: actor, clock: clock,
                detail: ["added": String(additions.count), "changed": String(renewals.count)])
        }
    }

    /// The groups that came from this source, by their foreign ids, and those that came from another one
    /// with the same ids: the same directory under a new name.
    private func known(
        source: String, among incoming: [Group], hub: Identifier<Hub>
    ) async throws -> (bySource: [String: Group], elsewhere: [Group.ID: Group]) {
        try await desk.database.read(hub) { hub in
            let stored = try hub.groups.all(source: source)
            let bySource = Dictionary(
                stored.compactMap { group in group.provenance.map { ($0.foreignID, group) } },
                uniquingKeysWith: { first, _ in first })
            let others = incoming.filter { $0.provenance.map { bySource[$0.foreignID] == nil } ?? false }.map(\.id)
            var elsewhere: [Group.ID: Group] = [:]
            for start in stride(from: 0, to: others.count, by: 500) {
                for group in try hub.groups.find(Array(others[start..<min(start + 500, others.count)])) {
                    elsewhere[group.id] = group
                }
            }
            return (bySource, elsewhere)
        }
    }

    // MARK: Groups of services

    private static func groups(of services: [ServiceRecord], source: String, readOn day: Day) -> [Group] {
        services.flatMap { service in
            let places: [PlaceRecord?] = service.places.isEmpty ? [nil] : service.places
            return places.map { group(of: service, at: $0, several: places.count > 1, source: source, readOn: day) }
        }
    }

    private static func group(
        of service: ServiceRecord, at place: PlaceRecord?, several: Bool, source: String, readOn day: Day
    ) -> Group {
        let details = GroupDetails(service, at: place, severalPlaces: several)
        let foreignID = several ? "\(service.id) at \(place?.id ?? "")" : service.id
        // A UUID means the same record in every source, ours included; a number does so only in its own.
        let id =
            if !StableID.isUUID(service.id) {
                StableID.uuid(of: "service", source, foreignID)
            } else if several {
                StableID.uuid(of: "service", foreignID)
            } else {
                service.id.lowercased()
            }
        let unmapped = service.unmapped.map { "\($0.field): \($0.word)".replacing("\0", with: "") }
        return Group(
            id: Identifier(rawValue: id), details: details,
            provenance: Provenance(
                source: source, foreignID: foreignID, readOn: day, changedAtSource: service.lastModified,
                atSource: details, unmapped: Array(Set(unmapped)).sorted()))
    }
}

extension Group {
    /// Takes what the source says now. Nothing changes, the day of reading neither, where it says the same.
    ///
    /// - Returns: the details that changed.
    @discardableResult
    fileprivate mutating func renew(from fresh: Group) -> [GroupField] {
        guard let before = provenance, let now = fresh.provenance else { return [] }
        // A file under a new name that says the same has changed nothing.
        let same =
            before.atSource == now.atSource && before.unmapped == now.unmapped
            && before.changedAtSource == now.changedAtSource
        if same { return [] }
        let changed = take(
            fresh.details, readOn: now.readOn, changedAtSource: now.changedAtSource, unmapped: now.unmapped)
        provenance?.source = now.source
        provenance?.foreignID = now.foreignID
        return changed
    }
}
