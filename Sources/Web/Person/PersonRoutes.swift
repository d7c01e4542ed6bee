import Casework
import Hummingbird
import People
import Vocabulary

/// The people of a hub: the list, one person, contacts, the journey.
public struct PersonRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        // A name is sent in a form: an address is kept by browsers and logs.
        pages.post("/app/people") { _, context in try await people(context) }
        pages.get("/app/people") { _, context in try await people(context) }
        pages.get("/app/people/:person") { _, context in try await person(context) }
        pages.get("/app/people/:person/referrals") { _, context in
            let past = try await ReadPastReferrals(desk: desk)(
                try context.person(), page: context.query["page"].flatMap(Int.init) ?? 1,
                by: try context.signedIn().actor)
            return try site.present(PastReferralsPage(past, reference: desk.reference, clock: desk.clock), in: context)
        }
        pages.get("/app/people/:person/about/:part") { _, context in
            let id = try context.person()
            return try await parts.show(try context.part(), of: id, on: .changing(id, in: context), in: context)
        }
        pages.post("/app/people/:person/about/:part") { _, context in
            let id = try context.person()
            return try await parts.take(try context.part(), of: id, on: .changing(id, in: context), in: context)
        }
        pages.post("/app/people/:person/drafts/:part") { _, context in
            try await parts.keep(.part(try context.part(), of: try context.person()), in: context)
        }
        pages.post("/app/people/:person/drafts/:part/removal") { _, context in
            try await parts.throwAway(.part(try context.part(), of: try context.person()), in: context)
        }
        // One press: a yes is taken back as easily as it was given.
        pages.post("/app/people/:person/consents/:consent/withdrawal") { _, context -> Response in
            let id = try context.person()
            try await WithdrawConsent(desk: desk)(
                Consent.ID(try context.path("consent")), of: id, submission: context.submission.id,
                by: try context.signedIn().actor)
            return .redirect(to: "/app/people/\(id.inAddress)?done=withdrawn")
        }
        pages.post("/app/people/:person/worker") { _, context in
            let id = try context.person()
            try await TakeOn(desk: desk)(id, by: try context.signedIn().actor)
            return Response.redirect(to: "/app/people/\(id.inAddress)?done=taken")
        }
        pages.get("/app/people/:person/contacts/new") { _, context in
            let record = try await about(context, to: .contact)
            return try site.present(ContactPage(record.person, FormReader(), canSeal: desk.keys.isSetUp), in: context)
        }
        pages.post("/app/people/:person/contacts") { _, context in try await recordContact(context) }
        pages.get("/app/people/:person/hand-over") { _, context in
            try await handOverPage(FormReader(), context)
        }
        pages.post("/app/people/:person/hand-over") { _, context in try await handOver(context) }
        pages.get("/app/people/:person/journey") { _, context in
            let record = try await about(context)
            return try site.present(JourneyPage(record.person, FormReader(), reference: desk.reference), in: context)
        }
        pages.post("/app/people/:person/journey") { _, context in try await moveJourney(context) }
    }

    private var parts: PartHandling { PartHandling(site: site, desk: desk) }

    // MARK: Handlers

    private func people(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let show = (context.form["show"] ?? context.query["show"]).flatMap(PeopleList.Show.init(rawValue:)) ?? .mine
        let search = String(String.UnicodeScalarView((context.form["name"] ?? "").unicodeScalars.prefix(100)))
        let page = context.query["page"].flatMap(Int.init) ?? 1
        let list = try await ListPeople(desk: desk)(show, search: search, page: page, by: actor)
        return try site.present(
            PeoplePage(
                list, show: show, search: search, reference: desk.reference, clock: desk.clock,
                done: context.query["done"]), in: context)
    }

    private func person(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let record = try await OpenPersonRecord(desk: desk)(try context.person(), by: actor)
        return try site.present(
            PersonPage(
                record, reference: desk.reference, clock: desk.clock, done: context.query["done"],
                sealed: SealedBox(
                    of: record.person, isSetUp: desk.keys.isSetUp, hasSecondStep: actor.hasSecondStep),
                mayKeep: Access.allows(actor, .keepByLaw)), in: context)
    }

    private func about(_ context: SiteContext, to deed: Deed = .change) async throws -> AboutRecord {
        try await OpenAbout(desk: desk)(try context.person(), part: nil, to: deed, by: try context.signedIn().actor)
    }

    private func recordContact(_ context: SiteContext) async throws -> Response {
        let record = try await about(context, to: .contact)
        var reader = FormReader(context.form)
        guard let entry = ContactPage.read(&reader, today: desk.clock.today) else {
            return try site.present(ContactPage(record.person, reader, canSeal: desk.keys.isSetUp), in: context)
        }
        do {
            try await RecordContact(desk: desk)(
                entry, with: record.person.id, sealing: ContactPage.sealed(in: context.form),
                submission: context.submission.id, by: try context.signedIn().actor)
        } catch RecordContact.Refusal.sameAsBefore(let moment) {
            ContactPage.askWhetherAnother(&reader, since: moment, clock: desk.clock)
            return try site.present(ContactPage(record.person, reader, canSeal: desk.keys.isSetUp), in: context)
        }
        return .redirect(to: "/app/people/\(record.person.id.inAddress)?done=contact")
    }

    private func handOverPage(_ reader: FormReader, _ context: SiteContext) async throws -> Response {
        let record = try await about(context, to: .handOn)
        let colleagues = try await HandTo(desk: desk).colleagues(of: try context.signedIn().actor)
        return try site.present(HandOverPage(record.person, to: colleagues, reader), in: context)
    }

    private func handOver(_ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard let colleague = reader.text("colleague", upTo: AboutLimit.words, orAsk: "Choose a colleague") else {
            return try await handOverPage(reader, context)
        }
        try await HandTo(desk: desk)(
            try context.person(), to: Identifier(rawValue: colleague), submission: context.submission.id,
            by: try context.signedIn().actor)
        return .redirect(to: "/app/people?done=handed-over")
    }

    private func moveJourney(_ context: SiteContext) async throws -> Response {
        let record = try await about(context)
        var reader = FormReader(context.form)
        guard let move = JourneyPage.read(&reader) else {
            return try site.present(JourneyPage(record.person, reader, reference: desk.reference), in: context)
        }
        try await MoveCase(desk: desk)(
            move, of: record.person.id, submission: context.submission.id, by: try context.signedIn().actor)
        return .redirect(to: "/app/people/\(record.person.id.inAddress)?done=moved")
    }
}

extension SiteContext {
    /// The person whom the address names.
    func person() throws(Refusal) -> Person.ID { Person.ID(rawValue: try path("person")) }

    /// The part of what they told that the address names.
    func part() throws(Refusal) -> AboutPart {
        guard let part = AboutPart(rawValue: try path("part")) else { throw .unknown }
        return part
    }
}
