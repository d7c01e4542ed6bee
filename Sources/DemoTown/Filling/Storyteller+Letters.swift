import Casework
import Community
import People
import Storage
import Vocabulary

/// The letters that the story has sent: the demo's outbox shows those of the last weeks, with links that work.
extension Storyteller {
    /// Older letters were tidied away.
    private static let keptDays = 40

    /// Gives the referral a new link, and writes to the group that someone would like to come.
    func writeOfReferral(_ referral: Referral, to key: String, until lastDay: Day) throws {
        let secret = try newLink(to: referral, until: lastDay)
        let expires = today.adding(days: Referral.expiresAfterDays)
        try post(
            "referral \(referral.id)", to: key,
            Letter.referral(
                to: try stored(key), from: DemoTown.hub, link: desk.link(toReferral: secret), answerBy: expires))
    }

    /// The same once more, by a link beside the first.
    func writeOfSilence(about referral: Referral, to key: String) throws {
        guard let sentAt = referral.sentAt else { return }
        let sentOn = sentAt.day(in: desk.clock.zone)
        let secret = desk.secrets.token(for: hub.hub)
        try hub.referrals.addLink(to: referral.id, tokenHash: secret.hash)
        try post(
            "nudge \(referral.id)", to: key,
            Letter.nudge(
                to: try stored(key), from: DemoTown.hub, link: desk.link(toReferral: secret), sentOn: sentOn,
                answerBy: sentOn.adding(days: Referral.expiresAfterDays)))
    }

    /// Asks the group to forget what it was told.
    func writeOfWithdrawal(_ referral: Referral, to key: String) throws {
        guard let sentAt = referral.sentAt else { return }
        try post(
            "deletion \(referral.id)", to: key,
            Letter.deletion(to: try stored(key), from: DemoTown.hub, sentOn: sentAt.day(in: desk.clock.zone)))
    }

    /// The mail server said that there is nobody of this address.
    func failLetter(about referral: Referral) throws {
        guard var mail = try hub.outbox.find(id("mail referral \(referral.id)")) else { return }
        mail.state = .failed
        mail.sentAt = nil
        mail.problem = "550 No such mailbox here"
        try hub.outbox.save(mail)
    }

    func writeOfAgreement(to key: String, secret: Secret, answerBy: Day) throws {
        try post(
            "agreement \(key)", to: key,
            Letter.agreement(
                to: try stored(key), from: DemoTown.hub, link: desk.link(toAgreement: secret), answerBy: answerBy,
                endsOn: nil))
    }

    private func newLink(to referral: Referral, until lastDay: Day) throws -> Secret {
        let secret = desk.secrets.token(for: hub.hub)
        try hub.referrals.setLink(
            of: referral.id, tokenHash: secret.hash, codeHash: Secret.hash(of: desk.secrets.shortCode()),
            endsAt: lastDay.adding(days: 1).start(in: desk.clock.zone))
        return secret
    }

    private func stored(_ key: String) throws -> Group {
        guard let group = try hub.groups.find(groupID(key)) else { throw Contradiction.noSuchGroup(key) }
        return group
    }

    private func post(_ name: String, to key: String, _ letter: Letter) throws {
        guard desk.clock.today.days(since: today) <= Storyteller.keptDays else { return }
        var mail = OutgoingMail(
            id: id("mail \(name)"), kind: letter.kind.rawValue, recipient: try group(key).details.contact.email,
            subject: letter.subject, body: letter.body, createdAt: now, nextAt: now, attempts: 1)
        try hub.outbox.add(mail)
        mail.state = .sent
        mail.sentAt = now.adding(seconds: 4)
        try hub.outbox.save(mail)
    }
}
