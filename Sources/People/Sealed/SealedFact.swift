import Vocabulary

/// What is only ever kept sealed. There is no question that has to be answered: nothing said is nothing stored.
public enum SealedFact: Sendable {
    case situation(ImmigrationSituation)
    case support(AsylumSupport)
    case nrm(TraffickingDecision)
    case cause(Set<CauseOfHarm>)
    /// They were asked about a field that has answers to choose from, and would rather not say. Nothing sealed is not asked.
    case wouldNotSay(SealedField)
    /// Anything else that must stay sealed, in words.
    case note(String)
    /// What a contact was about, where it was sealed.
    case contactNote(Contact.ID, String)

    public var field: SealedField {
        switch self {
        case .situation: .situation
        case .support: .support
        case .nrm: .nrm
        case .cause: .cause
        case .wouldNotSay(let field): field
        case .note: .note
        case .contactNote(let contact, _): .contactNote(contact)
        }
    }

    /// As it goes into the seal.
    public var text: String {
        switch self {
        case .situation(let value): value.rawValue
        case .support(let value): value.rawValue
        case .nrm(let value): value.rawValue
        case .cause(let values): values.map(\.rawValue).sorted().joined(separator: " ")
        case .wouldNotSay: Self.unsaid
        case .note(let text), .contactNote(_, let text): text
        }
    }

    /// What stands in the seal where they would rather not say: no word of any list.
    private static let unsaid = "would-not-say"

    /// Reads what came out of a seal; nil where it is no value of the field, as one of a later version would be.
    public init?(_ field: SealedField, text: String) {
        if text == Self.unsaid, field.hasAnswers {
            self = .wouldNotSay(field)
            return
        }
        switch field {
        case .situation:
            guard let value = ImmigrationSituation(rawValue: text) else { return nil }
            self = .situation(value)
        case .support:
            guard let value = AsylumSupport(rawValue: text) else { return nil }
            self = .support(value)
        case .nrm:
            guard let value = TraffickingDecision(rawValue: text) else { return nil }
            self = .nrm(value)
        case .cause:
            let words = text.split(separator: " ")
            let values = words.compactMap { CauseOfHarm(rawValue: String($0)) }
            guard values.count == words.count else { return nil }
            self = .cause(Set(values))
        case .note: self = .note(text)
        case .contactNote(let contact): self = .contactNote(contact, text)
        }
    }
}

/// The name of a sealed fact, which may be told where the fact may not.
public enum SealedField: Hashable, Sendable {
    case situation, support, nrm, cause, note
    case contactNote(Contact.ID)

    /// Whether it has answers to choose from, so that they can have been asked and would rather not say.
    public var hasAnswers: Bool {
        switch self {
        case .situation, .support, .nrm, .cause: true
        case .note, .contactNote: false
        }
    }

    /// The fields that every person may have, in the order in which they are shown.
    public static let ofPerson: [SealedField] = [.situation, .support, .nrm, .cause, .note]

    private static let ofContact = "contact/"

    public var key: String {
        switch self {
        case .situation: "situation"
        case .support: "support"
        case .nrm: "nrm"
        case .cause: "cause"
        case .note: "note"
        case .contactNote(let contact): Self.ofContact + contact.rawValue
        }
    }

    public init?(key: String) {
        if key.hasPrefix(Self.ofContact) {
            self = .contactNote(Contact.ID(rawValue: String(key.dropFirst(Self.ofContact.count))))
        } else if let field = Self.ofPerson.first(where: { $0.key == key }) {
            self = field
        } else {
            return nil
        }
    }
}

/// A person's right to be in the country, in the words of `interfaces.md` (`situation`).
public enum ImmigrationSituation: String, CaseIterable, Sendable {
    case refugee
    case humanitarianProtection = "humanitarian-protection"
    case familyReunion = "family-reunion"
    case asylumUndecided = "asylum-undecided"
    case asylumRefused = "asylum-refused"
    case undocumented, visitor, surcharge, settled
    case eussPending = "euss-pending"
    case ukraine, stateless, detainee
}

/// What support somebody gets while they wait or after a refusal (`support`).
public enum AsylumSupport: String, CaseIterable, Sendable {
    case none, s95, s98, s4
    case careAct = "care-act"
    case s17
    case schedule10 = "schedule-10"
}

/// Whether the state has recognised that somebody was trafficked: the National Referral Mechanism (`nrm`).
public enum TraffickingDecision: String, CaseIterable, Sendable {
    case none, pending, positive
}

/// What did harm to somebody.
public enum CauseOfHarm: String, CaseIterable, Sendable {
    case torture, trafficking
    case domesticViolence = "domestic-violence"
    case sexualViolence = "sexual-violence"
    case otherViolence = "other-violence"
}
