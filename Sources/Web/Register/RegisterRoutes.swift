import Casework
import Community
import Hummingbird
import Vocabulary

/// The coordinator's part: the register by what ends soon, the directory, and each group.
public struct RegisterRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/register") { _, context in try await board(context) }
        pages.get("/app/groups") { _, context in try await directory(context) }
        pages.get("/app/groups/new") { _, context in try newGroup(context) }
        pages.post("/app/groups") { _, context in try await addGroup(context) }
        pages.get("/app/groups/:group") { _, context in try await group(context) }
        pages.get("/app/groups/:group/details") { _, context in try await details(context) }
        pages.post("/app/groups/:group/details") { _, context in try await correct(context) }
        pages.get("/app/groups/:group/evidence") { _, context in try await evidence(context) }
        pages.post("/app/groups/:group/evidence") { _, context in try await addEvidence(context) }
        pages.post("/app/groups/:group/differences") { _, context in try await settle(context) }
        pages.post("/app/groups/:group/pause") { _, context in try await pause(context) }
        pages.post("/app/groups/:group/links/renewal") { _, context in
            let id = try groupID(context)
            try await DecideLinks(desk: desk).renew(
                id, submission: context.submission.id, by: try context.signedIn().actor)
            return Response.redirect(to: "/app/groups/\(Site.query(id.rawValue))?done=links-renewed")
        }
        pages.post("/app/groups/:group/links/keeping") { _, context in
            let id = try groupID(context)
            try await DecideLinks(desk: desk).keep(id, by: try context.signedIn().actor)
            return Response.redirect(to: "/app/groups/\(Site.query(id.rawValue))?done=links-kept")
        }
        pages.post("/app/groups/:group/discretion") { _, context in try await keepToItself(context) }
        pages.post("/app/groups/:group/agreement-requests") { _, context in try await ask(context) }
    }

    // MARK: The register and the directory

    private func board(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let board = try await ReadRegisterBoard(desk: desk)(by: actor)
        let mayKeep = Access.allows(actor, .keepDirectory)
        return try site.present(
            RegisterPage(board, today: desk.clock.today, reference: desk.reference, mayKeep: mayKeep), in: context)
    }

    private func directory(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        var reader = FormReader(context.query)
        let search = reader.text("search", upTo: 100) ?? ""
        let filter = reader.choice("filter", of: GroupFilter.self) ?? .all
        let page = reader.integer("page", in: 1...100_000) ?? 1
        let found = try await ReadDirectory(desk: desk)(search: search, filter: filter, page: page, by: actor)
        return try site.present(
            DirectoryListPage(
                found, search: search, filter: filter, reader: reader, today: desk.clock.today,
                mayKeep: Access.allows(actor, .keepDirectory)),
            in: context)
    }

    // MARK: One group

    private func group(_ context: SiteContext, keepsProblem: String? = nil) async throws -> Response {
        let actor = try context.signedIn().actor
        let record = try await ReadGroup(desk: desk)(try groupID(context), by: actor)
        return try site.present(
            GroupPage(
                record, today: desk.clock.today, zone: desk.clock.zone, reference: desk.reference,
                mayKeep: Access.allows(actor, .keepDirectory),
                notice: GroupPage.notice(for: context.query["done"]), keepsProblem: keepsProblem),
            in: context)
    }

    private func newGroup(_ context: SiteContext) throws -> Response {
        try Access.require(.keepDirectory, of: try context.signedIn().actor)
        return try site.present(
            GroupDetailsPage(FormReader(GroupForm.empty()), of: nil, reference: desk.reference), in: context)
    }

    private func addGroup(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        try Access.require(.keepDirectory, of: actor)
        var reader = FormReader(context.form)
        guard let details = GroupForm.read(&reader, onto: GroupDetails(name: ""), reference: desk.reference) else {
            return try site.present(GroupDetailsPage(reader, of: nil, reference: desk.reference), in: context)
        }
        let id = try await AddGroup(desk: desk)(details, submission: context.submission.id, by: actor)
        return .redirect(to: "/app/groups/\(Site.query(id.rawValue))?done=added")
    }

    private func details(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        try Access.require(.keepDirectory, of: actor)
        let record = try await ReadGroup(desk: desk)(try groupID(context), by: actor)
        let form = GroupForm.filled(
            from: record.group.details, reference: desk.reference, version: record.group.version)
        return try site.present(
            GroupDetailsPage(FormReader(form), of: record.group.id, reference: desk.reference), in: context)
    }

    private func correct(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        try Access.require(.keepDirectory, of: actor)
        let id = try groupID(context)
        let stored = try await ReadGroup(desk: desk)(id, by: actor).group.details
        var reader = FormReader(context.form)
        let version = reader.integer("version", in: 0...Int.max) ?? 0
        guard let wanted = GroupForm.read(&reader, onto: stored, reference: desk.reference) else {
            return try site.present(GroupDetailsPage(reader, of: id, reference: desk.reference), in: context)
        }
        do {
            try await CorrectGroup(desk: desk)(id, to: wanted, version: version, by: actor)
        } catch let stale as StaleGroup {
            throw Refusal.stale(
                stale.conflict(context.form, by: actor, reference: desk.reference, clock: desk.clock))
        }
        return .redirect(to: "/app/groups/\(Site.query(id.rawValue))?done=corrected")
    }

    // MARK: Evidence, differences, agreement

    private func evidence(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        try Access.require(.keepDirectory, of: actor)
        let record = try await ReadGroup(desk: desk)(try groupID(context), by: actor)
        let known = context.query["standard"] ?? ""
        let reader = FormReader(filled: ["standard": known])
        return try site.present(EvidencePage(reader, of: record.group, reference: desk.reference), in: context)
    }

    private func addEvidence(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        try Access.require(.keepDirectory, of: actor)
        let id = try groupID(context)
        let record = try await ReadGroup(desk: desk)(id, by: actor)
        var reader = FormReader(context.form)
        guard let wanted = EvidenceForm.read(&reader) else {
            return try site.present(EvidencePage(reader, of: record.group, reference: desk.reference), in: context)
        }
        do {
            try await AddEvidence(desk: desk)(
                wanted.standard, for: id, from: wanted.from, until: wanted.until, note: wanted.note,
                submission: context.submission.id, by: actor)
        } catch let refusal as AddEvidence.Refusal {
            EvidenceForm.explain(refusal, in: &reader)
            return try site.present(EvidencePage(reader, of: record.group, reference: desk.reference), in: context)
        }
        return .redirect(to: "/app/groups/\(Site.query(id.rawValue))?done=evidence")
    }

    private func settle(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        try Access.require(.keepDirectory, of: actor)
        let id = try groupID(context)
        guard let field = context.form["field"].flatMap(GroupField.init(rawValue:)) else { throw Refusal.malformed }
        try await SettleDifference(desk: desk).followSource(field, of: id, by: actor)
        return .redirect(to: "/app/groups/\(Site.query(id.rawValue))?done=settled")
    }

    private func pause(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let id = try groupID(context)
        let paused = try context.saysYes("paused")
        try await PauseReferrals(desk: desk)(paused, to: id, by: actor)
        return .redirect(to: "/app/groups/\(Site.query(id.rawValue))?done=\(paused ? "paused" : "resumed")")
    }

    private func keepToItself(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let id = try groupID(context)
        try Access.require(.keepDirectory, of: actor)
        guard let keeps = context.form["keeps"] else {
            return try await group(context, keepsProblem: "Choose what it keeps to itself, or nothing")
        }
        // A word that is none of ours must not open what was kept in.
        guard keeps == "nothing" || Discretion(rawValue: keeps) != nil else { throw Refusal.malformed }
        try await SetDiscretion(desk: desk)(Discretion(rawValue: keeps), of: id, by: actor)
        return .redirect(to: "/app/groups/\(Site.query(id.rawValue))?done=discretion")
    }

    private func ask(_ context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let id = try groupID(context)
        do {
            let asked = try await AskForAgreement(desk: desk)(id, submission: context.submission.id, by: actor)
            return try site.present(AgreementLetterPage(asked, hub: actor.hub), in: context)
        } catch is AskForAgreement.AlreadyAsked {
            return .redirect(to: "/app/groups/\(Site.query(id.rawValue))?done=asked")
        }
    }

    private func groupID(_ context: SiteContext) throws -> Group.ID { Identifier(rawValue: try context.path("group")) }
}
