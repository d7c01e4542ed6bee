import People
import Storage
import Vocabulary

extension Accounts {
    /// Who walks with the people of somebody who leaves.
    public enum Handing: Hashable, Sendable {
        /// A colleague who works here, by the address with which they sign in.
        case to(email: String)
        /// A colleague who works here.
        case toColleague(Identifier<Worker>)
        /// Nobody yet: the team lead sees them until each has somebody.
        case toTheTeam
    }

    /// What a closing changed.
    public struct Closing: Hashable, Sendable {
        /// How many people were handed on.
        public let people: Int
        /// How many times they stood in for somebody, or somebody for them, which is over now.
        public let covers: Int
    }

    /// Closes an account: nobody signs in with it any more, and whoever is signed in is out. It stays in the trail. Whoever
    /// walked with people hands them on in the same transaction, and whoever gets them is told.
    ///
    /// - Parameter handing: who walks with their people from now on; nil where they have none.
    /// - Throws: ``Refusal/noSuchAccount``, ``Refusal/walksWith(people:)``, ``Refusal/notAColleague`` or
    ///   ``Access/Refusal/notInRole``.
    @discardableResult
    public func close(_ email: String, handing: Handing? = nil, by actor: Actor) async throws -> Closing {
        try Access.require(.keepAccounts, of: actor)
        return try await close(
            try await account(of: email, in: actor.hub), handing: handing, submission: nil, by: actor)
    }

    /// The same for an account of the actor's hub by its id.
    ///
    /// - Parameter submission: the id of the form: sent twice, it is one closing.
    @discardableResult
    public func close(
        _ id: Identifier<Worker>, handing: Handing?, submission: String?, by actor: Actor
    ) async throws -> Closing {
        try Access.require(.keepAccounts, of: actor)
        let desk = desk
        return try await desk.database.write(actor.hub) { hub in
            guard var account = try hub.accounts.find(id) else { throw Refusal.noSuchAccount }
            let key = "close-account \(id) \(submission ?? "")"
            if submission != nil, try hub.submissions.result(of: key) != nil { return Closing(people: 0, covers: 0) }
            let people = try hub.handOn(from: account, handing, by: actor, desk: desk)
            let isNews = account.isOpen || people > 0
            // One that was closed before its people were asked after hands them on now.
            if account.isOpen {
                account.isOpen = false
                try hub.accounts.save(account)
                try Self.endAll(of: id, in: hub)
                try hub.record(
                    "account-closed", of: .account(id), by: actor, clock: desk.clock, detail: ["people": "\(people)"])
            }
            let covers = try hub.endCovers(of: id, by: actor, desk: desk)
            if submission != nil, isNews { try hub.submissions.remember(key, result: id.rawValue, at: desk.clock.now) }
            return Closing(people: people, covers: covers)
        }
    }

    /// Somebody who is to leave, as an administrator sees it: numbers, and nobody's name but colleagues'.
    public struct Leaving: Sendable {
        public let account: Identifier<Worker>
        public let name: String
        public let email: String
        public let isOpen: Bool
        public let people: Int
        /// To whom their people can be handed.
        public let colleagues: [Colleague]
    }

    /// What has to be known before an account is closed.
    ///
    /// - Throws: ``Access/Refusal``.
    public func leaving(_ id: Identifier<Worker>, by actor: Actor) async throws -> Leaving {
        try Access.require(.keepAccounts, of: actor)
        return try await desk.database.read(actor.hub) { hub in
            guard let account = try hub.accounts.find(id) else { throw Access.Refusal.notFound }
            return Leaving(
                account: id, name: account.name, email: account.email, isOpen: account.isOpen,
                people: try hub.people.countWalkedWith(by: [id])[id] ?? 0,
                colleagues: try Colleague.all(in: hub).filter { $0.id != id })
        }
    }
}

extension HubTransaction {
    /// Hands on whom somebody walks with, each of them in the trail, and tells whoever has to know.
    ///
    /// - Returns: how many people.
    fileprivate func handOn(
        from leaver: Account, _ handing: Accounts.Handing?, by actor: Actor, desk: Desk
    ) throws -> Int {
        let count = try people.countWalkedWith(by: [leaver.id])[leaver.id] ?? 0
        guard count > 0 else { return 0 }
        guard let handing else { throw Accounts.Refusal.walksWith(people: count) }
        let colleague = try receiver(of: handing, from: leaver)
        let open = Case.State.allCases.filter { $0 != .closed && $0 != .transferred }
        // Whoever is handed on is no longer among them.
        while case let some = try people.inHands(of: leaver.id, states: open, limit: 200), !some.isEmpty {
            for var person in some {
                person.worker = colleague?.id
                try people.save(person)
                if let colleague {
                    try people.noteHandedOn(person.id, at: desk.clock.now)
                    try record(
                        "person-handed-on", of: .person(person.id), by: actor, clock: desk.clock, person: person.id,
                        detail: ["to": colleague.id.rawValue, "from": leaver.id.rawValue])
                } else {
                    try record(
                        "person-left-to-team", of: .person(person.id), by: actor, clock: desk.clock, person: person.id,
                        detail: ["from": leaver.id.rawValue])
                }
            }
        }
        let home = try ownHub()
        if let colleague {
            let letter = Letter.peopleHanded(count, of: leaver, to: colleague, from: home)
            try post(letter, to: colleague.email, desk: desk)
        } else {
            for lead in try accounts.open(inRoles: [Role.teamLead.rawValue]) where lead.id != leaver.id {
                try post(Letter.peopleLeft(count, of: leaver, to: lead, from: home), to: lead.email, desk: desk)
            }
        }
        return count
    }

    /// Who gets them; nil for the team.
    private func receiver(of handing: Accounts.Handing, from leaver: Account) throws -> Account? {
        let here = try accounts.open(inRoles: [Role.linkWorker, .teamLead].map(\.rawValue))
        let found: Account?
        switch handing {
        case .toTheTeam: return nil
        case .to(let email): found = here.first { $0.email == Accounts.tidied(email) }
        case .toColleague(let id): found = here.first { $0.id == id }
        }
        guard let found, found.id != leaver.id else { throw Accounts.Refusal.notAColleague }
        return found
    }

    /// Ends every cover in which they take part: nobody who left stands in, and for nobody who left is anybody stood in.
    fileprivate func endCovers(of worker: Identifier<Worker>, by actor: Actor, desk: Desk) throws -> Int {
        let standing = try covers.standing(of: worker, on: desk.clock.today, limit: 1000)
        for var cover in standing {
            try cover.end(at: desk.clock.now, today: desk.clock.today)
            try end(cover, by: actor, desk: desk)
        }
        return standing.count
    }
}
