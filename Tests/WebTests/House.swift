import Foundation
import Hummingbird
import People
import Reference
import Storage
import StorageTesting
import Synchronization
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// A whole house for one test: a real database, a clock that the test moves, the site with every
/// feature, and browsers in which somebody of a role is signed in.
struct House: Sendable {
    let desk: Desk
    let site: Site
    let clock: TestClock
    let hub: Identifier<Hub> = "test"
    private let seen: PagesSeen

    /// Monday 23 November 2026, ten in the morning.
    static let start = Moment(milliseconds: 1_795_428_000_000)

    /// - Parameters:
    ///   - keys: what seals and opens; ``KeyRing/none`` for a house where nobody set any up.
    ///   - standsIn: whether link workers stand in today for `worker-away`, where the store says so too.
    init(keys: KeyRing = House.keys, standsIn: Bool = false) async throws {
        let clock = TestClock(at: Self.start)
        let desk = Desk(
            database: try await TestPlace.alone().open(), clock: clock.clock, reference: try ReferenceData.load(),
            baseURL: "http://localhost", keys: keys)
        _ = try await Accounts(desk: desk).addHub("Test hub", id: "test", area: "gb-eng", by: .command("test"))
        self.desk = desk
        self.clock = clock
        let seen = PagesSeen()
        var site = try Site.forTest { secret in
            Role(rawValue: secret).flatMap { Session(id: secret, actor: House.actor($0, standsIn: standsIn)) }
        }
        site.witness = { seen.add($0) }
        self.seen = seen
        self.site = site
    }

    /// Every page that was presented so far.
    var pages: [any Page] { seen.pages.withLock { $0 } }

    /// Keys that are the same in every house.
    static let keys: KeyRing = {
        let made = HubKeys.made()
        return KeyRing { made }
    }()

    /// Somebody of this role who signed in with the second step: `worker-link-worker`, and so on.
    static func actor(_ role: Role, standsIn: Bool = false) -> Actor {
        Actor(
            hub: "test", identity: .worker(Identifier("worker-\(role.rawValue)"), name: "Rosa", role),
            hasSecondStep: true, covering: standsIn && role == .linkWorker ? [cover(role)] : [])
    }

    /// The account of whoever ``actor(_:standsIn:)`` is: what is asked of their account finds it.
    func addAccount(_ role: Role) async throws {
        guard let worker = House.actor(role).worker else { return }
        try await desk.database.keepHouse(hub) { hub in
            try hub.accounts.add(
                Account(
                    id: worker, name: "Rosa", email: "\(role.rawValue)@example.org", role: role.rawValue,
                    createdAt: House.start))
        }
    }

    /// By which somebody of this role stands in for `worker-away` on the day on which the house begins.
    static func cover(_ role: Role) -> Cover {
        let today = start.day(in: Clock.london)
        return Cover(
            id: Identifier("cover-\(role.rawValue)"), worker: "worker-away", by: Identifier("worker-\(role.rawValue)"),
            firstDay: today, lastDay: today.adding(days: 6), arrangedBy: "worker-away", arrangedAt: start, endedAt: nil)
    }

    func actor(_ role: Role) -> Actor { House.actor(role) }

    /// The routes of every feature, with an identity provider that publishes what it must.
    func features() -> [any RouteGroup] {
        let signIn = SignIn(desk: desk)
        return site.features(of: desk, signIn: signIn, provider: House.provider(for: signIn))
    }

    static func provider(for signIn: SignIn, isAway: Bool = false) -> IdentityProvider? {
        let issuer = "https://id.example"
        let document = """
            {"issuer": "\(issuer)", "authorization_endpoint": "\(issuer)/authorize", "token_endpoint": "\(issuer)/token",
            "jwks_uri": "\(issuer)/keys", "keys": []}
            """
        return IdentityProvider.Settings(issuer: issuer, client: "kith", secret: "s").map { settings in
            IdentityProvider(
                signIn: signIn, settings: settings,
                fetch: WebFetch { _ in
                    isAway ? .failure(.unreachable) : .success(WebAnswer(status: 200, body: Data(document.utf8)))
                },
                post: WebPost { _, _, _ in .success(WebAnswer(status: 400, body: Data())) })
        }
    }

    /// A browser in which somebody of this role is signed in; nobody where it is nil.
    func browser(as role: Role?) -> Browser {
        let responder = site.router(features()).buildResponder()
        return Browser(responder, cookies: role.map { [site.cookies.sessionName: $0.rawValue] } ?? [:])
    }
}

private final class PagesSeen: Sendable {
    let pages = Mutex<[any Page]>([])

    func add(_ page: any Page) { pages.withLock { $0.append(page) } }
}

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    private let moment: Mutex<Moment>

    init(at moment: Moment) { self.moment = Mutex(moment) }

    var clock: Clock { Clock { self.moment.withLock { $0 } } }

    func move(days: Int = 0, seconds: Int = 0) {
        moment.withLock { $0 = $0.adding(days: days).adding(seconds: seconds) }
    }
}

extension Site {
    /// The site of a test: a fixed secret, and nobody signed in unless the test says who.
    static func forTest(
        isDemo: Bool = true, baseURL: String = "http://localhost:8080",
        session: @escaping SessionLookup = { _ in nil }
    ) throws -> Site {
        try Site(
            settings: SiteSettings(
                baseURL: try #require(URL(string: baseURL)), secret: Array(repeating: 7, count: 32), isDemo: isDemo),
            session: session)
    }
}

extension Session {
    /// A link worker who is signed in.
    static var example: Session? {
        Session(id: "1", actor: Actor(hub: "test", identity: .worker("worker-1", name: "Rosa", .linkWorker)))
    }
}
