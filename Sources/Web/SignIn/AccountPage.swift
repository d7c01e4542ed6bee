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
    let sessions: [OpenSession]
    let hasOthers: Bool

    /// One browser in which somebody is signed in.
    struct OpenSession {
        let id: String
        let device: String
        let when: String
        let isHere: Bool
    }

    init(
        _ reader: FormReader, session: Session, sessions: [SignIn.OpenSession], secondStep: String,
        provider: String? = nil, told: String?, zone: TimeZone
    ) {
        self.problems = reader.problems
        self.notice =
            switch told {
            case "password": Notice("Your password is changed. You are signed out everywhere else.")
            case "sessions": Notice("You are signed out everywhere else.")
            case "session": Notice("That one is signed out.")
            default: nil
            }
        self.facts = SummaryList(
            [
                SummaryRow("Name", session.name), SummaryRow("Role", session.role.words),
                SummaryRow(
                    "A code from your phone", secondStep, change: Link("Look", to: "/app/account/second-step")),
                [Role.linkWorker, .teamLead].contains(session.role)
                    ? SummaryRow(
                        "When you are away", "Say who stands in for you", change: Link("Look", to: "/app/cover"))
                    : nil,
                provider.map {
                    SummaryRow("Your organisation’s sign-in", $0, change: Link("Look", to: "/app/account/provider"))
                },
            ].compactMap(\.self))
        self.present = TextInput(
            "present-password", "The password you use now", in: reader, kind: .password,
            autocomplete: "current-password")
        self.password = NewPassword.field(in: reader)
        self.again = NewPassword.again(in: reader)
        self.sessions = sessions.map { one in
            OpenSession(
                id: one.id, device: one.device,
                when:
                    "Began \(AccountPage.said(one.startedAt, zone)), last used \(AccountPage.said(one.seenAt, zone))",
                isHere: one.id == session.id)
        }
        self.hasOthers = sessions.contains { $0.id != session.id }
    }

    private static func said(_ moment: Moment, _ zone: TimeZone) -> String {
        "on \(moment.day(in: zone).inWords) at \(moment.time(in: zone))"
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
