import Community
import Foundation
import People
import Reference
import Vocabulary

@testable import Casework
@testable import Matching
@testable import Web

extension PageExamples {
    /// Groups for a person, and every step and state of a referral.
    static var journey: [any Page] {
        guard let reference = try? ReferenceData.load() else { return [] }
        let made = Example(reference: reference)
        return made.findGroups + made.steps + made.referrals
    }
}

/// A made-up person and group with everything that a page can show.
private struct Example {
    let reference: ReferenceData
    let today = Day(number: 20_780)
    let now = Moment(milliseconds: 1_795_428_000_000)

    var person: Person {
        var person = Person(id: "person-1", worker: "worker-1", createdAt: now)
        person.about.callName = "Selam"
        person.about.hopes = "to cook with others"
        person.about.reach.phone = "0000 000000"
        person.about.needs = ["belonging"]
        person.about.interests = ["cooking"]
        person.about.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .basic)]
        person.about.limits.childcareNeeded = true
        person.about.limits.canBookAhead = false
        person.about.limits.access = ["step-free"]
        person.about.age = .said(NotedAge(17, on: today))
        return person
    }

    var group: Group {
        var group = Group(id: "kitchen", details: GroupDetails(name: "Thursday kitchen"))
        group.details.needs = ["belonging"]
        group.details.interests = ["cooking"]
        group.details.languages = ["ti"]
        group.details.contact = GroupContact(name: "Ada", email: "kitchen@example.org")
        group.details.place = Place(lines: ["4th Street 12"], coordinate: nil)
        return group
    }

    var unmailed: Group {
        var group = group
        group.details.contact = GroupContact()
        return group
    }

    // MARK: Find groups

    private func ruledOut(_ id: Group.ID, _ reasons: [ReasonCode]) -> FoundGroups.RuledOutGroup {
        FoundGroups.RuledOutGroup(
            id: id, name: "Allotment", walkMinutes: 12, reasons: reasons.map { Reason($0) }, group: nil)
    }

    private func found(_ isFull: Bool) -> FoundGroups {
        var tried = TriedLimits()
        if isFull { tried.canTravel = true }
        var situation = Situation(of: person.about, today: today, hubLanguages: [])
        if !isFull { situation.needs = [] }
        let offer = Offer(
            id: "kitchen", walkMinutes: 7, cautions: [.timesUnknown],
            why: [.need: 40, .background: 10, .welcome: 9, .volunteer: 3])
        let slice = FoundGroups.Slice(elements: [ruledOut("a", [.agreement])], page: 1, size: 1, total: 2)
        return FoundGroups(
            person: person, today: today, tried: tried, situation: situation, considered: isFull ? 9 : 0,
            groupsAtBorder: isFull ? 2 : 0,
            offers: FoundGroups.Slice(
                elements: isFull
                    ? [
                        FoundGroups.OfferedGroup(group: group, offer: offer, placesLeft: 2),
                        FoundGroups.OfferedGroup(group: unmailed, offer: offer, placesLeft: 1),
                    ] : [], page: 1, size: 1, total: isFull ? 3 : 0),
            signposts: isFull ? slice : FoundGroups.Slice(elements: [], page: 1, size: 1, total: 0),
            openings: isFull
                ? [
                    FoundGroups.Opening(code: .childcare, groups: 6, nearest: ["Choir"]),
                    FoundGroups.Opening(code: .full, groups: 1, nearest: ["Walks"]),
                ] : [],
            ruledOut: isFull
                ? [
                    FoundGroups.RuledOut(code: .cost, groups: 9, nearest: [ruledOut("b", [.cost])]),
                    FoundGroups.RuledOut(code: .age, groups: 2, nearest: [ruledOut("c", [.age])]),
                    FoundGroups.RuledOut(code: .avoid, groups: 1, nearest: [ruledOut("d", [.avoid])]),
                ] : [],
            ruledOutPage: isFull
                ? FoundGroups.RuledOutPage(
                    code: .age,
                    groups: FoundGroups.Slice(elements: [ruledOut("c", [.age])], page: 1, size: 1, total: 2)) : nil,
            circle: isFull
                ? WalkingCircle(dots: [
                    .init(group: "a", name: "One", walkMinutes: 7, bearing: 10, kind: .offer(1)),
                    .init(group: "b", name: "Two", walkMinutes: 7, bearing: 10, kind: .signpost),
                    .init(group: "c", name: "Three", walkMinutes: 38, bearing: 270, kind: .ruledOut),
                ]) : nil,
            open: isFull ? ["kitchen": referral(.sent)] : [:],
            takenBack: isFull ? [FoundGroups.TakenBack(id: "g", name: "A choir")] : [])
    }

    var findGroups: [any Page] {
        var bad = FormReader(SubmittedForm([(name: "fee", value: "much")]))
        _ = TriedLimits(&bad)
        return [
            JudgeFirstPage(person, reference: reference),
            FindGroupsPage(
                found(true), limits: FormReader(), answers: [standing([.cost]), standing([.risk]), standing([])],
                reference: reference),
            FindGroupsPage(found(false), limits: bad, answers: [], reference: reference),
        ]
    }

    // MARK: Steps

    private func standing(_ codes: [ReasonCode], of group: Group? = nil, isTakenBack: Bool = false) -> Standing {
        let reasons = codes.map { Reason($0) }
        let verdict: Explanation.Verdict =
            reasons.isEmpty
            ? .offer(Offer(id: "kitchen", walkMinutes: 7, cautions: [], why: [:]))
            : .blocked(Finding(id: "kitchen", walkMinutes: 7, reasons: reasons))
        return Standing(
            group: group ?? self.group, explanation: Explanation(omissions: [], verdict: verdict),
            seesPrivateReasons: true, isTakenBack: isTakenBack)
    }

    private func preparation(
        _ codes: [ReasonCode], solved: [ReasonCode: String] = [:], isTakenBack: Bool = false
    ) -> Preparation {
        Preparation(
            person: person, standing: standing(codes, isTakenBack: isTakenBack), solved: solved, open: [], draft: nil,
            hold: .yoursToSay("likeness-1"), today: today)
    }

    var steps: [any Page] {
        var empty = FormReader()
        _ = ConsentPage.read(&empty, today: today)
        let barriers = preparation([.childcare], solved: [.childcare: "a neighbour helps"])
        return [
            BarriersPage(barriers, BarriersPage.filled(barriers), reference: reference),
            BarriersPage(preparation([.cost]), FormReader(), reference: reference),
            RuledOutPage(preparation([.risk]), reference: reference),
            RuledOutPage(preparation([.avoid], isTakenBack: true), reference: reference),
            ExplanationPage(preparation([]), FormReader(), reference: reference),
            ConsentPage(barriers, FormReader(), reference: reference),
            ConsentPage(preparation([]), empty, reference: reference),
        ]
    }

    // MARK: Referrals

    private func referral(_ state: Referral.State) -> Referral {
        Referral(
            id: "referral-1", person: "person-1", group: "kitchen", consent: "consent-1",
            message: ReferralMessage(about: person.about, scope: Set(SharedFact.allCases)), createdAt: now,
            state: state,
            sentAt: state == .draft ? nil : now, answeredAt: now, acceptedAt: nil, endedAt: now,
            declinedBecause: .noRoom, endedBecause: .settledIn, nudgedAt: now, welcome: 5, version: 1)
    }

    private func record(
        _ state: Referral.State, group: Group? = nil, standing codes: [ReasonCode] = [], others: Int = 0,
        withdrawnAt: Moment? = nil, until: Day? = nil
    ) -> ReferralRecord {
        ReferralRecord(
            referral: referral(state), person: person, group: group ?? self.group,
            consent: Consent(
                id: "consent-1", person: "person-1", group: "kitchen", scope: Set(SharedFact.allCases), givenAt: now,
                until: until ?? today, manner: Consent.Manner(language: "ti", withInterpreter: true, how: .spoken),
                withdrawnAt: withdrawnAt),
            attendances: [
                Attendance(id: "1", referral: "referral-1", on: today, outcome: .came, saidAt: now, byGroup: true)
            ],
            story: [Happening(at: now, verb: "referral-sent")], solved: [.cost: "the group lets them come free"],
            standing: state == .draft ? standing(codes) : nil,
            othersOpen: (0..<others).map { _ in referral(.attending) }, linkEndsAt: now, now: now, today: today)
    }

    /// The group keeps its address to itself, and tells it to the reader.
    private var opening: ReferralRecord {
        var record = record(.accepted)
        record.opensAddress = true
        record.worries = [Worry(id: "w", person: "person-1", referral: "referral-1", group: "kitchen", raisedAt: now)]
        return record
    }

    var referrals: [any Page] {
        let zone = Clock.london
        let letter = ReferralLetter(
            referral: "referral-1",
            hub: Hub(id: "test", name: "Test hub", area: "gb-eng", settings: HubSettings(phone: "0000 111111")),
            group: group, link: "https://kith.example/r/x", codePage: "https://kith.example/r", code: "k3v9-2mtz",
            answerBy: today, lastDay: today)
        let states: [any Page] = Referral.State.allCases.filter { $0 != .draft }.map {
            ReferralPage(record($0), told: "sent", reference: reference, zone: zone)
        }
        return states + [
            ReferralPage(record(.sent, group: unmailed), told: nil, reference: reference, zone: zone),
            ReferralPage(record(.ended, withdrawnAt: now), told: "withdrawn", reference: reference, zone: zone),
            ReferralPage(
                record(.attending, until: today.adding(days: -1)), told: "renewed", reference: reference, zone: zone),
            RenewalPage(record(.attending), FormReader(), reference: reference),
            DraftPage(record(.draft), reference: reference),
            DraftPage(record(.draft, group: unmailed, others: 2), reference: reference),
            DraftPage(record(.draft, standing: [.standards]), reference: reference),
            DraftPage(record(.draft, standing: [.childcare]), reference: reference),
            AttendancePage(record(.accepted), FormReader()),
            EndPage(record(.attending), FormReader(), reference: reference),
            ReferralPage(opening, told: nil, reference: reference, zone: zone),
            AddressPage(
                OpenAddress.Address(group: "A refuge", lines: ["4th Street 12"], phone: "0000 111111"),
                referral: "referral-1"),
            AddressPage(OpenAddress.Address(group: "A refuge", lines: [], phone: ""), referral: "referral-1"),
            WithdrawPage(record(.sent)), WithdrawPage(record(.draft)),
            LetterPage(letter, referral: "referral-1"),
        ]
    }
}
