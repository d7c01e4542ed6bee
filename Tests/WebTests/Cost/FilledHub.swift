import Community
import Foundation
import Hummingbird
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// A hub with so many rows of everything, and browsers in which each role is signed in as on any day.
///
/// The one who is asked about has as much as the hub has: `person` so many referrals, contacts and events,
/// `group` so many people, `referral` so many sessions, and one worker walks with nearly everybody. Where a page asks
/// once for each, it shows.
struct FilledHub: Sendable {
    let rows: Int
    let house: House
    let site: Site
    /// The link of a referral that waits for its answer, and of one whose group is worried.
    let waiting: Secret
    let worried: Secret
    /// The link of a referral that a form accepts.
    let answering: Secret
    /// The link of a question about an agreement, and of an account without a password.
    let question: Secret
    let setup: Secret
    /// Opens the own page of ``person``.
    let ownPage: Secret
    /// The link in a mail by which somebody signs in.
    let signInLink: Secret
    private let secrets: [Role: Secret]
    private let responder: RouterResponder<SiteContext>

    static let person: Person.ID = "person-0"
    /// Somebody who may be the same person.
    static let twin: Person.ID = "person-1"
    static let group: Group.ID = "group-0"
    /// A group that stands open to `person`.
    static let openGroup: Group.ID = "group-open"
    static let referral: Referral.ID = "referral-0"
    static let draft: Referral.ID = "referral-draft"
    static let asked: Referral.ID = "referral-asked"
    /// Referrals that forms change: a group answers one, and the person withdraws their consent to the other.
    static let answered: Referral.ID = "referral-answered"
    static let leaving: Referral.ID = "referral-leaving"
    static let worker: Identifier<Worker> = "worker-link-worker"
    /// A colleague for whom ``worker`` stands in.
    static let away: Identifier<Worker> = "colleague-0"

    var router: Router<SiteContext> { FilledHub.router(site, house.desk) }

    private static func router(_ site: Site, _ desk: Desk) -> Router<SiteContext> {
        let signIn = SignIn(desk: desk)
        return site.router(site.features(of: desk, signIn: signIn, provider: House.provider(for: signIn)))
    }

    init(rows: Int) async throws {
        self.rows = rows
        house = try await House()
        let desk = house.desk
        site = try Site(settings: house.site.settings, desk: desk, signIn: SignIn(desk: desk))
        site.readiness.serve()
        let hub = house.hub
        responder = FilledHub.router(site, desk).buildResponder()
        func token() -> Secret { desk.secrets.token(for: hub) }
        secrets = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, token()) })
        (waiting, worried, answering, question, setup) = (token(), token(), token(), token(), token())
        (ownPage, signInLink) = (token(), token())
        let filling = Filling(
            rows: rows, now: desk.clock.now, today: desk.clock.today, waiting: waiting, worried: worried,
            answering: answering, question: question, setup: setup, ownPage: ownPage, signInLink: signInLink,
            sessions: secrets)
        try await desk.database.keepHouse(hub) { try filling.pour(into: $0) }
    }

    /// A browser in which somebody of this role is signed in, for as long as sessions last; nobody where it is nil.
    func browser(as role: Role?) -> Browser {
        Browser(
            responder,
            cookies: role.flatMap { secrets[$0] }.map { [site.cookies.sessionName: $0.text] } ?? [:])
    }

    /// A browser in which the person is at their own page. Whoever leaves it closes it for all, so for that it is nobody.
    func ownBrowser(at address: String) -> Browser {
        Browser(responder, cookies: address == OwnAddress.leave ? [:] : [site.cookies.ownPageName: ownPage.text])
    }

    /// Asks for a group once, so that the index in memory is there: it is made once a month, not for each page.
    func warm() async throws {
        let page = try await browser(as: .linkWorker).open("/app/people/\(Self.person)/groups")
        #expect(page.status == 200)
    }

    /// What `body` returns, and how many statements it took.
    func counting<Value>(_ body: () async throws -> Value) async throws -> (value: Value, statements: Int) {
        let before = house.desk.database.statementsRun
        let value = try await body()
        return (value, house.desk.database.statementsRun - before)
    }
}
