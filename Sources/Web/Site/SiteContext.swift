import Casework
import Hummingbird
import Logging
import People
import Vocabulary

/// What is known about a request by the time a handler sees it.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Who is signed in; nil where nobody is.
    public var session: Session?
    /// The language in which the page answers.
    public var language: Language = .english
    /// The fields of the form that was sent; empty where none was.
    public var form: SubmittedForm = .empty
    /// What follows the question mark in the address, decoded like a form.
    public var query: SubmittedForm = .empty
    /// The address of the page that is shown, without what follows the question mark: where its forms stand.
    var page = ""
    /// The filling-in that the page's form goes on with; nil where it begins a new one.
    var goesOn: Submission?
    /// What whoever asks had sent when they were signed out, and comes back to.
    var held: HeldForm?
    /// The browser's visit, to which its forms are bound; nil until a page with a form was shown.
    var visit: String?
    /// Where the request came from, for limits on trying; never logged.
    public var remoteAddress: String?
    /// The other end of the connection itself, whatever a proxy says about who is behind it; never logged.
    let connectionAddress: String?

    public init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
        self.connectionAddress = source.channel.remoteAddress?.ipAddress
        self.remoteAddress = connectionAddress
    }

    /// A context without a connection, as a test or a benchmark makes one.
    public init(logger: Logger, remoteAddress: String? = nil) {
        self.coreContext = CoreRequestContextStorage(source: Unconnected(logger: logger))
        self.connectionAddress = remoteAddress
        self.remoteAddress = remoteAddress
    }

    private struct Unconnected: RequestContextSource {
        let logger: Logger
    }

    /// The submission that the form carried; a form without one is its own first try.
    public var submission: Submission { form[FormField.submission].flatMap(Submission.init(_:)) ?? Submission() }

    /// The filling-in that the form was, for what was kept of it.
    var filling: Draft.ID { Draft.ID(rawValue: submission.id) }

    /// The pattern of the route that answers, which holds no id and no token; one name for what no route answers.
    var route: String { endpointPath ?? "NotFound" }

    /// Who is signed in, or the refusal that leads to the sign-in page.
    public func signedIn() throws(Refusal) -> Session {
        guard let session else { throw .signInFirst }
        return session
    }

    /// A part of the path by its name in the route's pattern.
    public func path(_ name: String) throws(Refusal) -> String {
        guard let value = coreContext.parameters.get(name), !value.utf8.contains(0) else { throw .unknown }
        return value
    }
}

/// Somebody who signed in, for the length of a request.
public struct Session: Sendable {
    /// What tells this session from every other, without being the secret that opens it.
    public let id: String
    /// On whose behalf a page acts.
    public let actor: Actor
    /// What somebody in this session may see in the navigation.
    public let role: Role

    /// Whether the session began with a second step.
    public var hasSecondStep: Bool { actor.hasSecondStep }

    /// How the person is called on the pages.
    public var name: String { actor.name }

    /// Nil unless the actor is somebody who works in a hub.
    public init?(id: String, actor: Actor) {
        guard let role = actor.role else { return nil }
        self.id = id
        self.actor = actor
        self.role = role
    }
}
