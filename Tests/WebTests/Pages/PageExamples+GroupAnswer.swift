import Community
import Foundation
import People
import Reference
import Storage
import Vocabulary

@testable import Casework
@testable import Web

extension PageExamples {
    static let callable = Hub(
        id: "test", name: "Test hub", area: "gb-eng", settings: HubSettings(phone: "0000 111111", email: "d@h.example"))

    static let silent = Hub(id: "test", name: "Test hub", area: "gb-eng")

    static func ended(
        _ takes: Set<EndedLink.Takes>, said: Set<EndedLink.Takes> = [], hub: Hub = callable
    ) -> EndedLink {
        EndedLink(hub: hub, groupName: "Thursday kitchen", takes: takes, said: said)
    }

    static func seen(
        _ state: Referral.State, paused: Bool = false, worker: String? = "Rosa", opening: GroupOpening = .open
    ) -> ReferralForGroup {
        var about = AboutPerson()
        about.callName = "Robin"
        about.hopes = "To cook with others"
        about.languages = [SpokenLanguage("ti", .fluent), SpokenLanguage("en", .basic)]
        about.interpreter.accepts = true
        about.whatHelps = "A quiet welcome"
        about.limits.childcareNeeded = true
        about.limits.access = ["step-free"]
        about.reach.phone = "0000 222222"
        let today = House.start.day(in: .gmt)
        let message = ReferralMessage(about: about, scope: Set(SharedFact.allCases))
        let attendances = Attendance.Outcome.allCases.map {
            Attendance(id: "a", referral: "r", on: today, outcome: $0, saidAt: House.start, byGroup: true)
        }
        return ReferralForGroup(
            hub: callable, groupName: "Thursday kitchen", workerName: worker,
            groupPhone: worker == nil ? "" : "0000 333333",
            state: state, message: state == .declined ? nil : message, sentOn: today, answerBy: today.adding(days: 14),
            answeredOn: state == .sent ? nil : today, declinedBecause: state == .declined ? .noRoom : nil,
            canTakeBack: state != .sent, attendances: state.holdsPlace ? attendances : [],
            agreement: paused ? .paused : .holds, opening: opening, today: today)
    }

    static var groupAnswer: [any Page] {
        guard let reference = try? ReferenceData.load() else { return [] }
        let states: [Referral.State] = [.sent, .waitlisted, .accepted, .introduced, .attending, .declined]
        let address = "/r/test.0"
        var wrong = FormReader(SubmittedForm([]))
        _ = wrong.day("day", orAsk: "Enter the day")
        var unsaid = FormReader(SubmittedForm([]))
        _ = unsaid.choice("because", of: Referral.DeclineReason.self, orAsk: "Tap the reason")
        let referrals: [any Page] =
            states.map { GroupReferralPage(seen($0), address: address, reference: reference) } + [
                GroupReferralPage(seen(.attending), address: address, reference: reference, reader: wrong),
                GroupReferralPage(
                    seen(.introduced, paused: true), address: address, reference: reference, told: .introduced),
            ]
        let others: [any Page] = [
            CoveredMessagePage(seen(.sent), address: address),
            GroupReferralPage(seen(.sent, paused: true), address: address, reference: reference),
            AnswerRefusedPage(GroupAnswer.Refusal.groupClosed, seen(.sent), address: address),
            ClosedLinkPage(hub: callable), ClosedLinkPage(hub: nil),
            EndedLinkPage(ended([.worry]), address: address),
            EndedLinkPage(ended([.worry], said: [.worry]), address: address),
            EndedLinkPage(ended([.lateYes, .worry]), address: address),
            EndedLinkPage(ended([.lateYes], said: [.lateYes], hub: silent), address: address),
            GroupReferralPage(seen(.sent, opening: .closed), address: address, reference: reference),
            GroupReferralPage(seen(.sent), address: address, reference: reference, reader: unsaid),
            ShortCodePage(FormReader(), hubs: []), ShortCodePage(FormReader(), hubs: [callable, callable]),
            WorryPage(seen(.accepted), address: address), WorryPage(seen(.accepted, worker: nil), address: address),
            AnswerRefusedPage(Referral.Refusal.full(until: nil), seen(.sent), address: address),
            AnswerRefusedPage(GroupAnswer.Refusal.paused, seen(.sent), address: address),
        ]
        return referrals + others
    }

    static var outbox: [any Page] {
        func line(_ state: OutgoingMail.State, attempts: Int = 0, body: String? = nil) -> Outbox.Line {
            Outbox.Line(
                id: "m", recipient: "kitchen@example.org", subject: "A new message", state: state,
                createdAt: House.start,
                nextAt: House.start, sentAt: state == .sent ? House.start : nil, attempts: attempts,
                problem: state == .failed ? "The mail server took too long." : nil, body: body,
                canTryAgain: state == .failed)
        }
        let lines = [
            line(.sent, attempts: 1, body: "Hello,\n\nhttps://kith.example/r/x\n"), line(.waiting),
            line(.waiting, attempts: 2),
            line(.failed, attempts: 6),
        ]
        return [
            OutboxPage(
                Outbox(lines: lines, total: 60, failed: 1, isStuck: false), page: 2, zone: .gmt, isDemo: true,
                triedAgain: true),
            OutboxPage(
                Outbox(lines: [], total: 0, failed: 0, isStuck: true), page: 1, zone: .gmt, isDemo: false,
                triedAgain: false),
        ]
    }
}
