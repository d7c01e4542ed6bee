import Community
import Reference
import Storage
import Vocabulary

/// Puts a paper, check or training that somebody has seen on a group's register (D4).
public struct AddEvidence: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        case unknownStandard
        /// The last valid day is before the first.
        case endsBeforeItBegins
        /// It begins on a day that has not come: it cannot have been seen to be valid.
        case notYetValid(from: Day)
        /// Longer than ``AddEvidence/longestNote`` characters.
        case noteTooLong
    }

    /// The note says which paper it was, not what it says: in Unicode scalars.
    public static let longestNote = 500

    /// - Parameters:
    ///   - until: the last valid day; nil for no end.
    ///   - submission: the id of the form; the same form again adds nothing.
    /// - Throws: ``Refusal``, ``Access/Refusal``.
    @discardableResult
    public func callAsFunction(
        _ standard: StandardCode, for group: Group.ID, from: Day, until: Day?, note: String,
        submission: String? = nil, by actor: Actor
    ) async throws -> Evidence.ID {
        try Access.require(.keepDirectory, of: actor)
        let today = desk.clock.today
        guard desk.reference.standards[standard] != nil else { throw Refusal.unknownStandard }
        if let until, until < from { throw Refusal.endsBeforeItBegins }
        guard from <= today else { throw Refusal.notYetValid(from: from) }
        guard note.unicodeScalars.count <= Self.longestNote else { throw Refusal.noteTooLong }
        let evidence = Evidence(
            id: desk.ids.next(), standard: standard, from: from, until: until, note: note, seenBy: actor.name,
            seenOn: today)
        return try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            guard try hub.groups.find(group) != nil else { throw Access.Refusal.notFound }
            let id = try hub.once(submission, for: "add-evidence \(group)", clock: clock) {
                try hub.groups.add(evidence, to: group)
                try hub.record(
                    "evidence-added", of: .group(group), by: actor, clock: clock,
                    detail: ["standard": standard.rawValue, "until": until?.description ?? "no end"])
                return evidence.id.rawValue
            }
            return Identifier(rawValue: id)
        }
    }
}
