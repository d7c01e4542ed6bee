import Community
import People
import Storage
import Vocabulary

/// Reminds groups, once, of referrals that they have not answered for a week.
///
/// Each reminder, its mail and its event are one transaction: a run that is cut off goes on where it was,
/// and a second run finds nothing to do. A group without an e-mail address is not reminded: its worker sees
/// on Today that it is silent, and calls.
struct NudgeGroups: Sendable {
    let desk: Desk
    let actor: Actor
    var mayGoOn: @Sendable () async throws -> Bool = { !Task.isCancelled }

    /// - Returns: how many were reminded.
    func callAsFunction() async throws -> Int {
        let desk = desk
        let firstDay = desk.clock.today.adding(days: 1 - Referral.nudgeAfterDays)
        let (waiting, groups) = try await desk.database.read(actor.hub) { hub in
            let waiting = try hub.referrals.unreminded(sentBefore: firstDay.start(in: desk.clock.zone))
            let groups = try hub.groups.find(Array(Set(waiting.map { Group.ID($0.group) })))
            let waits = try AnswerWaits(
                Dictionary(groups.map { ($0.id, $0.opening) }, uniquingKeysWith: { $1 }), in: hub, clock: desk.clock)
            let due = waiting.filter { waits.wait(of: $0).days(to: desk.clock.today) >= Referral.nudgeAfterDays }
            return (due, Dictionary(groups.map { ($0.id, $0) }, uniquingKeysWith: { $1 }))
        }
        var count = 0
        for referral in waiting {
            guard try await mayGoOn() else { break }
            guard let group = groups[Group.ID(referral.group)], !group.details.contact.email.isEmpty,
                try await nudge(referral.id, group)
            else { continue }
            count += 1
        }
        return count
    }

    private func nudge(_ id: Referral.ID, _ group: Group) async throws -> Bool {
        let desk = desk
        let actor = actor
        return try await desk.database.write(actor.hub) { hub in
            // Read again: the group may have answered a moment ago.
            guard var referral = try hub.referrals.find(id), referral.state == .sent,
                let group = try hub.groups.find(group.id),
                // One that takes nobody cannot say yes: a reminder would ask for what its page refuses.
                group.opening == .open,
                // Nobody is reminded of somebody who asked to be forgotten.
                try hub.personRequests.openErasure(of: referral.person) == nil
            else { return false }
            let wait = try hub.wait(of: referral, at: group, clock: desk.clock)
            // Another server may be about to end this wait: nobody is reminded of what is over.
            guard let lastDay = wait.lastDay, desk.clock.today <= lastDay else { return false }
            do throws(Referral.Refusal) {
                try referral.nudge(at: desk.clock.now, today: desk.clock.today, waiting: wait)
            } catch { return false }
            // One more link ends with the first: where that was closed, a reminder would lead nowhere.
            guard try hub.referrals.linkEnd(of: id).map({ $0 > desk.clock.now }) ?? false else { return false }
            let link = desk.secrets.token(for: hub.hub)
            try hub.referrals.addLink(to: id, tokenHash: link.hash)
            try hub.referrals.save(referral)
            let letter = Letter.nudge(
                to: group, from: try hub.ownHub(), link: desk.link(toReferral: link), sentOn: wait.from,
                answerBy: lastDay)
            try hub.post(letter, to: group.details.contact.email, about: id, desk: desk)
            try hub.record(
                "group-nudged", of: .referral(id), by: actor, clock: desk.clock, person: referral.person)
            return true
        }
    }
}
