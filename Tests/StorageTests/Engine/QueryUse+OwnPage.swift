import People
import Testing
import Vocabulary

@testable import Storage

extension QueryUse {
    private static let code = OwnPageCode(person: "p1", hash: "h", givenAt: now)
    private static let session = OwnPageSession(id: "s", person: "p1", startedAt: now, seenAt: now, endsAt: now)
    private static let request = PersonRequest(id: "q", person: "p1", kind: .correction, madeAt: now)
    private static let kept = KeptPart(
        person: "p1", part: .contacts, ground: .law, words: "", keptAt: now, by: worker)

    /// Uses of people's own pages, of what they ask for, of erasure and of retention.
    static let ownPages: [QueryUse] =
        doors + requests + erasures + [
            QueryUse("events.page") { _ = try $0.events.page(of: "p1", but: ["tested"], limit: 9, offset: 9) },
            QueryUse("events.count of somebody") { _ = try $0.events.count(of: "p1", but: ["tested"]) },
            QueryUse("consents.standing") { hub in
                _ = try hub.consents.standing(of: "p1", limit: 9, offset: 9)
                _ = try hub.consents.standing(ids: ["yes-p1"])
            },
            QueryUse("consents.countStanding") { _ = try $0.consents.countStanding(of: "p1") },
            QueryUse("referrals.groups") { _ = try $0.referrals.groups(of: ["r1", "r2"]) },
            QueryUse("accounts.titles") { _ = try $0.accounts.titles(["worker-1"]) },
            QueryUse("outbox.belong") { try $0.outbox.belong("m1", to: "p1") },
            QueryUse("tries.takeBackFailure") { try $0.transaction.tries.takeBackFailure(of: "s") },
        ]

    private static let doors: [QueryUse] = [
        QueryUse("ownPageCodes.of") { _ = try $0.ownPageCodes.of("p1") },
        QueryUse("ownPageCodes.give") { try $0.ownPageCodes.give(code) },
        QueryUse("ownPageCodes.use") { try $0.ownPageCodes.use(code, as: "g", at: now) },
        QueryUse("ownPageCodes.remove") { _ = try $0.ownPageCodes.remove(of: "p1") },
        // `kith keys rotate` counts all that a hub has.
        QueryUse("ownPageCodes.count", readsAll: true) { _ = try $0.ownPageCodes.count(keyedBy: "k1") },
        QueryUse("ownPageCodes.countUnused") { _ = try $0.ownPageCodes.countUnused(since: now) },
        QueryUse("ownPageCodes.removeUnused") { _ = try $0.ownPageCodes.removeUnused(since: now) },
        QueryUse("ownPageDoors.find") { _ = try $0.transaction.ownPageDoors.find(["h", "g"]) },
        QueryUse("ownPageSessions.add") { try $0.ownPageSessions.add(session) },
        QueryUse("ownPageSessions.find") { _ = try $0.ownPageSessions.find("s") },
        QueryUse("ownPageSessions.note") { try $0.ownPageSessions.note("s", seenAt: now) },
        QueryUse("ownPageSessions.open") { try $0.ownPageSessions.open("s", until: now) },
        QueryUse("ownPageSessions.remove") { try $0.ownPageSessions.remove("s") },
        QueryUse("ownPageSessions.removeAll") { try $0.ownPageSessions.removeAll(of: "p1") },
        QueryUse("ownPageSessions.forget") { try $0.ownPageSessions.forget(endedBefore: now, unusedSince: now) },
    ]

    private static let requests: [QueryUse] = [
        QueryUse("personRequests.add") { try $0.personRequests.add(request) },
        QueryUse("personRequests.find") { _ = try $0.personRequests.find("q") },
        QueryUse("personRequests.of") { _ = try $0.personRequests.of("p1") },
        QueryUse("personRequests.countOpen") { _ = try $0.personRequests.countOpen(of: "p1") },
        QueryUse("personRequests.openErasure") { _ = try $0.personRequests.openErasure(of: "p1") },
        QueryUse("personRequests.open") { hub in
            _ = try hub.personRequests.open(worker: worker, limit: 9)
            _ = try hub.personRequests.open(worker: nil, limit: 9)
        },
        QueryUse("personRequests.erasuresDue") { _ = try $0.personRequests.erasuresDue(at: now, limit: 9) },
        QueryUse("personRequests.save") { try $0.personRequests.save(request) },
        QueryUse("personRequests.countSettled") { _ = try $0.personRequests.countSettled(before: now) },
        QueryUse("personRequests.removeSettled") { _ = try $0.personRequests.removeSettled(before: now) },
        QueryUse("keptParts.of") { _ = try $0.keptParts.of("p1") },
        QueryUse("keptParts.keep") { try $0.keptParts.keep(kept) },
        QueryUse("keptParts.remove") { try $0.keptParts.remove(.about, of: "p1") },
        QueryUse("keptParts.forgetWords") { try $0.keptParts.forgetWords(of: "p1") },
    ]

    private static let erasures: [QueryUse] = [
        QueryUse("erasure.count") { hub in
            for table in ErasureStore.tablesOfPeople { _ = try hub.erasure.count(in: table, of: "p1") }
        },
        QueryUse("erasure.removeAll") { hub in
            // What stays is never removed: rows elsewhere hang on it.
            for table in ErasureStore.tablesOfPeople where !["consents", "referrals", "events"].contains(table) {
                _ = try hub.erasure.removeAll(from: table, of: "p1")
            }
        },
        QueryUse("erasure.removeLikenesses") { _ = try $0.erasure.removeLikenesses(of: "p1") },
        QueryUse("erasure.empty") { hub in
            try hub.erasure.empty(try #require(try hub.people.find("p1")), at: now)
        },
        QueryUse("erasure.emptyConsents") { hub in
            let manner = Consent.Manner(language: "und", withInterpreter: false, how: .spoken)
            _ = try hub.erasure.emptyConsents(of: "p1", manner: manner)
        },
        QueryUse("erasure.emptyReferrals") { hub in
            _ = try hub.erasure.emptyReferrals(of: "p1", keepingMessages: true)
            _ = try hub.erasure.emptyReferrals(of: "p1", keepingMessages: false)
        },
        QueryUse("erasure.removeLinks") { _ = try $0.erasure.removeLinks(of: "p1") },
        QueryUse("erasure.removePairs") { _ = try $0.erasure.removePairs(of: "p1") },
        QueryUse("erasure.removeCodes") { _ = try $0.erasure.removeCodes(of: "p1") },
        QueryUse("erasure.countAttendances") { _ = try $0.erasure.countAttendances(of: "p1") },
        // Half-written forms and the forms of three days: looked through once for each person that is erased.
        QueryUse("erasure.removeDrafts", readsAll: true) { _ = try $0.erasure.removeDrafts(beginning: "person/p1/") },
        QueryUse("erasure.removeSubmissions", readsAll: true) { _ = try $0.erasure.removeSubmissions(naming: "p1") },
        QueryUse("erasure.add") {
            try $0.erasure.add(
                ErasureStore.Record(id: "e", person: "p1", because: "asked", doneAt: now, receipt: "{}"))
        },
        QueryUse("erasure.page") { _ = try $0.erasure.page(limit: 9, offset: 9) },
        QueryUse("erasure.countAll", readsAll: true) { _ = try $0.erasure.countAll() },
        QueryUse("retention.state") { _ = try $0.retention.state() },
        QueryUse("retention.keep") { try $0.retention.keep(counts: [:], at: now) },
        QueryUse("retention.keepRemoved") { try $0.retention.keep(removed: [:], at: now) },
        QueryUse("retention.set") { try $0.retention.set(on: now, by: "a") },
        QueryUse("retention.ended") { _ = try $0.retention.ended(before: now, limit: 9) },
        QueryUse("retention.countEnded") { _ = try $0.retention.countEnded(before: now) },
        QueryUse("retention.countMail", readsAll: true) { _ = try $0.retention.countMail(before: now) },
        QueryUse("retention.removeMail", readsAll: true) { _ = try $0.retention.removeMail(before: now) },
        QueryUse("retention.countDrafts") { _ = try $0.retention.countDrafts(before: now) },
        QueryUse("retention.removeDrafts") { _ = try $0.retention.removeDrafts(before: now) },
    ]
}
