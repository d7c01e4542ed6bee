import Casework
import Community
import Storage
import Vocabulary

extension Storyteller {
    mutating func tell(_ step: Happening.GroupStep, of index: Int) throws {
        let group = town.groups[index]
        let id = groupID(group.key)
        let coordinator = Storyteller.actor(.jo)
        switch step {
        case .added:
            try add(group)
        case .shown(let pieces):
            for piece in pieces { try hub.groups.add(evidence(group, piece), to: id) }
            try record(
                "evidence-added", of: "group", id.rawValue, by: coordinator,
                detail: ["standards": pieces.map { group.shown[$0].standard.rawValue }.sorted().joined(separator: " ")])
        case .asked:
            try ask(group)
        case .agreed:
            guard case .agreed(let terms) = group.agreement else { return }
            let agreed = agreement(terms, paused: false)
            try change(id, by: .group, EventActor(kind: .group, id: id.rawValue)) { $0.agreement = agreed }
            if let request = try hub.agreementRequests.latest(of: id) {
                try hub.agreementRequests.markAnswered(request.id, at: now)
            }
            try record("agreement-given", of: "group", id.rawValue, by: EventActor(kind: .group, id: id.rawValue))
        case .paused:
            let actor = EventActor(kind: .group, id: id.rawValue)
            try change(id, by: .group, actor) { $0.agreement?.paused = true }
            try record("group-paused-referrals", of: "group", id.rawValue, by: actor)
        case .closedByDirectory:
            let day = today
            let actor = EventActor(kind: .command, id: "import")
            try change(id, by: .directory, actor) { group in
                var fresh = group.provenance?.atSource ?? group.details
                fresh.status = .closed
                group.take(
                    fresh, readOn: day, changedAtSource: day.description, unmapped: group.provenance?.unmapped ?? [])
            }
            try record("group-read-again", of: "group", id.rawValue, by: actor, detail: ["details": "status"])
        }
    }

    /// Changes a group as Casework does: what narrows it is noted, and those whom it concerns hear.
    private func change(
        _ id: Group.ID, by source: GroupChange.Source, _ actor: EventActor, _ change: (inout Group) -> Void
    ) throws {
        guard var group = try hub.groups.find(id) else { return }
        let was = group.opening
        change(&group)
        try hub.groups.save(group)
        guard group.opening != was else { return }
        try hub.note(
            GroupChange(
                id: self.id("change of \(id) \(now.milliseconds)"), group: id, was: was, became: group.opening, at: now,
                by: source), by: actor)
    }

    private func add(_ group: TownGroup) throws {
        let id = groupID(group.key)
        var stored = Group(id: id, details: group.details)
        if case .imported(let atSource, let corrected, let unmapped) = group.origin {
            stored.provenance = Provenance(
                source: "brinehaven-directory.json", foreignID: "bh-\(group.key)", readOn: today,
                changedAtSource: today.adding(days: -90).description, atSource: atSource, corrected: corrected,
                unmapped: unmapped)
        }
        try hub.groups.add(stored)
        let isImported = stored.provenance != nil
        try record(
            isImported ? "group-imported" : "group-added", of: "group", id.rawValue,
            by: isImported ? EventActor(kind: .command, id: "import") : Storyteller.actor(.jo))
    }

    private func evidence(_ group: TownGroup, _ index: Int) -> Evidence {
        let shown = group.shown[index]
        let end = shown.endsIn.map { TownCalendar(desk.clock).today.adding(days: $0) }
        return Evidence(
            id: id("evidence \(group.key) \(shown.standard) \(index)"), standard: shown.standard,
            from: end.map { $0.adding(days: -365) } ?? today.adding(days: -400), until: end,
            note: "Seen on paper", seenBy: TownStaff.jo.name, seenOn: today)
    }

    private func ask(_ group: TownGroup) throws {
        let secret = desk.secrets.token(for: hub.hub)
        let answerBy = today.adding(days: AskForAgreement.daysToAnswer)
        let request = AgreementRequest(
            id: id("agreement request \(group.key)"), group: groupID(group.key), askedAt: now,
            endsAt: answerBy.adding(days: 1).start(in: desk.clock.zone))
        try hub.agreementRequests.add(
            request, tokenHash: secret.hash, codeHash: Secret.hash(of: desk.secrets.shortCode()))
        try record("agreement-asked", of: "group", groupID(group.key).rawValue, by: Storyteller.actor(.jo))
        try writeOfAgreement(to: group.key, secret: secret, answerBy: answerBy)
    }

    private func agreement(_ terms: TownGroup.Terms, paused: Bool) -> Agreement {
        Agreement(
            monthlyLimit: terms.monthly, places: terms.places, cohort: terms.cohort,
            until: terms.endsIn.map { TownCalendar(desk.clock).today.adding(days: $0) }, paused: paused,
            canCopeWith: terms.canCopeWith, fundingStrain: .said(terms.strain), agreedOn: today, agreedBy: terms.by)
    }
}
