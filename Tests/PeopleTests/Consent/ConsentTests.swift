import People
import Testing
import Vocabulary

struct ConsentTests {
    @Test func `a consent counts until its last day, and not after`() {
        let consent = Made.consent(until: Made.today)
        #expect(consent.counts(on: Made.today))
        #expect(!consent.counts(on: Made.today.adding(days: 1)))
    }

    @Test func `a withdrawn consent does not count any more`() throws {
        var consent = Made.consent(until: Made.today.adding(days: 30))
        try consent.withdraw(at: Made.now)
        #expect(!consent.counts(on: Made.today))
        #expect(consent.withdrawnAt == Made.now)
    }

    @Test func `a consent is withdrawn once`() throws {
        var consent = Made.consent()
        try consent.withdraw(at: Made.now)
        #expect(throws: Consent.Refusal.alreadyWithdrawn) { try consent.withdraw(at: Made.now) }
    }

    @Test func `a consent is renewed for longer, never for shorter, and not once it was withdrawn`() throws {
        var consent = Made.consent(until: Made.today)
        let written = Consent.Manner(language: "ti", withInterpreter: true, how: .written)
        #expect(throws: Consent.Refusal.notLonger(than: Made.today)) {
            try consent.renew(until: Made.today, manner: written)
        }
        try consent.renew(until: Made.today.adding(days: 90), manner: written)
        #expect(consent.counts(on: Made.today.adding(days: 90)) && consent.manner == written)
        try consent.withdraw(at: Made.now)
        #expect(throws: Consent.Refusal.alreadyWithdrawn) {
            try consent.renew(until: Made.today.adding(days: 200), manner: written)
        }
    }
}
