import Community
import Storage
import Vocabulary

/// What can be wrong with a group's details.
public enum GroupRefusal: Error, Equatable, Sendable {
    case nameMissing
    /// Longer than this many Unicode scalars.
    case tooLong(GroupField, limit: Int)
    case negativeFee
    /// The youngest age is above the oldest.
    case agesCrossed
}

extension GroupDetails {
    /// - Throws: ``GroupRefusal`` for what no directory can hold.
    func check() throws(GroupRefusal) {
        guard !name.allSatisfy(\.isWhitespace) else { throw .nameMissing }
        let texts: [(GroupField, String, Int)] = [
            (.name, name, 200), (.organisation, organisation, 200), (.summary, summary, 5000),
            (.timesInWords, timesInWords, 1000),
        ]
        for (field, text, limit) in texts where text.unicodeScalars.count > limit {
            throw .tooLong(field, limit: limit)
        }
        guard (fee.value ?? .zero).amount >= 0 else { throw .negativeFee }
        if let from = age.from, let to = age.to, from > to { throw .agesCrossed }
    }
}

/// Writes a group into the directory by hand.
public struct AddGroup: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter submission: the id of the form; the same form again gives the same group.
    /// - Throws: ``GroupRefusal``, ``Access/Refusal``.
    public func callAsFunction(
        _ details: GroupDetails, submission: String? = nil, by actor: Actor
    ) async throws -> Group.ID {
        try Access.require(.keepDirectory, of: actor)
        try details.check()
        let group = Group(id: desk.ids.next(), details: details)
        return try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            let id = try hub.once(submission, for: "add-group", clock: clock) {
                try hub.groups.add(group)
                try hub.record("group-added", of: .group(group.id), by: actor, clock: clock)
                return group.id.rawValue
            }
            return Identifier(rawValue: id)
        }
    }
}

/// Corrects a group's details by hand; an import will not overwrite what was corrected.
public struct CorrectGroup: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter version: the version that the coordinator had before them.
    /// - Throws: ``StaleGroup`` when somebody else changed the group meanwhile, ``GroupRefusal``, ``Access/Refusal``.
    public func callAsFunction(
        _ id: Group.ID, to details: GroupDetails, version: Int, by actor: Actor
    ) async throws {
        try Access.require(.keepDirectory, of: actor)
        try details.check()
        try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            guard var group = try hub.groups.find(id) else { throw Access.Refusal.notFound }
            guard group.version == version else {
                throw StaleGroup(
                    wanted: details, stored: group,
                    by: try hub.writer(of: try hub.events.about(.group(id), limit: 1).first))
            }
            let changed = group.correct(details)
            guard !changed.isEmpty else { return }
            try hub.groups.save(group)
            try hub.record(
                "group-corrected", of: .group(id), by: actor, clock: clock,
                detail: ["details": changed.map(\.rawValue).joined(separator: " ")])
        }
    }
}

/// Two people changed the same group: both texts, so that neither is lost.
public struct StaleGroup: Error, Sendable {
    public let wanted: GroupDetails
    public let stored: Group
    /// Who changed it last.
    public let by: LastWriter?

    /// The details on which the two differ.
    public var fields: [GroupField] {
        GroupField.allCases.filter { !$0.isSame(in: wanted, and: stored.details) }
    }
}

/// Settles a difference between a correction and the source.
public struct SettleDifference: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Lets the source be right about one detail again.
    ///
    /// - Throws: ``Access/Refusal``.
    public func followSource(_ field: GroupField, of id: Group.ID, by actor: Actor) async throws {
        try Access.require(.keepDirectory, of: actor)
        try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            guard var group = try hub.groups.find(id) else { throw Access.Refusal.notFound }
            guard group.differences.contains(field) else { return }
            group.followSource(for: field)
            try hub.groups.save(group)
            try hub.record(
                "source-followed", of: .group(id), by: actor, clock: clock, detail: ["details": field.rawValue])
        }
    }
}
