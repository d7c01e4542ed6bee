import Casework
import Community
import HTTPTypes
import Hummingbird
import Vocabulary

@testable import Web

/// The addresses behind the routes of the router, so that a new route cannot be forgotten: one whose parameters this
/// list does not know has no address, and the test says so.
struct Rounds {
    let hub: FilledHub

    /// Routes that mean something else by a parameter than the others do.
    private var ofRoute: [String: [String]] {
        let person = "/app/people/\(FilledHub.person)"
        let groups = "\(person)/groups"
        return [
            "/a/{token}": ["/a/\(hub.question.text)"],
            "/setup/{token}": ["/setup/\(hub.setup.text)"],
            "/sign-in/link/{token}": ["/sign-in/link/\(hub.signInLink.text)"],
            "/r/{token}": ["/r/\(hub.waiting.text)", "/r/\(hub.worried.text)"],
            "/r/{token}/worry": ["/r/\(hub.worried.text)/worry"],
            "/assets/{hash}/{name}": [hub.site.assets.address(of: "kith.svg")],
            "/app/people": ["/app/people"] + Self.shows.map { "/app/people?show=\($0)&page=3" },
            "/app/groups": ["/app/groups?page=3", "/app/groups?search=circle"] + Self.filters,
            "/app/break-glass/uses": ["/app/break-glass/uses", "/app/break-glass/uses?page=3"],
            "/app/agreements-with-hubs": ["/app/agreements-with-hubs", "/app/agreements-with-hubs?page=3"],
            "/me": ["/me"],
            "/me/yes": ["/me/yes", "/me/yes?page=3"],
            "/me/looks": ["/me/looks", "/me/looks?page=3"],
            "/app/erasures": ["/app/erasures", "/app/erasures?page=3"],
            "/app/sharing": ["/app/sharing", "/app/sharing?show=changed"],
            "/app/outbox": ["/app/outbox", "/app/outbox?page=3"],
            "/app/colleagues": ["/app/colleagues", "/app/colleagues?page=3"],
            "/app/people/{person}/referrals": ["\(person)/referrals", "\(person)/referrals?page=3"],
            "/app/people/{person}/groups": [
                groups, "\(groups)?page=2&told=2", "\(groups)?out=avoid&out-page=2", "\(groups)?out=agreement",
            ],
            "/app/groups/{group}": ["/app/groups/\(FilledHub.group)"],
            "/app/referrals/{referral}": [FilledHub.referral, FilledHub.asked, FilledHub.draft].map {
                "/app/referrals/\($0)"
            },
            "/app/people/{person}/first-contact/{part}": ["\(person)/first-contact/check"]
                + AboutPart.allCases.map { "\(person)/first-contact/\($0.rawValue)" },
        ]
    }

    private static let shows = PeopleList.Show.allCases.map(\.rawValue)
    private static let filters = GroupFilter.allCases.map { "/app/groups?filter=\($0.rawValue)" }

    /// Routes that show nothing themselves and lead on to another page.
    static let leadingOn: Set<String> = [
        "/app/people/{person}/groups/{group}/referral", "/me/leave",
        // Nobody has half signed in.
        "/sign-in/code",
        // To the identity provider, and back to the sign-in page without what it gave.
        "/sign-in/provider", "/sign-in/provider/return", "/app/account/provider/way",
    ]

    /// Routes that show themselves to no browser. What they cost is counted all the same.
    static let hidden: Set<String> = ["/metrics"]

    /// What stands in place of a parameter.
    private static let ofParameter: [String: [String]] = [
        "person": [FilledHub.person.rawValue],
        "other": [FilledHub.twin.rawValue],
        "group": [FilledHub.openGroup.rawValue],
        "referral": [FilledHub.referral.rawValue],
        "part": AboutPart.allCases.map(\.rawValue),
        // One of each kind of day: the whole day is asked for, whichever section is shown.
        "section": ["waiting", "endings", "never-asked", "mail", "without-plan"],
        "worry": ["worry-0"],
        "likeness": ["likeness-1"],
        "mail": ["mail-0"],
        // The path takes forms only.
        "request": ["request-0"],
        "kind": ["mail"],
        "glass": ["glass-0"],
        "consent": ["consent-of-0"],
        "agreement": ["agreement-0"],
        "worker": [FilledHub.away.rawValue],
        "colleague": ["colleague-0"],
        "cover": ["cover-0"],
        // Every path with a link that shows something stands above.
        "token": ["no-token"],
    ]

    /// The addresses of every route that can be asked by GET, by the route's pattern; none where a parameter is not
    /// known here.
    func addresses() -> [(route: String, addresses: [String])] {
        let routes = Set(hub.router.routes.filter { $0.method == .get }.map(\.path.description))
        return routes.sorted().map { route in (route, ofRoute[route] ?? Self.filled(route)) }
    }

    private static func filled(_ route: String) -> [String] {
        route.split(separator: "/").reduce([""]) { begun, part in
            guard part.first == "{" else { return begun.map { "\($0)/\(part)" } }
            let known = ofParameter[String(part.dropFirst().dropLast())] ?? []
            return begun.flatMap { start in known.map { "\(start)/\($0)" } }
        }.map { $0.isEmpty ? "/" : $0 }
    }
}
