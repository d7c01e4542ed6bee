import Community
import Storage
import Vocabulary

/// Asks a group what it agrees to (D7): by mail where it has an address, and always with a link and a
/// short code that fit on a printed letter.
public struct AskForAgreement: Sendable {
    let desk: Desk

    /// Days that a group has to answer.
    public static let daysToAnswer = 30

    public init(desk: Desk) { self.desk = desk }

    /// What was sent. Link and code are known now and never again: only their hashes are kept.
    public struct Asked: Hashable, Sendable {
        public let request: AgreementRequest
        public let group: Group
        public let link: String
        public let code: String
        /// The last day on which link and code work.
        public let answerBy: Day
        /// Whether a mail is on its way; otherwise the letter has to be printed.
        public let isMailed: Bool
    }

    /// This form was sent before: the group was asked, and its link cannot be shown again.
    public struct AlreadyAsked: Error, Equatable, Sendable {}

    /// - Parameter submission: the id of the form; the same form again asks nobody.
    /// - Throws: ``AlreadyAsked``, ``Access/Refusal``: the role may not, or there is no such group.
    public func callAsFunction(
        _ group: Group.ID, submission: String? = nil, by actor: Actor
    ) async throws -> Asked {
        try Access.require(.keepDirectory, of: actor)
        return try await desk.database.write(actor.hub) { hub in
            guard let group = try hub.groups.find(group) else { throw Access.Refusal.notFound }
            var asked: Asked?
            _ = try hub.once(submission, for: "ask-for-agreement \(group.id)", clock: desk.clock) {
                let sent = try hub.askForAgreement(group, by: actor, desk: desk)
                asked = sent
                return sent.request.id.rawValue
            }
            guard let asked else { throw AlreadyAsked() }
            return asked
        }
    }
}

extension HubTransaction {
    /// Asks the group in this transaction. What was asked of a contact who is none any more ends with it.
    func askForAgreement(_ group: Group, by actor: Actor, desk: Desk) throws -> AskForAgreement.Asked {
        let now = desk.clock.now
        let answerBy = desk.clock.today.adding(days: AskForAgreement.daysToAnswer)
        let request = AgreementRequest(
            id: desk.ids.next(), group: group.id, askedAt: now,
            endsAt: answerBy.adding(days: 1).start(in: desk.clock.zone))
        let secret = desk.secrets.token(for: hub)
        let code = desk.secrets.shortCode()
        try agreementRequests.closeDoubted(of: group.id, at: now)
        try agreementRequests.add(request, tokenHash: secret.hash, codeHash: Secret.hash(of: code))
        let link = desk.link(toAgreement: secret)
        let letter = Letter.agreement(
            to: group, from: try ownHub(), link: link, answerBy: answerBy, endsOn: group.agreement?.until)
        let isMailed = try post(letter, to: group.details.contact.email, desk: desk)
        try record("agreement-asked", of: .group(group.id), by: actor, clock: desk.clock)
        return AskForAgreement.Asked(
            request: request, group: group, link: link, code: code, answerBy: answerBy, isMailed: isMailed)
    }
}
