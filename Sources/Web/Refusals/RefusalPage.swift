import Hummingbird

/// What is said where something cannot be done: what happened, and what to do now.
struct RefusalPage: Page {
    static let template = "site/refusal"
    static let audience = Audience.anybody

    let title: String
    let status: HTTPResponse.Status
    let paragraphs: [String]
    let next: Link
    /// What was typed into a form that could not be taken, so that it can be copied.
    let typed: SummaryList?
    /// A defect's number, under which the log knows it.
    let reference: String?
    let emergency: Emergency?

    init(_ refusal: Refusal, context: SiteContext) {
        self.emergency = Emergency.concerns(context.endpointPath) ? Emergency() : nil
        let words = RefusalPage.words(for: refusal)
        self.title = words.title
        self.status = words.status
        self.paragraphs = words.paragraphs
        self.next =
            switch refusal {
            case .signInFirst: Link("Sign in", to: "/sign-in")
            // Somebody else may have used the tries up: the owner gets in all the same.
            case .tooMany where context.endpointPath == "/sign-in":
                Link("Get a sign-in link by e-mail instead", to: "/sign-in/link")
            default: context.session == nil ? Link("Go to the first page", to: "/") : Link("Go to Today", to: "/app")
            }
        self.typed =
            switch refusal {
            case .formTooOld, .signInFirst, .notNow, .unsure, .outOfOrder: RefusalPage.typed(in: context.form)
            default: nil
            }
        self.reference = nil
    }

    /// The page for a defect of ours.
    init(reference: String, route: String?) {
        self.emergency = Emergency.concerns(route) ? Emergency() : nil
        self.title = "Sorry, something went wrong"
        self.status = .internalServerError
        self.paragraphs = [
            "This is our fault, not yours. Nothing you did caused it.",
            "Wait a minute, then go back and try again. If it happens again, tell us this number.",
        ]
        self.next = Link("Go to the first page", to: "/")
        self.typed = nil
        self.reference = reference
    }

    private static func typed(in form: SubmittedForm) -> SummaryList? {
        let rows = form.names.filter {
            !FormField.ofTheSite.contains($0) && !FormField.isSecret($0) && !$0.hasPrefix(FormField.sealed)
                && form[$0]?.isEmpty == false
        }
        .map { SummaryRow($0, FormField.printed($0, form[$0] ?? "")) }
        return rows.isEmpty ? nil : SummaryList(rows)
    }

    private static func words(
        for refusal: Refusal
    ) -> (title: String, status: HTTPResponse.Status, paragraphs: [String]) {
        switch refusal {
        case .unknown:
            (
                "We cannot find this page", .notFound,
                [
                    "Check the address if you typed it.",
                    "If you followed a link, it may have ended, or it is not for you.",
                ]
            )
        case .signInFirst:
            ("You need to sign in first", .unauthorized, ["You were signed out. Sign in, and then do it again."])
        case .malformed:
            (
                "We could not read what was sent", .badRequest,
                ["Nothing was saved. Go back and try again. Use letters, numbers and ordinary signs."]
            )
        case .otherSite:
            (
                "This address does not lead here", .misdirectedRequest,
                [
                    "Check the address that you typed, or open the link again that you were given.",
                    "If you look after this site: it answers only to the name in --base-url.",
                ]
            )
        case .addressTooLong:
            ("This address is too long", .uriTooLong, ["Go back and try again with a shorter text."])
        case .headersTooLarge:
            (
                "Your browser sent too much", .requestHeaderFieldsTooLarge,
                ["Close the browser, open it again, and go back to this page."]
            )
        case .wrongMethod:
            ("This page cannot do that", .methodNotAllowed, ["Go back, and use the buttons on the page."])
        case .tooLarge:
            (
                "That is too long", .contentTooLarge,
                ["Nothing was saved. Go back and make the text shorter, then send it again."]
            )
        case .formTooOld:
            (
                "This page was open for too long", .forbidden,
                ["Nothing was saved. Go back, load the page again, and send it once more."]
            )
        case .linkEnded:
            (
                "This link has ended", .gone,
                ["Links work for a limited time, to keep people safe. Ask the person who sent it for a new one."]
            )
        case .stale:
            ("Somebody else changed this too", .conflict, ["Nothing was overwritten."])
        case .notNow(let reason):
            ("This cannot be done now", .conflict, [reason])
        case .tooMany(let seconds):
            (
                "Please wait a little", .tooManyRequests,
                ["There were too many tries. Wait \(waiting(seconds)), then try again."]
            )
        case .unsure:
            (
                "We cannot tell whether this was saved", .serviceUnavailable,
                [
                    "The connection to our store broke while it was being saved.",
                    "Wait a minute and look at it first. Send it again only if it is not there.",
                ]
            )
        case .outOfOrder(let outage):
            ("Kith cannot save anything now", .serviceUnavailable, words(for: outage))
        case .notAvailable:
            (
                "Kith is resting for a moment", .serviceUnavailable,
                ["Nothing was lost. Wait a minute, then load the page again."]
            )
        }
    }

    private static func words(for outage: Refusal.Outage) -> [String] {
        let cause =
            switch outage {
            case .disk: "The disk of our computer is full, or does not let us write."
            case .damage:
                "A part of what is stored cannot be read. We stop here, so that nothing wrong is shown or saved."
            case .clock:
                "The clock of our computer is wrong. We stop here, so that nothing that has ended begins again."
            }
        return [
            cause, "Nothing new was saved. What was saved before was not changed.",
            "Tell the person who looks after Kith in your team. Copy what you typed, and send it again later.",
        ]
    }

    private static func waiting(_ seconds: Int) -> String {
        let minutes = (seconds + 59) / 60
        return minutes <= 1 ? "a minute" : "\(minutes) minutes"
    }
}

/// The same thing was changed twice, by two people or in two windows: both texts, side by side, and neither lost.
struct ConflictPage: Page {
    static let template = "site/conflict"
    static let audience = Audience.staff

    struct Row {
        let field: String
        let yours: String
        let theirs: String
    }

    let title: String
    let status = HTTPResponse.Status.conflict
    let lead: String
    let storedBy: String
    let rows: [Row]
    /// Saves what was typed, knowingly, over what both texts show; nil where it cannot be sent again.
    let keepMine: Refusal.Conflict.KeepMine?
    let address: String
    let keepStored: String

    init(_ conflict: Refusal.Conflict) {
        let when = conflict.when.map { " (\($0))" } ?? ""
        let writer = conflict.isYours ? "you" : conflict.writer ?? "somebody else"
        if conflict.isYours {
            title = "You saved this already"
            lead =
                "\(conflict.subject): you saved this in another window\(when). What you wrote here now is not saved yet."
            keepStored = "Keep what is saved"
        } else {
            title = "Somebody else changed this too"
            lead =
                "\(conflict.subject): \(writer) wrote here while you were writing\(when). Nothing was overwritten: what they wrote is stored, and what you wrote is here."
            keepStored = "Keep what is stored now"
        }
        storedBy = writer
        rows = conflict.differences.map { Row(field: $0.field, yours: $0.yours, theirs: $0.theirs) }
        keepMine = conflict.keepMine
        address = conflict.address
    }
}
