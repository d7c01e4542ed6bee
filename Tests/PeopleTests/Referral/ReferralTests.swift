import People
import Testing
import Vocabulary

struct ReferralTests {
    @Test(arguments: Referral.Verb.allCases, Referral.State.allCases)
    func `a verb moves a referral as the table says, and is refused from every other state`(
        verb: Referral.Verb, state: Referral.State
    ) throws {
        var referral = Made.referral(state)
        let move = try #require(Referral.moves.first { $0.verb == verb })
        #expect(referral.can(verb) == move.from.contains(state))
        if move.from.contains(state) {
            try referral.perform(verb)
            #expect(referral.state == move.to)
        } else {
            let before = referral
            #expect(throws: Referral.Refusal.notFrom(state, verb)) { try referral.perform(verb) }
            #expect(referral == before, "a refused verb changes nothing")
        }
    }

    @Test func `every verb has one line in the table`() {
        #expect(Referral.moves.map(\.verb) == Referral.Verb.allCases)
    }

    @Test func `a state is open as long as something can still come of it`() {
        for state in Referral.State.allCases {
            let onwards = Referral.moves.filter { $0.verb != .takeBack }
            #expect(state.isOpen == onwards.contains { $0.from.contains(state) }, "\(state)")
        }
    }

    @Test func `an attended referral can never be taken back to an earlier state`() {
        let ends = Referral.moves.filter { $0.from.contains(.attending) }.map(\.to)
        #expect(ends.allSatisfy { $0 == .ended })
    }

    // MARK: Sending

    @Test func `nothing is sent before social prescribing was explained`() {
        var referral = Made.referral()
        #expect(throws: Referral.Refusal.notExplained) {
            try referral.send(
                at: Made.now, today: Made.today, consent: Made.consent(), understanding: nil, othersOpen: [],
                openLimit: 2)
        }
    }

    static let uselessConsents: [(String, Consent?)] = [
        ("none", nil),
        ("another one", Made.consent(id: "another")),
        ("for another group", Made.consent(group: "choir")),
        ("of another person", Made.consent(person: "somebody")),
        ("ended yesterday", Made.consent(until: Made.today.adding(days: -1))),
        ("withdrawn", Made.consent(withdrawnAt: Made.now)),
        ("for less than the message tells", Made.consent(scope: [.languages])),
    ]

    @Test(arguments: uselessConsents.indices)
    func `nothing is sent without a consent that covers it`(index: Int) {
        var referral = Made.referral()
        let (name, consent) = Self.uselessConsents[index]
        #expect(throws: Referral.Refusal.noConsent, "\(name)") {
            try referral.send(
                at: Made.now, today: Made.today, consent: consent, understanding: Made.understanding, othersOpen: [],
                openLimit: 2)
        }
    }

    @Test func `a consent counts on its last day`() throws {
        var referral = Made.referral()
        try referral.perform(.send)
        #expect(referral.sentAt == Made.now)
    }

    @Test func `two referrals at once are usual, and a third is sent only when the person asks for more`() throws {
        let others = [
            Made.referral(.sent, id: "1", group: "choir"), Made.referral(.attending, id: "2", group: "walks"),
        ]
        var referral = Made.referral()
        func send(limit: Int?) throws(Referral.Refusal) {
            try referral.send(
                at: Made.now, today: Made.today, consent: Made.consent(), understanding: Made.understanding,
                othersOpen: others, openLimit: limit)
        }
        #expect(throws: Referral.Refusal.tooManyOpen(limit: 2)) { try send(limit: 2) }
        try send(limit: nil)
        #expect(referral.state == .sent)
    }

    @Test func `drafts do not count as open referrals`() throws {
        let others = [Made.referral(.draft, id: "1", group: "choir"), Made.referral(.draft, id: "2", group: "walks")]
        var referral = Made.referral()
        try referral.send(
            at: Made.now, today: Made.today, consent: Made.consent(), understanding: Made.understanding,
            othersOpen: others, openLimit: 2)
        #expect(referral.state == .sent)
    }

    @Test func `nobody is referred twice to one group at a time`() {
        var referral = Made.referral()
        #expect(throws: Referral.Refusal.alreadyReferred) {
            try referral.send(
                at: Made.now, today: Made.today, consent: Made.consent(), understanding: Made.understanding,
                othersOpen: [Made.referral(.waitlisted, id: "other")], openLimit: nil)
        }
    }

    // MARK: Answers

    @Test func `a group without an agreement cannot accept`() {
        var referral = Made.referral(.sent)
        #expect(throws: Referral.Refusal.noAgreement) {
            try referral.accept(at: Made.now, today: Made.today, room: nil)
        }
    }

    @Test func `a group without a place cannot accept, and nobody knows until when`() {
        var referral = Made.referral(.sent)
        #expect(throws: Referral.Refusal.full(until: nil)) {
            try referral.accept(
                at: Made.now, today: Made.today, room: Referral.Room(placesLeft: 0, leftThisMonth: 3))
        }
    }

    @Test func `a group that took its number for the month is full until the next`() {
        var referral = Made.referral(.waitlisted)
        #expect(throws: Referral.Refusal.full(until: Day(year: 2026, month: 12, day: 1))) {
            try referral.accept(
                at: Made.now, today: Made.today, room: Referral.Room(placesLeft: 3, leftThisMonth: 0))
        }
    }

    @Test func `a group that declines after accepting no longer counts as having accepted`() throws {
        var referral = Made.referral(.sent)
        try referral.perform(.accept)
        #expect(referral.acceptedAt == Made.now)
        try referral.perform(.decline)
        #expect(referral.acceptedAt == nil)
        #expect(referral.declinedBecause == .noRoom)
        #expect(!referral.state.holdsPlace)
    }

    @Test(arguments: [Referral.State.waitlisted, .accepted, .declined])
    func `a group takes back its answer for half an hour, and is asked again`(state: Referral.State) throws {
        var referral = Made.referral(state)
        #expect(throws: Referral.Refusal.answerStands) {
            try referral.perform(.takeBack, at: Made.now.adding(seconds: Referral.takeBackMinutes * 60 + 1))
        }
        try referral.perform(.takeBack, at: Made.now.adding(seconds: Referral.takeBackMinutes * 60))
        #expect(referral.state == .sent && referral.answeredAt == nil && referral.acceptedAt == nil)
    }

    @Test func `a no is not taken back once the consent ended or another referral took its place`() {
        var referral = Made.referral(.declined)
        func takeBack(_ consent: Consent?, _ others: [Referral]) throws(Referral.Refusal) {
            try referral.takeBack(at: Made.now, today: Made.today, consent: consent, othersOpen: others, openLimit: 1)
        }
        #expect(throws: Referral.Refusal.noConsent) { try takeBack(nil, []) }
        #expect(throws: Referral.Refusal.alreadyReferred) {
            try takeBack(Made.consent(), [Made.referral(.sent, id: "other")])
        }
        #expect(throws: Referral.Refusal.tooManyOpen(limit: 1)) {
            try takeBack(Made.consent(), [Made.referral(.sent, id: "other", group: "choir")])
        }
    }

    // MARK: Time

    @Test func `a group has fourteen days to answer, the last one included`() throws {
        var referral = Made.referral(.sent)
        let last = Made.today.adding(days: 14)
        #expect(throws: Referral.Refusal.stillTime(until: last)) {
            try referral.expire(at: Made.now, today: last, sentOn: Made.today)
        }
        try referral.expire(at: Made.now, today: last.adding(days: 1), sentOn: Made.today)
        #expect(referral.state == .expired)
    }

    @Test func `a silent group is reminded once, from the seventh day`() throws {
        var referral = Made.referral(.sent)
        let seventh = Made.today.adding(days: 7)
        #expect(throws: Referral.Refusal.stillTime(until: seventh)) {
            try referral.nudge(at: Made.now, today: seventh.adding(days: -1), sentOn: Made.today)
        }
        try referral.nudge(at: Made.now, today: seventh, sentOn: Made.today)
        #expect(throws: Referral.Refusal.alreadyNudged) {
            try referral.nudge(at: Made.now, today: seventh, sentOn: Made.today)
        }
    }

    @Test(arguments: Referral.State.allCases.filter { $0 != .sent })
    func `only a referral that waits for its first answer is reminded of`(state: Referral.State) {
        var referral = Made.referral(state)
        #expect(throws: Referral.Refusal.self) {
            try referral.nudge(at: Made.now, today: Made.today.adding(days: 30), sentOn: Made.today)
        }
    }

    // MARK: Ends

    @Test func `withdrawn consent is the reason, and nobody is asked how welcome they felt`() throws {
        var referral = Made.referral(.attending)
        try referral.perform(.withdraw)
        #expect(referral.endedBecause == .consentWithdrawn)
        #expect(referral.welcome == nil)
        #expect(referral.endedAt == Made.now)
    }

    @Test(arguments: Referral.State.allCases.filter(\.isOpen))
    func `what a withdrawal ended comes back as it was, and nothing else does`(state: Referral.State) throws {
        let before = Made.referral(state)
        func comeBack(
            _ referral: inout Referral, consent: Consent? = Made.consent(), others: [Referral] = [], places: Int = 1
        ) throws(Referral.Refusal) {
            try referral.comeBack(
                today: Made.today, consent: consent, othersOpen: others, openLimit: 1,
                room: Referral.Room(placesLeft: places, leftThisMonth: 0))
        }
        var referral = before
        #expect(throws: Referral.Refusal.notFrom(state, .withdraw)) { try comeBack(&referral) }
        try referral.perform(.withdraw)
        #expect(throws: Referral.Refusal.noConsent) { try comeBack(&referral, consent: nil) }
        #expect(throws: Referral.Refusal.noConsent) {
            try comeBack(&referral, consent: Made.consent(until: Made.today.adding(days: -1)))
        }
        #expect(throws: Referral.Refusal.alreadyReferred) {
            try comeBack(&referral, others: [Made.referral(.sent, id: "other")])
        }
        if state != .draft {
            #expect(throws: Referral.Refusal.tooManyOpen(limit: 1)) {
                try comeBack(&referral, others: [Made.referral(.sent, id: "other", group: "choir")])
            }
        }
        if state.holdsPlace {
            #expect(throws: Referral.Refusal.full(until: nil)) { try comeBack(&referral, places: 0) }
        }
        try comeBack(&referral)
        #expect(referral == before)
        // Ended for another reason, it stays ended.
        var other = Made.referral(.attending)
        try other.perform(.end)
        #expect(throws: Referral.Refusal.notFrom(.ended, .withdraw)) { try comeBack(&other) }
    }

    @Test(arguments: [0, 1, 5, 6, 99])
    func `how welcome somebody felt is a number from one to five, and no other is made into one`(said: Int) throws {
        var referral = Made.referral(.attending)
        guard (1...5).contains(said) else {
            #expect(throws: Referral.Refusal.welcomeOutOfRange) {
                try referral.end(because: .settledIn, at: Made.now, welcome: said)
            }
            #expect(referral == Made.referral(.attending))
            return
        }
        try referral.end(because: .settledIn, at: Made.now, welcome: said)
        #expect(referral.welcome == said)
    }
}
