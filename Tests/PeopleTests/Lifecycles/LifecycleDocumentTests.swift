import Foundation
import People
import Testing

struct LifecycleDocumentTests {
    private static let document = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/lifecycles.md").standardizedFileURL

    private static var current: String {
        let journey = LifecycleDiagram(
            title: "The journey of a person with the hub",
            sentences: [
                "`Case.moves` in `Sources/People/Case/Case.swift`. A closed journey can be opened again; a transferred one goes on elsewhere."
            ],
            first: Case().state.rawValue,
            moves: Case.moves.map { ($0.verb.rawValue, $0.from.map(\.rawValue), $0.to.rawValue) })
        let referral = LifecycleDiagram(
            title: "A referral",
            sentences: [
                "`Referral.moves` in `Sources/People/Referral/Referral.swift`. Taking back the consent ends a referral",
                "from every open state. The group accepts, waits or declines; time expires; the worker does the rest.",
                "For half an hour a person can unsay that they took it back: then it is again where it was.",
            ],
            first: Referral.State.draft.rawValue,
            moves: Referral.moves.map { ($0.verb.rawValue, $0.from.map(\.rawValue), $0.to.rawValue) })
        let consent = LifecycleDiagram(
            title: "A consent",
            sentences: [
                "`Sources/People/Consent/Consent.swift`. It ends by itself after its last day, or when the person takes it back."
            ],
            first: "given", moves: [("renew", ["given"], "given"), ("withdraw", ["given"], "withdrawn")])
        return """
            # Lifecycles

            Made from the tables in the code by `KITH_WRITE_DOCS=1 swift test --filter LifecycleDocumentTests`.
            A test fails when this page and the code disagree: do not edit it by hand.

            \([journey, referral, consent].map(\.section).joined(separator: "\n"))
            """
    }

    @Test func `the lifecycles in the documents are those of the code`() throws {
        if ProcessInfo.processInfo.environment["KITH_WRITE_DOCS"] == "1" {
            try Self.current.write(to: Self.document, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.document, encoding: .utf8)
        #expect(
            written == Self.current,
            "write it anew: KITH_WRITE_DOCS=1 swift test --filter LifecycleDocumentTests")
    }
}
