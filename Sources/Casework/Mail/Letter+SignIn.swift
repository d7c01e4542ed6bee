import People
import Storage
import Vocabulary

/// What we write to those who work in a hub about their own sign-in.
extension Letter {
    /// What happened to the ways in which somebody signs in.
    enum SignInNews: Sendable {
        case setUp, ended, newCodes, providerConnected, providerDisconnected
        case codeUsed(left: Int)
    }

    /// A link that signs its owner in, once and soon.
    static func signInLink(to account: Account, from hub: Hub, link: String, minutes: Int) -> Letter {
        Letter(
            .signInLink, subject: "Your link to sign in to Kith",
            paragraphs: [
                "Hello \(oneLine(account.name)),",
                "Somebody, most likely you, asked for a link to sign in to Kith.",
                link,
                "The link works once, for \(minutes) minutes. Do not pass it on: whoever has it can sign in as you.",
                "If you did not ask for it, you do not need to do anything.",
                hub.name,
            ])
    }

    /// Something about the second step or the identity provider changed. Holds no secret.
    static func signInChanged(_ news: SignInNews, to account: Account, from hub: Hub) -> Letter {
        let what =
            switch news {
            case .setUp: "From now on, signing in to Kith asks for a code from your phone."
            case .ended:
                "The code from your phone is no longer asked for: a new link from your administrator was used to choose a password."
            case .newCodes: "You have new recovery codes. The ones from before no longer work."
            case .providerConnected:
                "Your account at Kith is connected with your organisation's sign-in: it opens Kith without the password."
            case .providerDisconnected:
                "Your account at Kith is no longer connected with your organisation's sign-in."
            case .codeUsed(let left):
                "A recovery code was used to sign in. You have \(left == 1 ? "1 code" : "\(left) codes") left."
            }
        return Letter(
            .secondStep, subject: "Your sign-in to Kith changed",
            paragraphs: [
                "Hello \(oneLine(account.name)),", what,
                "If this was not you, tell your administrator today: somebody else may be using your account.",
                hub.name,
            ])
    }
}
