import People
import Storage
import Vocabulary

/// The one place where it is decided who may do what, and why.
///
/// First the role: what somebody is there for (``Purpose``). Then, for one person's record, the relationship:
///
///     own worker · team lead · nobody's yet          all that their role does
///     the person themself                            their own page, and nothing of anybody else
///     receiving hub during a handover                looks, under an agreement between the hubs that counts today
///     standing in                                    all that the worker does, on the named days, but for handing on
///     break-glass                                    looks and writes down a contact, for three hours; a safeguarding
///                                                    lead also what has to stay by law
///     safeguarding lead                              the same without a glass, while a group is worried about the person
///                                                    or they are in immediate danger
///     anybody else                                   as if there were no such person
///
/// An unknown id and somebody else's are refused alike, so that a refusal never tells that a person exists.
/// `docs/access.md` shows what follows for every route; docs/adr/0028 says why it is so.
public enum Access {
    /// What an actor wants to do, apart from looking at one person.
    public enum Purpose: CaseIterable, Hashable, Sendable {
        /// Meet people, find groups for them, refer them.
        case walkWithPeople
        /// Say who stands in for whom: a worker for themselves, a team lead for everybody.
        case arrangeCover
        /// Look at a record to which there is a relationship, and write down what cannot wait.
        case lookAtPeople
        /// Share the places of groups out among all who wait.
        case sharePlaces
        /// Open the record of somebody else's person when it cannot wait.
        case breakGlass
        /// See who did so, and why, and write down that one has looked.
        case overseeBreakGlass
        /// Close what a group was worried about.
        case closeWorries
        /// Write down what of a record has to stay by law when the rest goes.
        case keepByLaw
        /// See the directory and the register.
        case seeDirectory
        /// Change the directory, the register and agreements.
        case keepDirectory
        /// Agree with other hubs what is told about people who move.
        case keepHubAgreements
        /// See how many people and referrals there are, small numbers left out.
        case seeFigures
        /// See the extracts that were agreed for research.
        case seeExtracts
        /// Add and end staff accounts; no person is seen.
        case keepAccounts
        /// Say how the hub is reached, and for which languages it has interpreters.
        case keepHub
        /// See what mail waits and what failed: recipients and subjects, no letter.
        case seeOutbox
        /// See what runs by the clock, on which server, and ask for it now: counts, nothing about anybody.
        case keepJobs
        /// See what the rules of retention would remove, and let them: counts, nothing about anybody.
        case keepRetention
        /// Read what the hub holds about oneself, and decide about it: the person on their own page.
        case seeOwnRecord
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// The role does not include this.
        case notInRole
        /// There is no such record, or it is not this actor's: nobody can tell which.
        case notFound
    }

    public static func allows(_ actor: Actor, _ purpose: Purpose) -> Bool {
        switch actor.identity {
        case .worker(_, _, let role): roles(for: purpose).contains(role)
        case .group: false
        case .person: purpose == .seeOwnRecord
        case .job, .command: !needsSomebody(purpose)
        }
    }

    /// Who is there for it.
    private static func roles(for purpose: Purpose) -> Set<Role> {
        switch purpose {
        case .walkWithPeople, .arrangeCover: [.linkWorker, .teamLead]
        case .lookAtPeople, .breakGlass: [.linkWorker, .teamLead, .safeguardingLead]
        case .sharePlaces: [.teamLead]
        case .overseeBreakGlass, .closeWorries, .keepByLaw: [.teamLead, .safeguardingLead]
        case .seeDirectory: [.linkWorker, .teamLead, .safeguardingLead, .coordinator]
        case .keepDirectory: [.coordinator, .safeguardingLead]
        case .keepHubAgreements: [.coordinator, .administrator]
        case .seeFigures: [.commissioner, .teamLead, .coordinator]
        case .seeExtracts: [.researcher]
        case .keepAccounts, .keepHub, .keepJobs: [.administrator]
        case .keepRetention: [.administrator, .teamLead]
        case .seeOutbox: [.coordinator, .administrator]
        case .seeOwnRecord: []
        }
    }

    /// What no job and no command does: it is about single people.
    private static func needsSomebody(_ purpose: Purpose) -> Bool {
        [
            .walkWithPeople, .arrangeCover, .lookAtPeople, .sharePlaces, .breakGlass, .overseeBreakGlass, .closeWorries,
            .keepByLaw, .seeOwnRecord,
        ]
        .contains(purpose)
    }

    /// - Throws: ``Refusal/notInRole``.
    public static func require(_ purpose: Purpose, of actor: Actor) throws(Refusal) {
        guard allows(actor, purpose) else { throw .notInRole }
    }

    /// Whether the actor may say who stands in for this worker. Whoever stands in may not: they would lengthen their own
    /// stay.
    static func mayArrangeCover(_ actor: Actor, for worker: Identifier<Worker>) -> Bool {
        allows(actor, .arrangeCover) && (actor.role == .teamLead || actor.worker == worker)
    }

    /// Whether the actor may do this with the record of a person of `hub`, and why or why not.
    ///
    /// - Parameter ties: what else is known that may tie them; without it, only the record itself counts.
    public static func decide(
        _ actor: Actor, to deed: Deed, with person: Person, of hub: Identifier<Hub>, ties: Ties? = nil
    ) -> Decision {
        switch actor.identity {
        case .worker(let id, _, let role):
            guard allows(actor, .lookAtPeople) else { return .refused(because: .roleMeetsNobody) }
            guard actor.hub == hub else { return ofAnotherHub(actor, to: deed, with: person, ties: ties) }
            // The worker alone does not say what stays, and neither does whoever only broke the glass.
            if deed == .keepByLaw, !allows(actor, .keepByLaw) { return .refused(because: .onlyForLeads) }
            if allows(actor, .walkWithPeople) {
                if person.worker == id { return .allowed(because: .ownWorker) }
                if role == .teamLead { return .allowed(because: .teamLead) }
                if person.worker == nil { return .allowed(because: .nobodysYet) }
                if actor.cover(of: person.worker) != nil {
                    return deed == .handOn ? .refused(because: .onlyStandsIn) : .allowed(because: .cover)
                }
            }
            if role == .safeguardingLead, isInDanger(person) || ties?.hasOpenWorry == true {
                return deed <= .keepByLaw ? .allowed(because: .safeguarding) : .refused(because: .onlyToLook)
            }
            guard let ties, let glass = ties.glass, glass.person == person.id, glass.worker == id,
                glass.isOpen(at: ties.now)
            else { return .refused(because: .colleaguesPerson) }
            return deed <= .keepByLaw ? .allowed(because: .breakGlass) : .refused(because: .onlyToLook)
        case .person(let id):
            return actor.hub == hub && id == person.id
                ? .allowed(because: .themself) : .refused(because: .anotherPerson)
        case .group: return .refused(because: .groupKnowsItsReferral)
        case .job, .command: return .refused(because: .noSomebody)
        }
    }

    /// In immediate danger, and with us.
    private static func isInDanger(_ person: Person) -> Bool { person.about.risk == .r4 && person.care.isOpen }

    private static func ofAnotherHub(
        _ actor: Actor, to deed: Deed, with person: Person, ties: Ties?
    ) -> Decision {
        guard allows(actor, .walkWithPeople), let ties, let handover = ties.handover,
            handover.opens(to: actor.hub, person.id, on: ties.today)
        else { return .refused(because: .anotherHub) }
        return deed == .look ? .allowed(because: .receivingHub) : .refused(because: .onlyToLook)
    }
}

extension HubTransaction {
    /// The person, when the actor may change their record. Everything that opens a record comes through here or
    /// through ``person(_:for:to:clock:)``.
    ///
    /// - Throws: ``Access/Refusal/notFound`` both when there is no such person and when they are not the actor's.
    func person(_ id: Person.ID, for actor: Actor) throws -> Person {
        try person(id, for: actor, to: .change)
    }

    /// The same for a deed that no broken glass allows.
    func person(_ id: Person.ID, for actor: Actor, to deed: Deed) throws -> Person {
        guard let person = try people.find(id), person.erasedAt == nil,
            Access.decide(try now(actor, with: person), to: deed, with: person, of: hub).isAllowed
        else { throw Access.Refusal.notFound }
        return person
    }

    /// The person, when the actor may do this with their record: less than a change, which broken glass allows too.
    ///
    /// - Throws: ``Access/Refusal/notFound`` as ``person(_:for:)`` does.
    func person(_ id: Person.ID, for actor: Actor, to deed: Deed, clock: Clock) throws -> Person {
        guard let person = try people.find(id), person.erasedAt == nil,
            try decide(actor, to: deed, with: person, clock: clock).isAllowed
        else {
            throw Access.Refusal.notFound
        }
        return person
    }

    /// What ``Access`` says, with all that the store knows. Only where the record alone refuses is the store asked.
    func decide(_ actor: Actor, to deed: Deed, with person: Person, clock: Clock) throws -> Decision {
        let actor = try now(actor, with: person)
        let decision = Access.decide(actor, to: deed, with: person, of: hub)
        guard !decision.isAllowed, let worker = actor.worker, Access.allows(actor, .breakGlass) else { return decision }
        let glass = try breakGlass.latest(of: worker, to: person.id)
        // To anybody else a worry opens nothing.
        let hasOpenWorry = try actor.role == .safeguardingLead && worries.isOpen(about: person.id)
        return Access.decide(
            actor, to: deed, with: person, of: hub,
            ties: Ties(now: clock.now, today: clock.today, glass: glass, hasOpenWorry: hasOpenWorry))
    }

    /// The actor as this very transaction sees them: a cover that was ended a moment ago lets nobody in.
    private func now(_ actor: Actor, with person: Person) throws -> Actor {
        guard let cover = actor.cover(of: person.worker) else { return actor }
        if let stored = try covers.find(cover.id), stored.endedAt == nil { return actor }
        return Actor(hub: actor.hub, identity: actor.identity, hasSecondStep: actor.hasSecondStep)
    }

    /// Writes down that the actor looked at this person, and what tied them to the person.
    func recordLook(at person: Person, by actor: Actor, clock: Clock, part: String) throws {
        var detail = ["part": part]
        let decision = try decide(actor, to: .look, with: person, clock: clock)
        detail["because"] = decision.relationship?.rawValue
        try record(
            "person-looked-at", of: .person(person.id), by: actor, clock: clock, person: person.id, detail: detail)
    }

    /// Records what the actor did, in this transaction.
    func record(
        _ verb: String, of subject: EventSubject, by actor: Actor, clock: Clock, person: Person.ID? = nil,
        detail: [String: String] = [:]
    ) throws {
        try TrailVerb.check(verb, detail)
        try events.append(verb, of: subject, by: actor.inTrail, at: clock.now, person: person, detail: detail)
    }
}
