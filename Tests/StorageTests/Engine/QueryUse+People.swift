import People
import Testing
import Vocabulary

@testable import Storage

extension QueryUse {
    /// Uses of people, what they said yes to, and who was in touch.
    static let people: [QueryUse] =
        pages + days + sealed + safety + [
            QueryUse("people.find") { _ = try $0.people.find("p1") },
            QueryUse("people.find list") { _ = try $0.people.find(["p1", "p2"]) },
            QueryUse("people.inHands of a worker") {
                _ = try $0.people.inHands(of: worker, states: [.active, .paused], limit: 9)
            },
            QueryUse("people.inHands of nobody") { _ = try $0.people.inHands(of: nil, states: [.received], limit: 9) },
            QueryUse("people.countInHands") { _ = try $0.people.countInHands(of: worker, states: [.active]) },
            QueryUse("people.silent") { _ = try $0.people.silent(since: now, worker: worker, limit: 9) },
            QueryUse("people.add") { try $0.people.add(Example.person("new")) },
            QueryUse("people.makeSigns") { try $0.people.makeSigns() },
            QueryUse("people.alike") { hub in
                _ = try hub.people.alike(try #require(try hub.people.find("p1")), limit: 5)
            },
            QueryUse("people.known by a name") { _ = try $0.people.known(by: "Robin", limit: 5) },
            QueryUse("people.known by a telephone") { _ = try $0.people.known(by: "07700 900123", limit: 5) },
            QueryUse("people.known by a number") { _ = try $0.people.known(by: "1234 5678", limit: 5) },
            QueryUse("people.save") { hub in try hub.people.save(try #require(try hub.people.find("p1"))) },
            QueryUse("people.noteHandedOn") { try $0.people.noteHandedOn("p1", at: now) },
            QueryUse("contacts.add") { hub in
                try hub.contacts.add(
                    Contact(id: "new", person: "p1", at: now, kind: .call, reached: true, note: "", by: worker))
            },
            QueryUse("contacts.of") { _ = try $0.contacts.of("p1") },
            QueryUse("consents.add") { try $0.consents.add(Example.consent("new", of: "p1")) },
            QueryUse("consents.find") { _ = try $0.consents.find("yes-p1") },
            QueryUse("consents.of") { _ = try $0.consents.of("p1") },
            QueryUse("consents.counting") { _ = try $0.consents.counting(of: "p1", on: today, limit: 9) },
            QueryUse("consents.saveWithdrawal") { hub in
                try hub.consents.saveWithdrawal(of: try #require(try hub.consents.find("yes-p1")))
            },
            QueryUse("consents.returning") { _ = try $0.consents.returning(to: "p1", at: now) },
            QueryUse("consents.takenBack") { _ = try $0.consents.takenBack(of: ["p1", "p2"]) },
            QueryUse("consents.wishAgain") { _ = try $0.consents.wishAgain(for: "kitchen", of: "p1", at: now) },
            QueryUse("consents.saveRenewal") { hub in
                try hub.consents.saveRenewal(of: try #require(try hub.consents.find("yes-p1")))
            },
            QueryUse("events.append") { try $0.recordSomething() },
            QueryUse("events.concerning") { _ = try $0.events.concerning("p1") },
            QueryUse("events.concerning by verbs") {
                _ = try $0.events.concerning("p1", verbs: ["tested", "looked-at"], limit: 9)
            },
            QueryUse("events.about") { _ = try $0.events.about(Example.subject) },
            // `kith verify` reads the whole trail.
            QueryUse("events.count", readsAll: true) { _ = try $0.events.count() },
            QueryUse("events.faults") { _ = try $0.events.faults() },
            QueryUse("events.last") { _ = try $0.events.last() },
            QueryUse("events.hash") { _ = try $0.events.hash(of: 1) },
            QueryUse("events.requireClock") { try $0.events.requireClock(at: Example.start) },
            QueryUse("events.acceptClock") { try $0.events.acceptClock(at: Example.start, by: Example.actor) },
            QueryUse("personLinks.add") { hub in
                try hub.personLinks.add(
                    try #require(PersonLink("p1", "p2", because: "", by: worker, at: Example.start)))
            },
            QueryUse("personLinks.of") { _ = try $0.personLinks.of("p1", limit: 9) },
            QueryUse("personLinks.between") { _ = try $0.personLinks.between("p1", "p2") },
            QueryUse("personLinks.remove") { try $0.personLinks.remove("p1", "p2") },
            QueryUse("checkpoints.add") { try $0.checkpoints.add(checkpoint) },
            QueryUse("checkpoints.latest") { _ = try $0.checkpoints.latest() },
            // One row for each hour in which something happened.
            QueryUse("checkpoints.all", readsAll: true) { _ = try $0.checkpoints.all() },
        ]

    /// What is sealed, and the keys of people.
    private static let sealed: [QueryUse] = [
        QueryUse("sealedFacts.of") { _ = try $0.sealedFacts.of("p1") },
        QueryUse("sealedFacts.contactNotes") { _ = try $0.sealedFacts.contactNotes(of: "p1", limit: 9) },
        QueryUse("sealedFacts.versions") { _ = try $0.sealedFacts.versions(of: "p1") },
        QueryUse("sealedFacts.isThereAny") { _ = try $0.sealedFacts.isThereAny(of: "p1") },
        QueryUse("sealedFacts.keep") { try $0.sealedFacts.keep(Example.sealed("p1")) },
        QueryUse("sealedFacts.remove") { try $0.sealedFacts.remove(.note, of: "p1") },
        QueryUse("sealedFacts.page") { _ = try $0.sealedFacts.page(after: Example.sealed("p1"), limit: 9) },
        QueryUse("sealedFacts.count", readsAll: true) { _ = try $0.sealedFacts.count() },
        QueryUse("personKeys.find") { _ = try $0.personKeys.find("p1") },
        QueryUse("personKeys.add") { try $0.personKeys.add(Example.key("p19")) },
        QueryUse("personKeys.rewrap") { try $0.personKeys.rewrap(Example.key("p1"), as: Example.key("p1")) },
        QueryUse("personKeys.shred") { try $0.personKeys.shred(of: "p1") },
        QueryUse("personKeys.wrapped") { _ = try $0.personKeys.wrapped(by: "k1", after: "p1", limit: 9) },
        // `kith keys` counts all that a hub has.
        QueryUse("personKeys.counts", readsAll: true) { _ = try $0.personKeys.counts() },
        QueryUse("personKeys.active") { _ = try $0.personKeys.active() },
        QueryUse("personKeys.setActive") { try $0.personKeys.setActive("k1") },
    ]

    private static let checkpoint = TrailCheckpoint(
        number: 1, hash: "h", at: Example.start, key: "k", signature: "s")

    private static let open = Case.State.allCases.filter { $0 != .closed && $0 != .transferred }
    private static let hands: [(String, PersonStore.Hands)] = [
        ("of a worker", .of(worker)), ("of nobody", .nobodys), ("of the hub", .anybodys),
    ]

    private static let pages: [QueryUse] =
        hands.flatMap { name, hands in
            [
                QueryUse("people.page \(name)") {
                    _ = try $0.people.page(hands, states: open, search: "", limit: 9, offset: 9)
                },
                QueryUse("people.count \(name)") { _ = try $0.people.count(hands, states: open, search: "") },
                // A name is looked for anywhere in it, which no index of both engines can do.
                QueryUse("people.page searched \(name)", readsAll: true) {
                    _ = try $0.people.page(hands, states: open, search: "ro", limit: 9, offset: 0)
                },
                QueryUse("people.count searched \(name)", readsAll: true) {
                    _ = try $0.people.count(hands, states: open, search: "ro")
                },
            ]
        } + [
            QueryUse("people.named of a worker", readsAll: true) {
                _ = try $0.people.named("ro", worker: worker, limit: 9)
            },
            QueryUse("people.named", readsAll: true) { _ = try $0.people.named("ro", worker: nil, limit: 9) },
        ]

    /// Today, of one worker and of the whole team.
    private static let days: [QueryUse] =
        [("", worker), (" of the team", nil)].flatMap { name, worker in
            [
                QueryUse("today.waiting\(name)") { _ = try $0.today.waiting(for: worker, limit: 9) },
                QueryUse("today.handedOn\(name)") { _ = try $0.today.handedOn(to: worker, limit: 9) },
                QueryUse("today.silent\(name)") { _ = try $0.today.silent(since: now, worker: worker, limit: 9) },
                QueryUse("today.withoutGroup\(name)") { _ = try $0.today.withoutGroup(worker: worker, limit: 9) },
                QueryUse("today.replies\(name)") { _ = try $0.today.replies(since: now, worker: worker, limit: 9) },
                QueryUse("today.takenBack\(name)") { _ = try $0.today.takenBack(since: now, worker: worker, limit: 9) },
                QueryUse("today.lettersToPrint\(name)") { _ = try $0.today.lettersToPrint(worker: worker, limit: 9) },
                QueryUse("today.unanswered\(name)") {
                    _ = try $0.today.unanswered(sentBefore: now, worker: worker, limit: 9)
                },
                QueryUse("today.attendanceUnknown\(name)") {
                    _ = try $0.today.attendanceUnknown(since: now, worker: worker, limit: 9)
                },
                QueryUse("today.walkedWith\(name)") { _ = try $0.today.walkedWith(by: worker) },
            ]
        } + [
            QueryUse("today.agreementAnswers") { _ = try $0.today.agreementAnswers(since: now, limit: 9) },
            QueryUse("today.mail") { _ = try $0.today.mail() },
        ]
}
