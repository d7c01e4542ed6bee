import Community
import Foundation
import People
import Reference
import Storage
import Vocabulary

@testable import Casework
@testable import Web

/// The register's pages with everything on them, and with as little as they can have.
enum RegisterExamples {
    static let today = Day(number: 20_780)

    static var pages: [any Page] {
        guard let reference = try? ReferenceData.load() else { return [] }
        let form = FormReader(SubmittedForm([]))
        let full = group(full: true)
        let bare = group(full: false)
        return [
            RegisterPage(board(full), today: today, reference: reference, mayKeep: true),
            RegisterPage(board(nil), today: today, reference: reference, mayKeep: false),
            DirectoryListPage(
                DirectoryPage(groups: [full, bare], loads: [:], total: 60, page: 2), search: "a", filter: .all,
                reader: form, today: today, mayKeep: true),
            DirectoryListPage(
                DirectoryPage(groups: [], loads: [:], total: 0, page: 1), search: "", filter: .closed, reader: form,
                today: today, mayKeep: false),
            page(full, reference, mayKeep: true), page(refuge, reference, mayKeep: true),
            page(bare, reference, mayKeep: false),
            GroupDetailsPage(form, of: full.id, reference: reference),
            EvidencePage(form, of: full, reference: reference),
            AgreementPage(question(full, phone: "0000 111111"), token: "t", today: today),
            AgreementPage(question(bare, phone: ""), token: "t", today: today),
            AgreementDonePage("Thank you.", hub: hub(phone: "0000 111111")),
            AgreementDonePage("Thank you.", hub: hub(phone: "")),
            letter(full, isMailed: true), letter(full, isMailed: false),
        ]
    }

    static var refuge: Group {
        var group = group(full: true)
        group.discretion = .address
        return group
    }

    static func group(full: Bool) -> Group {
        var details = GroupDetails(name: full ? "Thursday kitchen" : "Lunch")
        guard full else { return Group(id: "bare", details: details) }
        details.summary = "We cook and eat together."
        details.organisation = "St Fictional"
        details.needs = ["belonging"]
        details.fee = .said(Pence(250))
        var group = Group(
            id: "full", details: details,
            register: Register(entries: [
                Evidence(
                    id: "e", standard: "dbs", from: today, until: today.adding(days: 3), note: "seen", seenBy: "Rosa",
                    seenOn: today)
            ]),
            agreement: Agreement(
                monthlyLimit: 2, places: 3, cohort: 1, until: today.adding(days: 30), canCopeWith: "shy people",
                agreedOn: today,
                agreedBy: "A volunteer"),
            provenance: Provenance(
                source: "feed", foreignID: "7", readOn: today, changedAtSource: "2026-01-01", atSource: details,
                unmapped: ["language: Klingon"]))
        var corrected = details
        corrected.fee = .said(Pence(100))
        group.correct(corrected)
        return group
    }

    private static func board(_ group: Group?) -> RegisterBoard {
        let lines = group.map { [GroupLine($0)] } ?? []
        return RegisterBoard(
            endingEvidence: group.map { [.init(group: $0.id, name: "Lunch", standard: "dbs", until: today)] } ?? [],
            endingAgreements: group.map { [.init(group: $0.id, name: "Lunch", until: today.adding(days: -2))] } ?? [],
            neverAsked: lines + lines + lines + lines + lines + lines + lines + lines + lines, unanswered: lines,
            withDifferences: lines,
            withUnmappedWords: lines, groupCount: lines.count)
    }

    private static func page(_ group: Group, _ reference: ReferenceData, mayKeep: Bool) -> GroupPage {
        let now = Moment(milliseconds: 0)
        let record = GroupRecord(
            group: group, load: Load(), welcome: mayKeep ? 4.25 : nil,
            lastRequest: mayKeep ? AgreementRequest(id: "r", group: group.id, askedAt: now, endsAt: now) : nil,
            history: mayKeep ? [.init(at: now, verb: "evidence-added", byGroup: false)] : [],
            linksInDoubt: Lines(
                mayKeep
                    ? Array(
                        repeating: ReferralStore.HeldLink(referral: "r", state: .sent, sentAt: now, endsAt: now),
                        count: 2) : [], limit: 1),
            questionsInDoubt: Lines(
                mayKeep ? [AgreementRequest(id: "q", group: group.id, askedAt: now, endsAt: now)] : [], limit: 1),
            gaps: [(.r0, [], []), (.r1, ["complaints"], ["lone-working"])])
        return GroupPage(
            record, today: today, zone: .gmt, reference: reference, mayKeep: mayKeep,
            notice: GroupPage.notice(for: "added"))
    }

    private static func hub(phone: String) -> Hub {
        Hub(id: "test", name: "Test hub", area: "gb-eng", settings: HubSettings(phone: phone))
    }

    private static func question(_ group: Group, phone: String) -> AnswerAgreement.Question {
        let now = Moment(milliseconds: 0)
        return AnswerAgreement.Question(
            hub: hub(phone: phone), group: group,
            request: AgreementRequest(id: "r", group: group.id, askedAt: now, endsAt: now), load: Load())
    }

    private static func letter(_ group: Group, isMailed: Bool) -> AgreementLetterPage {
        let now = Moment(milliseconds: 0)
        return AgreementLetterPage(
            AskForAgreement.Asked(
                request: AgreementRequest(id: "r", group: group.id, askedAt: now, endsAt: now), group: group,
                link: "https://kith.example/a/test.secret", code: "abcd-efgh", answerBy: today, isMailed: isMailed),
            hub: "test")
    }
}
