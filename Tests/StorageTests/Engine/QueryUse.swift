import Community
import People
import Testing
import Vocabulary

@testable import Storage

/// A use of a store, by the name that a failure shows: `people.find list` is one of `find` in `people`.
struct QueryUse: Sendable, CustomTestStringConvertible {
    let name: String
    /// Whether it reads a whole hub on purpose: no page does, unless the use says why.
    let readsAll: Bool
    private let body: @Sendable (HubTransaction) throws -> Void

    init(_ name: String, readsAll: Bool = false, _ body: @escaping @Sendable (HubTransaction) throws -> Void) {
        self.name = name
        self.readsAll = readsAll
        self.body = body
    }

    var testDescription: String { name }

    /// What the use asks the engine, one statement after the other.
    func statements(in hub: HubTransaction) throws -> [SQL] {
        var asked: [SQL] = []
        hub.transaction.onStatement = { asked.append($0) }
        defer { hub.transaction.onStatement = nil }
        try body(hub)
        return asked
    }

    static let now = Example.start
    static let today = Example.today
    static let worker = Example.worker
}

extension HubTransaction {
    /// Some of everything, of many workers and groups: SQLite plans alike for few and many rows as long as nobody runs
    /// ANALYZE. PostgreSQL wants hundreds, and ANALYZE.
    func fill(people count: Int = 20) throws {
        try groups.add(Example.group())
        try fillHouse(count)
        for number in 0..<max(20, count / 4) {
            var group = Example.group(Identifier(rawValue: "group-\(number)"))
            // Some were never asked: for nobody at all an engine sorts, and does not read in order.
            if number % 3 == 0 { group.agreement = nil }
            try groups.add(group)
            guard number % 3 > 0 else { continue }
            // Asked again and again over the years: of a handful of rows an engine reads all.
            for time in 0..<30 {
                let asked = time == 0 ? "asked-\(number)" : "asked-\(number)-\(time)"
                try agreementRequests.add(
                    AgreementRequest(
                        id: Identifier(rawValue: asked), group: group.id,
                        askedAt: Example.start.adding(seconds: number), endsAt: Example.start),
                    tokenHash: asked, codeHash: asked)
            }
        }
        let states = Referral.State.allCases
        for number in 0..<count {
            var person = Example.person(Identifier(rawValue: "p\(number)"))
            person.worker = number % 20 == 0 ? nil : Identifier(rawValue: "worker-\(number % 20)")
            person.about.callName = "Robin \(number)"
            person.about.reach.phone = "07700 9\(number + 10_000)"
            person.about.reach.email = "robin-\(number)@example.org"
            let verbs: [Case.Verb] = [.lookAt, .startContacting, .assess, .begin, .pause]
            for verb in verbs.prefix(number % 6) { try person.care.move(verb) }
            try people.add(person)
            let group: Group.ID = number % 21 == 0 ? "kitchen" : Identifier(rawValue: "group-\(number % 20)")
            let consent: Consent.ID = Identifier(rawValue: "yes-p\(number)")
            try consents.add(Example.consent(consent, of: person.id, to: group))
            let referral: Referral.ID = Identifier(rawValue: "r\(number)")
            try referrals.add(
                Example.referral(referral, states[number % states.count], to: group, of: person.id, on: consent))
            try referrals.setLink(
                of: referral, tokenHash: "token-\(number)", codeHash: "code-\(number)", endsAt: Example.start)
            try referrals.addLink(to: referral, tokenHash: "later-\(number)")
            try solvedBarriers.write(
                "A bus pass", for: "reach", between: person.id, and: group, at: Example.start, by: Example.worker)
            try attendances.add(
                Attendance(
                    id: Identifier(rawValue: "a\(number)"), referral: referral, on: Example.today,
                    outcome: number % 40 == 0 ? .worried : .came, saidAt: Example.start, byGroup: true))
            try worries.add(
                Worry(
                    id: Identifier(rawValue: "w\(number)"), person: person.id, referral: referral,
                    group: group.rawValue, raisedAt: Example.start.adding(seconds: number)))
            if number > 0 {
                try likenesses.add(
                    Likeness(
                        id: Identifier(rawValue: "l\(number)"), newer: person.id,
                        earlier: Identifier(rawValue: "p\(number - 1)"), signs: ["phone"],
                        foundAt: Example.start.adding(seconds: number)))
            }
            try contacts.add(
                Contact(
                    id: Identifier(rawValue: "c\(number)"), person: person.id, at: Example.start, kind: .call,
                    reached: true, note: "", by: Example.worker))
            try fillRecord(of: person.id, number)
            try sealedFacts.keep(Example.sealed(person.id))
            if number != 19 { try personKeys.add(Example.key(person.id)) }
            try outbox.add(
                OutgoingMail(
                    id: Identifier(rawValue: "m\(number)"), kind: "referral", recipient: "k@example.org", subject: "",
                    body: "", createdAt: Example.start.adding(seconds: number), nextAt: Example.start,
                    state: number % 40 == 0 ? .failed : number % 40 == 1 ? .waiting : .sent, referral: referral))
            try breakGlass.add(
                BreakGlass(
                    id: Identifier(rawValue: "g\(number)"), of: person.id,
                    by: Identifier(rawValue: "worker-\(number % 20)"), because: "They stand at the door",
                    at: Example.start.adding(seconds: number)))
            try glassSearches.add(
                GlassSearch(
                    id: Identifier(rawValue: "s\(number)"), by: Identifier(rawValue: "worker-\(number % 20)"),
                    at: Example.start.adding(seconds: number), found: .nobody))
            try hubAgreements.add(
                HubAgreement(
                    id: Identifier(rawValue: "h\(number)"), from: hub, to: Identifier(rawValue: "hub-\(number % 20)"),
                    facts: [.reach], firstDay: Example.today, lastDay: Example.today.adding(days: number),
                    signedHere: "Ada", signedThere: "Ben", endedOn: nil))
            try unmetNeeds.replace(
                of: person.id, with: [UnmetNeedStore.Found(need: "housing", obstacle: "full")], in: "D",
                on: Example.today.adding(days: -number))
            try events.append(
                "tested", of: EventSubject(kind: "test", id: "\(number)"), by: Example.actor, at: Example.start,
                person: person.id)
        }
        for number in 0..<count {
            try groupChanges.add(
                Example.change(
                    Identifier(rawValue: "change-\(number)"), of: Identifier(rawValue: "group-\(number % 20)"),
                    at: Example.start.adding(days: -number)))
        }
        try closureDays.replace(with: ClosureDays((0..<20).map { Example.today.adding(days: $0) }))
        for plan in 0..<20 {
            let at = Example.start.adding(days: -plan)
            try cohortPlans.add(
                CohortPlan(
                    id: Identifier(rawValue: "plan-\(plan)"), proposedBy: Example.worker, proposedAt: at,
                    confirmedBy: Example.worker, confirmedAt: at),
                (0..<count / 20).map { number in
                    CohortPlan.Line(
                        person: Identifier(rawValue: "p\(number * 20 + plan)"), place: number,
                        group: "group-\(plan)", mark: .proposed)
                })
        }
    }
}
