import Community
import People
import Storage
import Vocabulary

/// Records that person and group have met or spoken: the warm handover.
public struct IntroduceReferral: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Referral/Refusal``, ``Access/Refusal``.
    public func callAsFunction(_ referral: Referral.ID, submission: String, by actor: Actor) async throws {
        try await desk.change(referral, deed: "introduce", submission: submission, by: actor) { found, hub in
            try found.introduce(at: desk.clock.now)
            return [("referral-introduced", [:])]
        }
    }
}

/// Writes down whether the person came to a session, as they or the group told the worker.
public struct RecordAttendance: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// The day is still to come, or lies before the referral was sent.
        case dayOutOfRange(first: Day, last: Day)
    }

    /// The first time the person came, the referral is introduced and attending: whoever came has met the group.
    ///
    /// - Throws: ``Refusal``, ``Referral/Refusal``, ``Access/Refusal``.
    public func callAsFunction(
        _ visit: Attendance.Visit, on day: Day, of referral: Referral.ID, submission: String, by actor: Actor
    ) async throws {
        try await desk.change(referral, deed: "attendance", submission: submission, by: actor) { found, hub in
            guard found.state.holdsPlace else { throw Referral.Refusal.notFrom(found.state, .attend) }
            let today = desk.clock.today
            let first = found.sentAt?.day(in: desk.clock.zone) ?? today
            guard day >= first, day <= today else { throw Refusal.dayOutOfRange(first: first, last: today) }
            var events: [(String, [String: String])] = [("attendance-recorded", ["outcome": visit.rawValue])]
            if visit == .came, found.can(.introduce) {
                try found.introduce(at: desk.clock.now)
                events.append(("referral-introduced", [:]))
            }
            if visit == .came, found.can(.attend) {
                try found.attend(at: desk.clock.now)
                events.append(("referral-attended", [:]))
            }
            try hub.attendances.add(
                Attendance(
                    id: desk.ids.next(), referral: found.id, on: day, outcome: visit.outcome, saidAt: desk.clock.now,
                    byGroup: false))
            return events
        }
    }
}

/// Ends a referral, well or not, and keeps how welcome the person felt.
public struct EndReferral: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// Only taking back the consent ends a referral for that reason.
        case withdrawInstead
    }

    /// - Parameter welcome: 1 (not at all) … 5 (very); nil when the person was not asked or would not say.
    /// - Throws: ``Refusal``, ``Referral/Refusal``, ``Access/Refusal``.
    public func callAsFunction(
        _ referral: Referral.ID, because reason: Referral.EndReason, welcome: Int?, submission: String, by actor: Actor
    ) async throws {
        try await desk.change(referral, deed: "end-referral", submission: submission, by: actor) { found, hub in
            guard reason != .consentWithdrawn else { throw Refusal.withdrawInstead }
            try found.end(because: reason, at: desk.clock.now, welcome: welcome)
            try hub.referrals.closeLink(of: found.id, at: desk.clock.now)
            return [("referral-ended", ["because": reason.rawValue])]
        }
    }
}

extension Desk {
    /// Changes a referral by its verbs, once for a submission: saves it, records what the change returns, and
    /// tells matching that the group may have become fuller or emptier.
    fileprivate func change(
        _ referral: Referral.ID, deed: String, submission: String, by actor: Actor,
        _ verbs:
            @escaping @Sendable (inout Referral, HubTransaction) throws -> [(verb: String, detail: [String: String])]
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let clock = clock
        _ = try await database.write(actor.hub) { hub in
            var (found, person) = try hub.referral(referral, for: actor)
            return try hub.once(submission, for: "\(deed) \(referral)", clock: clock) {
                let before = found
                let events = try verbs(&found, hub)
                if found != before {
                    try hub.referrals.save(found)
                    try hub.groups.touch(Group.ID(found.group))
                }
                for event in events {
                    try hub.record(
                        event.verb, of: .referral(found.id), by: actor, clock: clock, person: person.id,
                        detail: event.detail)
                }
                return referral.rawValue
            }
        }
    }
}
