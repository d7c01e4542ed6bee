import People

/// Sealed facts and why they are opened, in plain words.
enum SealedWords {
    /// Why somebody opens the box, as it follows "opened what is sealed:".
    static func words(_ purpose: Opening.Purpose) -> String {
        switch purpose {
        case .healthRights: "a question about health care"
        case .safetyPlan: "a plan to keep them safe"
        case .crisis: "a crisis"
        case .handOver: "a hand-over"
        case .askedByThePerson: "the person asked for it"
        case .correcting: "to put something right"
        case .ownCopy: "to read it themselves"
        }
    }

    static func question(_ purpose: Opening.Purpose) -> Choice {
        let text =
            switch purpose {
            case .healthRights: "A question about their right to health care"
            case .safetyPlan: "To plan how they stay safe"
            case .crisis: "There is a crisis now"
            case .handOver: "To hand them over to somebody else"
            case .askedByThePerson: "They asked me to"
            case .correcting: "To put something right"
            case .ownCopy: "To read it yourself"
            }
        return Choice(purpose.rawValue, text)
    }

    static func name(of field: SealedField) -> String {
        switch field {
        case .situation: "Their right to be here"
        case .support: "Support while they wait"
        case .nrm: "Recognised as trafficked"
        case .cause: "What did them harm"
        case .note: "Sealed note"
        case .contactNote: "Sealed note of a contact"
        }
    }

    /// The same, to the person themselves.
    static func ownName(of field: SealedField) -> String {
        switch field {
        case .situation: "Your right to be here"
        case .support: "Support while you wait"
        case .nrm: "Recognised as trafficked"
        case .cause: "What harmed you"
        case .note: "A note"
        case .contactNote: "A note of a call or a meeting"
        }
    }

    /// What a fact says, a line each. From here it goes onto the page and nowhere else.
    static func lines(_ fact: SealedFact) -> [String] {
        switch fact {
        case .situation(let value): [words(value)]
        case .support(let value): [words(value)]
        case .nrm(let value): [words(value)]
        case .cause(let values): CauseOfHarm.allCases.filter(values.contains).map(words)
        case .wouldNotSay: [AboutWords.wouldNotSay]
        case .note(let text), .contactNote(_, let text): text.split(whereSeparator: \.isNewline).map(String.init)
        }
    }

    static func words(_ value: ImmigrationSituation) -> String {
        switch value {
        case .refugee: "Refugee"
        case .humanitarianProtection: "Humanitarian protection"
        case .familyReunion: "Joined family here (family reunion)"
        case .asylumUndecided: "Asked for asylum, no answer yet"
        case .asylumRefused: "Asked for asylum, the answer was no"
        case .undocumented: "No papers to be here"
        case .visitor: "Here on a visit"
        case .surcharge: "A visa, with the health surcharge paid"
        case .settled: "Settled, or a citizen"
        case .eussPending: "EU Settlement Scheme, no answer yet"
        case .ukraine: "A Ukraine scheme"
        case .stateless: "Leave as a stateless person"
        case .detainee: "Held in detention"
        }
    }

    static func words(_ value: AsylumSupport) -> String {
        switch value {
        case .none: "No support"
        case .s95: "Asylum support (section 95)"
        case .s98: "Emergency asylum support (section 98)"
        case .s4: "Support after a refusal (section 4)"
        case .careAct: "From the council, for care (Care Act)"
        case .s17: "From the council, for children (section 17)"
        case .schedule10: "Immigration bail support (schedule 10)"
        }
    }

    static func words(_ value: TraffickingDecision) -> String {
        switch value {
        case .none: "Not asked for"
        case .pending: "Asked for, no final answer yet"
        case .positive: "Recognised"
        }
    }

    static func words(_ value: CauseOfHarm) -> String {
        switch value {
        case .torture: "Torture"
        case .trafficking: "Trafficking or slavery"
        case .domesticViolence: "Violence at home"
        case .sexualViolence: "Sexual violence"
        case .otherViolence: "Other violence"
        }
    }
}
