import Casework
import Community
import People
import Testing
import Vocabulary

@Suite struct AccessTests {
    /// The whole table: what each role is there for, and nothing else.
    @Test(arguments: [
        (Role.linkWorker, [Access.Purpose.walkWithPeople, .lookAtPeople, .breakGlass, .seeDirectory]),
        (
            .teamLead,
            [
                .walkWithPeople, .lookAtPeople, .breakGlass, .overseeBreakGlass, .keepByLaw, .seeDirectory,
                .seeFigures, .keepRetention, .closeWorries,
            ]
        ),
        (
            .safeguardingLead,
            [
                .lookAtPeople, .breakGlass, .overseeBreakGlass, .keepByLaw, .closeWorries, .seeDirectory,
                .keepDirectory,
            ]
        ),
        (.coordinator, [.seeDirectory, .keepDirectory, .keepHubAgreements, .seeFigures, .seeOutbox]),
        (.commissioner, [.seeFigures]),
        (.researcher, [.seeExtracts]),
        (.administrator, [.keepHubAgreements, .keepAccounts, .seeOutbox, .keepJobs, .keepRetention]),
    ])
    func `a role allows its own purposes and no other`(role: Role, allowed: [Access.Purpose]) {
        let actor = Actor(hub: "test", identity: .worker("worker-1", name: "Fictional", role))
        #expect(Set(Self.known.filter { Access.allows(actor, $0) }) == Set(allowed))
    }

    /// The purposes of this file's table; a purpose that another feature adds has its own test.
    private static let known: [Access.Purpose] = [
        .walkWithPeople, .lookAtPeople, .breakGlass, .overseeBreakGlass, .keepByLaw, .seeDirectory, .keepDirectory,
        .keepHubAgreements, .seeFigures, .seeExtracts, .keepAccounts, .seeOutbox, .keepJobs, .keepRetention,
        .closeWorries, .seeOwnRecord,
    ]

    @Test func `a group that came by a link is allowed nothing by its link alone`() {
        let actor = Actor(hub: "test", identity: .group("kitchen"))
        #expect(Access.Purpose.allCases.allSatisfy { !Access.allows(actor, $0) })
        #expect(decide(actor, .look, Self.mine) == .refused(because: .groupKnowsItsReferral))
    }

    @Test func `a person reads their own record, and is allowed nothing else`() {
        let actor = Actor(hub: "test", identity: .person("p"))
        #expect(Access.Purpose.allCases.filter { Access.allows(actor, $0) } == [.seeOwnRecord])
        #expect(decide(actor, .change, Self.mine) == .allowed(because: .themself))
        #expect(
            decide(actor, .look, Person(id: "q", createdAt: TestDesk.start)) == .refused(because: .anotherPerson))
        #expect(
            decide(Actor(hub: "other", identity: .person("p")), .look, Self.mine) == .refused(because: .anotherPerson))
        #expect(actor.name == "the person")
    }

    @Test(arguments: [Actor.Identity.job("mail"), .command("verify")])
    func `what runs by itself opens nobody's record`(identity: Actor.Identity) {
        let actor = Actor(hub: "test", identity: identity)
        for purpose in [Access.Purpose.walkWithPeople, .lookAtPeople, .breakGlass, .keepByLaw, .seeOwnRecord] {
            #expect(!Access.allows(actor, purpose))
        }
        #expect(decide(actor, .look, Self.mine) == .refused(because: .noSomebody))
    }

    // MARK: One person

    private static let mine = Person(id: "p", worker: "worker-1", createdAt: TestDesk.start)
    private static let nobodys = Person(id: "p", createdAt: TestDesk.start)
    private static let today = TestDesk.start.day(in: Clock.london)

    private func actor(_ id: Identifier<Worker>, _ role: Role, of hub: Identifier<Hub> = "test") -> Actor {
        Actor(hub: hub, identity: .worker(id, name: "Fictional", role))
    }

    private func decide(_ actor: Actor, _ deed: Deed, _ person: Person, ties: Ties? = nil) -> Decision {
        Access.decide(actor, to: deed, with: person, of: "test", ties: ties)
    }

    @Test(arguments: [Deed.look, .contact, .change])
    func `a record follows the relationship, and the decision names it`(deed: Deed) {
        #expect(decide(actor("worker-1", .linkWorker), deed, Self.mine) == .allowed(because: .ownWorker))
        #expect(decide(actor("worker-1", .teamLead), deed, Self.mine) == .allowed(because: .ownWorker))
        #expect(decide(actor("worker-2", .linkWorker), deed, Self.mine) == .refused(because: .colleaguesPerson))
        #expect(decide(actor("worker-2", .linkWorker), deed, Self.nobodys) == .allowed(because: .nobodysYet))
        #expect(decide(actor("lead", .teamLead), deed, Self.mine) == .allowed(because: .teamLead))
        #expect(
            decide(actor("worker-1", .safeguardingLead), deed, Self.mine) == .refused(because: .colleaguesPerson))
        for role in [Role.coordinator, .administrator, .commissioner, .researcher] {
            #expect(decide(actor("worker-1", role), deed, Self.mine) == .refused(because: .roleMeetsNobody))
            #expect(decide(actor("worker-1", role), deed, Self.nobodys) == .refused(because: .roleMeetsNobody))
        }
    }

    @Test func `broken glass lets look and write down a contact, for three hours, and change nothing`() {
        let glass = BreakGlass(
            id: "g", of: "p", by: "worker-2", because: "They stand at the door", at: TestDesk.start)
        func after(_ seconds: Int, _ deed: Deed, by actor: Actor, _ glass: BreakGlass = glass) -> Decision {
            let now = TestDesk.start.adding(seconds: seconds)
            return decide(actor, deed, Self.mine, ties: Ties(now: now, today: Self.today, glass: glass))
        }
        for role in [Role.linkWorker, .safeguardingLead] {
            let breaker = actor("worker-2", role)
            #expect(after(0, .look, by: breaker) == .allowed(because: .breakGlass))
            #expect(after(3 * 3600 - 1, .contact, by: breaker) == .allowed(because: .breakGlass))
            #expect(after(60, .change, by: breaker) == .refused(because: .onlyToLook))
            #expect(after(3 * 3600, .look, by: breaker) == .refused(because: .colleaguesPerson))
            #expect(after(-1, .look, by: breaker) == .refused(because: .colleaguesPerson), "the clock jumped back")
        }
        #expect(after(60, .look, by: actor("worker-3", .linkWorker)) == .refused(because: .colleaguesPerson))
        #expect(after(60, .look, by: actor("worker-2", .administrator)) == .refused(because: .roleMeetsNobody))
        let another = BreakGlass(id: "g", of: "q", by: "worker-2", because: "Somebody else", at: TestDesk.start)
        #expect(after(60, .look, by: actor("worker-2", .linkWorker), another) == .refused(because: .colleaguesPerson))
    }

    @Test func `whoever stands in does all that the worker does on that day, but gives nobody away`() {
        let cover = Cover(
            id: "c", worker: "worker-1", by: "worker-2", firstDay: Self.today, lastDay: Self.today,
            arrangedBy: "worker-1", arrangedAt: TestDesk.start, endedAt: nil)
        func standIn(_ id: Identifier<Worker>, _ role: Role = .linkWorker) -> Actor {
            Actor(hub: "test", identity: .worker(id, name: "Fictional", role), covering: [cover])
        }
        for deed in [Deed.look, .contact, .change] {
            #expect(decide(standIn("worker-2"), deed, Self.mine) == .allowed(because: .cover))
            #expect(decide(standIn("worker-3"), deed, Self.mine) == .refused(because: .colleaguesPerson))
        }
        #expect(decide(standIn("worker-2"), .handOn, Self.mine) == .refused(because: .onlyStandsIn))
        #expect(decide(standIn("worker-2"), .keepByLaw, Self.mine) == .refused(because: .onlyForLeads))
        #expect(decide(standIn("worker-2", .coordinator), .look, Self.mine) == .refused(because: .roleMeetsNobody))
        #expect(
            decide(standIn("worker-2"), .look, Person(id: "q", worker: "worker-9", createdAt: TestDesk.start))
                == .refused(because: .colleaguesPerson))
        for actor in [actor("worker-1", .linkWorker), actor("lead", .teamLead)] {
            #expect(decide(actor, .handOn, Self.mine).isAllowed)
        }
    }

    @Test func `a worry or danger lets the safeguarding lead look and write down a contact, and nobody else`() {
        var inDanger = Self.mine
        inDanger.about.risk = .r4
        let worried = Ties(now: TestDesk.start, today: Self.today, hasOpenWorry: true)
        let lead = actor("safe", .safeguardingLead)
        for deed in [Deed.look, .contact, .keepByLaw] {
            #expect(decide(lead, deed, inDanger) == .allowed(because: .safeguarding))
            #expect(decide(lead, deed, Self.mine, ties: worried) == .allowed(because: .safeguarding))
        }
        #expect(decide(lead, .change, inDanger) == .refused(because: .onlyToLook))
        #expect(decide(lead, .change, Self.mine, ties: worried) == .refused(because: .onlyToLook))
        #expect(decide(lead, .look, Self.mine) == .refused(because: .colleaguesPerson))
        for other in [
            actor("worker-2", .linkWorker), actor("c", .coordinator), actor("safe", .safeguardingLead, of: "x"),
        ] {
            #expect(!decide(other, .look, inDanger, ties: worried).isAllowed)
        }
        var risk = Self.mine
        risk.about.risk = .r3
        #expect(decide(lead, .look, risk) == .refused(because: .colleaguesPerson), "a high risk alone opens nothing")
        try? inDanger.care.close(because: .theirChoice)
        #expect(!decide(lead, .look, inDanger).isAllowed, "and neither does one that is over")
    }

    @Test func `what stays by law is for leads to say: a team lead always, a safeguarding lead behind broken glass`() {
        let glass = BreakGlass(id: "g", of: "p", by: "worker-2", because: "A court asks", at: TestDesk.start)
        let ties = Ties(now: TestDesk.start.adding(seconds: 60), today: Self.today, glass: glass)
        #expect(decide(actor("lead", .teamLead), .keepByLaw, Self.mine) == .allowed(because: .teamLead))
        let safeguarding = actor("worker-2", .safeguardingLead)
        #expect(decide(safeguarding, .keepByLaw, Self.mine) == .refused(because: .colleaguesPerson))
        #expect(decide(safeguarding, .keepByLaw, Self.mine, ties: ties) == .allowed(because: .breakGlass))
        #expect(decide(safeguarding, .change, Self.mine, ties: ties) == .refused(because: .onlyToLook))
        let breaker = actor("worker-2", .linkWorker)
        #expect(decide(breaker, .keepByLaw, Self.mine, ties: ties) == .refused(because: .onlyForLeads))
        #expect(decide(actor("worker-1", .linkWorker), .keepByLaw, Self.mine) == .refused(because: .onlyForLeads))
        #expect(decide(actor("worker-1", .linkWorker), .keepByLaw, Self.nobodys) == .refused(because: .onlyForLeads))
    }

    @Test func `another hub looks during a handover, and only while an agreement counts`() throws {
        let receiver = actor("worker-9", .linkWorker, of: "other")
        #expect(decide(receiver, .look, Self.nobodys) == .refused(because: .anotherHub))
        var agreement = try HubAgreement(
            id: "a", from: "test", to: "other", facts: [.reach], firstDay: Self.today,
            lastDay: Self.today.adding(days: 30), signedHere: "A lead", signedThere: "Another lead")
        let handover = try Handover(
            of: "p", from: "test", to: "other", under: [agreement], at: TestDesk.start, today: Self.today)
        func on(_ day: Day, _ deed: Deed, by actor: Actor, _ handover: Handover = handover) -> Decision {
            decide(
                actor, deed, Self.nobodys, ties: Ties(now: TestDesk.start, today: day, handover: handover))
        }
        #expect(on(Self.today, .look, by: receiver) == .allowed(because: .receivingHub))
        #expect(on(Self.today, .contact, by: receiver) == .refused(because: .onlyToLook))
        #expect(on(Self.today.adding(days: 31), .look, by: receiver) == .refused(because: .anotherHub))
        let third = actor("worker-9", .linkWorker, of: "third")
        #expect(on(Self.today, .look, by: third) == .refused(because: .anotherHub))
        let keeper = actor("worker-9", .coordinator, of: "other")
        #expect(on(Self.today, .look, by: keeper) == .refused(because: .roleMeetsNobody))

        // Nothing is handed over without one, nor under one that was ended, is over, or is with somebody else.
        try agreement.end(on: Self.today)
        let others = [
            [], [agreement],
            [
                try HubAgreement(
                    id: "b", from: "test", to: "third", facts: [.reach], firstDay: Self.today,
                    lastDay: Self.today.adding(days: 9), signedHere: "A lead", signedThere: "Another")
            ],
            [
                try HubAgreement(
                    id: "c", from: "test", to: "other", facts: [.reach], firstDay: Self.today.adding(days: 1),
                    lastDay: Self.today.adding(days: 9), signedHere: "A lead", signedThere: "Another")
            ],
        ]
        for agreements in others {
            #expect(throws: Handover.Refusal.noAgreement) {
                try Handover(
                    of: "p", from: "test", to: "other", under: agreements, at: TestDesk.start, today: Self.today)
            }
        }
    }
}
