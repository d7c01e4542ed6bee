import People
import Storage
import Vocabulary

/// What a commissioner may know of a hub: how many, never who, and no small number.
///
/// No table's row is the sum of another table's rows, and none is by place: what one hides, another must not give away.
public struct HubFigures: Sendable {
    public let people: ToldTable<PeopleRow>
    public let referrals: ToldTable<ReferralRow>
    /// What matters to the people walked with now. One person names several needs.
    public let needs: ToldTable<NeedCode>
    /// How long groups took to answer, over the last year.
    public let answers: ToldTable<AnswerRow>
    public let on: Day

    public enum PeopleRow: String, CaseIterable, Hashable, Sendable {
        case waitingUpToAWeek, waitingUpToFourWeeks, waitingLonger
        case assessed, active, paused, moving, over
    }

    public enum ReferralRow: Hashable, Sendable {
        /// Something is still to come of it.
        case open(Referral.State)
        case declined(Referral.DeclineReason?)
        case ended(Referral.EndReason?)
        case expired
    }

    public enum AnswerRow: String, CaseIterable, Hashable, Sendable {
        case withinThreeDays, withinAWeek, withinTwoWeeks, later
    }
}

/// Counts the ``HubFigures``.
public struct ReadFigures: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(by actor: Actor) async throws -> HubFigures {
        try Access.require(.seeFigures, of: actor)
        let clock = desk.clock
        return try await desk.database.read(actor.hub) { hub in
            HubFigures(
                people: try people(in: hub, at: clock.now), referrals: try referrals(in: hub),
                needs: SmallNumbers.table(
                    try hub.figures.needs(in: Self.walkedWith.map(\.rawValue))
                        .map { (key: NeedCode($0.need), count: $0.count) }
                        .sorted { ($1.count, $0.key) < ($0.count, $1.key) }, hasTotal: false),
                answers: try answers(in: hub, at: clock.now), on: clock.today)
        }
    }

    private static let waiting: [Case.State] = [.received, .triage, .contacting]
    private static let walkedWith: [Case.State] = [.contacting, .assessed, .active, .paused, .relocating]

    private func people(in hub: HubTransaction, at now: Moment) throws -> ToldTable<HubFigures.PeopleRow> {
        let states = try hub.figures.people()
        let since = [now.adding(days: -7), now.adding(days: -28)]
        let waiting = try hub.figures.waiting(in: Self.waiting.map(\.rawValue), since: since[0], since[1])
        func of(_ wanted: Case.State...) -> Int { wanted.map { states[$0.rawValue] ?? 0 }.reduce(0, +) }
        return SmallNumbers.table([
            (.waitingUpToAWeek, waiting.short), (.waitingUpToFourWeeks, waiting.longer),
            (.waitingLonger, waiting.longest),
            (.assessed, of(.assessed)), (.active, of(.active)), (.paused, of(.paused)), (.moving, of(.relocating)),
            (.over, of(.closed, .transferred)),
        ])
    }

    private func referrals(in hub: HubTransaction) throws -> ToldTable<HubFigures.ReferralRow> {
        var counts: [HubFigures.ReferralRow: Int] = [:]
        for line in try hub.figures.referrals() {
            let row: HubFigures.ReferralRow =
                switch line.state {
                case .declined: .declined(line.declinedBecause)
                case .ended: .ended(line.endedBecause)
                case .expired: .expired
                case let state: .open(state)
                }
            counts[row, default: 0] += line.count
        }
        let rows: [HubFigures.ReferralRow] =
            Referral.State.allCases.filter { $0.isOpen && $0 != .draft }.map { .open($0) } + [.expired]
            + Referral.DeclineReason.allCases.map { .declined($0) } + [.declined(nil)]
            + Referral.EndReason.allCases.map { .ended($0) } + [.ended(nil)]
        return SmallNumbers.table(rows.map { ($0, counts[$0] ?? 0) })
    }

    private func answers(in hub: HubTransaction, at now: Moment) throws -> ToldTable<HubFigures.AnswerRow> {
        let found = try hub.figures.answers(since: now.adding(days: -365), within: [3, 7, 14].map { $0 * 86_400_000 })
        return SmallNumbers.table(Array(zip(HubFigures.AnswerRow.allCases, found)).map { ($0.0, $0.1) })
    }
}
