import Casework
import Hummingbird
import People
import Storage
import Vocabulary

/// The group's side of a referral: opened by its link or by the code of its letter, without an account.
///
/// Nothing changes by opening a page, and nothing about anybody is on it, because mail programs open links too. The
/// message is behind one tap, which is a form, and so is every answer.
public struct GroupAnswerRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/r") { _, context in
            let hubs = try await OpenByShortCode(desk: desk).hubs()
            return try site.present(ShortCodePage(FormReader(), hubs: hubs), in: context)
        }
        pages.post("/r") { _, context in try await open(context) }
        pages.get("/r/:token") { request, context -> Response in
            try await opened(context) { link, seen -> Response in
                // What holds no fact is shown to anybody who holds the link.
                guard seen.message == nil || isReading(request, link) else {
                    return try site.present(CoveredMessagePage(seen, address: address(link)), in: context)
                }
                let told = context.query["told"].flatMap(GroupTold.init(rawValue:))
                return try site.present(page(seen, link, told: told), in: context)
            }
        }
        pages.post("/r/:token/reading") { _, context -> Response in
            try await guarded(context) {
                let link = try await link(context)
                _ = try await ReadReferralAsGroup(desk: desk).tapped(link)
                return reading(link, .redirect(to: address(link)))
            }
        }
        pages.get("/r/:token/worry") { _, context -> Response in
            try await opened(context) { link, seen -> Response in
                guard seen.attendances.contains(where: { $0.outcome == .worried }) else {
                    return .redirect(to: address(link))
                }
                return try site.present(WorryPage(seen, address: address(link)), in: context)
            }
        }
        let answers: [(path: String, answer: GroupAnswer, told: GroupTold?)] = [
            ("acceptance", .accept, nil), ("waiting-list", .waitlist, nil), ("taking-back", .takeBack, .tookBack),
            ("introduction", .introduced, .introduced),
        ]
        for (path, answer, told) in answers {
            pages.post("/r/:token/\(path)") { _, context in try await give(answer, told: told, context) }
        }
        pages.post("/r/:token/refusal") { _, context in try await decline(context) }
        pages.post("/r/:token/pause") { _, context -> Response in
            let paused = try context.saysYes("paused")
            return try await give(.pause(paused), told: paused ? .paused : .resumed, context)
        }
        pages.post("/r/:token/attendance") { _, context in try await attend(context) }
        pages.post("/r/:token/worry") { _, context -> Response in
            let link = try await link(context)
            return try await give(.worry, told: nil, context, then: address(link) + "/worry")
        }
    }

    // MARK: Opening

    private func open(_ context: SiteContext) async throws -> Response {
        let useCase = OpenByShortCode(desk: desk)
        let hubs = try await useCase.hubs()
        var reader = FormReader(context.form)
        let code = reader.text("code", upTo: 40, orAsk: "Type in the code that stands in your letter")
        let hub = hubs.count == 1 ? hubs.first?.id : hubs.first { $0.id.rawValue == context.form["hub"] }?.id
        if hub == nil { reader.add("Choose who wrote to you", to: "hub") }
        guard let code, let hub else { return try site.present(ShortCodePage(reader, hubs: hubs), in: context) }
        return try await guarded(context, codesOf: hub) {
            switch try await useCase(code, of: hub) {
            // Whoever typed it in is no mail program.
            case .referral(let link): reading(link, .redirect(to: address(link)))
            case .agreement(let code): .redirect(to: "/a/\(hub).\(code)")
            }
        }
    }

    private func opened(
        _ context: SiteContext, _ show: @Sendable (Secret, ReferralForGroup) throws -> Response
    ) async throws -> Response {
        try await guarded(context) {
            let link = try await link(context)
            return try show(link, try await ReadReferralAsGroup(desk: desk)(link))
        }
    }

    /// The token in the path; one that has not the shape of a token is a closed link like any other.
    private func link(_ context: SiteContext) async throws -> Secret {
        guard let link = Secret(text: try context.path("token")) else { throw GroupLinkClosed(hub: nil) }
        return link
    }

    /// Answers a dead link with the page that says whom to call, and counts it: nobody tries many.
    private func guarded(
        _ context: SiteContext, codesOf hub: Identifier<Hub>? = nil, _ body: () async throws -> Response
    ) async throws -> Response {
        let limit = GuessLimit(desk: desk)
        do {
            try await limit.refuseGuessing(from: context.remoteAddress, at: hub)
            return try await body()
        } catch let closed as GroupLinkClosed {
            if let link = (try? context.path("token")).flatMap(Secret.init(text:)),
                let ended = try await ReadEndedLink(desk: desk)(link)
            {
                return try site.present(EndedLinkPage(ended, address: address(link)), in: context)
            }
            try await limit.countMiss(from: context.remoteAddress, at: hub)
            return try site.present(ClosedLinkPage(hub: closed.hub), in: context)
        }
    }

    // MARK: Answering

    private func give(
        _ answer: GroupAnswer, told: GroupTold?, _ context: SiteContext, then next: String? = nil
    ) async throws -> Response {
        try await guarded(context) {
            let link = try await link(context)
            do {
                try await AnswerReferral(desk: desk)(answer, by: link, submission: context.submission.id)
            } catch let refusal as Referral.Refusal {
                let seen = try await ReadReferralAsGroup(desk: desk)(link)
                return try site.present(AnswerRefusedPage(refusal, seen, address: address(link)), in: context)
            } catch let refusal as GroupAnswer.Refusal {
                let seen = try await ReadReferralAsGroup(desk: desk)(link)
                return try site.present(AnswerRefusedPage(refusal, seen, address: address(link)), in: context)
            }
            return reading(
                link, .redirect(to: next ?? address(link) + (told.map { "?told=\($0.rawValue)" } ?? "")))
        }
    }

    /// A no goes with its reason: one that nobody gave is asked for, and none is made up.
    private func decline(_ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard
            let reason = reader.choice(
                "because", of: Referral.DeclineReason.self, orAsk: "Tap the reason why you cannot take them")
        else {
            let asked = reader
            return try await guarded(context) {
                let link = try await link(context)
                return try site.present(
                    page(try await ReadReferralAsGroup(desk: desk)(link), link, reader: asked), in: context)
            }
        }
        return try await give(.decline(reason), told: nil, context)
    }

    private func attend(_ context: SiteContext) async throws -> Response {
        try await guarded(context) {
            let link = try await link(context)
            var reader = FormReader(context.form)
            let day = reader.day("day", orAsk: "Enter the day")
            let outcome = reader.choice("outcome", of: Attendance.Visit.self, orAsk: "Tell us whether they came")
            let seen = try await ReadReferralAsGroup(desk: desk)(link)
            if let day, day > seen.today || day < seen.sentOn {
                reader.add("Enter a day from \(seen.sentOn.inWords) to \(seen.today.inWords)", to: "day")
            }
            if let day, day != seen.today, reader.ticked("as-today") {
                // The page stood open since: what was "today" on it was another day.
                reader.add("This page is from \(day.inWords). Say which day it was", to: "day")
            }
            guard let day, let outcome, reader.problems.isEmpty else {
                return try site.present(page(seen, link, reader: reader), in: context)
            }
            return try await give(.attendance(outcome, on: day), told: GroupTold(rawValue: outcome.rawValue), context)
        }
    }

    private func page(
        _ seen: ReferralForGroup, _ link: Secret, reader: FormReader? = nil, told: GroupTold? = nil
    ) -> GroupReferralPage {
        GroupReferralPage(seen, address: address(link), reference: desk.reference, reader: reader, told: told)
    }

    private func address(_ link: Secret) -> String { "/r/\(link.text)" }

    // MARK: Reading

    /// Whether this browser's reader tapped a moment ago.
    private func isReading(_ request: Request, _ link: Secret) -> Bool {
        request.cookies[site.cookies.readingName]?.value == link.hash
    }

    /// The answer to a tap: this browser shows the message for a while.
    private func reading(_ link: Secret, _ response: Response) -> Response {
        var response = response
        response.setCookie(site.cookies.reading(link.hash, at: address(link)))
        return response
    }
}

extension GuessLimit.TooMany: RefusedOnPage {
    public var refusal: Refusal { .tooMany(retryAfterSeconds: retryAfterSeconds) }
}
