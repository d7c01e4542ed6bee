import Casework
import Community
import People
import Storage
import Vocabulary

extension Storyteller {
    /// What is shared with a group in these stories: never the telephone.
    private static let shared: Set<SharedFact> = [.callName, .hopes, .languages, .whatHelps, .access, .children]

    mutating func tellOfGroup(_ step: Resident.Step, _ index: Int) throws {
        switch step {
        case .drafted(let key): try draft(to: key, index)
        case .referred(let key): try refer(to: key, index)
        case .answered(let key, let answer): try self.answer(answer, by: key, index)
        case .nudged(let key):
            try change(key, index, "group-nudged", by: EventActor(kind: .job, id: "reminders")) { referral, told in
                try referral.nudge(at: told.now, today: told.today, sentOn: told.sentOn(referral))
            }
            try writeOfSilence(about: try referral(key, index), to: key)
        case .expired(let key):
            try change(key, index, "referral-expired", by: EventActor(kind: .job, id: "reminders")) { referral, told in
                try referral.expire(at: told.now, today: told.today, sentOn: told.sentOn(referral))
            }
            try closeLink(key, index)
        case .introduced(let key):
            try change(key, index, "referral-introduced", by: worker(of: try person(index))) { referral, told in
                try referral.introduce(at: told.now)
            }
        case .session(let key, let outcome): try session(outcome, of: key, index)
        case .ended(let key, let reason, let welcome):
            try change(
                key, index, "referral-ended", by: worker(of: try person(index)), detail: ["because": reason.rawValue]
            ) { referral, told in
                try referral.end(because: reason, at: told.now, welcome: welcome)
            }
            try closeLink(key, index)
        case .withdrewConsent(let key): try withdraw(key, index)
        case .letterCameBack(let key):
            try change(key, index, "letter-came-back", by: EventActor(kind: .job, id: "mail")) { referral, told in
                referral.letterCameBack(at: told.now)
            }
            try failLetter(about: try referral(key, index))
        case .saidYesLate(let key):
            try change(
                key, index, "late-yes-said", by: EventActor(kind: .group, id: groupID(key).rawValue)
            ) { referral, told in
                try referral.sayYesLate(at: told.now)
            }
        case .received, .takenOn, .care, .closed, .contact, .explained, .searched, .glassBroken: return
        }
    }

    private func referral(_ key: String, _ index: Int) throws -> Referral {
        guard let referral = referrals[ReferralKey(resident: index, group: key)] else {
            throw Contradiction.notReferred(resident: town.residents[index].key, group: key)
        }
        return referral
    }

    private func sentOn(_ referral: Referral) -> Day { (referral.sentAt ?? now).day(in: desk.clock.zone) }

    private mutating func change(
        _ key: String, _ index: Int, _ verb: String, by actor: EventActor, detail: [String: String] = [:],
        _ move: (inout Referral, Storyteller) throws -> Void
    ) throws {
        var referral = try referral(key, index)
        try move(&referral, self)
        try hub.referrals.save(referral)
        referral.version += 1
        referrals[ReferralKey(resident: index, group: key)] = referral
        try hub.groups.touch(groupID(key))
        try record(
            verb, of: "referral", referral.id.rawValue, by: actor, person: referral.person, detail: detail)
    }

    private mutating func draft(to key: String, _ index: Int) throws {
        let person = try person(index)
        let group = groupID(try group(key).key)
        let consent = Consent(
            id: id("consent \(town.residents[index].key) \(key) \(now.milliseconds)"), person: person.id,
            group: group.rawValue, scope: Storyteller.shared, givenAt: now,
            until: today.adding(days: town.residents[index].yesDays[key] ?? 91),
            manner: Consent.Manner(
                language: person.understanding?.language ?? .english,
                withInterpreter: person.understanding?.withInterpreter ?? false, how: .spoken))
        let referral = Referral(
            id: id("referral \(town.residents[index].key) \(key) \(now.milliseconds)"), person: person.id,
            group: group.rawValue, consent: consent.id,
            message: ReferralMessage(about: person.about, scope: consent.scope), createdAt: now)
        try hub.consents.add(consent)
        try record(
            "consent-given", of: "consent", consent.id.rawValue, by: worker(of: person), person: person.id,
            detail: ["facts": consent.scope.map(\.rawValue).sorted().joined(separator: " ")])
        try hub.referrals.add(referral)
        try record("referral-drafted", of: "referral", referral.id.rawValue, by: worker(of: person), person: person.id)
        referrals[ReferralKey(resident: index, group: key)] = referral
        referrals[ReferralKey(resident: index, group: key)]?.version = 1
    }

    private mutating func refer(to key: String, _ index: Int) throws {
        try draft(to: key, index)
        let person = try person(index)
        let stored = try referral(key, index)
        let consent = try hub.consents.find(stored.consent)
        let others = referrals.filter { $0.key.resident == index && $0.key.group != key && $0.value.state.isOpen }
        try change(key, index, "referral-sent", by: worker(of: person)) { referral, told in
            try referral.send(
                at: told.now, today: told.today, consent: consent, understanding: person.understanding,
                othersOpen: others.map(\.value), openLimit: person.wantsMoreAtOnce ? nil : Referral.usualOpenLimit)
        }
        try writeOfReferral(try referral(key, index), to: key, until: consent?.until ?? today)
    }

    private mutating func answer(_ answer: Resident.Answer, by key: String, _ index: Int) throws {
        let group = groupID(key)
        let actor = EventActor(kind: .group, id: group.rawValue)
        switch answer {
        case .accepted:
            let room = try room(of: group)
            try change(key, index, "referral-accepted", by: actor) { referral, told in
                try referral.accept(at: told.now, today: told.today, room: room)
            }
        case .waitlisted:
            try change(key, index, "referral-waitlisted", by: actor) { referral, told in
                try referral.waitlist(
                    at: told.now, reviewOn: told.today.adding(days: Referral.reviewAfterDays))
            }
        case .declined(let reason):
            try change(key, index, "referral-declined", by: actor, detail: ["because": reason.rawValue]) {
                referral, told in
                try referral.decline(because: reason, at: told.now)
            }
            try closeLink(key, index)
        }
    }

    private func room(of group: Group.ID) throws -> Referral.Room? {
        guard let agreement = try hub.groups.find(group)?.agreement, agreement.holds(on: today) else { return nil }
        let load = try hub.referrals.load(of: group, monthStart: today.startOfMonth.start(in: desk.clock.zone))
        return Referral.Room(
            placesLeft: load.placesLeft(under: agreement),
            leftThisMonth: agreement.monthlyLimit - load.acceptedThisMonth)
    }

    private mutating func session(_ outcome: Attendance.Outcome, of key: String, _ index: Int) throws {
        let known = try referral(key, index)
        let group = EventActor(kind: .group, id: groupID(key).rawValue)
        if outcome == .came, known.can(.attend) {
            try change(key, index, "referral-attended", by: group) { referral, told in
                try referral.attend(at: told.now)
            }
        }
        let attendance = Attendance(
            id: id("attendance \(town.residents[index].key) \(key) \(now.milliseconds)"), referral: known.id,
            on: try sessionDay(of: key, since: known), outcome: outcome, saidAt: now, byGroup: true)
        try hub.attendances.add(attendance)
        try record(
            "attendance-said", of: "referral", known.id.rawValue, by: group, person: known.person,
            detail: ["outcome": outcome.rawValue])
        if outcome == .worried { try worry(about: known, by: group) }
    }

    private func worry(about referral: Referral, by group: EventActor) throws {
        let worry = Worry(
            id: id("worry \(referral.id) \(now.milliseconds)"), person: referral.person, referral: referral.id,
            group: referral.group, raisedAt: now)
        try hub.worries.add(worry)
        try record("worry-raised", of: "worry", worry.id.rawValue, by: group, person: referral.person)
    }

    /// The last day on which the group met, as far as that is after it said yes.
    private func sessionDay(of key: String, since referral: Referral) throws -> Day {
        let days = Set(try group(key).details.sessions.map(\.day))
        let first = referral.acceptedAt?.day(in: desk.clock.zone) ?? today
        let met = (0..<7).lazy.map { self.today.adding(days: -$0) }.first { days.contains($0.weekday) } ?? today
        return max(first, met)
    }

    private mutating func withdraw(_ key: String, _ index: Int) throws {
        let actor = worker(of: try person(index))
        guard var consent = try hub.consents.find(try referral(key, index).consent) else { return }
        try consent.withdraw(at: now)
        try hub.consents.saveWithdrawal(of: consent)
        try record("consent-withdrawn", of: "consent", consent.id.rawValue, by: actor, person: consent.person)
        try change(key, index, "referral-ended", by: actor, detail: ["because": "consent-withdrawn"]) {
            referral, told in
            try referral.withdraw(at: told.now)
        }
        try writeOfWithdrawal(try referral(key, index), to: key)
        try closeLink(key, index)
    }

    private func closeLink(_ key: String, _ index: Int) throws {
        try hub.referrals.closeLink(of: try referral(key, index).id, at: now)
    }
}
