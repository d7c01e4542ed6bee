import Foundation
import People
import Testing

struct CaseTests {
    /// A case in any state, as the store would give it back.
    private static func made(_ state: Case.State) throws -> Case {
        try JSONDecoder().decode(Case.self, from: Data("{\"state\":\"\(state.rawValue)\"}".utf8))
    }

    @Test(arguments: Case.Verb.allCases, Case.State.allCases)
    func `a verb moves a case as the table says, and is refused from every other state`(
        verb: Case.Verb, state: Case.State
    ) throws {
        var care = try Self.made(state)
        let move = try #require(Case.moves.first { $0.verb == verb })
        #expect(care.can(verb) == move.from.contains(state))
        if move.from.contains(state) {
            try care.move(verb)
            #expect(care.state == move.to)
        } else {
            #expect(throws: Case.Refusal.notFrom(state, verb)) { try care.move(verb) }
            #expect(care.state == state)
        }
    }

    @Test func `every verb has one line in the table`() { #expect(Case.moves.map(\.verb) == Case.Verb.allCases) }

    @Test func `a closed case says why, until it is opened again`() throws {
        var care = Case()
        try care.close(because: .movedWithHandover)
        #expect(care.closedBecause == .movedWithHandover)
        #expect(!care.isOpen)
        try care.move(.reopen)
        #expect(care.closedBecause == nil)
        #expect(care.state == .active)
    }

    @Test func `a case starts as received`() { #expect(Case().state == .received) }
}
