import Casework

/// What the rules of the table mean, in one place.
extension AccessTable {
    /// What the address names, seen from whoever asks.
    enum Tie: String, CaseIterable, Sendable {
        /// A person whom they walk with.
        case own
        /// A person whom a colleague walks with.
        case colleagues
        /// A person whom nobody has taken on.
        case nobodys
        /// A person of a colleague who is away, for whom they stand in today.
        case covered = "cover"
        /// A colleague's person for whom they broke the glass.
        case brokenGlass = "glass"
        /// A colleague's person for whom they broke the glass four hours ago.
        case glassOver = "glass, over"
        /// A colleague's person about whom a group is worried.
        case worry
        /// A colleague's person who is in immediate danger.
        case danger
        /// A person of another hub.
        case otherHub = "other hub"
        /// A thing of this hub that is no person: a group, a mail, an agreement.
        case there
        /// A link that works, or an own page that is open.
        case live
        /// One that was.
        case ended
        /// An id or a token that there never was.
        case unknown
    }

    enum Answer: String, Sendable {
        /// It does what it is there for, or says what is missing for it.
        case opens
        /// As if there were no such page, or no such link.
        case hidden
        /// The sign-in page, or the request to go there; for a person's own page the question for their code.
        case signIn = "sign in"
    }

    static func ties(of row: Row) -> [Tie] {
        switch row.rule {
        case .standsIn: [.covered, .colleagues, .unknown]
        case .look, .contact, .keepByLaw, .change, .handOn, .ownWorker, .judge:
            [
                .own, .colleagues, .nobodys, .covered, .brokenGlass, .glassOver, .worry, .danger, .otherHub, .unknown,
            ]
        case .ownGlass: [.own, .colleagues, .unknown]
        case .link, .ownPage: [.live, .ended, .unknown]
        case .roles where row.route.contains("{"): [.there, .unknown]
        case .roles, .anybody, .signedIn, .machine: [.there]
        }
    }

    static func expected(_ rule: Rule, _ role: Role?, _ tie: Tie) -> Answer {
        switch rule {
        case .anybody: return .opens
        case .machine: return .hidden
        case .link: return tie == .live ? .opens : .hidden
        case .ownPage: return tie == .live ? .opens : .signIn
        case .signedIn: return role == nil ? .signIn : .opens
        case .roles(let roles):
            guard let role else { return .signIn }
            return roles.contains(role) && tie == .there ? .opens : .hidden
        case .look, .contact, .keepByLaw, .change, .handOn, .standsIn, .ownWorker, .ownGlass, .judge:
            guard let role else { return .signIn }
            return opens(rule, to: role, tie) ? .opens : .hidden
        }
    }

    private static func opens(_ rule: Rule, to role: Role, _ tie: Tie) -> Bool {
        switch (rule, role, tie) {
        case (.ownGlass, .linkWorker, .own), (.ownGlass, .teamLead, .own), (.ownGlass, .safeguardingLead, .own): true
        case (.ownGlass, _, _): false
        case (.ownWorker, .linkWorker, .own), (.ownWorker, .teamLead, .own): true
        case (.ownWorker, _, _): false
        case (.judge, .linkWorker, let tie): tie == .own
        case (.judge, .safeguardingLead, _): false
        case (.keepByLaw, .linkWorker, _): false
        // A team lead needs no cover, and whoever stands in gives nobody away.
        case (.standsIn, .linkWorker, .covered): true
        case (.standsIn, _, _), (.handOn, .linkWorker, .covered): false
        case (_, .linkWorker, .covered), (_, .teamLead, .covered): true
        case (_, .linkWorker, .own), (_, .linkWorker, .nobodys): true
        case (_, .teamLead, .own), (_, .teamLead, .colleagues), (_, .teamLead, .nobodys), (_, .teamLead, .brokenGlass),
            (_, .teamLead, .glassOver), (_, .teamLead, .worry), (_, .teamLead, .danger):
            true
        // A worry, or danger, is enough for the safeguarding lead to look and for what cannot wait.
        case (.change, .safeguardingLead, _), (.handOn, .safeguardingLead, _): false
        case (_, .safeguardingLead, .worry), (_, .safeguardingLead, .danger): true
        // Broken glass is enough to look and for what cannot wait, and for no change.
        case (.change, _, .brokenGlass), (.handOn, _, .brokenGlass): false
        case (_, .linkWorker, .brokenGlass), (_, .safeguardingLead, .brokenGlass): true
        default: false
        }
    }
}
