import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("Who holds a link, once somebody else is a group's contact")
struct DecideLinksTests {
    /// A group with a contact, two people whom it was told of, and one whose time there is over.
    private func ready() async throws -> (test: TestDesk, sent: [SentReferral]) {
        let test = try await TestDesk()
        let group = try await test.addGroup {
            $0.details.contact = GroupContact(name: "Ada", email: "ada@example.org", phone: "0000 333333")
        }
        var sent: [SentReferral] = []
        for number in 1...3 {
            let person = try await test.addPerson(Identifier(rawValue: "person-\(number)"))
            sent.append(try await test.send(Identifier(rawValue: "referral-\(number)"), of: person, to: group))
        }
        try await test.answer(.accept, sent[1])
        try await test.answer(.accept, sent[2])
        try await EndReferral(desk: test.desk)(
            sent[2].id, because: .settledIn, welcome: nil, submission: "e", by: test.linkWorker)
        return (test, sent)
    }

    private func correct(_ test: TestDesk, _ change: (inout GroupContact) -> Void) async throws {
        let group = try #require(try await test.desk.database.read(test.hub) { try $0.groups.find("kitchen") })
        var details = group.details
        change(&details.contact)
        try await CorrectGroup(desk: test.desk)("kitchen", to: details, version: group.version, by: test.coordinator)
    }

    private func inDoubt(_ test: TestDesk) async throws -> [Referral.ID] {
        try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator).linksInDoubt.shown.map(\.referral)
    }

    private func today(_ test: TestDesk) async throws -> RegisterDay {
        guard case .register(let day) = try await OpenToday(desk: test.desk)(by: test.coordinator) else {
            throw Access.Refusal.notInRole
        }
        return day
    }

    @Test func `another name or address lists the live links, on the group's page and on Today`() async throws {
        for change: (inout GroupContact) -> Void in [{ $0.email = "ben@example.org" }, { $0.name = "Ben" }] {
            let (test, _) = try await ready()
            #expect(try await inDoubt(test).isEmpty)
            try await correct(test, change)
            #expect(try await inDoubt(test) == ["referral-1", "referral-2"], "and not the one that is over")
            let line = try #require(try await today(test).linksInDoubt.shown.first)
            #expect(line.group == "kitchen" && line.links == 2)
            // Nobody who may not decide is shown them.
            let seen = try await ReadGroup(desk: test.desk)("kitchen", by: test.linkWorker)
            #expect(seen.linksInDoubt.isEmpty)
        }
    }

    @Test func `a telephone number, capitals and spaces are no other contact`() async throws {
        let (test, _) = try await ready()
        try await correct(test) {
            $0.phone = "0000 444444"
            $0.name = " ADA"
            $0.email = "Ada@example.org "
        }
        #expect(try await inDoubt(test).isEmpty)
        #expect(try await today(test).linksInDoubt.isEmpty)
    }

    @Test func `whoever changes the contact, by whatever way, it is said`() async throws {
        let (test, _) = try await ready()
        // As an import does, and a difference that is settled: any save at all.
        try await test.change("kitchen") { $0.details.contact.email = "ben@example.org" }
        #expect(try await inDoubt(test).count == 2)
    }

    @Test func `one press closes every link of before, and sends the new contact new ones`() async throws {
        let (test, sent) = try await ready()
        try await correct(test) { $0.email = "ben@example.org" }
        let decide = DecideLinks(desk: test.desk)
        for _ in 1...2 {
            let outcome = try await decide.renew("kitchen", submission: "same", by: test.coordinator)
            #expect(outcome == DecideLinks.Outcome(mailed: 2, toPrint: 0))
        }
        for old in sent {
            await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(old.link) }
            await #expect(throws: GroupLinkClosed.self) {
                _ = try await OpenByShortCode(desk: test.desk)(old.code, of: test.hub)
            }
        }
        let letters = try await test.mails.filter { $0.kind == "referral" }
        #expect(letters.count == 2 && letters.allSatisfy { $0.recipient == "ben@example.org" })
        for letter in letters {
            let address = try #require(letter.body.firstMatch(of: /\/r\/(\S+)/)).output.1
            let link = try #require(Secret(text: String(address)))
            #expect(try await [.sent, .accepted].contains(ReadReferralAsGroup(desk: test.desk)(link).state))
        }
        #expect(try await inDoubt(test).isEmpty)
        #expect(try await today(test).linksInDoubt.isEmpty)
        #expect(try await test.trail(of: "referral-1").last == "referral-link-renewed")
        #expect(try await test.verbs(about: "group", "kitchen").last == "group-links-renewed")
    }

    @Test func `a contact without an address gets a letter, which the link worker's Today asks for`() async throws {
        let (test, sent) = try await ready()
        try await correct(test) { $0 = GroupContact(name: "Ben", phone: "0000 555555") }
        let outcome = try await DecideLinks(desk: test.desk).renew("kitchen", submission: "1", by: test.coordinator)
        #expect(outcome == DecideLinks.Outcome(mailed: 0, toPrint: 2))
        await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(sent[0].link) }
        // A yes that lasts longer does not open what was closed.
        try await RenewConsent(desk: test.desk)(
            sent[0].consent, until: test.clock.clock.today.adding(days: 300), manner: TestDesk.yes.manner,
            submission: "r", by: test.linkWorker)
        await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(sent[0].link) }
        func toPrint() async throws -> [Referral.ID] {
            guard case .people(let day) = try await OpenToday(desk: test.desk)(by: test.linkWorker) else { return [] }
            return day.lettersToPrint.shown.map(\.referral)
        }
        #expect(try await Set(toPrint()) == ["referral-1", "referral-2"])
        let letter = try await RenewLink(desk: test.desk).onPaper("referral-1", by: test.linkWorker)
        #expect(try await toPrint() == ["referral-2"])
        let link = try #require(Secret(text: String(letter.link.split(separator: "/").last ?? "")))
        #expect(try await ReadReferralAsGroup(desk: test.desk)(link).state == .sent)
    }

    /// A question to the group as it was asked, and its code.
    private func ask(_ test: TestDesk) async throws -> (link: Secret, code: AgreementDoor) {
        let asked = try await AskForAgreement(desk: test.desk)("kitchen", by: test.coordinator)
        let link = try #require(Secret(text: String(asked.link.split(separator: "/").last ?? "")))
        return (link, .code(asked.code, hub: test.hub))
    }

    @Test func `a question about the agreement is listed and closed with the links, and asked anew`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        let old = try await ask(test)
        func asked() async throws -> [AgreementRequest] {
            try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator).questionsInDoubt.shown
        }
        #expect(try await asked().isEmpty)
        try await correct(test) { $0.email = "ben@example.org" }
        #expect(try await asked().count == 1)
        #expect(try await today(test).linksInDoubt.shown.map(\.links) == [1], "also where no person is at the group")
        for _ in 1...2 {
            let outcome = try await DecideLinks(desk: test.desk).renew("kitchen", submission: "1", by: test.coordinator)
            #expect(outcome == DecideLinks.Outcome(questions: 1, isAskedAgain: true))
        }
        for door in [.link(old.link), old.code] as [AgreementDoor] {
            await #expect(throws: AnswerAgreement.Refusal.linkEnded) {
                try await AnswerAgreement(desk: test.desk).pause(true, at: door)
            }
            await #expect(throws: AnswerAgreement.Refusal.linkEnded) {
                try await AnswerAgreement(desk: test.desk).sayNo(at: door)
            }
        }
        let letter = try #require(try await test.mails.first { $0.recipient == "ben@example.org" })
        let address = try #require(letter.body.firstMatch(of: /\/a\/(\S+)/)).output.1
        let link = try #require(Secret(text: String(address)))
        #expect(try await AnswerAgreement(desk: test.desk).read(.link(link)).group.id == "kitchen")
        #expect(try await asked().isEmpty)
        #expect(try await today(test).linksInDoubt.isEmpty)
    }

    @Test func `without an address the old question is closed, and a new one is printed by whoever decides`()
        async throws
    {
        let test = try await TestDesk()
        try await test.addGroup()
        let old = try await ask(test)
        try await correct(test) { $0 = GroupContact(name: "Ben", phone: "0000 555555") }
        let outcome = try await DecideLinks(desk: test.desk).renew("kitchen", submission: "1", by: test.coordinator)
        #expect(outcome == DecideLinks.Outcome(questions: 1))
        await #expect(throws: AnswerAgreement.Refusal.linkEnded) {
            _ = try await AnswerAgreement(desk: test.desk).read(.link(old.link))
        }
    }

    @Test func `asking anew closes what somebody else holds, and keeping leaves it`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        let first = try await ask(test)
        try await correct(test) { $0.email = "ben@example.org" }
        try await DecideLinks(desk: test.desk).keep("kitchen", by: test.coordinator)
        #expect(try await AnswerAgreement(desk: test.desk).read(.link(first.link)).group.id == "kitchen")
        try await correct(test) { $0.email = "cas@example.org" }
        let second = try await ask(test)
        await #expect(throws: AnswerAgreement.Refusal.linkEnded) {
            _ = try await AnswerAgreement(desk: test.desk).read(.link(first.link))
        }
        #expect(try await AnswerAgreement(desk: test.desk).read(.link(second.link)).group.id == "kitchen")
        #expect(try await today(test).linksInDoubt.isEmpty)
    }

    @Test func `links can be left as they are, and it is a decision`() async throws {
        let (test, sent) = try await ready()
        try await correct(test) { $0.email = "kitchen@example.org" }
        try await DecideLinks(desk: test.desk).keep("kitchen", by: test.coordinator)
        try await DecideLinks(desk: test.desk).keep("kitchen", by: test.coordinator)
        #expect(try await ReadReferralAsGroup(desk: test.desk)(sent[0].link).state == .sent)
        #expect(try await inDoubt(test).isEmpty)
        #expect(try await today(test).linksInDoubt.isEmpty)
        #expect(try await test.verbs(about: "group", "kitchen").count { $0 == "group-links-kept" } == 1)
    }

    @Test func `only whoever keeps the directory decides, and learns of nobody`() async throws {
        let (test, _) = try await ready()
        try await correct(test) { $0.email = "ben@example.org" }
        for actor in [test.linkWorker, test.administrator] {
            await #expect(throws: Access.Refusal.notInRole) {
                try await DecideLinks(desk: test.desk).renew("kitchen", submission: "1", by: actor)
            }
            await #expect(throws: Access.Refusal.notInRole) {
                try await DecideLinks(desk: test.desk).keep("kitchen", by: actor)
            }
        }
        let record = try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator)
        #expect(!"\(record.linksInDoubt)".contains("Robin"))
    }

    @Test func `a yes that was brought back does not open a link that somebody else may hold`() async throws {
        let (test, sent) = try await ready()
        let me = Actor(hub: "test", identity: .person("person-1"))
        try await correct(test) { $0 = GroupContact(name: "Ben") }
        _ = try await DecideLinks(desk: test.desk).renew("kitchen", submission: "1", by: test.coordinator)
        try await AskAboutOwnRecord(desk: test.desk).withdraw(sent[0].consent, submission: "w", by: me)
        try await BringBackYes(desk: test.desk)(sent[0].consent, submission: "b", by: me)
        #expect(try await test.referral(sent[0].id).state == .sent)
        await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(sent[0].link) }
    }
}
