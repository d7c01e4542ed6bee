import People
import Storage

extension TrailVerb {
    /// A word of an event's detail. It names a field, a state or a number, never what somebody said.
    public enum Key: String, CaseIterable, Sendable {
        case added, barriers, became, because, by, changed, count, days, decision, details, facts, field, fields, `for`
        case found, from, glass, ground, keeps, key, kind, left, letters, mailed, of, outcome, part, people, purpose,
            questions, reached, reason
        case role, route, seconds, standard, standards, to, until, verb, was, way, with
        case secondStep = "second-step"
        case toPrint = "to-print"
    }

    /// What the detail of this verb may hold.
    public var keys: Set<Key> {
        switch self {
        case .directoryImported:
            [.added, .changed]
        case .barriersSolved:
            [.barriers]
        case .groupChangeTold:
            [.became]
        case .consentWithdrawn, .referralDeclined, .referralEnded, .personErased:
            [.because]
        case .signedIn:
            [.by, .secondStep]
        case .personKeysRestored:
            [.count]
        case .closureDaysSet:
            [.days]
        case .groupCorrected, .groupReadAgain, .sourceFollowed:
            [.details]
        case .consentGiven:
            [.facts, .`for`]
        case .groupLinksRenewed:
            [.mailed, .toPrint, .questions]
        case .factSealed, .sealedForgotten:
            [.field]
        case .sealedOpened:
            [.fields, .purpose]
        case .breakGlassBegun:
            [.glass]
        case .groupDiscretionSet:
            [.keeps]
        case .sealingKeyTurned:
            [.key]
        case .firstContactFinished:
            [.kind]
        case .coverArranged:
            [.of, .by, .from, .until]
        case .likenessDecided:
            [.decision]
        case .personLeftToTeam:
            [.from]
        case .breakGlassSearched:
            [.found]
        case .accountClosed:
            [.people]
        case .hubSettingsChanged:
            [.fields]
        case .worryCalled:
            [.reached]
        case .contactRecorded:
            [.kind, .reached]
        case .recoveryCodeUsed:
            [.left]
        case .lettersStopped:
            [.letters]
        case .attendanceSaid, .attendanceRecorded:
            [.outcome]
        case .aboutChanged, .correctionAsked, .partReleased:
            [.part]
        case .personLookedAt:
            [.part, .because]
        case .partKept:
            [.part, .ground]
        case .accountAdded:
            [.role]
        case .personReceived:
            [.route]
        case .clockAccepted:
            [.seconds]
        case .evidenceAdded:
            [.standard, .standards, .until]
        case .personHandedOn:
            [.to, .from]
        case .waitingListReviewed:
            [.until]
        case .journeyMoved:
            [.verb, .reason]
        case .groupOpeningChanged:
            [.was, .became, .people]
        case .ownPageCodeGiven:
            [.way]
        case .peopleLinked, .peopleUnlinked:
            [.with]
        case .hubAgreementMade:
            [.with, .facts]
        default: []
        }
    }

    /// Numbers by the name of a rule of retention, of which a hub has its own.
    private var namesRules: Bool { self == .retentionApplied }

    /// Something that the trail's readers know nothing of.
    public enum Undeclared: Error, Equatable, Sendable {
        case verb(String)
        case key(TrailVerb, String)
    }

    /// Refuses what no reader could find, while the program is being made: in a hub, whoever did something would lose it
    /// for want of a word.
    public static func check(_ verb: String, _ detail: [String: String]) throws {
        #if DEBUG
            guard let known = TrailVerb(rawValue: verb) else { throw Undeclared.verb(verb) }
            guard !known.namesRules else { return }
            for name in detail.keys.sorted() where Key(rawValue: name).map({ !known.keys.contains($0) }) ?? true {
                throw Undeclared.key(known, name)
            }
        #endif
    }
}

extension Event {
    /// The verb, where this program knows it.
    public var known: TrailVerb? { TrailVerb(rawValue: verb) }

    /// One word of the detail.
    subscript(_ key: TrailVerb.Key) -> String? { detail[key.rawValue] }
}

extension EventStore {
    /// What was done with one person by these verbs, newest first.
    func concerning(_ person: Person.ID, verbs: [TrailVerb], limit: Int) throws -> [Event] {
        try concerning(person, verbs: verbs.map(\.rawValue), limit: limit)
    }
}
