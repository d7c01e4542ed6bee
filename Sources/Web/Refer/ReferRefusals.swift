import Casework
import People
import Vocabulary

/// What is said where a verb of a referral is refused.
extension Referral.Refusal: RefusedOnPage {
    public var refusalToThem: Refusal {
        switch self {
        case .full: .notNow("The group is full now, so this cannot be brought back. Your link worker can ask again.")
        case .noConsent: .notNow("Your yes has ended. Your link worker can ask you again.")
        case .tooManyOpen: .notNow("Other groups were asked for you since. Your link worker can help you choose.")
        case .alreadyReferred: .notNow("This group was asked again for you already.")
        case .noAgreement: .notNow("The group takes nobody from us now. Your link worker can tell you more.")
        case .notFrom, .notExplained, .stillTime, .alreadyNudged, .reviewOutOfRange, .answerStands, .welcomeOutOfRange:
            .notNow("Things have moved on since then, so this cannot be done. Please call us.")
        }
    }

    public var refusal: Refusal {
        switch self {
        case .notFrom(let state, let verb):
            .notNow(
                "This referral is at “\(ReferralWords.state(state))”, so that it cannot be \(Self.done(verb)) now. Somebody may have been quicker."
            )
        case .notExplained:
            .notNow("Explain social prescribing first, and make sure that they understood. Then refer them.")
        case .noConsent:
            .notNow("Their yes is missing, has ended or was taken back. Ask them again before anything is sent.")
        case .tooManyOpen(let limit):
            .notNow(
                "They have \(limit) open referrals. More at once can be too much. If they ask for more, tick that on the referral."
            )
        case .alreadyReferred:
            .notNow("They already have an open referral to this group.")
        case .full(let until):
            .notNow("The group is full\(until.map { " until \($0.inWords)" } ?? "").")
        case .noAgreement:
            .notNow("The group has not agreed to take people from us, or its yes has ended or is paused.")
        case .stillTime(let until):
            .notNow("The group still has time to answer: until \(until.inWords).")
        case .alreadyNudged:
            .notNow("The group was reminded before. It is reminded once only.")
        case .reviewOutOfRange(let first, let last):
            .notNow("Choose a day from \(first.inWords) to \(last.inWords). Nothing was changed.")
        case .welcomeOutOfRange: .malformed
        case .answerStands:
            .notNow("The answer was given a while ago. Please call if it was a mistake.")
        }
    }

    private static func done(_ verb: Referral.Verb) -> String {
        switch verb {
        case .send: "sent"
        case .accept: "accepted"
        case .waitlist: "put on a waiting list"
        case .decline: "declined"
        case .expire: "given up"
        case .introduce: "marked as introduced"
        case .attend: "marked as attended"
        case .end: "ended"
        case .withdraw: "withdrawn"
        case .takeBack: "answered anew"
        }
    }
}

extension Consent.Refusal: RefusedOnPage {
    public var refusalToThem: Refusal {
        switch self {
        case .alreadyWithdrawn: .notNow("You took this back before. We asked the group to delete what it was told.")
        case .withdrawalStands:
            .notNow(
                "You can bring this back for \(Consent.undoMinutes) minutes. After that we asked the group to delete what "
                    + "it was told. Your link worker can ask the group again.")
        case .notLonger(let than): .notNow("The group may keep this until \(than.inWords) already.")
        }
    }

    public var refusal: Refusal {
        switch self {
        case .alreadyWithdrawn: .notNow("They took this back before. The group was asked to delete what it was told.")
        case .withdrawalStands:
            .notNow(
                "A yes can be brought back for \(Consent.undoMinutes) minutes. After that we asked the group to delete what it was told. Ask the group again."
            )
        case .notLonger(let than): .notNow("The group may keep this until \(than.inWords) already. Choose a later day.")
        }
    }
}

extension DraftReferral.Refusal: RefusedOnPage {
    public var refusalToThem: Refusal {
        switch self {
        case .journeyEnded: .notNow("We have ended our work with you, so this cannot be brought back. Please call us.")
        case .untilOutOfRange, .nothingToTell: .notNow("This cannot be done now. Please call us.")
        case .erasureWaits(let day):
            .notNow(
                "You asked us to delete everything\(day.map { " on \($0.inWords)" } ?? ""). Until then we tell nobody about "
                    + "you. You can take that back on this page.")
        }
    }

    public var refusal: Refusal {
        switch self {
        case .journeyEnded:
            .notNow("We do not support this person any more. Open their journey again first.")
        case .untilOutOfRange(let first, let last):
            .notNow("A yes can last from \(first.inWords) to \(last.inWords).")
        case .nothingToTell:
            .notNow("Choose at least one thing that the group may know.")
        case .erasureWaits(let day):
            .notNow(
                "They asked us to delete everything\(day.map { " on \($0.inWords)" } ?? ""). Until then nobody is told of them, and nothing was sent. They can take that back on their own page."
            )
        }
    }
}

extension Standing.Refusal: RefusedOnPage {
    public var refusalToThem: Refusal { .notNow("This group is not open to you now. Please call us.") }

    public var refusal: Refusal {
        switch self {
        case .gate(let codes):
            .notNow(
                codes.isEmpty
                    ? "This group is not for them now."
                    : "This has changed, and keeps people safe: \(codes.map { ReasonWords.heading($0).inSentence }.joined(separator: "; ")). Nothing was sent."
            )
        case .takenBack:
            .notNow(
                "They withdrew their consent for this group. It is not offered again by itself. If they would like it all the same, write that down first."
            )
        case .unsolved(let codes):
            .notNow(
                "Say first how this is solved: \(codes.map { ReasonWords.heading($0).inSentence }.joined(separator: "; ")). Nothing was sent."
            )
        }
    }
}

extension RecordAttendance.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .dayOutOfRange(let first, let last):
            .notNow("Choose a day from \(first.inWords) to \(last.inWords).")
        }
    }
}

extension EndReferral.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .withdrawInstead: .notNow("To withdraw consent, use “They withdraw their consent”.")
        }
    }
}

extension RenewLink.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .nothingToSee(let state):
            .notNow("This referral is at “\(ReferralWords.state(state))”: there is nothing for the group to see.")
        case .noAddress:
            .notNow("We have no e-mail address of this group. Print the letter instead.")
        }
    }
}

extension BringBackYes.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .groupChanged:
            .notNow(
                "This group has changed since then, so that we cannot bring your yes back. Call us: we look together.")
        }
    }
}

extension SendReferral.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .phoneChanged:
            .notNow(
                "How to reach them safely has changed since they said yes. Show them the new words, and ask again. Nothing was sent."
            )
        case .changedSince:
            .notNow(
                "This draft was changed since you opened it. Go back, look at it again, and then send it. Nothing was sent."
            )
        }
    }
}
