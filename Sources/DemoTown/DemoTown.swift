import Casework
import Storage
import Vocabulary

/// Brinehaven: a town that is not on any map, with its groups, its hub and the people the hub walks with.
///
/// Everything follows from the seed and from today, so that two demos that are started on one day are the
/// same, but for their secrets, and both look as if the hub had been at work until a minute ago.
public struct DemoTown: Sendable {
    public static let hub = Hub(
        id: "demo", name: "Brinehaven hub", area: "gb-eng",
        settings: HubSettings(
            phone: "01632 960100", email: "hub@brinehaven.example",
            interpreterLanguages: ["ar", "fa", "prs", "so", "ti", "uk", "pl"], safeguardingName: "Nell Carrow",
            safeguardingPhone: "01632 960199"))

    /// How many groups and people the town has when nobody asks for more.
    public static var usualGroups: Int { TownGroup.all.count }
    public static var usualPeople: Int { Resident.all.count }

    public let seed: UInt64
    let groups: [TownGroup]
    let residents: [Resident]

    /// - Parameters:
    ///   - groups: how many groups there are; beyond the usual ones they are variations, for load tests.
    ///   - people: how many people; the same.
    public init(groups: Int = DemoTown.usualGroups, people: Int = DemoTown.usualPeople, seed: UInt64 = 2026) {
        self.seed = seed
        let known = TownGroup.all
        self.groups =
            Array(known.prefix(groups))
            + TownCrowd.groups(max(0, groups - known.count), likeThese: known, seed: seed)
        // A story only fits where its groups are.
        let keys = Set(self.groups.map(\.key))
        let told = Resident.all.prefix(people).filter { $0.groups.isSubset(of: keys) }
        residents = told + TownCrowd.residents(max(0, people - told.count), among: self.groups, seed: seed)
    }

    /// Founds the hub and tells its whole story so far, in one transaction: a fill that was interrupted
    /// leaves nothing behind.
    ///
    /// - Parameter staffPassword: the password of all members of staff as it is stored; nil lets nobody sign in.
    /// - Throws: ``StorageFault``; a refusal of the domain means that a story contradicts itself.
    public func fill(_ desk: Desk, staffPassword: String? = nil) async throws {
        let town = self
        try await desk.database.write(DemoTown.hub.id) { hub in
            var storyteller = Storyteller(of: town, in: hub, desk: desk)
            storyteller.staffPassword = staffPassword
            try storyteller.tell()
        }
    }
}

extension TownGroup {
    static let all = kitchens + classes + moving + making + advice + neighbours + apart
}

extension Resident {
    static let all = arriving + waiting + belonging + departing

    /// The keys of the groups that the story speaks of.
    var groups: Set<String> {
        Set(
            chapters.flatMap(\.steps).compactMap { step in
                switch step {
                case .drafted(let key), .referred(let key), .answered(let key, _), .nudged(let key), .expired(let key),
                    .introduced(let key), .session(let key, _), .ended(let key, _, _), .withdrewConsent(let key),
                    .letterCameBack(let key),
                    .saidYesLate(let key):
                    key
                case .received, .takenOn, .care, .closed, .contact, .explained, .searched, .glassBroken: nil
                }
            })
    }
}
