import Community
import Foundation
import Matching
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

/// Where a refuge is leaves the register to nobody but the worker of somebody whom it has accepted.
@Suite struct DiscretionTests {
    private static let street = "Canary Lane 7"
    private static let phone = "0000 555555"
    private static let place = Coordinate(latitude: 52.951234, longitude: -1.154321)

    private func ready(_ discretion: Discretion? = .addressAndPhone) async throws -> TestDesk {
        let test = try await TestDesk()
        try await test.addGroup("refuge") { group in
            group.details.name = "A refuge"
            group.details.place = Place(lines: [Self.street, "Lowmoor LO1 1AA"], coordinate: Self.place)
            group.details.contact.phone = Self.phone
            var source = group.details
            source.summary = "Another"
            group.provenance = Provenance(
                source: "feed", foreignID: "7", readOn: test.clock.clock.today, atSource: source)
            group.discretion = discretion
        }
        try await test.addPerson { $0.about.limits.canJoinOnline = true }
        return test
    }

    private func gives(away text: String) -> Bool {
        ["Canary", "LO1", "555555", "52.95123", "1.15432"].contains { text.contains($0) }
    }

    @Test(arguments: ExportDirectory.Format.allCases)
    func `no byte of an export tells where it is`(format: ExportDirectory.Format) async throws {
        let open = try await ready(nil)
        let files = try await ExportDirectory(desk: open.desk)(as: format, by: open.coordinator)
        #expect(files.contains { gives(away: String(decoding: $0.data, as: UTF8.self)) }, "the test looks at the place")
        let test = try await ready()
        for file in try await ExportDirectory(desk: test.desk)(as: format, by: test.coordinator) {
            #expect(!gives(away: String(decoding: file.data, as: UTF8.self)), "\(file.name)")
        }
    }

    @Test(arguments: [Role.linkWorker, .teamLead])
    func `the group's page shows it to its keepers only`(role: Role) async throws {
        let test = try await ready()
        let shown = try await ReadGroup(desk: test.desk)("refuge", by: test.worker("worker-1", role)).group
        #expect(shown.details.place == nil && shown.details.contact.phone.isEmpty)
        #expect(shown.provenance?.atSource.place == nil)
        #expect(shown.details.contact.email == "kitchen@example.org")
        let kept = try await ReadGroup(desk: test.desk)("refuge", by: test.coordinator).group
        #expect(kept.details.place?.lines.first == Self.street)
        let list = try await FindPlaces(desk: test.desk)("", by: test.worker("worker-1", role))
        #expect(list.isEmpty, "nor as a place to start from")
    }

    @Test func `no limit that is tried tells how far it is`() async throws {
        let test = try await ready()
        let find = FindGroups(desk: test.desk)
        for minutes in [1, 5, 10, 30, 60] {
            for kilometres in [0.1, 1, 50] {
                try await test.change("person-1") { person in
                    person.about.limits.maxWalkMinutes = .said(minutes)
                    person.about.limits.horizonKilometres = kilometres
                    person.about.limits.home = Told(
                        known: Coordinate(latitude: 52.95 + Double(minutes) / 100, longitude: -1.15))
                }
                let found = try await find(for: "person-1", by: test.linkWorker)
                #expect(found.offers.elements.map(\.group.id) == ["refuge"])
                #expect(found.offers.elements.allSatisfy { $0.offer.walkMinutes == nil })
                #expect(found.circle?.dots.isEmpty == true)
            }
        }
    }

    @Test func `the worker of somebody whom it accepted opens it, and both find that in their trail`() async throws {
        let test = try await ready()
        let id = try await test.refer(to: "refuge")
        let open = OpenAddress(desk: test.desk)
        await #expect(throws: OpenAddress.Refusal.notAccepted(.sent)) { try await open(id, by: test.linkWorker) }
        try await test.accept(id)
        let address = try await open(id, by: test.linkWorker)
        #expect(address.lines.first == Self.street && address.phone == Self.phone)
        #expect(try await test.verbs(about: "group", "refuge").last == "group-address-opened")
        let events = try await test.desk.database.read(test.hub) { try $0.events.concerning("person-1", limit: 1) }
        #expect(events.map(\.verb) == ["group-address-opened"] && events.first?.detail == [:])

        for other in [test.otherLinkWorker, test.worker("lead", .teamLead)] {
            await #expect(throws: Access.Refusal.notFound) { try await open(id, by: other) }
        }
        await #expect(throws: Access.Refusal.notInRole) { try await open(id, by: test.coordinator) }
        let consent = try await test.stored(id).consent
        try await WithdrawConsent(desk: test.desk)(consent, submission: "w", by: test.linkWorker)
        await #expect(throws: OpenAddress.Refusal.notAccepted(.ended)) { try await open(id, by: test.linkWorker) }
    }

    @Test func `neither the letter, nor the mail, nor the group's own page holds it`() async throws {
        let test = try await ready()
        let id = try await test.refer(to: "refuge")
        let letter = try await RenewLink(desk: test.desk).onPaper(id, by: test.linkWorker)
        #expect(letter.group.openDetails.place == nil)
        let link = try #require(Secret(text: String(letter.link.split(separator: "/").last ?? "")))
        #expect(try await ReadReferralAsGroup(desk: test.desk)(link).groupPhone.isEmpty)
        for mail in try await test.outbox { #expect(!gives(away: mail.body + mail.subject)) }
    }

    @Test func `it is set by whoever keeps the directory, and an import does not take it away`() async throws {
        let test = try await ready(nil)
        let set = SetDiscretion(desk: test.desk)
        await #expect(throws: Access.Refusal.notInRole) { try await set(.address, of: "refuge", by: test.linkWorker) }
        await #expect(throws: Access.Refusal.notFound) { try await set(.address, of: "none", by: test.coordinator) }
        for _ in 1...2 { try await set(.address, of: "refuge", by: test.coordinator) }
        #expect(try await test.verbs(about: "group", "refuge") == ["group-discretion-set"])
        try await test.desk.database.keepHouse(test.hub) { hub in
            var group = try #require(try hub.groups.find("refuge"))
            #expect(group.discretion == .address && group.openDetails.contact.phone == Self.phone)
            var source = group.details
            source.place = Place(lines: ["Elsewhere"], coordinate: nil)
            group.take(source, readOn: TestDesk.start.day(in: .gmt), changedAtSource: nil, unmapped: [])
            try hub.groups.save(group)
            #expect(try hub.groups.find("refuge")?.discretion == .address)
            // What a newer program keeps in, this one does not let out.
            _ = try hub.execute(
                "UPDATE groups SET discretion = 'everything' WHERE hub_id = \(hub.hub) AND id = 'refuge'")
            #expect(try hub.groups.find("refuge")?.discretion == .addressAndPhone)
        }
    }
}
