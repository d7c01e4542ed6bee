import Community
import Foundation
import People
import Vocabulary

/// The acceptances of one group in the order of time, and who held a place at each of them.
struct Acceptances {
    private let accepted: [(id: Referral.ID, from: Moment, to: Moment?)]
    private let zone: TimeZone

    init(of referrals: [Referral], in zone: TimeZone) {
        self.zone = zone
        accepted = referrals.compactMap { referral in
            referral.acceptedAt.map { (referral.id, $0, referral.endedAt) }
        }.sorted { ($0.from, $0.id) < ($1.from, $1.id) }
    }

    /// The acceptances since `agreement` was made for which there was no place, or which were one too many
    /// for the month.
    func beyond(_ agreement: Agreement) -> [Referral.ID] {
        accepted.enumerated().filter { index, one in
            guard one.from.day(in: zone) > agreement.agreedOn else { return false }
            let before = accepted[..<index]
            let held = before.count { $0.to.map { $0 > one.from } ?? true }
            let month = one.from.day(in: zone).startOfMonth
            let thisMonth = before.count { $0.from.day(in: zone).startOfMonth == month }
            return held >= agreement.places || thisMonth >= agreement.monthlyLimit
        }.map(\.element.id)
    }
}
