import Community
import Foundation
import Testing
import Vocabulary

@Suite struct GroupDetailsTests {
    /// As the program before kept a group of which only the name was known.
    private static let old = #"""
        {"access":[],"age":{},"asksStatus":false,"audience":"everyone","bookAhead":false,"childcare":"none",
        "communities":[],"contact":{"email":"","name":"","phone":"","website":""},"dropIn":false,
        "english":"conversational","fee":0,"format":"group","interests":[],"interpreting":[],"languages":["en"],
        "name":"Lunch club","needs":["food"],"online":false,"organisation":"",
        "place":{"coordinate":{"latitude":52.9,"longitude":-1.1},"lines":["1 Lamp Street"]},
        "sessions":[{"day":"TH","from":"10:00","to":"12:00"}],"status":"active","summary":"","timesInWords":"",
        "travelPaid":false,"volunteering":false}
        """#

    private func stored(_ json: String = old) throws -> StoredGroupDetails {
        try JSONDecoder().decode(StoredGroupDetails.self, from: Data(json.utf8))
    }

    @Test func `of a group of which only the name is known nothing else counts as said`() {
        let details = GroupDetails(name: "Lunch club")
        #expect(details.format == .notKnown && details.fee == .notKnown && details.audience == .notKnown)
        #expect(details.english == .notKnown && details.childcare == .notKnown && details.access == .notKnown)
        #expect(details.asksStatus == .notKnown && details.languages.isEmpty)
    }

    @Test func `old details that a coordinator wrote down are what they said`() throws {
        let details = try stored().byHand
        #expect(details.fee == .said(.zero) && details.asksStatus == .said(false) && details.access == .said([]))
        #expect(details.childcare == .said(.none) && details.languages == [.english])
        #expect(details.sessions.map(\.isOpen) == [false] && details.place?.accuracyM == nil && !details.byPhone)
    }

    @Test func `old details from a directory are silent where a preset stands, but for what was corrected`() throws {
        let details = try stored().imported(corrected: [.fee, .childcare])
        #expect(details.fee == .said(.zero) && details.childcare == .said(.none))
        #expect(details.asksStatus == .notKnown && details.access == .notKnown && details.audience == .notKnown)
        #expect(details.format == .notKnown && details.english == .notKnown && details.languages.isEmpty)
        let priced = try stored(Self.old.replacing("\"fee\":0", with: "\"fee\":250")).imported(corrected: [])
        #expect(priced.fee == .said(Pence(250)) && priced.needs == ["food"])
    }

    @Test func `what an old source said is silent where a preset stands`() throws {
        let json =
            #"{"source":"feed","foreignID":"7","readOn":"2026-01-02","corrected":["fee"],"unmapped":[],"atSource":"#
            + Self.old + "}"
        let provenance = try JSONDecoder().decode(Provenance.self, from: Data(json.utf8))
        #expect(provenance.atSource.fee == .notKnown && provenance.corrected == [.fee])
    }

    @Test func `details are kept with what is known and what is not, from a directory and by hand`() throws {
        var details = GroupDetails(name: "Lunch club")
        details.fee = .said(.zero)
        details.access = .said([])
        details.place = Place(lines: ["LO1"], coordinate: Coordinate(latitude: 52.9, longitude: -1.1), accuracyM: 3_000)
        details.byPhone = true
        let window = try #require(
            WeeklyWindow(day: .monday, from: TimeOfDay("10:00")!, to: TimeOfDay("11:00")!))
        details.sessions = [GroupSession(window, isOpen: true, until: Day("2027-03-31")), GroupSession(window)]
        let kept = try stored(String(decoding: JSONEncoder().encode(details), as: UTF8.self))
        #expect(kept.byHand == details && kept.imported(corrected: []) == details)
    }

    @Test func `a program of the version before finds every value in its place`() throws {
        let kept = try JSONSerialization.jsonObject(with: JSONEncoder().encode(GroupDetails(name: "Lunch club")))
        let before = try JSONSerialization.jsonObject(with: Data(Self.old.utf8))
        let names = try #require(before as? [String: Any]).keys
        let values = try #require(kept as? [String: Any])
        #expect(names.allSatisfy { $0 == "place" || values[$0] != nil })
    }

    @Test func `signs tell two groups of one name apart, and keep what a group keeps to itself`() {
        var group = Group(id: "g", details: GroupDetails(name: "Coffee"))
        group.details.organisation = "Harbour Friends"
        group.details.place = Place(lines: ["Hall", "1 Lamp Street", "Lowmoor LO1 1AA"], coordinate: nil)
        group.details.contact.phone = "01632 960001"
        #expect(group.signs == ["Harbour Friends", "Hall, Lowmoor LO1 1AA", "01632 960001"])
        group.discretion = .addressAndPhone
        #expect(group.signs == ["Harbour Friends"])
    }
}
