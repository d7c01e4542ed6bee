import Casework

/// Signing in by e-mail address and password.
struct SignInPage: Page {
    static let template = "sign-in/sign-in"
    static let audience = Audience.staff

    let title = "Sign in"
    let problems: [FieldProblem]
    let notice: Notice?
    let email: TextInput
    let password: TextInput
    /// The page that was asked for before.
    let next: String
    let hasProvider: Bool

    /// - Parameter told: what just happened, as it stands in the address.
    init(_ reader: FormReader, hasProvider: Bool = false, told: String? = nil) {
        self.hasProvider = hasProvider
        self.problems = reader.problems
        self.notice =
            switch told {
            case "signed-out": Notice("You are signed out.")
            case "writing":
                Notice(
                    "You were signed out while you were writing. Sign in and go on: what you wrote is kept for an hour.",
                    isGood: false)
            case "code-time-over":
                Notice("There was no code for too long. Nothing happened: sign in once more.", isGood: false)
            default: ProviderNotice.notice(told)
            }
        self.email = TextInput("email", "E-mail address", in: reader, kind: .email, autocomplete: "email")
        self.password = TextInput(
            "password", "Password", in: reader, kind: .password, autocomplete: "current-password")
        self.next = reader.typed("next")
    }

    /// Where somebody goes after signing in: back to a page for staff, and never out of this site.
    static func next(_ wanted: String, for actor: Actor) -> String {
        if isOurs(wanted), wanted != "/app" { return wanted }
        return actor.role.flatMap { Section.sections(for: $0).first }?.address ?? "/app/account"
    }
}

extension SignInPage {
    /// Whether an address is a page of ours for staff.
    static func isOurs(_ address: String) -> Bool {
        (address == "/app" || address.hasPrefix("/app/")) && !address.contains("\\") && !address.contains("//")
            && address.utf8.allSatisfy { $0 > 32 && $0 < 127 }
    }
}

/// Choosing the first password, or a new one, by a link that is good once.
struct SetupPage: Page {
    static let template = "sign-in/setup"
    static let audience = Audience.staff

    let title = "Choose a password"
    let problems: [FieldProblem]
    let email: String
    let password: TextInput
    let again: TextInput

    init(_ reader: FormReader, email: String) {
        self.problems = reader.problems
        self.email = email
        self.password = NewPassword.field(in: reader)
        self.again = NewPassword.again(in: reader)
    }
}

/// A new password, typed twice.
enum NewPassword {
    static func field(in reader: FormReader) -> TextInput {
        TextInput(
            "password", "New password", in: reader, kind: .password,
            hint: "At least \(PasswordRule.shortest) letters, numbers or signs. Three or four words are good.",
            autocomplete: "new-password")
    }

    static func again(in reader: FormReader) -> TextInput {
        TextInput(
            "password-again", "The same password again", in: reader, kind: .password, autocomplete: "new-password")
    }

    static func read(_ reader: inout FormReader, from form: SubmittedForm) -> String? {
        let password = form["password"] ?? ""
        if password.isEmpty {
            reader.add("Enter a new password", to: "password")
        } else if password != form["password-again"] {
            reader.add("Enter the same password in both fields", to: "password-again")
        }
        return reader.problems.isEmpty ? password : nil
    }
}
