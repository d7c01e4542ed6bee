import Casework
import Vocabulary

/// One's own account and the organisation's sign-in: whether they are connected, and how they come to be.
struct ProviderPage: Page {
    static let template = "sign-in/provider"
    static let audience = Audience.staff

    let title = "Your organisation’s sign-in"
    let section: Section? = .account
    let backLink: Link? = Link("Your account", to: "/app/account")
    let problems: [FieldProblem]
    let notice: Notice?
    let since: String?
    let isReady: Bool
    let asking: Asking?

    struct Asking {
        let proof: TextInput
    }

    /// How far somebody is.
    enum Standing {
        case connected(since: Day)
        /// The code or the password was right: the way there is open.
        case ready
        case asking(forCode: Bool)
    }

    init(_ reader: FormReader, standing: Standing, told: String?) {
        problems = reader.problems
        var (since, isReady, asking): (String?, Bool, Asking?) = (nil, false, nil)
        switch standing {
        case .connected(let day): since = day.inWords
        case .ready: isReady = true
        case .asking(forCode: true):
            asking = Asking(proof: CodeField.phone(in: reader, label: "The code that your phone shows now"))
        case .asking(forCode: false):
            asking = Asking(
                proof: TextInput(
                    "present-password", "The password you use now", in: reader, kind: .password,
                    autocomplete: "current-password"))
        }
        (self.since, self.isReady, self.asking) = (since, isReady, asking)
        notice =
            switch told {
            case "connected": Notice("Your account is connected. You can sign in with your organisation.")
            case "parted": Notice("Your account is no longer connected. Sign in with your password.")
            default: ProviderNotice.notice(told)
            }
    }
}

/// What a way to the provider and back came to, where it led nowhere. The word stands in the address and says nothing about
/// anybody.
enum ProviderNotice {
    static func word(for refusal: IdentityProvider.Refusal) -> String {
        switch refusal {
        case .away: "provider-away"
        case .notBegun: "provider-not-begun"
        case .denied: "provider-denied"
        case .notBelieved: "provider-not-believed"
        case .notConnected: "provider-not-connected"
        case .taken: "provider-taken"
        }
    }

    static func notice(_ word: String?) -> Notice? {
        switch word {
        case "provider-away":
            Notice(
                "Your organisation’s sign-in does not answer. Nothing was changed. Try again in a minute, or use your password.",
                isGood: false)
        case "provider-not-begun":
            Notice(
                "This sign-in did not begin in this browser, or too long ago. Nothing was changed. Begin again here.",
                isGood: false)
        case "provider-denied":
            Notice(
                "Your organisation’s sign-in did not let you in, or you stopped there. Nothing was changed. Try again, or use your password.",
                isGood: false)
        case "provider-not-believed":
            Notice(
                "What your organisation’s sign-in told us could not be trusted, so nothing was opened. Use your password, and tell your administrator.",
                isGood: false)
        case "provider-not-connected":
            Notice(
                "Your organisation knows you, but no account here is connected with it. Sign in with your password, then connect it under “Your account”.",
                isGood: false)
        case "provider-taken":
            Notice(
                "Your account was not connected: whoever signed in at your organisation is connected with another account here. Sign in there as yourself, and try again.",
                isGood: false)
        default: nil
        }
    }
}
