import Casework
import People
import Testing
import Vocabulary

@Suite struct AccessTests {
    static let purposes: [Access.Purpose] = [
        .walkWithPeople, .seeDirectory, .keepDirectory, .keepAccounts, .seeOutbox, .keepJobs, .keepRetention,
        .seeOwnRecord,
    ]

    /// The whole table: what each role is there for, and nothing else.
    @Test(arguments: [
        (Role.linkWorker, [Access.Purpose.walkWithPeople, .seeDirectory]),
        (.teamLead, [.walkWithPeople, .seeDirectory, .keepRetention]),
        (.safeguardingLead, [.seeDirectory, .keepDirectory]),
        (.coordinator, [.seeDirectory, .keepDirectory, .seeOutbox]),
        (.commissioner, []),
        (.researcher, []),
        (.administrator, [.keepAccounts, .seeOutbox, .keepJobs, .keepRetention]),
    ])
    func `a role allows its own purposes and no other`(role: Role, allowed: [Access.Purpose]) {
        let actor = Actor(hub: "test", identity: .worker("worker-1", name: "Fictional", role))
        #expect(Self.purposes.filter { Access.allows(actor, $0) } == allowed)
    }

    @Test func `a group that came by a link is allowed nothing by its link alone`() {
        let actor = Actor(hub: "test", identity: .group("kitchen"))
        #expect(Self.purposes.allSatisfy { !Access.allows(actor, $0) })
    }

    @Test func `a person reads their own record, and is allowed nothing else`() {
        let actor = Actor(hub: "test", identity: .person("p"))
        #expect(Self.purposes.filter { Access.allows(actor, $0) } == [.seeOwnRecord])
        #expect(Access.allows(actor, toWalkWith: Person(id: "p", worker: "worker-1", createdAt: TestDesk.start)))
        #expect(!Access.allows(actor, toWalkWith: Person(id: "q", createdAt: TestDesk.start)))
        #expect(actor.name == "the person")
    }

    @Test func `a record follows the person's own worker`() {
        let mine = Person(id: "p", worker: "worker-1", createdAt: TestDesk.start)
        let nobodys = Person(id: "p", createdAt: TestDesk.start)
        func actor(_ id: Identifier<Worker>, _ role: Role) -> Actor {
            Actor(hub: "test", identity: .worker(id, name: "Fictional", role))
        }
        #expect(Access.allows(actor("worker-1", .linkWorker), toWalkWith: mine))
        #expect(!Access.allows(actor("worker-2", .linkWorker), toWalkWith: mine))
        #expect(Access.allows(actor("worker-2", .linkWorker), toWalkWith: nobodys))
        #expect(Access.allows(actor("lead", .teamLead), toWalkWith: mine))
        for role in [Role.coordinator, .administrator, .commissioner, .researcher, .safeguardingLead] {
            #expect(!Access.allows(actor("worker-1", role), toWalkWith: mine))
        }
    }
}
