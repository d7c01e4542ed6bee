import Community
import Foundation
import People
import Storage
import Vocabulary

/// Everything that is asked of one hub when its data is verified.
struct HubInspection {
    let hub: HubTransaction
    let zone: TimeZone
    /// What checks the signatures of checkpoints; nil where they cannot be checked.
    var keys: HubKeys?
    /// Checkpoints that were kept away from the data.
    var kept: [SignedCheckpoint] = []

    func recordCount() throws -> Int {
        try ConsistencyStore.Kind.allCases.reduce(0) { try $0 + hub.consistency.ids(of: $1).count }
    }

    func findings() throws -> [VerifyData.Finding] {
        try trail() + records() + referrals() + capacity() + doors()
    }

    // MARK: Records that cannot be read, or say two things

    private func records() throws -> [VerifyData.Finding] {
        var found: [VerifyData.Finding] = []
        for kind in ConsistencyStore.Kind.allCases {
            for id in try hub.consistency.ids(of: kind) {
                if let column = try unreadableColumn(of: kind, id) {
                    found.append(
                        finding(
                            "\(kind.rawValue) \(id)", "the column \(column) cannot be read",
                            "restore this record from a backup"))
                }
            }
        }
        for odd in try hub.consistency.columnsAtOdds() {
            found.append(
                finding(
                    "\(odd.kind.rawValue) \(odd.id)", "the column \(odd.column) says something else than the record",
                    "save the record again on its page"))
        }
        return found
    }

    private func unreadableColumn(of kind: ConsistencyStore.Kind, _ id: String) throws -> String? {
        do {
            switch kind {
            case .group: _ = try hub.groups.find(Identifier(rawValue: id))
            case .person: _ = try hub.people.find(Identifier(rawValue: id))
            case .referral: _ = try hub.referrals.find(Identifier(rawValue: id))
            case .consent: _ = try hub.consents.find(Identifier(rawValue: id))
            }
            return nil
        } catch StorageFault.unreadable(let column) {
            return column
        }
    }

    // MARK: Referrals

    private func readableReferrals() throws -> [Referral] {
        try hub.consistency.ids(of: .referral).compactMap { id in
            do { return try hub.referrals.find(Identifier(rawValue: id)) } catch StorageFault.unreadable { return nil }
        }
    }

    private func referrals() throws -> [VerifyData.Finding] {
        var found: [VerifyData.Finding] = []
        for referral in try readableReferrals() {
            found += referral.contradictions.map {
                finding("referral \(referral.id)", $0, "look at the trail of this referral and restore a backup")
            }
        }
        found += try hub.consistency.openOnWithdrawnConsent().map {
            finding(
                "referral \($0)", "it is open though its consent was withdrawn", "end it, and tell the group to forget")
        }
        found += try hub.consistency.onForeignConsent().map {
            finding("referral \($0)", "its consent is another person's or for another group", "end it at once")
        }
        return found
    }

    // MARK: How full groups were

    /// Replays every acceptance since the group's agreement began. Limits that were lowered later accuse nobody:
    /// an agreement that is changed begins anew.
    private func capacity() throws -> [VerifyData.Finding] {
        let byGroup = Dictionary(grouping: try readableReferrals(), by: \.group)
        var found: [VerifyData.Finding] = []
        for (id, referrals) in byGroup.sorted(by: { $0.key < $1.key }) {
            let group: Group?
            do { group = try hub.groups.find(Identifier(rawValue: id)) } catch StorageFault.unreadable { continue }
            guard let agreement = group?.agreement else { continue }
            let over = Acceptances(of: referrals, in: zone).beyond(agreement)
            found += over.map {
                finding("referral \($0)", "its group had no room when it was accepted", "ask the group")
            }
        }
        return found
    }

    // MARK: Links

    private func doors() throws -> [VerifyData.Finding] {
        try hub.consistency.sharedTokens().map { hash in
            finding("link \(hash.prefix(12))…", "it opens more than one page", "send new links for what it opens")
        }
    }

    // MARK: What is sealed

    func findings(of seals: SealInspection.Result) -> [VerifyData.Finding] {
        seals.wrong.map { person, field, problem in
            let (what, remedy) =
                switch problem {
                case .altered:
                    (
                        "does not open: it was altered, or was sealed in another place",
                        "somebody changed the file outside of the program; compare it with a backup"
                    )
                case .keyNotThere:
                    ("is sealed with a key that is not among the keys", "give the key file of the time it was sealed")
                case .keyDamaged:
                    ("does not open: the key of the person was altered", "restore the keys of people from their copy")
                case .ofShreddedKey:
                    ("was sealed with a key that was shredded since", "remove it: nobody can open it any more")
                }
            return finding("person \(person), sealed \(field.nameInTrail)", what, remedy)
        }
    }

    func finding(_ place: String, _ problem: String, _ remedy: String) -> VerifyData.Finding {
        VerifyData.Finding(place: "hub \(hub.hub), \(place)", problem: problem, remedy: remedy)
    }
}

extension Referral {
    /// What its state and its dates say against each other; empty when they agree.
    var contradictions: [String] {
        var found: [String] = []
        func check(_ holds: Bool, _ words: String) { if !holds { found.append(words) } }
        check(
            (state == .draft) == (sentAt == nil) || endedBecause == .consentWithdrawn,
            "it was sent and is a draft, or the other way round")
        check(!state.holdsPlace || acceptedAt != nil, "it holds a place and was never accepted")
        check(state != .waitlisted || answeredAt != nil, "it waits on a list and was never answered")
        check(state.isOpen == (endedAt == nil), "it is open and has ended, or the other way round")
        check(
            (state == .declined) == (declinedBecause != nil), "it was declined without a reason, or has one and was not"
        )
        check((state == .ended) == (endedBecause != nil), "it ended without a reason, or has one and did not")
        check(state != .declined || acceptedAt == nil, "it was declined and counts as accepted")
        for (name, moment) in [("answered", answeredAt), ("accepted", acceptedAt), ("reminded", nudgedAt)] {
            guard let moment else { continue }
            check(sentAt.map { $0 <= moment } ?? false, "it was \(name) before it was sent")
        }
        check(endedAt.map { $0 >= (sentAt ?? createdAt) } ?? true, "it ended before it began")
        check(sentAt.map { $0 >= createdAt } ?? true, "it was sent before it was written")
        return found
    }
}
