import Community
import Foundation
import HTTPTypes
import Hummingbird
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// A hub with one of everything that an address can name, seen from each role, and with another hub beside it.
struct AccessHouse: Sendable {
    typealias Tie = AccessTable.Tie

    let house: House
    private let responder: RouterResponder<SiteContext>
    private let visit = String(repeating: "0123456789abcdef", count: 2)
    let routes: [String]
    /// The links of a referral, an agreement and an account: one that works, one that did, one that never was.
    private let tokens: [String: [Tie: Secret]]
    private let kept: Kept

    /// How everything was before the first form, to be put back after each.
    private struct Kept: Sendable {
        var people: [Person] = []
        var referrals: [Referral] = []
        var consents: [Consent] = []
        var glasses: [BreakGlass] = []
        var covers: [Cover] = []
        var groups: [Group] = []
    }

    init() async throws {
        house = try await House(standsIn: true)
        let desk = house.desk
        _ = try await Accounts(desk: desk).addHub("Another hub", id: "other", area: "gb-eng", by: .command("test"))
        let router = house.site.router(house.features())
        routes = router.routes.filter { $0.method == .get || $0.method == .post }
            .map { "\($0.method.rawValue) \($0.path)" }.sorted()
        responder = router.buildResponder()
        func links() -> [Tie: Secret] {
            Dictionary(
                uniqueKeysWithValues: [Tie.live, .ended, .unknown].map { ($0, desk.secrets.token(for: "test")) })
        }
        var tokens = ["r": links(), "a": links(), "setup": links()]
        for role in AccessHouse.everybody {
            tokens["me \(role)"] = links()
            tokens["sign-in \(role)"] = links()
        }
        self.tokens = tokens
        let filling = Filling(now: desk.clock.now, today: desk.clock.today, tokens: tokens)
        try await house.addGroup("kitchen") { $0.discretion = .address }
        try await house.addGroup("choir")
        kept = try await desk.database.keepHouse("test") { try filling.pour(into: $0) }
        try await desk.database.keepHouse("other") { hub in
            try hub.people.add(Person(id: "person-other", createdAt: filling.now))
        }
    }

    /// Every role's name, and that of whoever is not signed in.
    private static let everybody = Role.allCases.map(\.rawValue) + ["nobody"]

    // MARK: Asking

    /// What a request got: its status and its body, without what is new in every page.
    struct Got: Sendable {
        let answer: AccessTable.Answer?
        let status: Int
        let body: String
    }

    func ask(_ route: String, as role: Role?, _ tie: Tie) async throws -> Got {
        let parts = route.split(separator: " ")
        let address = address(String(parts[1]), role, tie)
        var cookies = [house.site.cookies.visitName: visit]
        if let role { cookies[house.site.cookies.sessionName] = role.rawValue }
        if parts[1].hasPrefix("/me"), let own = tokens["me \(role?.rawValue ?? "nobody")"]?[tie] {
            cookies[house.site.cookies.ownPageName] = own.text
        }
        // Whoever tries many links is refused after a while: here everybody comes from an address of their own.
        let browser = Browser(responder, from: "192.0.2.\(Int.random(in: 1...1_000_000))", cookies: cookies)
        let sight: Browser.Sight
        if parts[0] == "GET" {
            sight = try await browser.send(.get, address)
        } else {
            let proof = house.site.forms.proof(visit: visit, session: role?.rawValue)
            let fields =
                "\(FormField.proof)=\(proof)&\(FormField.submission)=\(Submission().id)"
                + "&version=1&keeps=nothing&field=place&paused=yes&because=full"
            sight = try await browser.send(.post, address, body: fields)
        }
        return Got(answer: Self.answer(sight), status: sight.status, body: Self.plain(sight.html))
    }

    private static func answer(_ sight: Browser.Sight) -> AccessTable.Answer? {
        if sight.headers[.location]?.hasPrefix("/sign-in?next=") == true, sight.status == 303 { return .signIn }
        if sight.headers[.location]?.hasPrefix("/me?told=closed") == true { return .signIn }
        switch sight.status {
        case 401: return .signIn
        case 404, 410: return .hidden
        case 400..<404, 405..<409, 411..<422, 423...: return nil
        default: return .opens
        }
    }

    /// The body without the proofs, which are new each time.
    private static func plain(_ html: String) -> String {
        html.replacing(/name="form-(?:proof|submission|page)" value="[^"]*"/, with: "")
    }

    private func person(_ role: Role?, _ tie: Tie) -> String {
        switch tie {
        case .own, .covered, .brokenGlass, .glassOver, .worry, .danger: "\(tie)-\(role?.rawValue ?? "nobody")"
        case .colleagues, .nobodys: "\(tie)"
        case .otherHub: "person-other"
        case .there: "in-the-plan"
        case .unknown, .live, .ended: "no-such-person"
        }
    }

    /// The route's address with what the tie names in place of its parameters.
    private func address(_ pattern: String, _ role: Role?, _ tie: Tie) -> String {
        let me = role?.rawValue ?? "nobody"
        let isKnown = tie != .unknown
        let person = person(role, tie)
        let first = pattern.split(separator: "/").first.map(String.init) ?? ""
        let known = [
            "person": person, "referral": "referral-of-\(person)",
            "consent": "consent-of-\(pattern.hasPrefix("/me") ? "own-page-\(me)" : person)",
            "request": "no-such-request",
            "group": pattern.contains("{person}") ? "choir" : isKnown ? "kitchen" : "no-such-group",
            "part": "hopes", "section": isKnown ? "waiting" : "no-such-section",
            "mail": isKnown ? "mail" : "no-such-mail", "kind": isKnown ? "mail" : "no-such-kind",
            "agreement": isKnown ? "agreement" : "no-such-agreement",
            "worry": "worry-about-\(person)", "likeness": "likeness-to-\(person)",
            "glass": tie == .own
                ? "broken-by-\(me)" : tie == .colleagues || tie == .there ? "broken-by-colleague" : "no-such-glass",
            "cover": isKnown ? "cover-to-end" : "no-such-cover",
            "worker": tie == .covered ? "worker-away" : isKnown ? "worker-colleague" : "no-such-worker",
            "colleague": isKnown ? "worker-away" : "no-such-colleague",
            "token": (tokens[first] ?? tokens["\(first) \(me)"])?[tie]?.text ?? "no-such-token",
            "other": tie == .nobodys ? "\(Tie.own)-\(me)" : "\(Tie.nobodys)",
        ]
        let asset = house.site.assets.address(of: "kith.svg").split(separator: "/").map(String.init)
        return pattern.split(separator: "/").reduce("") { address, part in
            guard part.first == "{" else { return "\(address)/\(part)" }
            switch part {
            case "{hash}": return "\(address)/\(asset[1])"
            case "{name}": return "\(address)/\(asset[2])"
            default: return "\(address)/\(known[String(part.dropFirst().dropLast())] ?? String(part))"
            }
        }.ifEmpty("/")
    }

    // MARK: Putting back

    /// Undoes what a form did to the person behind this tie and to all that a link leads to.
    func putBack(_ role: Role?, _ tie: Tie) async throws {
        let kept = kept
        let tokens = tokens
        let own = "own-page-\(role?.rawValue ?? "nobody")"
        let names = Set([person(role, tie), "linked", own])
        try await house.desk.database.keepHouse("test") { hub in
            for var person in kept.people where names.contains(person.id.rawValue) {
                person.version = try hub.people.find(person.id)?.version ?? 0
                try hub.people.save(person)
            }
            for var referral in kept.referrals where names.contains(referral.person.rawValue) {
                referral.version = try hub.referrals.find(referral.id)?.version ?? 0
                try hub.referrals.save(referral)
            }
            for consent in kept.consents where names.contains(consent.person.rawValue) {
                try hub.consents.saveWithdrawal(of: consent)
            }
            for glass in kept.glasses { try hub.breakGlass.saveEnd(of: glass) }
            for cover in kept.covers { try hub.covers.saveEnd(of: cover) }
            for var group in kept.groups {
                group.version = try hub.groups.find(group.id)?.version ?? 0
                try hub.groups.save(group)
            }
            let filling = Filling(now: House.start, today: House.start.day(in: .gmt), tokens: tokens)
            try filling.setLinks(hub)
            if tie == .live {
                try filling.openOwnPage(of: role?.rawValue ?? "nobody", hub)
                try filling.setSignInLinks(of: role?.rawValue ?? "nobody", hub)
            }
            try filling.linkPeople(hub)
        }
    }

    // MARK: Filling

    private struct Filling: Sendable {
        let now: Moment
        let today: Day
        let tokens: [String: [Tie: Secret]]

        func pour(into hub: HubTransaction) throws -> Kept {
            var kept = Kept()
            for role in Role.allCases { try account("worker-\(role.rawValue)", role, hub) }
            for name in ["worker-colleague", "worker-away"] { try account(name, .linkWorker, hub) }
            try covers(hub, &kept)
            for role in Role.allCases {
                let worker = Identifier<Worker>(rawValue: "worker-\(role.rawValue)")
                try person("\(Tie.own)-\(role.rawValue)", of: worker, hub, &kept)
                try person("\(Tie.covered)-\(role.rawValue)", of: "worker-away", hub, &kept)
                for (tie, hoursAgo) in [(Tie.brokenGlass, 0), (.glassOver, 4)] {
                    let id = try person("\(tie)-\(role.rawValue)", of: "worker-colleague", hub, &kept)
                    let name = tie == .brokenGlass ? "broken-by-\(role.rawValue)" : "over-\(role.rawValue)"
                    try glass(name, for: id, by: worker, at: now.adding(seconds: -3600 * hoursAgo), hub, &kept)
                }
            }
            for role in Role.allCases.map(\.rawValue) + ["nobody"] {
                for tie in [Tie.worry, .danger] { try person("\(tie)-\(role)", of: "worker-colleague", hub, &kept) }
            }
            for role in ["nobody"] { try person("\(Tie.own)-\(role)", of: nil, hub, &kept) }
            let colleagues = try person("\(Tie.colleagues)", of: "worker-colleague", hub, &kept)
            try person("\(Tie.nobodys)", of: nil, hub, &kept)
            for name in ["linked", "no-longer-linked"] { try person(name, of: "worker-colleague", hub, &kept) }
            let waiting = try person("in-the-plan", of: "worker-colleague", hub, &kept)
            try hub.cohortPlans.add(
                CohortPlan(id: "plan", proposedBy: "worker-team-lead", proposedAt: now),
                [CohortPlan.Line(person: waiting, place: 0, group: "choir", mark: .proposed)])
            try glass("broken-by-colleague", for: colleagues, by: "worker-colleague", at: now, hub, &kept)
            try hub.outbox.add(
                OutgoingMail(
                    id: "mail", kind: "referral", recipient: "kitchen@example.org", subject: "A new message",
                    body: "Hello", createdAt: now, nextAt: now, state: .failed))
            try hub.hubAgreements.add(
                try HubAgreement(
                    id: "agreement", from: hub.hub, to: "other", facts: [.reach], firstDay: today,
                    lastDay: today.adding(days: 30), signedHere: "A coordinator", signedThere: "Another"))
            for (tie, token) in tokens["a"] ?? [:] where tie != .unknown {
                try hub.agreementRequests.add(
                    AgreementRequest(
                        id: Identifier(rawValue: "question-\(tie)"), group: "choir", askedAt: now.adding(days: -9),
                        endsAt: now.adding(days: tie == .live ? 9 : -1)), tokenHash: token.hash, codeHash: "code-\(tie)"
                )
            }
            for (tie, token) in tokens["setup"] ?? [:] where tie != .unknown {
                let id = try account("new-\(tie)", .linkWorker, hub)
                try hub.setupLinks.replace(
                    with: SetupLink(account: id, tokenHash: token.hash, endsAt: now.adding(days: tie == .live ? 1 : -1))
                )
            }
            for role in AccessHouse.everybody {
                try person("own-page-\(role)", of: "worker-colleague", hub, &kept)
                try openOwnPage(of: role, hub)
                for tie in [Tie.live, .ended] { try account("by-link-\(role)-\(tie)", .linkWorker, hub) }
                try setSignInLinks(of: role, hub)
            }
            try alike(hub, kept.people)
            try linkPeople(hub)
            kept.groups = try hub.groups.find(["kitchen", "choir"])
            try setLinks(hub)
            return kept
        }

        /// The link that works leads to the referral of somebody whom no other address names, like the one that did.
        func setLinks(_ hub: HubTransaction) throws {
            for (tie, person) in [(Tie.live, "linked"), (.ended, "no-longer-linked")] {
                guard let token = tokens["r"]?[tie] else { continue }
                try hub.referrals.setLink(
                    of: Identifier(rawValue: "referral-of-\(person)"), tokenHash: token.hash,
                    codeHash: "code-\(person)",
                    endsAt: now.adding(days: tie == .live ? 9 : -1))
            }
        }

        /// An own page for each role that is signed in beside it, one that is open and one that was.
        func openOwnPage(of role: String, _ hub: HubTransaction) throws {
            for (tie, token) in tokens["me \(role)"] ?? [:] where tie != .unknown {
                try hub.ownPageSessions.remove(token.hash)
                try hub.ownPageSessions.add(
                    OwnPageSession(
                        id: token.hash, person: Identifier(rawValue: "own-page-\(role)"), startedAt: now, seenAt: now,
                        endsAt: now.adding(seconds: tie == .live ? 600 : -1)))
            }
        }

        /// A link by mail for each role that is signed in beside it, one that works and one whose time is over.
        func setSignInLinks(of role: String, _ hub: HubTransaction) throws {
            for (tie, token) in tokens["sign-in \(role)"] ?? [:] where tie != .unknown {
                try hub.signInLinks.replace(
                    with: SignInLink(
                        account: Identifier(rawValue: "by-link-\(role)-\(tie)"), tokenHash: token.hash,
                        endsAt: now.adding(seconds: tie == .live ? 600 : -1)))
            }
        }

        /// Everybody may be the one whom nobody has taken on.
        func linkPeople(_ hub: HubTransaction) throws {
            let ties = [Tie.own, .covered, .brokenGlass, .glassOver, .worry, .danger]
            let people = Role.allCases.flatMap { role in ties.map { "\($0)-\(role.rawValue)" } } + ["\(Tie.colleagues)"]
            for person in people {
                guard
                    let link = PersonLink(
                        Identifier(rawValue: person), Identifier(rawValue: "\(Tie.nobodys)"), because: "The same phone",
                        by: "worker-colleague", at: now)
                else { continue }
                _ = try hub.personLinks.add(link)
            }
        }

        /// Everybody looks like somebody whom no address names.
        private func alike(_ hub: HubTransaction, _ people: [Person]) throws {
            for person in people where person.id != "in-the-plan" {
                try hub.likenesses.add(
                    Likeness(
                        id: Identifier(rawValue: "likeness-to-\(person.id)"), newer: "in-the-plan", earlier: person.id,
                        signs: ["name"], foundAt: now))
            }
        }

        @discardableResult
        private func account(_ name: String, _ role: Role, _ hub: HubTransaction) throws -> Identifier<Worker> {
            let id = Identifier<Worker>(rawValue: name)
            try hub.accounts.add(
                Account(
                    id: id, name: "Colleague", email: "\(name)@example.org", role: role.rawValue, createdAt: now))
            return id
        }

        @discardableResult
        private func person(
            _ name: String, of worker: Identifier<Worker>?, _ hub: HubTransaction, _ kept: inout Kept
        ) throws -> Person.ID {
            var person = Person(id: Identifier(rawValue: name), worker: worker, createdAt: now)
            person.about.callName = "Robin"
            person.about.risk = name.hasPrefix("\(Tie.danger)-") ? .r4 : .r0
            person.about.hopes = "To sing"
            person.about.needs = ["belonging"]
            person.about.reach.phone = "0000 222222"
            person.about.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .basic)]
            for verb in [Case.Verb.lookAt, .startContacting] { try person.care.move(verb) }
            person.understanding = Understanding(language: "ti", withInterpreter: true, confirmedOn: today)
            let consent = Consent(
                id: Identifier(rawValue: "consent-of-\(name)"), person: person.id, group: "kitchen",
                scope: [.callName], for: .join, givenAt: now, until: today.adding(days: 90),
                manner: Consent.Manner(language: "ti", withInterpreter: false, how: .spoken))
            var referral = Referral(
                id: Identifier(rawValue: "referral-of-\(name)"), person: person.id, group: "kitchen",
                consent: consent.id, message: ReferralMessage(about: person.about, scope: consent.scope), createdAt: now
            )
            try referral.send(
                at: now, today: today, consent: consent, understanding: person.understanding, othersOpen: [],
                openLimit: nil)
            try referral.accept(at: now, today: today, room: Referral.Room(placesLeft: 1, leftThisMonth: 1))
            try hub.people.add(person)
            try hub.consents.add(consent)
            try hub.referrals.add(referral)
            try hub.attendances.add(
                Attendance(
                    id: Identifier(rawValue: "worry-of-\(name)"), referral: referral.id, on: today, outcome: .worried,
                    saidAt: now, byGroup: true))
            // Of everybody but those whom the tie is about, the worry is closed: it ties nobody any more.
            var worry = Worry(
                id: Identifier(rawValue: "worry-about-\(name)"), person: person.id, referral: referral.id,
                group: "kitchen", raisedAt: now)
            if !name.hasPrefix("\(Tie.worry)-") {
                try worry.call(reached: true, by: "worker-colleague", at: now)
                try worry.decide("A visit", by: "worker-colleague", at: now)
                try worry.close(because: "They are well", by: "worker-colleague", at: now)
            }
            try hub.worries.add(worry)
            kept.people.append(person)
            kept.referrals.append(referral)
            kept.consents.append(consent)
            return person.id
        }

        /// Every role stands in for the one who is away, as far as its role can; and one cover is there to be ended.
        private func covers(_ hub: HubTransaction, _ kept: inout Kept) throws {
            kept.covers = Role.allCases.map(House.cover)
            kept.covers.append(
                Cover(
                    id: "cover-to-end", worker: "worker-link-worker", by: "worker-colleague", firstDay: today,
                    lastDay: today, arrangedBy: "worker-link-worker", arrangedAt: now, endedAt: nil))
            for cover in kept.covers { try hub.covers.add(cover) }
        }

        private func glass(
            _ name: String, for person: Person.ID, by worker: Identifier<Worker>, at moment: Moment,
            _ hub: HubTransaction, _ kept: inout Kept
        ) throws {
            let glass = BreakGlass(
                id: Identifier(rawValue: name), of: person, by: worker, because: "They stand at the door", at: moment)
            try hub.breakGlass.add(glass)
            kept.glasses.append(glass)
        }
    }
}

extension String {
    fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
