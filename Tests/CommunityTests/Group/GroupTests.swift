import Community
import Testing
import Vocabulary

@Suite struct GroupTests {
    static let today = Day(number: 20_780)

    private func imported() -> Group {
        var details = GroupDetails(name: "Lunch club")
        details.fee = .said(Pence(100))
        details.needs = ["food"]
        return Group(
            id: "g1", details: details,
            provenance: Provenance(source: "feed", foreignID: "7", readOn: Self.today, atSource: details))
    }

    @Test func `a second reading of the same record changes nothing`() {
        var group = imported()
        let same = group.details
        #expect(group.take(same, readOn: Self.today, changedAtSource: nil, unmapped: []).isEmpty)
    }

    @Test func `what was corrected by hand is kept and shown as a difference`() {
        var group = imported()
        var wanted = group.details
        wanted.fee = .said(.zero)
        #expect(group.correct(wanted) == [.fee])
        var fresh = group.provenance?.atSource ?? wanted
        fresh.fee = .said(Pence(150))
        fresh.needs = ["food", "belonging"]
        #expect(group.take(fresh, readOn: Self.today, changedAtSource: nil, unmapped: []) == [.needs])
        #expect(group.details.fee == .said(.zero))
        #expect(group.differences == [.fee])
    }

    @Test func `what somebody asked and the source does not say is no difference`() {
        var group = imported()
        var wanted = group.details
        wanted.childcare = .said(.welcome)
        wanted.languages = ["en"]
        group.correct(wanted)
        #expect(group.differences.isEmpty)
        var fresh = group.provenance?.atSource ?? wanted
        fresh.childcare = .said(.none)
        group.take(fresh, readOn: Self.today, changedAtSource: nil, unmapped: [])
        #expect(group.details.childcare == .said(.welcome) && group.differences == [.childcare])
    }

    @Test func `following the source settles the difference`() {
        var group = imported()
        var wanted = group.details
        wanted.fee = .said(.zero)
        group.correct(wanted)
        group.followSource(for: .fee)
        #expect(group.details.fee == .said(Pence(100)))
        #expect(group.differences.isEmpty)
        #expect(group.provenance?.corrected.isEmpty == true)
    }

    @Test func `a source that comes round to the correction is no longer different`() {
        var group = imported()
        var wanted = group.details
        wanted.fee = .said(.zero)
        group.correct(wanted)
        #expect(group.differences == [.fee])
        group.take(wanted, readOn: Self.today, changedAtSource: nil, unmapped: [])
        #expect(group.differences.isEmpty)
    }

    @Test(arguments: GroupField.allCases) func `each field is compared and copied alone`(field: GroupField) {
        let plain = GroupDetails(name: "a")
        var other = GroupDetails(name: "b")
        other.summary = "s"
        other.organisation = "o"
        other.contact = GroupContact(email: "a@example.org")
        other.status = .paused
        other.needs = ["food"]
        other.interests = ["cooking"]
        other.format = .said(.oneToOne)
        other.place = Place(lines: ["1"], coordinate: nil)
        other.online = true
        other.byPhone = true
        other.travelPaid = true
        other.fee = .said(Pence(1))
        other.sessions = [
            GroupSession(WeeklyWindow(day: .monday, from: TimeOfDay("10:00")!, to: TimeOfDay("11:00")!)!)
        ]
        other.timesInWords = "t"
        other.dropIn = true
        other.bookAhead = true
        other.audience = .said(.women)
        other.age = AgeRange(from: 18, to: nil)
        other.languages = ["ti"]
        other.english = .said(.fluent)
        other.interpreting = [InterpretingOffer(language: "ar", community: nil)]
        other.childcare = .said(.welcome)
        other.access = .said(["step-free"])
        other.asksStatus = .said(true)
        other.communities = ["eritrean"]
        other.volunteering = true
        #expect(!field.isSame(in: plain, and: other))
        var copied = plain
        field.copy(from: other, to: &copied)
        #expect(field.isSame(in: copied, and: other))
        #expect(GroupField.allCases.filter { !$0.isSame(in: copied, and: plain) } == [field])
    }
}
