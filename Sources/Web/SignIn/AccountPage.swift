import Casework
import Foundation
import Vocabulary

/// One's own account: who one is, the password, where else one is signed in.
struct AccountPage: Page {
    static let template = "sign-in/account"
    static let audience = Audience.staff

    let title = "Your account"
    let section: Section? = .account
    let problems: [FieldProblem]
    let notice: Notice?
    let facts: SummaryList
    let present: TextInput
    let password: TextInput
    let again: TextInput
    /// The other sessions, one sentence each; nil where there is none.
    let others: OtherSessions?

    struct OtherSessions {
        let lines: [String]
    }

    init(
        _ reader: FormReader, session: Session, sessions: [SignIn.OpenSession], told: String?, zone: TimeZone
    ) {
        self.problems = reader.problems
        self.notice =
            switch told {
            case "password": Notice("Your password is changed. You are signed out everywhere else.")
            case "sessions": Notice("You are signed out everywhere else.")
            default: nil
            }
        self.facts = SummaryList([SummaryRow("Name", session.name), SummaryRow("Role", session.role.words)])
        self.present = TextInput(
            "present-password", "The password you use now", in: reader, kind: .password,
            autocomplete: "current-password")
        self.password = NewPassword.field(in: reader)
        self.again = NewPassword.again(in: reader)
        let lines = sessions.filter { $0.id != session.id }.map { other in
            "Last used on \(PlainDate.long(other.seenAt.day(in: zone))) at \(other.seenAt.time(in: zone))"
        }
        self.others = lines.isEmpty ? nil : OtherSessions(lines: lines)
    }
}

extension Role {
    /// The role as its owner calls it.
    var words: String {
        switch self {
        case .linkWorker: "Link worker"
        case .teamLead: "Team lead"
        case .safeguardingLead: "Safeguarding lead"
        case .coordinator: "Coordinator"
        case .commissioner: "Commissioner"
        case .researcher: "Researcher"
        case .administrator: "Administrator"
        }
    }
}
