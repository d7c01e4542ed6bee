import Casework
import People

extension SaveAbout.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .noWayToFindAgain: .notNow("There must be one way to find them again: a phone, an e-mail, or another way.")
        case .tooLong: .tooLarge
        case .changedMeanwhile: .notNow("Somebody else changed this meanwhile. Open it again to see what is stored.")
        }
    }
}

extension BeginFirstContact.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .wroteDownAlready: .notNow("This page was saved before. Open it again to write down somebody else.")
        }
    }
}

extension RecordContact.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .tooLong: .tooLarge
        case .notOnThisDay: .notNow("The day of a contact cannot be in the future, nor more than a year ago.")
        case .sameAsBefore: .notNow("You wrote the same down a moment ago. It is saved.")
        }
    }
}

extension TakeOn.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .alreadyTaken: .notNow("This person has a link worker already.")
        }
    }
}

extension HandTo.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .notAColleague: .notNow("Choose a colleague from the list who is a link worker.")
        }
    }
}

extension MoveCase.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .notNow:
            .notNow("This is not possible any more: somebody changed it meanwhile. Open the person’s page again.")
        case .referralsOpen(1):
            .notNow(
                "One group still waits for them or holds a place. End that referral first, so that the group knows.")
        case .referralsOpen(let count):
            .notNow(
                "\(count) groups still wait for them or hold a place. End those referrals first, so that the groups know."
            )
        }
    }
}
