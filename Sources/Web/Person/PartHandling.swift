import Casework
import Community
import Hummingbird
import People
import Reference
import Vocabulary

/// Shows and takes the form of one part, on every way that leads to it.
struct PartHandling: Sendable {
    let site: Site
    let desk: Desk

    // MARK: Showing

    /// The form with what is stored, or with what was typed and never sent: as long as it was made from what is stored
    /// now. What was saved since is never covered by an older text; that is offered.
    func show(_ part: AboutPart, of id: Person.ID, on way: PartWay, in context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let record = try await OpenAbout(desk: desk)(id, part: part, by: actor)
        let draft =
            context.query["fresh"] == nil
            ? wanted(of: record.drafts, in: context)
                ?? record.drafts.first { $0[Draft.Field.readAt] == record.stamp && context.query["go-on"] == nil }
            : nil
        let typed = context.held.map(SubmittedForm.init) ?? draft.map(SubmittedForm.init)
        let sent = typed ?? SubmittedForm(of: part, in: record.person.about)
        let reader = FormReader(sent)
        let form = try await form(part, reader, known: record.person.about, wantsMoreRows: false, by: actor)
        let page = PartPage(
            form, way: way, readAt: typed?[Draft.Field.readAt] ?? record.stamp,
            draft: context.held == nil ? draft : nil, others: others(record.drafts, but: draft, in: context),
            time: time(of:))
        return try site.present(page, in: going(on: draft, in: context))
    }

    /// The first page about somebody new: empty, whatever was begun with others.
    func showSomeoneNew(in context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let drafts = try await KeepDraft(desk: desk).kept(.someoneNew, by: actor)
        let draft = wanted(of: drafts, in: context)
        let reader = FormReader(context.held.map(SubmittedForm.init) ?? draft.map(SubmittedForm.init) ?? .empty)
        let form = try await form(.reach, reader, known: AboutPerson(), wantsMoreRows: false, by: actor)
        let page = PartPage(
            form, way: .someoneNew, readAt: "", draft: context.held == nil ? draft : nil,
            others: others(drafts, but: draft, in: context), time: time(of:))
        return try site.present(page, in: going(on: draft, in: context))
    }

    /// The draft that the address asks for.
    private func wanted(of drafts: [Draft], in context: SiteContext) -> Draft? {
        context.query["go-on"].flatMap { wanted in drafts.first { $0.id.rawValue == wanted } }
    }

    /// What is offered: none that stands in the form.
    private func others(_ drafts: [Draft], but draft: Draft?, in context: SiteContext) -> [Draft] {
        drafts.filter { $0.id != draft?.id && $0.id.rawValue != context.held?.submission }
    }

    /// The form of a draft is the same filling-in: what saves it closes it.
    private func going(on draft: Draft?, in context: SiteContext) -> SiteContext {
        guard context.goesOn == nil, let draft else { return context }
        var context = context
        context.goesOn = Submission(draft.id.rawValue)
        return context
    }

    // MARK: Taking

    /// Stores a part and goes on, or shows the form again with what to put right.
    func take(_ part: AboutPart, of id: Person.ID, on way: PartWay, in context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        var reader = FormReader(context.form)
        let known = try await OpenAbout(desk: desk)(id, part: part, by: actor).person
        let reading = PartReading(part: part, reference: desk.reference, today: desk.clock.today)
        let about = reading.about(known.about, with: &reader)
        let asksForMore = [PartForm.moreRows, PartForm.search].contains { context.form[$0] != nil }
        if asksForMore || !reader.problems.isEmpty {
            // A row more is no attempt to save: what is missing in it is not wrong yet.
            let shown = asksForMore ? FormReader(context.form) : reader
            return try await again(part, shown, of: known, on: way, in: context, by: actor)
        }
        do {
            try await SaveAbout(desk: desk)(
                id, part: part, as: about, readAt: context.form[Draft.Field.readAt] ?? "", filling: context.filling,
                by: actor)
        } catch SaveAbout.Refusal.changedMeanwhile(let stored, let writer) {
            throw try conflict(
                part, yours: about, theirs: stored, by: writer, at: way.address(of: part), in: context, by: actor)
        }
        // Whoever says that somebody is in danger reads what to do now, before anything else.
        let isDanger = part == .risk && about.risk == .r4
        return .redirect(to: isDanger ? id.dangerAddress : next(after: part, on: way, in: context, id: id))
    }

    /// Writes down somebody new and goes on with the first contact.
    func takeSomeoneNew(in context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        try Access.require(.walkWithPeople, of: actor)
        var reader = FormReader(context.form)
        let about = PartReading(part: .reach, reference: desk.reference, today: desk.clock.today)
            .about(AboutPerson(), with: &reader)
        guard reader.problems.isEmpty else {
            let form = try await form(.reach, reader, known: AboutPerson(), wantsMoreRows: false, by: actor)
            return try site.present(PartPage(form, way: .someoneNew, readAt: ""), in: context)
        }
        do {
            let id = try await BeginFirstContact(desk: desk)(with: about, submission: context.submission.id, by: actor)
            return .redirect(to: PartWay.firstContact(id).address(of: .languages))
        } catch BeginFirstContact.Refusal.wroteDownAlready(let id, let name) {
            let form = try await form(.reach, reader, known: AboutPerson(), wantsMoreRows: false, by: actor)
            let said = PartPage.Kept(
                text:
                    "This page was saved before, for \(name.isEmpty ? "somebody without a name" : name). Nothing of theirs was changed. Is this somebody else? Then save it once more.",
                link: "Put something right instead", address: PartWay.change(id).address(of: .reach))
            var context = context
            context.goesOn = Submission()
            return try site.present(PartPage(form, way: .someoneNew, readAt: "", kept: said), in: context)
        }
    }

    // MARK: Keeping what is typed

    /// Keeps what was typed into a form so far. A form that was saved or thrown away is gone: 410.
    func keep(_ form: KeepDraft.Form, in context: SiteContext) async throws -> Response {
        let fields = context.form.pairs
            .filter { !FormField.ofTheSite.contains($0.name) && !$0.name.hasPrefix(FormField.sealed) }
            .map { Draft.Field(name: $0.name, value: $0.value) }
        let outcome = try await KeepDraft(desk: desk)(
            form, filling: context.filling, number: context.form[FormField.draftNumber].flatMap(Int.init) ?? 0,
            fields: fields, by: try context.signedIn().actor)
        return Response(status: outcome == .closed ? .gone : .noContent)
    }

    /// Throws away what was begun, and shows the form as it is without it.
    func throwAway(_ form: KeepDraft.Form, in context: SiteContext) async throws -> Response {
        let draft = Draft.ID(rawValue: context.form["draft"] ?? "")
        try await KeepDraft(desk: desk).throwAway(draft, of: form, by: try context.signedIn().actor)
        let way: PartWay =
            form.person.map { context.form["first-contact"] == nil ? .change($0) : .firstContact($0) } ?? .someoneNew
        if case .part(let part, _) = form { return .redirect(to: way.address(of: part)) }
        return .redirect(to: way.address(of: .reach))
    }

    // MARK: Parts of it

    private func again(
        _ part: AboutPart, _ reader: FormReader, of person: Person, on way: PartWay, in context: SiteContext,
        by actor: Actor
    ) async throws -> Response {
        let form = try await form(
            part, reader, known: person.about, wantsMoreRows: context.form[PartForm.moreRows] != nil,
            by: actor)
        return try site.present(PartPage(form, way: way, readAt: context.form[Draft.Field.readAt] ?? ""), in: context)
    }

    private func form(
        _ part: AboutPart, _ reader: FormReader, known: AboutPerson, wantsMoreRows: Bool, by actor: Actor
    ) async throws -> PartForm {
        var form = PartForm(
            part: part, reference: desk.reference, reader: reader, known: known, today: desk.clock.today,
            wantsMoreRows: wantsMoreRows)
        switch part {
        case .travel: form.places = try await FindPlaces(desk: desk)(reader.typed("place-search"), by: actor)
        case .avoid:
            let chosen = Set(reader.all("avoid-groups")).sorted().prefix(50).map { Group.ID(rawValue: $0) }
            form.groups = try await FindGroupsByName(desk: desk)(
                reader.typed("group-search"), chosen: Array(chosen), by: actor)
        default: break
        }
        return form
    }

    private func next(after part: AboutPart, on way: PartWay, in context: SiteContext, id: Person.ID) -> String {
        if context.form["tap"] != nil { return way.address(of: part) + "#needs" }
        if context.form["later"] != nil { return "/app/people/\(id.inAddress)?done=kept" }
        return way.next(after: part)
    }

    private func conflict(
        _ part: AboutPart, yours: AboutPerson, theirs: AboutPerson, by writer: LastWriter?, at address: String,
        in context: SiteContext, by actor: Actor
    ) throws -> Refusal {
        let words = AboutWords(reference: desk.reference, today: desk.clock.today)
        func lines(_ about: AboutPerson) -> [(key: String, lines: [String])] {
            words.answers(of: part, in: about).map { ($0.key, $0.lines) }
        }
        let mine = lines(yours)
        let stored = lines(theirs)
        // By its name: one of the two may have an answer that the other has not.
        let keys = mine.map(\.key) + stored.map(\.key).filter { key in !mine.contains { $0.key == key } }
        let differences = keys.compactMap { key -> Refusal.Conflict.Difference? in
            let yours = mine.first { $0.key == key }?.lines ?? []
            let theirs = stored.first { $0.key == key }?.lines ?? []
            guard yours != theirs else { return nil }
            return Refusal.Conflict.Difference(
                field: key, yours: yours.joined(separator: "\n"), theirs: theirs.joined(separator: "\n"))
        }
        return .stale(
            Refusal.Conflict(
                subject: "What this person told us", differences: differences, writer: writer?.name,
                isYours: writer?.isSelf(actor) == true, when: writer.map { time(of: $0.at) },
                address: address + "?fresh=yes",
                keepMine: .init(
                    context.form, to: address, stamp: (Draft.Field.readAt, try part.stamp(of: theirs)))))
    }

    private func time(of moment: Moment) -> String {
        let day = moment.day(in: desk.clock.zone)
        let time = moment.time(in: desk.clock.zone).description
        return day == desk.clock.today ? time : "\(time) on \(day.inWords)"
    }
}

extension SubmittedForm {
    init(_ draft: Draft) { self.init(draft.fields.map { (name: $0.name, value: $0.value) }) }

    init(_ held: HeldForm) { self.init(held.fields.map { (name: $0.name, value: $0.value) }) }
}
