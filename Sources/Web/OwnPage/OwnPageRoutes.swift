import Casework
import Hummingbird
import People
import Vocabulary

/// A person's own page, by a code: `/me`. The code is never in an address, and neither is anything else about them.
public struct OwnPageRoutes: RouteGroup {
    let site: Site
    let desk: Desk
    let door: OwnPage

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
        door = OwnPage(desk: desk)
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/me") { request, context in try await home(request, context) }
        pages.post("/me") { _, context in try await enter(context) }
        pages.get(LeavingAddress.quick.path) { request, _ in leave(request, to: OwnAddress.elsewhere) }
        pages.post(LeavingAddress.ownPage.path) { request, _ in
            leave(request, to: "/me?told=\(OwnTold.left.rawValue)")
        }
        pages.get("/me/yes") { request, context in
            try await open(request) { current in
                let page = context.query["page"].flatMap(Int.init) ?? 1
                let found = try await ReadOwnRecord(desk: desk).consents(page: page, by: current.actor)
                return try site.present(OwnConsentsPage(found, clock: desk.clock), in: context)
            }
        }
        pages.post("/me/yes/:consent/withdrawal") { request, context in
            try await open(request) { current in
                try await AskAboutOwnRecord(desk: desk).withdraw(
                    Consent.ID(try context.path("consent")), submission: context.submission.id, by: current.actor)
                return told(.withdrawn)
            }
        }
        pages.post("/me/yes/:consent/withdrawal/taking-back") { request, context in
            try await open(request) { current in
                try await BringBackYes(desk: desk)(
                    Consent.ID(try context.path("consent")), submission: context.submission.id, by: current.actor)
                return told(.broughtBack)
            }
        }
        pages.get("/me/facts") { request, context in
            try await open(request) { current in
                let held = try await ReadOwnRecord(desk: desk).facts(by: current.actor)
                return try site.present(
                    OwnFactsPage(held, reference: desk.reference, today: desk.clock.today), in: context)
            }
        }
        pages.get("/me/private") { request, context in
            try await openBehind(.held, request, context) { current in
                let held = try await ReadOwnRecord(desk: desk).facts(by: current.actor)
                return try site.present(
                    OwnPrivatePage(held, reference: desk.reference, today: desk.clock.today), in: context)
            }
        }
        pages.get("/me/looks") { request, context in
            try await openBehind(.looks, request, context) { current in
                let page = context.query["page"].flatMap(Int.init) ?? 1
                let trail = try await ReadOwnTrail(desk: desk)(page: page, by: current.actor)
                return try site.present(
                    OwnTrailPage(trail, reference: desk.reference, clock: desk.clock), in: context)
            }
        }
        pages.get("/me/copy") { request, context in
            try await openBehind(.copy, request, context) { _ in try site.present(OwnDownloadPage(), in: context) }
        }
        pages.post("/me/copy") { request, context in
            try await openBehind(.copy, request, context) { current in try await copy(for: current, context) }
        }
        addFurther(to: pages)
        addSealed(to: pages)
        addDecisions(to: pages)
    }

    private func addDecisions(to pages: RouterGroup<SiteContext>) {
        pages.get("/me/correction") { request, context in
            try await open(request) { _ in try site.present(OwnCorrectionPage(FormReader()), in: context) }
        }
        pages.post("/me/correction") { request, context in
            try await open(request) { current in try await correct(for: current, context) }
        }
        pages.get("/me/erasure") { request, context in
            try await open(request) { current in try await erasurePage(FormReader(), for: current, context) }
        }
        pages.post("/me/erasure") { request, context in
            try await open(request) { current in try await erase(for: current, context) }
        }
        pages.post("/me/erasure/taking-back") { request, context in
            try await open(request) { current in
                try await AskAboutOwnRecord(desk: desk).takeBackErasure(
                    submission: context.submission.id, by: current.actor)
                return told(.takenBack)
            }
        }
        pages.get("/me/code") { request, context in
            try await open(request) { _ in try site.present(OwnCodePage(FormReader()), in: context) }
        }
        pages.post("/me/code") { request, context in
            try await open(request) { current in try await changeCode(for: current, context) }
        }
        pages.post("/me/code/stop") { request, _ in
            try await open(request) { current in
                if let person = current.actor.person {
                    try await GiveOwnPageCode(desk: desk).stop(person, by: current.actor)
                }
                return leave(request, to: "/me?told=\(OwnTold.stopped.rawValue)")
            }
        }
    }

    // MARK: In and out

    private func home(_ request: Request, _ context: SiteContext) async throws -> Response {
        let told = context.query["told"].flatMap(OwnTold.init(rawValue:))
        guard let current = try await current(request) else {
            return try site.present(OwnEnterPage(FormReader(), told: told), in: context)
        }
        let record = try await ReadOwnRecord(desk: desk)(by: current.actor)
        return try site.present(
            OwnHomePage(record, reference: desk.reference, clock: desk.clock, told: told), in: context)
    }

    private func enter(_ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard let code = reader.text("code", upTo: 40, orAsk: "Type in your code") else {
            return try site.present(OwnEnterPage(reader), in: context)
        }
        do {
            let opened = try await door.open(code, from: context.remoteAddress)
            var response = Response.redirect(to: OwnAddress.home)
            response.headers[.cacheControl] = "no-store"
            response.setCookie(site.cookies.ownPage(opened.secret.text))
            // The visit begins anew, so that no form from before still counts.
            response.setCookie(site.cookies.visit(Submission().id))
            return response
        } catch is OwnPage.WrongCode {
            reader.add(OwnPage.WrongCode.words, to: "code")
            return try site.present(OwnEnterPage(reader), in: context)
        }
    }

    /// Ends the session and goes elsewhere. It is a link, not a form, so that one tap is enough and a browser takes
    /// the other page at once; whoever opens it twice loses nothing.
    private func leave(_ request: Request, to address: String) -> Response {
        if let secret = request.cookies[site.cookies.ownPageName]?.value { door.leave(secret) }
        var response = Response.leaving(to: address)
        response.setCookie(site.cookies.endOfOwnPage())
        response.setCookie(site.cookies.visit(Submission().id))
        return response
    }

    private func current(_ request: Request) async throws -> OwnPage.Current? {
        guard let secret = request.cookies[site.cookies.ownPageName]?.value, !secret.isEmpty else { return nil }
        return try await door.current(secret)
    }

    /// What needs an open page; where it has closed, the code is asked for again.
    func open(
        _ request: Request, _ body: (OwnPage.Current) async throws -> Response
    ) async throws -> Response {
        guard let current = try await current(request) else { return told(.closed) }
        return try await body(current)
    }

    private func told(_ told: OwnTold) -> Response { .redirect(to: "\(OwnAddress.home)?told=\(told.rawValue)") }

    // MARK: Decisions

    private func copy(for current: OwnPage.Current, _ context: SiteContext) async throws -> Response {
        let copy = try await MakeOwnDownload(desk: desk)(by: current.actor)
        guard context.form["as"] == "page" else {
            return file(try copy.json(), named: "copy.json")
        }
        let held = try await ReadOwnRecord(desk: desk).facts(by: current.actor)
        let words = TrailWords(reference: desk.reference, clock: desk.clock)
        let trail = try await ReadOwnTrail(desk: desk).all(by: current.actor).map(words.line)
        return try site.present(
            OwnPrintPage(copy, held: held, trail: trail, reference: desk.reference, clock: desk.clock), in: context)
    }

    private func correct(for current: OwnPage.Current, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        let part = reader.choice("part", of: AboutPart.self)
        let typed = reader.text("words", upTo: AboutLimit.story, orAsk: "Write what it should say")
        guard let words = typed, reader.problems.isEmpty else {
            return try site.present(OwnCorrectionPage(reader), in: context)
        }
        try await AskAboutOwnRecord(desk: desk).correction(
            of: part?.rawValue ?? "", words: words, submission: context.submission.id, by: current.actor)
        return told(.asked)
    }

    private func erasurePage(
        _ reader: FormReader, for current: OwnPage.Current, _ context: SiteContext
    ) async throws -> Response {
        let record = try await ReadOwnRecord(desk: desk)(by: current.actor)
        return try site.present(OwnErasurePage(record, reader, clock: desk.clock), in: context)
    }

    private func erase(for current: OwnPage.Current, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard let confirmed = try await confirm(&reader, for: current, context) else {
            return try await erasurePage(reader, for: current, context)
        }
        try await AskAboutOwnRecord(desk: desk).erasure(submission: context.submission.id, by: confirmed)
        return told(.erasureAsked)
    }

    private func changeCode(for current: OwnPage.Current, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard let confirmed = try await confirm(&reader, for: current, context) else {
            return try site.present(OwnCodePage(reader), in: context)
        }
        let slip = try await GiveOwnPageCode(desk: desk).change(by: confirmed, keeping: current.id)
        return try site.present(OwnNewCodePage(slip), in: context)
    }

    /// The code once more; nil with the problem beside the field where it is none.
    func confirm(
        _ reader: inout FormReader, for current: OwnPage.Current, _ context: SiteContext
    ) async throws -> OwnPage.Confirmed? {
        guard let code = reader.text("code", upTo: 40, orAsk: "Type in your code") else { return nil }
        do {
            return try await door.confirm(code, of: current.actor, from: context.remoteAddress)
        } catch is OwnPage.WrongCode {
            reader.add(OwnPage.WrongCode.words, to: "code")
            return nil
        }
    }
}

extension OwnPage.WrongCode: RefusedOnPage {
    static let words = "That code did not work. Look at each letter again, or ask for a new code"

    public var refusal: Refusal { .notNow(Self.words + ".") }
}

extension AskAboutOwnRecord.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .tooLong: .tooLarge
        case .empty: .notNow("Nothing was written. Go back and write what it should say.")
        case .tooMany: .notNow("Ten of your questions wait for an answer. Call us, and we talk about them.")
        case .alreadyAsked: .notNow("You asked for this already. The day stands on your page.")
        }
    }
}

extension PersonRequest.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .notOpen: .notNow("This was answered or taken back meanwhile.")
        }
    }
}
