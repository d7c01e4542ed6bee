import Community
import Foundation
import Storage
import Vocabulary

/// How a group came to the question: by the link of a mail, or by the short code on a letter.
public enum AgreementDoor: Hashable, Sendable {
    case link(Secret)
    case code(String, hub: Identifier<Hub>)

    var hub: Identifier<Hub> {
        switch self {
        case .link(let secret): secret.hub
        case .code(_, let hub): hub
        }
    }

    func request(in hub: HubTransaction) throws -> AgreementRequest? {
        switch self {
        case .link(let secret): try hub.agreementRequests.find(tokenHash: secret.hash)
        case .code(let code, _): try hub.agreementRequests.find(codeHash: Secret.hash(of: code.lowercased()))
        }
    }
}

/// What a group says about taking people from us.
public struct AgreementAnswer: Hashable, Sendable {
    public var monthlyLimit: Int
    public var places: Int
    /// At most so many a month out of places that are shared out at once; nil for no limit beside the month's.
    public var cohort: Int?
    /// The last day; nil for no end.
    public var until: Day?
    public var canCopeWith: String
    public var fundingStrain: Told<FundingStrain>
    /// Who answers for the group.
    public var signedBy: String

    public init(
        monthlyLimit: Int, places: Int, cohort: Int? = nil, until: Day?, canCopeWith: String,
        fundingStrain: Told<FundingStrain>, signedBy: String
    ) {
        self.monthlyLimit = monthlyLimit
        self.places = places
        self.cohort = cohort
        self.until = until
        self.canCopeWith = canCopeWith
        self.fundingStrain = fundingStrain
        self.signedBy = signedBy
    }
}

/// The group's side of an agreement (D7): read the question, answer it, say no, pause, go on.
public struct AnswerAgreement: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// No question belongs to this link or code, or it ended: nobody can tell which.
        case linkEnded
        /// More than 1,000, or less than nothing.
        case numberOutOfRange
        case endsInThePast
        /// Longer than this many Unicode scalars.
        case tooLong(limit: Int)
        case signatureMissing
        /// There is no agreement that could be paused.
        case nothingAgreed
    }

    /// What the group is shown.
    public struct Question: Sendable {
        public let hub: Hub
        public let group: Group
        public let request: AgreementRequest
        public let load: Load
    }

    /// - Throws: ``Refusal/linkEnded``.
    public func read(_ door: AgreementDoor) async throws -> Question {
        let now = desk.clock.now
        let monthStart = desk.clock.today.startOfMonth.start(in: desk.clock.zone)
        return try await desk.database.read(door.hub) { hub in
            let (request, group) = try Self.open(door, in: hub, at: now)
            guard let home = try hub.transaction.hubs.find(hub.hub) else { throw Refusal.linkEnded }
            return Question(
                hub: home, group: group, request: request,
                load: try hub.referrals.load(of: group.id, monthStart: monthStart))
        }
    }

    /// The group agrees. Answering again while the link lasts replaces what was said.
    ///
    /// - Throws: ``Refusal``.
    public func agree(_ answer: AgreementAnswer, at door: AgreementDoor) async throws {
        let today = desk.clock.today
        let numbers = [answer.monthlyLimit, answer.places] + [answer.cohort].compactMap(\.self)
        guard numbers.allSatisfy((0...1000).contains) else { throw Refusal.numberOutOfRange }
        if let until = answer.until, until < today { throw Refusal.endsInThePast }
        guard answer.canCopeWith.unicodeScalars.count <= 2000 else { throw Refusal.tooLong(limit: 2000) }
        guard answer.signedBy.unicodeScalars.count <= 200 else { throw Refusal.tooLong(limit: 200) }
        guard !answer.signedBy.allSatisfy(\.isWhitespace) else { throw Refusal.signatureMissing }
        let agreement = Agreement(
            monthlyLimit: answer.monthlyLimit, places: answer.places, cohort: answer.cohort, until: answer.until,
            canCopeWith: answer.canCopeWith, fundingStrain: answer.fundingStrain, agreedOn: today,
            agreedBy: answer.signedBy)
        try await change(at: door, verb: "agreement-given") { group in
            group.agreement = agreement
            return true
        }
    }

    /// The group would rather not have people from us.
    public func sayNo(at door: AgreementDoor) async throws {
        try await change(at: door, verb: "agreement-refused") { group in
            group.agreement = nil
            return true
        }
    }

    /// Pauses referrals to the group, or lets them go on.
    ///
    /// - Throws: ``Refusal``.
    public func pause(_ paused: Bool, at door: AgreementDoor) async throws {
        try await change(at: door, verb: paused ? "group-paused-referrals" : "group-resumed-referrals") { group in
            guard let agreement = group.agreement else { throw Refusal.nothingAgreed }
            group.agreement?.paused = paused
            return agreement.paused != paused
        }
    }

    /// - Parameter change: changes the group; false where nothing is left to change.
    private func change(
        at door: AgreementDoor, verb: String, _ change: @escaping @Sendable (inout Group) throws -> Bool
    ) async throws {
        let desk = desk
        try await desk.database.write(door.hub) { hub in
            let (request, stored) = try Self.open(door, in: hub, at: desk.clock.now)
            var group = stored
            guard try change(&group) else { return }
            let actor = Actor(hub: hub.hub, identity: .group(group.id))
            try hub.save(group, was: stored, by: actor, desk: desk)
            try hub.agreementRequests.markAnswered(request.id, at: desk.clock.now)
            try hub.record(verb, of: .group(group.id), by: actor, clock: desk.clock)
        }
    }

    private static func open(
        _ door: AgreementDoor, in hub: HubTransaction, at now: Moment
    ) throws -> (AgreementRequest, Group) {
        guard let request = try door.request(in: hub), request.endsAt > now,
            let group = try hub.groups.find(request.group)
        else { throw Refusal.linkEnded }
        return (request, group)
    }
}

/// Pauses referrals to a group, or lets them go on, for a coordinator who was told by telephone.
public struct PauseReferrals: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``AnswerAgreement/Refusal/nothingAgreed``, ``Access/Refusal``.
    public func callAsFunction(_ paused: Bool, to id: Group.ID, by actor: Actor) async throws {
        try Access.require(.keepDirectory, of: actor)
        try await desk.database.write(actor.hub) { [desk] hub in
            guard var group = try hub.groups.find(id) else { throw Access.Refusal.notFound }
            let before = group
            guard let agreement = group.agreement else { throw AnswerAgreement.Refusal.nothingAgreed }
            // Said twice, by an impatient thumb or by two colleagues, it is one pause.
            guard agreement.paused != paused else { return }
            group.agreement?.paused = paused
            try hub.save(group, was: before, by: actor, desk: desk)
            try hub.record(
                paused ? "group-paused-referrals" : "group-resumed-referrals", of: .group(id), by: actor,
                clock: desk.clock)
        }
    }
}
