import Casework
import Matching
import People
import Testing
import Vocabulary

@testable import Web

@Suite("What is refused on one's own page")
struct OwnRefusalTests {
    private static let ofReferrals: [Referral.Refusal] = [
        .noConsent, .tooManyOpen(limit: 2), .alreadyReferred, .full(until: nil), .noAgreement, .notExplained,
        .alreadyNudged,
    ]
    private static let refusals: [any RefusedOnPage] =
        [
            DraftReferral.Refusal.journeyEnded, DraftReferral.Refusal.erasureWaits(on: nil),
            DraftReferral.Refusal.erasureWaits(on: Day("2026-12-01")), DraftReferral.Refusal.nothingToTell,
            Consent.Refusal.alreadyWithdrawn, Consent.Refusal.withdrawalStands, Standing.Refusal.takenBack,
            Standing.Refusal.gate([]), Standing.Refusal.unsolved([.childcare]),
        ] + ofReferrals.map { $0 as any RefusedOnPage }

    @Test(arguments: refusals.indices)
    func `is told to the person, and not of them`(index: Int) throws {
        guard case .notNow(let words) = Self.refusals[index].refusalToThem else {
            Issue.record("no words")
            return
        }
        #expect(words.firstMatch(of: /\b([Tt]hey|[Tt]heir|[Tt]hem)\b/) == nil, "\(words)")
    }

    @Test(arguments: [("/me", true), ("/me/yes/:consent/return", true), ("/app/me", false), ("/menu", false)])
    func `is told so on every route of it and on no other`(route: String, isOwn: Bool) {
        #expect(OwnAddress.isOwn(route) == isOwn)
        #expect(!OwnAddress.isOwn(nil))
    }

    @Test func `a yes that cannot come back while erasure waits says so to the person`() async throws {
        let house = try await House()
        try await house.addAccount(.linkWorker)
        _ = try await house.sendReferral()
        let worker = house.browser(as: .linkWorker)
        let own = house.browser(as: nil)
        let person = "/app/people/person-canary"
        let state = try await worker.open("\(person)/own-page")
        let slip = try await worker.send(["way": "paper"], to: "\(person)/own-page/code", from: state)
        #expect(!slip.text.contains("The code they had before"), "there was none")
        let code = try #require(slip.text.firstMatch(of: /[0-9a-z]{5}-[0-9a-z]{5}/)).output.description
        let home = try await own.send(["code": code], to: "/me", from: try await own.open("/me"))
        let after = try await own.send([:], to: "/me/yes/consent-1/withdrawal", from: home)
        let asked = try await own.send(["code": code], to: "/me/erasure", from: try await own.open("/me/erasure"))
        #expect(asked.text.contains("We delete everything in 7 days"))
        let action = try #require(after.html.firstMatch(of: /action="(\/me\/yes\/[^"]+)"/)?.output.1)
        let refused = try await own.send([:], to: String(action), from: after)
        #expect(refused.status == 409 && refused.text.contains("You asked us to delete everything"))
        let page = try await worker.open(person)
        #expect(page.text.contains("They asked us to delete everything") && !page.html.contains("\(person)/groups\""))
        // A second slip takes the place of the first.
        let again = try await worker.send(["way": "paper"], to: "\(person)/own-page/code", from: state)
        #expect(again.text.contains("The code they had before has stopped working"))
    }
}
