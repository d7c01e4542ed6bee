import Community
import Foundation
import People
import Storage
import Vocabulary

@testable import Casework

/// What a ``FilledHub`` holds: written straight through the stores, in one transaction, as no page could in the time.
struct Filling: Sendable {
    let rows: Int
    let now: Moment
    let today: Day
    let waiting: Secret
    let worried: Secret
    let answering: Secret
    let question: Secret
    let setup: Secret
    let ownPage: Secret
    let signInLink: Secret
    let sessions: [Role: Secret]

    func pour(into hub: HubTransaction) throws {
        try staff(hub)
        try directory(hub)
        try people(hub)
        try story(hub)
        try referralsOfOne(hub)
        try mail(hub)
        try access(hub)
        try ownPages(hub)
        try sharing(hub)
    }

    /// As many records opened in an emergency, by everybody, and as many agreements with other hubs.
    private func access(_ hub: HubTransaction) throws {
        for number in 0..<rows {
            let worker: Identifier<Worker> = number % 2 == 0 ? colleague(number) : "worker-safeguarding-lead"
            try hub.breakGlass.add(
                BreakGlass(
                    id: Identifier(rawValue: "glass-\(number)"), of: Identifier(rawValue: "person-\(number)"),
                    by: worker, because: "They stood at the door", at: now.adding(seconds: -number)))
            try hub.hubAgreements.add(
                HubAgreement(
                    id: Identifier(rawValue: "agreement-\(number)"), from: hub.hub, to: "other", facts: [.reach],
                    firstDay: today, lastDay: today.adding(days: number % 700), signedHere: "Ada", signedThere: "Ben",
                    endedOn: nil))
        }
    }

    /// As many people without a group for what they need, a plan that suggests one to each, and a new one for each.
    private func sharing(_ hub: HubTransaction) throws {
        let people = (0..<rows).map { Person.ID(rawValue: "person-\($0)") }
        for (number, person) in people.enumerated() {
            try hub.unmetNeeds.replace(
                of: person, with: [UnmetNeedStore.Found(need: "housing", obstacle: Hindrance.full.rawValue)],
                in: "District \(number / 6)", on: today)
        }
        let lines = people.prefix(CohortPlan.most).enumerated().map { place, person in
            CohortPlan.Line(person: person, place: place, group: FilledHub.openGroup.rawValue, mark: .proposed)
        }
        for (id, daysAgo, isConfirmed) in [("plan-before", 3, true), ("plan", 0, false)] {
            let at = now.adding(days: -daysAgo)
            try hub.cohortPlans.add(
                CohortPlan(
                    id: Identifier(rawValue: id), proposedBy: FilledHub.worker, proposedAt: at,
                    confirmedBy: isConfirmed ? FilledHub.worker : nil, confirmedAt: isConfirmed ? at : nil), lines)
        }
    }

    // MARK: Staff

    private func staff(_ hub: HubTransaction) throws {
        for (role, secret) in sessions {
            let id = Identifier<Worker>(rawValue: "worker-\(role.rawValue)")
            try hub.accounts.add(account(id, role))
            try hub.staffSessions.add(
                StaffSession(
                    id: secret.hash, account: id, startedAt: now, seenAt: now, endsAt: now.adding(days: 1)))
        }
        for number in 0..<rows {
            try hub.accounts.add(account(colleague(number), .linkWorker))
            try hub.staffSessions.add(
                StaffSession(
                    id: "session-\(number)", account: FilledHub.worker, startedAt: now, seenAt: now,
                    endsAt: now.adding(days: 1)))
        }
        for number in 0..<rows {
            try hub.covers.add(
                Cover(
                    id: Identifier(rawValue: "cover-\(number)"), worker: colleague(number),
                    by: number == 0 ? FilledHub.worker : colleague(0), firstDay: today,
                    lastDay: today.adding(days: number % 7), arrangedBy: colleague(0), arrangedAt: now, endedAt: nil))
        }
        try hub.signInLinks.replace(
            with: SignInLink(account: colleague(0), tokenHash: signInLink.hash, endsAt: now.adding(days: 1)))
        try hub.setupLinks.replace(
            with: SetupLink(account: colleague(0), tokenHash: setup.hash, endsAt: now.adding(days: 1)))
    }

    private func account(_ id: Identifier<Worker>, _ role: Role) -> Account {
        Account(id: id, name: "Colleague \(id)", email: "\(id)@example.org", role: role.rawValue, createdAt: now)
    }

    private func colleague(_ number: Int) -> Identifier<Worker> { Identifier(rawValue: "colleague-\(number)") }

    // MARK: Directory

    private func directory(_ hub: HubTransaction) throws {
        for number in 0..<rows { try hub.groups.add(group(number)) }
        var open = group(0, id: FilledHub.openGroup)
        // Something that somebody can solve, so that every step before a referral has its page.
        open.details.childcare = .said(.none)
        open.agreement?.until = today.adding(days: 200)
        try hub.groups.add(open)
        for number in 0..<rows {
            try hub.agreementRequests.add(
                AgreementRequest(
                    id: Identifier(rawValue: "request-\(number)"), group: groupID(number % 4 == 1 ? number : 0),
                    askedAt: now.adding(days: -number % 20), endsAt: now.adding(days: 10)),
                tokenHash: number == 0 ? question.hash : "request-token-\(number)", codeHash: "request-code-\(number)")
            if number % 4 == 2 {
                try hub.agreementRequests.markAnswered(Identifier(rawValue: "request-\(number)"), at: now)
            }
        }
    }

    private func groupID(_ number: Int) -> Group.ID { Identifier(rawValue: "group-\(number)") }

    /// One of a kind that repeats every ten: agreed, never asked, asked in vain, differing, with unknown words, closed.
    private func group(_ number: Int, id: Group.ID? = nil) -> Group {
        var details = GroupDetails(name: "Harbour circle \(number)")
        details.needs = ["belonging", "english"]
        details.languages = ["en", "ti"]
        details.english = .said(.basic)
        details.format = .said(.group)
        details.fee = .said(.zero)
        details.audience = .said(.everyone)
        details.access = .said([])
        details.asksStatus = .said(false)
        details.childcare = .said(.provided)
        details.contact = GroupContact(email: "circle-\(number)@example.org", phone: "0000 333333")
        details.place = Place(
            lines: ["\(number), 4th Street"],
            coordinate: Coordinate(latitude: 52.95 + Double(number % 10) / 1000, longitude: -1.15))
        var group = Group(id: id ?? groupID(number), details: details)
        group.register = Register(
            entries: Risk.r0.requiredStandards.map {
                evidence($0, of: group.id, until: today.adding(days: 20 + number % 40))
            })
        let kind = number % 10
        if kind == 9 { group.details.status = .closed }
        if ![1, 2, 5].contains(kind) {
            group.agreement = Agreement(
                monthlyLimit: 10 * rows, places: 10 * rows, until: today.adding(days: number % 50),
                paused: kind == 8, agreedOn: today, agreedBy: "A volunteer")
        }
        if kind == 3 || kind == 4 {
            var source = details
            source.summary = "Another summary"
            group.provenance = Provenance(
                source: "directory.json", foreignID: "f-\(number)", readOn: today, atSource: source,
                corrected: [.summary], unmapped: kind == 4 ? ["language: plain"] : [])
        }
        return group
    }

    private func evidence(_ standard: StandardCode, of group: Group.ID, until: Day) -> Evidence {
        Evidence(
            id: Identifier(rawValue: "\(group)-\(standard)"), standard: standard, from: today.adding(days: -100),
            until: until, note: "seen", seenBy: "A coordinator", seenOn: today)
    }

    // MARK: People

    private func people(_ hub: HubTransaction) throws {
        for number in 0..<rows {
            let person = try person(number)
            try hub.people.add(person)
            let consent = consent("consent-of-\(number)", of: person.id, to: FilledHub.group)
            try hub.consents.add(consent)
            let referral = referral("referral-of-\(number)", of: person, on: consent, in: stateOfAnother(number))
            try hub.referrals.add(referral)
            if number % 6 == 0 { try hub.attendances.add(said(.worried, of: referral.id, number)) }
            try hub.worries.add(
                Worry(
                    id: Identifier(rawValue: "worry-\(number)"), person: person.id, referral: referral.id,
                    group: FilledHub.group.rawValue, raisedAt: now.adding(seconds: -number)))
        }
    }

    /// A person in every state that a section of Today asks for; `person-0` is walked with and unheard of for long.
    private func person(_ number: Int) throws -> Person {
        var person = Person(
            id: Identifier(rawValue: "person-\(number)"), worker: number % 5 == 4 ? nil : FilledHub.worker,
            createdAt: now.adding(days: -60), lastContactAt: number % 3 == 0 ? now.adding(days: -30) : nil)
        person.about.callName = "Robin \(number)"
        // Some at a high risk without a plan, and some in danger; whom the pages are about is neither.
        person.about.risk = number % 7 == 3 ? .r3 : number % 7 == 4 ? .r4 : .r0
        person.about.reach.phone = "0000 222222"
        person.about.hopes = "To cook with others"
        person.about.needs = ["belonging", "english"]
        person.about.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .basic)]
        person.about.limits.home = Told(known: Coordinate(latitude: 52.95, longitude: -1.15))
        person.about.limits.childcareNeeded = .said(number == 0)
        person.about.avoid = Avoid(groups: number == 0 ? (0..<5).map { "group-\(10 * $0 + 6)" } : [])
        if number % 4 != 3 {
            person.understanding = Understanding(language: "ti", withInterpreter: true, confirmedOn: today)
        }
        person.wantsMoreAtOnce = true
        let verbs: [Case.Verb] =
            switch number % 5 {
            case 0, 1: [.lookAt, .startContacting, .assess, .begin]
            case 2: [.lookAt, .startContacting, .assess]
            case 3: number % 2 == 0 ? [.lookAt, .startContacting] : [.close]
            default: []
            }
        for verb in verbs { try person.care.move(verb) }
        return person
    }

    private func stateOfAnother(_ number: Int) -> Referral.State {
        [.sent, .accepted, .draft, .declined, .introduced, .ended, .waitlisted, .expired][number % 8]
    }

    private func consent(_ id: String, of person: Person.ID, to group: Group.ID) -> Consent {
        Consent(
            id: Identifier(rawValue: id), person: person, group: group.rawValue, scope: [.callName, .hopes],
            givenAt: now.adding(days: -20), until: today.adding(days: 90),
            manner: Consent.Manner(language: "ti", withInterpreter: true, how: .spoken))
    }

    private func referral(_ id: String, of person: Person, on consent: Consent, in state: Referral.State) -> Referral {
        let sent = now.adding(days: -10)
        let isAccepted = state.holdsPlace || state == .ended
        return Referral(
            id: Identifier(rawValue: id), person: person.id, group: consent.group, consent: consent.id,
            message: ReferralMessage(about: person.about, scope: consent.scope), createdAt: now.adding(days: -20),
            state: state, sentAt: state == .draft ? nil : sent,
            answeredAt: isAccepted || state == .waitlisted || state == .declined ? sent : nil,
            acceptedAt: isAccepted ? sent : nil, endedAt: state.isOpen ? nil : now.adding(days: -2),
            declinedBecause: state == .declined ? .noRoom : nil, endedBecause: state == .ended ? .settledIn : nil,
            nudgedAt: nil, welcome: state == .ended ? 4 : nil, version: 0)
    }

    private func said(_ outcome: Attendance.Outcome, of referral: Referral.ID, _ number: Int) -> Attendance {
        Attendance(
            id: Identifier(rawValue: "\(referral)-said-\(number)"), referral: referral,
            on: today.adding(days: -number % 10), outcome: outcome, saidAt: now.adding(seconds: -number), byGroup: true)
    }

    // MARK: One person's years

    /// Contacts, changes and looks without end, by many colleagues, and as many events of a group and a referral.
    private func story(_ hub: HubTransaction) throws {
        try hub.solvedBarriers.write(
            "A neighbour looks after the children", for: "childcare", between: FilledHub.person,
            and: FilledHub.openGroup, at: now, by: FilledHub.worker)
        if let link = PersonLink(
            FilledHub.person, FilledHub.twin, because: "The same phone", by: FilledHub.worker, at: now)
        {
            try hub.personLinks.add(link)
        }
        for number in 0..<rows {
            try hub.contacts.add(
                Contact(
                    id: Identifier(rawValue: "contact-\(number)"), person: FilledHub.person,
                    at: now.adding(days: -30 - number % 30), kind: .call, reached: true, note: "A call",
                    by: colleague(number)))
            let by = EventActor(kind: .worker, id: colleague(number).rawValue)
            let verb = number % 2 == 0 ? "person-looked-at" : "about-changed"
            try hub.events.append(
                verb, of: .person(FilledHub.person), by: by, at: now, person: FilledHub.person,
                detail: ["part": "needs"])
            try hub.events.append("group-corrected", of: .group(FilledHub.group), by: by, at: now)
            try hub.events.append("referral-looked-at", of: .referral(FilledHub.referral), by: by, at: now)
        }
    }

    /// As many ended referrals as the hub has groups, a few open ones, and as many sessions of one of them.
    private func referralsOfOne(_ hub: HubTransaction) throws {
        let person = try person(0)
        func add(_ id: Referral.ID, to group: Group.ID, _ state: Referral.State) throws {
            let consent = consent("consent-\(id)", of: person.id, to: group)
            try hub.consents.add(consent)
            try hub.referrals.add(referral(id.rawValue, of: person, on: consent, in: state))
        }
        for number in 1..<rows { try add(Identifier(rawValue: "referral-past-\(number)"), to: groupID(number), .ended) }
        try add(FilledHub.referral, to: FilledHub.group, .attending)
        try add(FilledHub.asked, to: groupID(3), .sent)
        try add(FilledHub.draft, to: groupID(7), .draft)
        try add(FilledHub.answered, to: groupID(6), .sent)
        try add(FilledHub.leaving, to: groupID(4), .introduced)
        let links = [
            (FilledHub.asked, waiting), (FilledHub.referral, worried), (FilledHub.answered, answering),
        ]
        for (id, link) in links {
            try hub.referrals.setLink(of: id, tokenHash: link.hash, endsAt: now.adding(days: 30))
        }
        for number in 1..<rows {
            try hub.likenesses.add(
                Likeness(
                    id: Identifier(rawValue: "likeness-\(number)"), newer: Identifier(rawValue: "person-\(number)"),
                    earlier: person.id, signs: ["phone"], foundAt: now.adding(seconds: -number)))
        }
        for number in 0..<rows {
            try hub.attendances.add(said(number == 0 ? .worried : .came, of: FilledHub.referral, number))
        }
    }

    // MARK: Own pages

    /// A code and an open page for one person, as many questions as the hub has people, and as many receipts.
    private func ownPages(_ hub: HubTransaction) throws {
        try hub.ownPageCodes.give(OwnPageCode(person: FilledHub.person, hash: "hash", givenAt: now))
        try hub.ownPageSessions.add(
            OwnPageSession(
                id: ownPage.hash, person: FilledHub.person, startedAt: now, seenAt: now, endsAt: now.adding(days: 1),
                openUntil: now.adding(days: 1)))
        for number in 0..<rows {
            let id: PersonRequest.ID = Identifier(rawValue: "request-\(number)")
            let person: Person.ID = number % 2 == 0 ? FilledHub.person : Identifier(rawValue: "person-\(number)")
            try hub.personRequests.add(
                PersonRequest(
                    id: id, person: person, kind: .correction, part: "hopes", words: "It should say sing",
                    madeAt: now.adding(seconds: -number)))
            let receipt = ErasureReceipt(
                version: 1, number: "receipt-\(number)", because: "asked", doneAt: "2026-11-23T10:00:00Z",
                lines: (0..<20).map { ErasureReceipt.Line(table: "table-\($0)", removed: number, why: "Counted.") },
                kept: [:])
            try hub.erasure.add(
                ErasureStore.Record(
                    id: receipt.number, person: FilledHub.person, because: "asked", doneAt: now,
                    receipt: String(decoding: try JSONEncoder().encode(receipt), as: UTF8.self)))
        }
    }

    // MARK: Mail

    private func mail(_ hub: HubTransaction) throws {
        for number in 0..<rows {
            let state: OutgoingMail.State = [.sent, .sent, .waiting, .failed][number % 4]
            try hub.outbox.add(
                OutgoingMail(
                    id: Identifier(rawValue: "mail-\(number)"), kind: "referral", recipient: "circle@example.org",
                    subject: "A new message", body: "Hello", createdAt: now.adding(seconds: -number),
                    nextAt: now.adding(seconds: 600), state: state))
        }
    }
}
