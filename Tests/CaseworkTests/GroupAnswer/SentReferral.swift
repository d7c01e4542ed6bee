import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

/// A referral that a group was sent a moment ago, and the link to it.
struct SentReferral {
    let id: Referral.ID
    let link: Secret
    let code: String
    let consent: Consent.ID
}

extension TestDesk {
    /// Sends a referral of `person` to `group` as the worker would have, with every fact that can be shared.
    func send(_ id: Referral.ID = "referral-1", of person: Person, to group: Group) async throws -> SentReferral {
        let consent = Consent(
            id: Identifier(rawValue: "consent-of-\(id)"), person: person.id, group: group.id.rawValue,
            scope: Set(SharedFact.allCases), givenAt: clock.clock.now, until: clock.clock.today.adding(days: 180),
            manner: Consent.Manner(language: "en", withInterpreter: false, how: .spoken))
        let link = desk.secrets.token(for: hub)
        let code = desk.secrets.shortCode()
        let sent = SentReferral(id: id, link: link, code: code, consent: consent.id)
        var draft = Referral(
            id: id, person: person.id, group: group.id.rawValue, consent: consent.id,
            message: ReferralMessage(about: person.about, scope: consent.scope), createdAt: clock.clock.now)
        try draft.send(
            at: clock.clock.now, today: clock.clock.today, consent: consent, understanding: person.understanding,
            othersOpen: [], openLimit: nil)
        let referral = draft
        let end = consent.until.adding(days: 1).start(in: clock.clock.zone)
        try await desk.database.keepHouse(hub) { hub in
            try hub.consents.add(consent)
            try hub.referrals.add(referral)
            try hub.referrals.setLink(
                of: id, tokenHash: link.hash, codeHash: Secret.hash(of: code), endsAt: end)
        }
        return sent
    }

    func answer(_ answer: GroupAnswer, _ sent: SentReferral, submission: String = "") async throws {
        try await AnswerReferral(desk: desk)(
            answer, by: sent.link, submission: submission.isEmpty ? desk.ids.next(Never.self).rawValue : submission)
    }

    func referral(_ id: Referral.ID) async throws -> Referral {
        try #require(try await desk.database.read(hub) { try $0.referrals.find(id) })
    }

    /// What was recorded about a referral, the oldest first.
    func trail(of id: Referral.ID) async throws -> [String] {
        try await desk.database.read(hub) { hub in
            try hub.events.about(EventSubject(kind: "referral", id: id.rawValue)).map(\.verb).reversed()
        }
    }

    var mails: [OutgoingMail] {
        get async throws { try await desk.database.read(hub) { try $0.outbox.latest(limit: 100) } }
    }
}
