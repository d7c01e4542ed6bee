import Casework
import Foundation
import Vocabulary

/// The second step of one's own sign-in: what it is, and how to set it up, or that it is on.
struct SecondStepPage: Page {
    static let template = "sign-in/second-step"
    static let audience = Audience.staff

    let title = "A code from your phone"
    let section: Section? = .account
    let backLink: Link? = Link("Your account", to: "/app/account")
    let problems: [FieldProblem]
    /// For whoever has to have it.
    let isNeeded: Bool
    let offer: Offer?
    let isOn: On?
    /// Why it cannot be set up now, and what to do.
    let why: Why?

    struct Offer {
        let picture: QRPicture?
        let groups: [String]
        let code: TextInput
        let password: TextInput?
    }

    struct On {
        let since: String
        let left: String
        let code: TextInput
    }

    struct Why {
        let lines: [String]
    }

    init(_ reader: FormReader, standing: SecondStep.Standing, role: Role, zone: TimeZone) {
        problems = reader.problems
        var (offer, isOn, why): (Offer?, On?, Why?)
        switch standing {
        case .offered(let offered):
            offer = Offer(
                picture: QRPicture(offered.address), groups: offered.groups,
                code: CodeField.phone(in: reader, label: "The code that your phone shows now"),
                password: offered.wantsPassword
                    ? TextInput(
                        "present-password", "Your password once more", in: reader, kind: .password,
                        autocomplete: "current-password") : nil)
        case .isSetUp(let since, let left):
            isOn = On(
                since: since.day(in: zone).inWords, left: left == 1 ? "1 recovery code" : "\(left) recovery codes",
                code: CodeField.phone(in: reader, label: "The code that your phone shows now"))
        case .needsNewLink:
            why = Why(lines: [
                "To set it up, ask your administrator for a new link, and open it on this device. Somebody who only knows your password could otherwise bind your account to a phone of theirs.",
                "The administrator makes the link with: kith user link",
            ])
        case .keysMissing:
            why = Why(lines: [
                "It cannot be set up yet, because this hub has no keys with which to keep your phone's secret safe. Nothing was changed.",
                "Please tell your administrator: make the keys with kith keys new, and start kith serve with --sealing-key-file.",
            ])
        }
        isNeeded = role.needsSecondStep && isOn == nil
        (self.offer, self.isOn, self.why) = (offer, isOn, why)
    }
}

/// The recovery codes, shown once.
struct RecoveryCodesPage: Page {
    static let template = "sign-in/recovery-codes"
    static let audience = Audience.staff

    let title = "Your recovery codes"
    let section: Section? = .account
    let notice: Notice?
    let codes: [String]

    init(_ codes: [String], isNew: Bool) {
        self.codes = codes
        notice = Notice(
            isNew
                ? "It is set up. From now on, signing in asks for a code from your phone."
                : "You have new codes. The ones from before no longer work.")
    }
}
