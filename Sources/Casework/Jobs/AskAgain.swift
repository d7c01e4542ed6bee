import Community
import Storage
import Vocabulary

/// Asks groups again when what they agreed to ends soon, or ended a short while ago.
///
/// A group is asked by mail at most once in ``quietDays``; one without an address waits for its coordinator,
/// who sees it on the register.
struct AskAgain: Sendable {
    let desk: Desk
    let actor: Actor
    var mayGoOn: @Sendable () async throws -> Bool = { !Task.isCancelled }

    /// Days before the end at which a group is asked, and days after it for which it still is.
    static let daysAhead = 14
    static let daysBack = 14
    static let quietDays = 30

    /// - Returns: how many were asked.
    func callAsFunction() async throws -> Int {
        let desk = desk
        let today = desk.clock.today
        let ending = try await desk.database.read(actor.hub) { hub in
            let found = try hub.groups.agreementsEnding(
                from: today.adding(days: -AskAgain.daysBack), to: today.adding(days: AskAgain.daysAhead), limit: 1000)
            let groups = try hub.groups.find(found.map(\.group)).filter { !$0.details.contact.email.isEmpty }
            let askedSince = desk.clock.now.adding(days: -AskAgain.quietDays)
            let asked = try hub.agreementRequests.groupsAsked(since: askedSince)
            return groups.map(\.id).filter { !asked.contains($0) }.sorted()
        }
        var count = 0
        for id in ending {
            guard try await mayGoOn() else { break }
            if try await ask(id) { count += 1 }
        }
        return count
    }

    private func ask(_ id: Group.ID) async throws -> Bool {
        let desk = desk
        let actor = actor
        let lastEnd = desk.clock.today.adding(days: AskAgain.daysAhead)
        let askedSince = desk.clock.now.adding(days: -AskAgain.quietDays)
        return try await desk.database.write(actor.hub) { hub in
            guard let group = try hub.groups.find(id), let until = group.agreement?.until, until <= lastEnd else {
                return false
            }
            // Somebody else, or another server, may have asked a moment ago.
            if let last = try hub.agreementRequests.latest(of: id), last.askedAt >= askedSince { return false }
            return try hub.askForAgreement(group, by: actor, desk: desk).isMailed
        }
    }
}
