import People
import Vocabulary

/// Referrals of a made-up person to a made-up group, in whatever state a test needs.
enum Made {
    /// Monday 23 November 2026, ten in the morning.
    static let now = Moment(milliseconds: 1_795_428_000_000)
    static let today = Day(number: 20_780)

    static let person: Person.ID = "person"
    static let group = "kitchen"

    static let understanding = Understanding(language: "en", withInterpreter: false, confirmedOn: today)

    static var about: AboutPerson {
        var about = AboutPerson()
        about.callName = "Robin"
        about.hopes = "to cook with others"
        about.whatHelps = "a quiet corner"
        about.languages = [SpokenLanguage("en", .basic)]
        about.reach.phone = "0000 000000"
        about.limits.access = ["step-free"]
        about.limits.childcareNeeded = true
        return about
    }

    static func message(_ scope: Set<SharedFact> = [.callName]) -> ReferralMessage {
        ReferralMessage(about: about, scope: scope)
    }

    static func consent(
        id: Consent.ID = "consent", person: Person.ID = person, group: String = group,
        scope: Set<SharedFact> = [.callName], until: Day = today, withdrawnAt: Moment? = nil
    ) -> Consent {
        Consent(
            id: id, person: person, group: group, scope: scope, givenAt: now, until: until,
            manner: Consent.Manner(language: "en", withInterpreter: false, how: .spoken), withdrawnAt: withdrawnAt)
    }

    static func referral(
        _ state: Referral.State = .draft, id: Referral.ID = "referral", group: String = group, nudgedAt: Moment? = nil,
        message: ReferralMessage = message()
    ) -> Referral {
        Referral(
            id: id, person: person, group: group, consent: "consent", message: message, createdAt: now, state: state,
            sentAt: state == .draft ? nil : now, answeredAt: state == .draft || state == .sent ? nil : now,
            acceptedAt: nil, endedAt: nil, declinedBecause: nil,
            endedBecause: nil, nudgedAt: nudgedAt, welcome: nil, version: 1)
    }
}

extension Referral {
    /// Does the verb with everything that it needs, so that only the state can refuse it.
    mutating func perform(_ verb: Verb, at moment: Moment = Made.now) throws(Refusal) {
        switch verb {
        case .send:
            try send(
                at: moment, today: Made.today, consent: Made.consent(), understanding: Made.understanding,
                othersOpen: [], openLimit: 2)
        case .accept: try accept(at: moment, today: Made.today, room: Room(placesLeft: 1, leftThisMonth: 1))
        case .waitlist: try waitlist(at: moment)
        case .decline: try decline(because: .noRoom, at: moment)
        case .expire:
            try expire(
                at: moment, today: Made.today.adding(days: Referral.expiresAfterDays + 1), sentOn: Made.today)
        case .introduce: try introduce(at: moment)
        case .attend: try attend(at: moment)
        case .takeBack:
            try takeBack(at: moment, today: Made.today, consent: Made.consent(), othersOpen: [], openLimit: 2)
        case .end: try end(because: .settledIn, at: moment)
        case .withdraw: try withdraw(at: moment)
        }
    }
}
