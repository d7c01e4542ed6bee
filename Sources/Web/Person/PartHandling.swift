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

    /// The form with what is stored, or with what was typed and never sent.
    func show(_ part: AboutPart, of id: Person.ID, on way: PartWay, in context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let record = try await OpenAbout(desk: desk)(id, part: part, by: actor)
        let draft = context.query["fresh"] == nil ? record.draft : nil
        let sent = draft.map(SubmittedForm.init) ?? SubmittedForm(of: part, in: record.person.about)
        let reader = FormReader(sent)
        let form = try await form(part, reader, known: record.person.about, wantsMoreRows: false, by: actor)
        let page = PartPage(
            form, way: way, readAt: draft.flatMap { _ in sent["read-at"] } ?? record.stamp,
            keptAt: draft.map { time(of: $0.savedAt) })
        return try site.present(page, in: context)
    }

    /// The first page about somebody new.
    func showSomeoneNew(in context: SiteContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let kept = try await KeepDraft(desk: desk).kept(.someoneNew, by: actor)
        let draft = context.query["fresh"] == nil ? kept : nil
        let reader = FormReader(draft.map(SubmittedForm.init) ?? .empty)
        let form = try await form(.reach, reader, known: AboutPerson(), wantsMoreRows: false, by: actor)
        return try site.present(
            PartPage(form, way: .someoneNew, readAt: "", keptAt: draft.map { time(of: $0.savedAt) }), in: context)
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
            try await SaveAbout(desk: desk)(id, part: part, as: about, readAt: context.form["read-at"] ?? "", by: actor)
        } catch SaveAbout.Refusal.changedMeanwhile(let stored, let writer) {
            throw conflict(part, yours: about, theirs: stored, by: writer, at: way.freshAddress(of: part))
        }
        return .redirect(to: next(after: part, on: way, in: context, id: id))
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
        let id = try await BeginFirstContact(desk: desk)(with: about, submission: context.submission.id, by: actor)
        return .redirect(to: PartWay.firstContact(id).address(of: .languages))
    }

    // MARK: Keeping what is typed

    /// Keeps what was typed into a form so far.
    func keep(_ form: KeepDraft.Form, in context: SiteContext) async throws -> Response {
        let hidden = [FormField.proof, FormField.submission]
        let fields = context.form.pairs.filter { !hidden.contains($0.name) && !$0.name.hasPrefix(FormField.sealed) }
            .map { Draft.Field(name: $0.name, value: $0.value) }
        try await KeepDraft(desk: desk)(form, fields: fields, by: try context.signedIn().actor)
        return Response(status: .noContent)
    }

    // MARK: Parts of it

    private func again(
        _ part: AboutPart, _ reader: FormReader, of person: Person, on way: PartWay, in context: SiteContext,
        by actor: Actor
    ) async throws -> Response {
        let form = try await form(
            part, reader, known: person.about, wantsMoreRows: context.form[PartForm.moreRows] != nil,
            by: actor)
        return try site.present(PartPage(form, way: way, readAt: context.form["read-at"] ?? ""), in: context)
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
        _ part: AboutPart, yours: AboutPerson, theirs: AboutPerson, by writer: LastWriter?, at address: String
    ) -> Refusal {
        let words = AboutWords(reference: desk.reference, today: desk.clock.today)
        let mine = words.answers(of: part, in: yours)
        let stored = words.answers(of: part, in: theirs)
        let differences = zip(mine, stored).filter { $0 != $1 }.map { mine, stored in
            Refusal.Conflict.Difference(
                field: mine.key, yours: mine.lines.joined(separator: "\n"), theirs: stored.lines.joined(separator: "\n")
            )
        }
        return .stale(
            Refusal.Conflict(
                subject: "What this person told us", differences: differences, writer: writer?.name,
                when: writer.map { time(of: $0.at) }, address: address))
    }

    private func time(of moment: Moment) -> String {
        let day = moment.day(in: desk.clock.zone)
        let time = moment.time(in: desk.clock.zone).description
        return day == desk.clock.today ? time : "\(time) on \(day.inWords)"
    }
}

extension SubmittedForm {
    init(_ draft: Draft) { self.init(draft.fields.map { (name: $0.name, value: $0.value) }) }
}
