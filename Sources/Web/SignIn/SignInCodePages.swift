import Casework

/// The second page of a sign-in: the code that the phone shows.
struct SignInCodePage: Page {
    static let template = "sign-in/code"
    static let audience = Audience.staff

    let title = "Enter the code from your phone"
    let problems: [FieldProblem]
    let code: TextInput
    let recovery: TextInput
    /// The page that was asked for before.
    let next: String

    init(_ reader: FormReader) {
        problems = reader.problems
        code = CodeField.phone(in: reader)
        recovery = TextInput(
            "recovery-code", "A recovery code", in: reader, hint: "Sixteen letters and numbers. Each works once.",
            autocomplete: "off")
        next = reader.typed("next")
    }
}

/// The field for a phone's code.
enum CodeField {
    static func phone(in reader: FormReader, label: String = "Code") -> TextInput {
        TextInput(
            "code", label, in: FormReader(keeping: reader), kind: .number, width: .short,
            hint: "Six numbers. They change every half minute.", autocomplete: "one-time-code")
    }
}

extension FormReader {
    /// The same problems, and nothing of what was typed: a code is never good twice.
    fileprivate init(keeping other: FormReader) {
        self.init()
        for problem in other.problems { add(problem.text, to: problem.field) }
    }
}

/// Asking for a link by mail.
struct SignInLinkPage: Page {
    static let template = "sign-in/link"
    static let audience = Audience.staff

    let title = "Get a sign-in link by e-mail"
    let problems: [FieldProblem]
    let asking: Asking?

    struct Asking {
        let email: TextInput
        let minutes: Int
    }

    /// - Parameter sendsMail: whether there is a way out for mail.
    init(_ reader: FormReader, sendsMail: Bool) {
        problems = reader.problems
        asking =
            sendsMail
            ? Asking(
                email: TextInput("email", "E-mail address", in: reader, kind: .email, autocomplete: "email"),
                minutes: SignIn.linkMinutes) : nil
    }
}

/// What follows, whatever happened: nobody learns here whether an address has an account.
struct SignInLinkSentPage: Page {
    static let template = "sign-in/link-sent"
    static let audience = Audience.staff

    let title = "Look into your mail"
    let minutes = SignIn.linkMinutes
}

/// The link itself: a button, because mail scanners open links too.
struct SignInByLinkPage: Page {
    static let template = "sign-in/by-link"
    static let audience = Audience.staff

    let title = "Sign in"
    let email: String
}
