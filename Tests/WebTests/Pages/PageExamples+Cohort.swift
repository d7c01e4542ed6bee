import Community
import Matching
import People
import Reference
import Vocabulary

@testable import Casework
@testable import Storage
@testable import Web

extension PageExamples {
    /// Places shared out in every state, and the gap list.
    static func cohort() async throws -> [any Page] {
        let house = try await House()
        let reference = house.desk.reference
        let lead = house.actor(.teamLead)
        func board(_ told: SharingPage.Told?, _ show: SharingBoard.Show = .all) async throws -> SharingPage {
            SharingPage(
                try await ReadSharing(desk: house.desk)(show, by: lead), reference: reference, clock: house.clock.clock,
                told: told)
        }
        try await house.addGroup { $0.agreement?.places = 1 }
        var pages: [any Page] = [try await board(nil)]
        for number in 0..<9 {
            try await house.addPerson(Identifier(rawValue: "p\(number)")) { person in
                if number == 1 { person.about.needs = ["housing"] }
                for verb in [Case.Verb.lookAt, .startContacting, .assess] { try? person.care.move(verb) }
            }
        }
        pages.append(try await board(nil))
        try await ProposeSharing(desk: house.desk)(submission: "s", by: lead)
        pages += [try await board(.proposed), try await board(.changed, .given), try await board(.linesChanged, .held)]
        var wrong = FormReader(SubmittedForm([]))
        _ = SharingChoicePage.read(&wrong)
        for id in ["p0", "p2"] {
            let choice = try await ReadSharing(desk: house.desk).choice(for: Identifier(rawValue: id), by: lead)
            pages += [FormReader(), wrong].map { SharingChoicePage(choice, $0, reference: reference) }
        }
        let version = try await ReadSharing(desk: house.desk)(by: lead).plan?.version ?? 0
        try await ConfirmSharing(desk: house.desk)(version: version, submission: "c", by: lead)
        pages.append(try await board(.confirmed))
        let record = try await OpenPersonRecord(desk: house.desk)("p0", by: lead)
        pages.append(PersonPage(record, reference: reference, clock: house.clock.clock, done: "set-aside"))
        return pages + gaps(reference, house.clock.clock.today)
    }

    private static func gaps(_ reference: ReferenceData, _ today: Day) -> [any Page] {
        let counts = (0..<60).map {
            UnmetNeedStore.Count(
                need: "belonging", district: "District \($0)",
                obstacle: Hindrance.allCases[$0 % Hindrance.allCases.count].rawValue, people: $0 == 0 ? 2 : 7)
        }
        return [[], counts].flatMap { counts in
            [1, 2].map {
                GapsPage(GapList(counts, first: today, last: today), page: $0, reference: reference)
            }
        }
    }
}
