import Casework
import People
import Reference
import Vocabulary

@testable import Web

/// Worries of groups, somebody in danger, and two records that may be of one person.
enum SafetyExamples {
    static var pages: [any Page] {
        guard let reference = try? ReferenceData.load() else { return [] }
        let clock = Clock.stopped(at: House.start)
        return worries(clock) + dangers + likenesses(reference, clock)
    }

    static func line(
        _ now: Moment, phone: String = "0000 111111", lead: SafeguardingContact? = nil
    ) -> WorryLine {
        WorryLine(
            worry: worry(now), name: "Selam", workerName: "Rosa", groupName: "Kitchen", groupPhone: phone, lead: lead)
    }

    private static func worry(_ now: Moment) -> Worry {
        Worry(id: "w", person: "1", referral: "r", group: "g1", raisedAt: now)
    }

    private static func worries(_ clock: Clock) -> [any Page] {
        var done = worry(clock.now)
        try? done.call(reached: false, by: "rosa", at: clock.now)
        try? done.raiseAgain(at: clock.now)
        try? done.call(reached: true, by: "rosa", at: clock.now)
        try? done.decide("Rosa visits them", by: "rosa", at: clock.now)
        var over = done
        try? over.close(because: "They are well", by: "nobody", at: clock.now)
        func page(
            _ worry: Worry, phone: String, mayClose: Bool, _ reader: FormReader = FormReader(), done: String?
        ) -> WorryRecordPage {
            WorryRecordPage(
                WorryRecord(
                    worry: worry, personName: phone.isEmpty ? "" : "Selam",
                    companion: phone.isEmpty ? nil : Companion(name: "Rosa"),
                    groupName: "Kitchen", contactName: phone.isEmpty ? "" : "Marta", groupPhone: phone,
                    lead: SafeguardingContact(name: "Nell", phone: "0000 333333", isReader: mayClose),
                    names: ["rosa": "Rosa"], mayClose: mayClose), reader, clock: clock, done: done)
        }
        var wrong = FormReader(SubmittedForm([]))
        _ = WorryRecordPage.reached(&wrong)
        _ = WorryRecordPage.decision(&wrong)
        _ = WorryRecordPage.reason(&wrong)
        return [
            page(worry(clock.now), phone: "", mayClose: false, done: nil),
            page(worry(clock.now), phone: "", mayClose: true, wrong, done: nil),
            WorryRecordPage(
                WorryRecord(
                    worry: worry(clock.now), personName: "Selam", companion: nil, groupName: "Kitchen", contactName: "",
                    groupPhone: "", lead: SafeguardingContact(name: nil, phone: ""), names: [:], mayClose: false),
                FormReader(), clock: clock),
            page(done, phone: "0000 111111", mayClose: true, done: "called"),
            page(over, phone: "0000 111111", mayClose: true, done: "closed"),
        ]
    }

    private static var dangers: [any Page] {
        var person = Person(id: "1", createdAt: House.start)
        person.about.callName = "Selam"
        person.about.reach.phone = "0000 222222"
        let known = SafeguardingContact(name: "Nell", phone: "0000 333333")
        return [
            DangerPage(
                DangerRecord(person: person, companion: Companion(name: "Rosa"), lead: known, mayChange: true)),
            DangerPage(
                DangerRecord(
                    person: person,
                    companion: Companion(
                        name: "Rosa",
                        standIn: Companion.StandIn(name: "Ben", until: Clock.stopped(at: House.start).today)),
                    lead: SafeguardingContact(name: "Nell", phone: "", isReader: true), mayChange: false)),
            DangerPage(
                DangerRecord(
                    person: Person(id: "1", createdAt: House.start), companion: nil,
                    lead: SafeguardingContact(name: nil, phone: ""), mayChange: false)),
        ]
    }

    private static func likenesses(_ reference: ReferenceData, _ clock: Clock) -> [any Page] {
        func page(_ decision: Likeness.Decision?, opensBoth: Bool) -> LikenessPage {
            var likeness = Likeness(
                id: "l", newer: "1", earlier: "2", signs: ["phone", "email", "name"], foundAt: clock.now)
            if let decision { try? likeness.decide(decision, by: "ada", at: clock.now) }
            func side(_ person: Person.ID, worker: String?) -> LikenessRecord.Side {
                LikenessRecord.Side(
                    person: person, name: "Selam", phone: "0000", languages: ["ti"], state: .closed, since: clock.now,
                    workerName: worker)
            }
            return LikenessPage(
                LikenessRecord(
                    likeness: likeness, newer: side("1", worker: "Rosa"), earlier: side("2", worker: nil),
                    opensBoth: opensBoth), FormReader(), reference: reference, clock: clock)
        }
        return [page(nil, opensBoth: true), page(.same, opensBoth: false), page(.different, opensBoth: true)]
    }
}
