import Community
import Matching
import People
import Storage
import Vocabulary

/// Writes down how each barrier between a person and a group is solved (S4): before the referral, not after
/// the first missed session.
public struct SolveBarriers: Sendable {
    /// As long as one answer may be, in Unicode scalars.
    public static let mostCharacters = 500

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter solutions: how each is solved; an empty text takes an answer back. What is no barrier is left out.
    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(
        _ solutions: [ReasonCode: String], between person: Person.ID, and group: Group.ID, submission: String,
        by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            let found = try hub.person(person, for: actor)
            guard try hub.groups.find(group) != nil else { throw Access.Refusal.notFound }
            return try hub.once(submission, for: "solve-barriers \(person) \(group)", clock: desk.clock) {
                let codes = solutions.keys.filter(\.isBarrier).sorted()
                for code in codes {
                    let how = solutions[code]?.trimmed ?? ""
                    try hub.solvedBarriers.write(
                        String(how.unicodeScalars.prefix(Self.mostCharacters)), for: code.rawValue, between: found.id,
                        and: group, at: desk.clock.now, by: worker)
                }
                try hub.record(
                    "barriers-solved", of: .person(found.id), by: actor, clock: desk.clock, person: found.id,
                    detail: ["barriers": codes.map(\.rawValue).joined(separator: " ")])
                return found.id.rawValue
            }
        }
    }
}

extension String {
    /// Without the white space around it.
    var trimmed: String {
        guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(unicodeScalars[first...last])
    }
}
