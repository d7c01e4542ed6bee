import Casework
import Community
import People
import Storage
import Testing
import Vocabulary

/// Whoever asks for what is not theirs hears the same as whoever asks for what is not there.
struct ReferralAccessTests {
    /// Everything that can be done to a person or a referral, by name.
    static let deeds:
        [(name: String, run: @Sendable (TestDesk, Person.ID, Referral.ID, Consent.ID, Actor) async throws -> Void)] = [
            (
                "find groups",
                { desk, person, _, _, actor in _ = try await FindGroups(desk: desk.desk)(for: person, by: actor) }
            ),
            (
                "explain",
                { desk, person, _, _, actor in _ = try await ExplainGroup(desk: desk.desk)("k", for: person, by: actor)
                }
            ),
            (
                "prepare",
                { desk, person, _, _, actor in
                    _ = try await PrepareReferral(desk: desk.desk)(of: person, to: "kitchen", by: actor)
                }
            ),
            (
                "solve",
                { desk, person, _, _, actor in
                    try await SolveBarriers(desk: desk.desk)(
                        [:], between: person, and: "kitchen", submission: "1", by: actor)
                }
            ),
            (
                "understand",
                { desk, person, _, _, actor in
                    try await ConfirmUnderstanding(desk: desk.desk)(
                        of: person, in: "en", withInterpreter: false, submission: "1", by: actor)
                }
            ),
            (
                "more",
                { desk, person, _, _, actor in
                    try await AskForMoreAtOnce(desk: desk.desk)(for: person, submission: "1", by: actor)
                }
            ),
            ("draft", { desk, person, _, _, actor in _ = try await desk.draft(person, by: actor) }),
            (
                "read",
                { desk, _, referral, _, actor in _ = try await ReadReferral(desk: desk.desk)(referral, by: actor) }
            ),
            (
                "send",
                { desk, _, referral, _, actor in
                    try await SendReferral(desk: desk.desk)(referral, version: 1, submission: "1", by: actor)
                }
            ),
            (
                "introduce",
                { desk, _, referral, _, actor in
                    try await IntroduceReferral(desk: desk.desk)(referral, submission: "1", by: actor)
                }
            ),
            (
                "attendance",
                { desk, _, referral, _, actor in
                    try await RecordAttendance(desk: desk.desk)(
                        .came, on: desk.clock.clock.today, of: referral, submission: "1", by: actor)
                }
            ),
            (
                "end",
                { desk, _, referral, _, actor in
                    try await EndReferral(desk: desk.desk)(
                        referral, because: .settledIn, welcome: nil, submission: "1", by: actor)
                }
            ),
            (
                "letter",
                { desk, _, referral, _, actor in _ = try await RenewLink(desk: desk.desk).onPaper(referral, by: actor) }
            ),
            (
                "link",
                { desk, _, referral, _, actor in
                    try await RenewLink(desk: desk.desk).byMail(referral, submission: "1", by: actor)
                }
            ),
            (
                "renew",
                { desk, _, _, consent, actor in
                    try await RenewConsent(desk: desk.desk)(
                        consent, until: TestDesk.yes.until.adding(days: 9), manner: TestDesk.yes.manner,
                        submission: "1", by: actor)
                }
            ),
            (
                "withdraw",
                { desk, _, _, consent, actor in
                    try await WithdrawConsent(desk: desk.desk)(consent, submission: "1", by: actor)
                }
            ),
        ]

    private func ready() async throws -> (TestDesk, Referral) {
        let desk = try await TestDesk()
        try await desk.addGroup()
        try await desk.addPerson()
        return (desk, try await desk.stored(try await desk.refer()))
    }

    @Test(arguments: deeds.indices)
    func `another worker's person and one who does not exist are refused alike`(index: Int) async throws {
        let (desk, referral) = try await ready()
        let deed = Self.deeds[index]
        await #expect(throws: Access.Refusal.notFound, "\(deed.name): another worker's") {
            try await deed.run(desk, referral.person, referral.id, referral.consent, desk.otherLinkWorker)
        }
        await #expect(throws: Access.Refusal.notFound, "\(deed.name): unknown") {
            try await deed.run(desk, "nobody", "nothing", "nothing", desk.linkWorker)
        }
    }

    @Test(arguments: deeds.indices, [Role.coordinator, .administrator, .commissioner, .researcher, .safeguardingLead])
    func `nobody but those who walk with people may do any of it`(index: Int, role: Role) async throws {
        let (desk, referral) = try await ready()
        let deed = Self.deeds[index]
        // A safeguarding lead could break the glass for looking and for taking back a yes: to them there is no such
        // person, to the others no such thing to do. Both answer alike.
        await #expect(throws: Access.Refusal.self, "\(deed.name)") {
            try await deed.run(desk, referral.person, referral.id, referral.consent, desk.worker("somebody", role))
        }
    }

    @Test func `a refused look leaves the trail and the data as they were`() async throws {
        let (desk, referral) = try await ready()
        let before = try await desk.desk.database.read(desk.hub) { try $0.events.count() }
        for deed in Self.deeds {
            try? await deed.run(desk, referral.person, referral.id, referral.consent, desk.otherLinkWorker)
        }
        #expect(try await desk.desk.database.read(desk.hub) { try $0.events.count() } == before)
        #expect(try await desk.stored(referral.id) == referral)
    }

    @Test func `every look at a person's groups and referral is on the trail`() async throws {
        let (desk, referral) = try await ready()
        _ = try await FindGroups(desk: desk.desk)(for: referral.person, by: desk.linkWorker)
        _ = try await ReadReferral(desk: desk.desk)(referral.id, by: desk.linkWorker)
        let parts = try await desk.desk.database.read(desk.hub) { hub in
            try hub.events.concerning(referral.person).filter { $0.verb == "person-looked-at" }.compactMap {
                $0.detail["part"]
            }
        }
        #expect(parts.prefix(2) == ["referral", "groups"])
    }
}
