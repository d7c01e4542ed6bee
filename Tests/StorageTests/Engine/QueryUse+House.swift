import People
import Testing
import Vocabulary

@testable import Storage

extension QueryUse {
    /// Uses of accounts and sessions, of the outbox, and of what is kept for a while.
    static let house: [QueryUse] =
        accounts + jobs + [
            QueryUse("outbox.add") { hub in
                try hub.outbox.add(
                    OutgoingMail(
                        id: "new", kind: "nudge", recipient: "k@example.org", subject: "", body: "", createdAt: now,
                        nextAt: now))
            },
            QueryUse("outbox.page") { _ = try $0.outbox.page(limit: 20, offset: 20) },
            QueryUse("outbox.countFailed") { _ = try $0.outbox.countFailed() },
            QueryUse("outbox.count", readsAll: true) { _ = try $0.outbox.count() },
            QueryUse("outbox.due") { _ = try $0.outbox.due(at: now, limit: 20) },
            QueryUse("outbox.takeDue") { _ = try $0.outbox.takeDue(at: now) },
            QueryUse("outbox.settle") { hub in
                let mail = try #require(try hub.outbox.find("m1"))
                _ = try hub.outbox.settle(mail, taken: mail)
            },
            QueryUse("outbox.latest") { _ = try $0.outbox.latest(limit: 20) },
            QueryUse("outbox.find") { _ = try $0.outbox.find("m1") },
            QueryUse("outbox.save") { hub in try hub.outbox.save(try #require(try hub.outbox.find("m1"))) },
            QueryUse("outbox.forgetBody") { try $0.outbox.forgetBody(of: "m1") },
            QueryUse("outbox.stop") { _ = try $0.outbox.stop(about: "r1") },
            QueryUse("outbox.giveUp") { _ = try $0.outbox.giveUp(before: now) },
            QueryUse("submissions.result") { _ = try $0.submissions.result(of: "s") },
            QueryUse("submissions.remember") { try $0.submissions.remember("s", result: "r", at: now) },
            QueryUse("submissions.forget") { _ = try $0.submissions.forget(before: now) },
            QueryUse("drafts.open") { _ = try $0.drafts.open("form", of: worker, limit: 8) },
            QueryUse("drafts.keep") { hub in
                let draft = Draft(id: "d", fields: [], savedAt: now)
                _ = try hub.drafts.keep(draft, of: "form", about: nil, by: worker)
            },
            QueryUse("drafts.isClosed") { _ = try $0.drafts.isClosed("d", of: worker) },
            QueryUse("drafts.close") { try $0.drafts.close("d", of: "form", about: "p1", by: worker, at: now) },
            QueryUse("drafts.about") { _ = try $0.drafts.about("p1", limit: 8) },
            QueryUse("drafts.forget") { try $0.drafts.forget(before: now) },
            QueryUse("heldForms.add") { hub in
                try hub.accounts.add(account)
                try hub.heldForms.add(ShutForm(id: "h", account: "worker-1", sealed: "", endsAt: now))
            },
            QueryUse("heldForms.find") { _ = try $0.heldForms.find("h") },
            QueryUse("heldForms.remove") { try $0.heldForms.remove("h", of: worker) },
            QueryUse("heldForms.removeAll") { try $0.heldForms.removeAll(of: worker, butNewest: 5) },
            QueryUse("heldForms.forget") { try $0.heldForms.forget(endedBefore: now) },
            QueryUse("hubs.find") { _ = try $0.transaction.hubs.find("one") },
            QueryUse("hubs.all") { _ = try $0.transaction.hubs.all() },
            QueryUse("hubs.directoryVersions") { _ = try $0.transaction.hubs.directoryVersions() },
            QueryUse("hubs.add") { hub in
                // Only who acts for a hub can add it.
                try hub.transaction.act(for: "new")
                try hub.transaction.hubs.add(Hub(id: "new", name: "New", area: "gb-eng"), at: now)
                try hub.transaction.act(for: hub.hub)
            },
            QueryUse("hubs.saveSettings") {
                try $0.transaction.hubs.saveSettings(of: Hub(id: "one", name: "One", area: "gb-eng"))
            },
        ]

    private static let lease = JobLease(kind: "mail", number: 1, server: "one", until: now)
    private static let jobs: [QueryUse] = [
        QueryUse("jobs.add") { try $0.jobs.add(["mail"], at: now) },
        QueryUse("jobs.all") { _ = try $0.jobs.all() },
        QueryUse("jobs.take") { hub in
            try hub.jobs.add(["mail"], at: now)
            _ = try hub.jobs.take("mail", by: "one", at: now, until: now.adding(seconds: 1))
        },
        QueryUse("jobs.extend") { _ = try $0.jobs.extend(lease, until: now) },
        QueryUse("jobs.finish") { _ = try $0.jobs.finish(lease, counts: [:], at: now, nextAt: now) },
        QueryUse("jobs.breakOff") { _ = try $0.jobs.breakOff(lease, problem: "p", at: now, pauses: [1]) },
        QueryUse("jobs.bringForward") { _ = try $0.jobs.bringForward("mail", to: now) },
        QueryUse("commits.forget") { try $0.commits.forget(before: now) },
        QueryUse("serverSettings.replace") { try $0.transaction.serverSettings.replace("a", by: "b") },
        QueryUse("serverSettings.value") { _ = try $0.transaction.serverSettings.value(of: "a", orElse: "b") },
    ]

    private static let account = Account(
        id: "worker-1", name: "Mina", email: "mina@example.org", role: "link-worker", createdAt: now)
    private static let session = StaffSession(
        id: "s", account: "worker-1", startedAt: now, seenAt: now, endsAt: now)

    private static let accounts: [QueryUse] =
        signIns + [
            QueryUse("accounts.add") { try $0.accounts.add(account) },
            QueryUse("accounts.find") { _ = try $0.accounts.find("worker-1") },
            // Those who work in a hub, for the command that lists them.
            QueryUse("accounts.all") { _ = try $0.accounts.all() },
            QueryUse("accounts.open") { _ = try $0.accounts.open(inRoles: ["link-worker"]) },
            QueryUse("accounts.save") { try $0.accounts.save(account) },
            QueryUse("accounts.renewPassword") { try $0.accounts.renewPassword(of: "worker-1", from: "a", to: "b") },
            QueryUse("accounts.names") { _ = try $0.accounts.names(["worker-1", "worker-2"]) },
            QueryUse("accountAddresses.find") { _ = try $0.transaction.accountAddresses.find("mina@example.org") },
            QueryUse("setupLinks.replace") { hub in
                try hub.accounts.add(account)
                try hub.setupLinks.replace(with: SetupLink(account: "worker-1", tokenHash: "t", endsAt: now))
            },
            QueryUse("setupLinks.find") { _ = try $0.setupLinks.find(tokenHash: "t") },
            QueryUse("setupLinks.use") { _ = try $0.setupLinks.use(tokenHash: "t", at: now) },
            QueryUse("staffSessions.add") { hub in
                try hub.accounts.add(account)
                try hub.staffSessions.add(session)
            },
            QueryUse("staffSessions.find") { _ = try $0.staffSessions.find("s") },
            QueryUse("staffSessions.all") { _ = try $0.staffSessions.all(of: "worker-1") },
            QueryUse("staffSessions.remove of an account") { _ = try $0.staffSessions.remove("s", of: "worker-1") },
            QueryUse("staffSessions.passSecondStep") { try $0.staffSessions.passSecondStep("s") },
            QueryUse("staffSessions.note") { try $0.staffSessions.note("s", seenAt: now) },
            QueryUse("staffSessions.remove") { try $0.staffSessions.remove("s") },
            QueryUse("staffSessions.removeAll") { try $0.staffSessions.removeAll(of: "worker-1", but: nil) },
            QueryUse("staffSessions.forget") { try $0.staffSessions.forget(endedBefore: now, unusedSince: now) },
            QueryUse("tries.failures") { _ = try $0.transaction.tries.failures(of: "s", since: now) },
            QueryUse("tries.addFailure") { try $0.transaction.tries.addFailure(of: "s", at: now, since: now) },
            QueryUse("tries.clear") { try $0.transaction.tries.clear("s") },
            QueryUse("tries.forget") { try $0.transaction.tries.forget(before: now) },
        ]

    private static let signIns: [QueryUse] = [
        QueryUse("secondSteps.add") { hub in
            try hub.accounts.add(account)
            _ = try hub.secondSteps.add(
                StoredSecondStep(account: "worker-1", keyID: "k", sealed: "s", lastStep: 1, setUpAt: now))
        },
        QueryUse("secondSteps.find") { _ = try $0.secondSteps.find("worker-1") },
        // For the command that lists who works in a hub.
        QueryUse("secondSteps.accounts") { _ = try $0.secondSteps.accounts() },
        // Once after keys were changed: all of a hub, a hundred at a time.
        QueryUse("secondSteps.all") { _ = try $0.secondSteps.all(notUnder: "k", limit: 100) },
        QueryUse("secondSteps.use") { _ = try $0.secondSteps.use(2, of: "worker-1") },
        QueryUse("secondSteps.reseal") { try $0.secondSteps.reseal("worker-1", as: "t", with: "k") },
        QueryUse("secondSteps.remove") { _ = try $0.secondSteps.remove("worker-1") },
        QueryUse("secondSteps.replaceRecoveryCodes") { hub in
            try hub.accounts.add(account)
            try hub.secondSteps.replaceRecoveryCodes(of: "worker-1", with: ["a", "b"])
        },
        QueryUse("secondSteps.useRecoveryCode") { _ = try $0.secondSteps.useRecoveryCode("a", of: "worker-1") },
        QueryUse("secondSteps.countRecoveryCodes") { _ = try $0.secondSteps.countRecoveryCodes(of: "worker-1") },
        QueryUse("halfSignIns.add") { hub in
            try hub.accounts.add(account)
            try hub.halfSignIns.add(HalfSignIn(id: "h", account: "worker-1", way: "password", endsAt: now))
        },
        QueryUse("halfSignIns.find") { _ = try $0.halfSignIns.find("h") },
        QueryUse("halfSignIns.remove") { _ = try $0.halfSignIns.remove("h") },
        QueryUse("halfSignIns.removeAll") { try $0.halfSignIns.removeAll(of: "worker-1") },
        QueryUse("halfSignIns.forget") { try $0.halfSignIns.forget(endedBefore: now) },
        QueryUse("signInLinks.replace") { hub in
            try hub.accounts.add(account)
            try hub.signInLinks.replace(with: SignInLink(account: "worker-1", tokenHash: "t", endsAt: now))
        },
        QueryUse("signInLinks.find") { _ = try $0.signInLinks.find(tokenHash: "t") },
        QueryUse("signInLinks.use") { _ = try $0.signInLinks.use(tokenHash: "t") },
        QueryUse("signInLinks.removeAll") { try $0.signInLinks.removeAll(of: "worker-1") },
        QueryUse("providerLinks.find") { _ = try $0.providerLinks.find("worker-1") },
        QueryUse("providerLinks.add") { hub in
            try hub.accounts.add(account)
            _ = try hub.providerLinks.add(ProviderLink(account: "worker-1", subject: "s", linkedAt: now))
        },
        QueryUse("providerLinks.remove") { hub in
            try hub.accounts.add(account)
            _ = try hub.providerLinks.add(ProviderLink(account: "worker-1", subject: "s", linkedAt: now))
            _ = try hub.providerLinks.remove("worker-1")
        },
        QueryUse("providerSubjects.find") { _ = try $0.transaction.providerSubjects.find("s") },
        QueryUse("knownDevices.isKnown") { _ = try $0.transaction.knownDevices.isKnown("d") },
        QueryUse("knownDevices.note") { try $0.transaction.knownDevices.note("d", seenAt: now) },
        QueryUse("knownDevices.forget") { try $0.transaction.knownDevices.forget(before: now) },
    ]
}
