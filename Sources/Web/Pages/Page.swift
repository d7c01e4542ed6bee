import Casework
import Hummingbird
import Vocabulary

/// One page: the typed facts that its template shows, and what the layout around it must know.
///
/// The stored properties are what the template can name; the template holds markup only.
public protocol Page: Sendable {
    /// The template's name: its path below `Templates`, without the ending.
    static var template: String { get }
    /// For whom the page is, which decides about its header and its navigation.
    static var audience: Audience { get }
    /// Whether a person can be recognised on it. Such a page is never kept by a browser or a proxy.
    static var concernsSomebody: Bool { get }

    /// What the browser's tab says before the name of the service.
    var title: String { get }
    var status: HTTPResponse.Status { get }
    /// Where "Back" leads; nil where there is nothing sensible behind the page.
    var backLink: Link? { get }
    /// Where this page belongs in the navigation.
    var section: Section? { get }
    /// What is wrong with a form on the page: shown as a summary before everything else.
    var problems: [FieldProblem] { get }
    /// What just happened, told once on top of the page.
    var notice: Notice? { get }
    /// What stands before everything else, also before what is wrong with a form: nil where no life is at stake.
    var emergency: Emergency? { get }
    /// The same page in other languages, by language; empty where it has none.
    var translations: [Language: String] { get }
}

extension Page {
    public static var concernsSomebody: Bool { true }
    public var status: HTTPResponse.Status { problems.isEmpty ? .ok : .unprocessableContent }
    public var backLink: Link? { nil }
    public var section: Section? { nil }
    public var problems: [FieldProblem] { [] }
    public var notice: Notice? { nil }
    public var emergency: Emergency? { nil }
    public var translations: [Language: String] { [:] }
}

/// For whom a page is.
public enum Audience: Sendable {
    /// Anybody, before it is known who they are: the public pages, and those about an error.
    case anybody
    /// A person whom the hub accompanies: with the button to leave quickly.
    case person
    /// A group that opened its link.
    case group
    /// Somebody who signed in, or is about to.
    case staff
}

/// A part of the pages for staff, as the navigation names it.
public enum Section: String, CaseIterable, Sendable {
    case today, people, sharing, register, outbox, jobs, account
    case breakGlass = "break-glass"
    case figures, extracts, colleagues
    case hubAgreements = "agreements-with-hubs"

    var title: String {
        switch self {
        case .today: "Today"
        case .people: "People"
        case .sharing: "Share places"
        case .register: "Register"
        case .outbox: "Mail"
        case .jobs: "Jobs"
        case .account: "Your account"
        case .breakGlass: "Emergency"
        case .figures: "Figures"
        case .extracts: "Extracts"
        case .colleagues: "Colleagues"
        case .hubAgreements: "Other hubs"
        }
    }

    var address: String {
        switch self {
        case .today: "/app"
        case .people: "/app/people"
        case .register: "/app/register"
        case .outbox: "/app/outbox"
        case .jobs: "/app/jobs"
        case .account: "/app/account"
        case .breakGlass, .figures, .extracts, .colleagues, .hubAgreements, .sharing: "/app/\(rawValue)"
        }
    }

    /// The parts that somebody in this role has business with.
    static func sections(for role: Role) -> [Section] {
        switch role {
        case .linkWorker: [.today, .people, .register, .breakGlass, .account]
        case .teamLead: [.today, .people, .sharing, .register, .figures, .account]
        case .safeguardingLead: [.today, .register, .breakGlass, .account]
        case .coordinator: [.today, .register, .outbox, .hubAgreements, .figures, .account]
        case .administrator: [.today, .colleagues, .outbox, .jobs, .hubAgreements, .account]
        case .commissioner: [.today, .figures, .account]
        case .researcher: [.today, .extracts, .account]
        }
    }
}

/// An address and the words that lead to it.
public struct Link: Sendable, Hashable {
    public let text: String
    public let address: String

    public init(_ text: String, to address: String) {
        self.text = text
        self.address = address
    }
}

/// What just happened, as a banner on top of the page that follows.
public struct Notice: Sendable {
    public let text: String
    /// True where something was done, false where something is merely worth knowing.
    public let isGood: Bool
    /// The next step, where there is one.
    public let link: Link?

    public init(_ text: String, isGood: Bool = true, link: Link? = nil) {
        self.text = text
        self.isGood = isGood
        self.link = link
    }
}
