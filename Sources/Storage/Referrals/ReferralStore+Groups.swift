import Community
import People
import Vocabulary

extension ReferralStore {
    /// The group that each of these is to.
    public func groups(of ids: [Referral.ID]) throws -> [Referral.ID: Group.ID] {
        let rows = try hub.rows(
            "SELECT id, group_id FROM referrals WHERE hub_id = \(hub.hub) AND id IN \(list: ids)")
        return Dictionary(try rows.map { (try $0.id("id"), try $0.id("group_id")) }, uniquingKeysWith: { $1 })
    }
}
