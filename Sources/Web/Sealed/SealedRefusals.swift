import Casework

extension SealingRefusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .notSetUp:
            .notNow(
                "Sealing is not set up on this machine, and nothing was written down. Ask whoever looks after Kith.")
        case .keysNotReadable, .keyMissing:
            .notNow(
                "The keys that open what is sealed cannot be had just now, and nothing was written down. Wait a minute and try again. If it goes on, tell whoever looks after Kith."
            )
        case .personKeyMissing, .damaged:
            .notNow(
                "What is sealed about this person cannot be reached, and nothing was changed. Tell whoever looks after Kith: the keys of people may have to be restored."
            )
        }
    }
}

extension OpenSealed.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .secondStepNeeded:
            .notNow(
                "What is sealed opens only when you signed in with the second step. Set it up on the page of your account, then sign in again."
            )
        case .nobodyWalksWithThem:
            .notNow("This person has no link worker yet. It opens for the one who takes them on.")
        case .openedAlready:
            .notNow("This page showed what is sealed once, and has forgotten it. Open it again from the person’s page.")
        }
    }
}

extension SealFacts.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .tooLong: .tooLarge
        case .changedMeanwhile:
            .notNow(
                "Something was sealed here meanwhile, by somebody else or by you in another window. Nothing of it was overwritten, and what you typed was not kept. Open the box, look at it, and then decide."
            )
        }
    }
}
