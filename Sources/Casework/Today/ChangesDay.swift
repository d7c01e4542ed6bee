import Community
import People
import Storage
import Vocabulary

/// What ended or changed without the worker's doing, and waits for them.
public struct ChangesDay: Sendable {
    /// A yes that ends soon or has ended, while something rests on it.
    public var consents: Lines<EndingConsent> = .none
    /// Groups that closed or paused, with people in them or waiting.
    public var groups: Lines<ChangedGroup> = .none
    public var letters: Lines<ReturnedLetter> = .none
    /// Groups that said yes after it had ended.
    public var lateYeses: Lines<ReferralLine> = .none
    /// People on a waiting list for whom a place is free.
    public var freed: Lines<WaitingLine> = .none
    /// People on a waiting list whose place is to be looked at again.
    public var reviews: Lines<WaitingLine> = .none

    public init() {}

    /// Days before the end of a yes from which Today asks.
    public static let consentDaysAhead = 14
    /// Days for which a change stays, where nobody dealt with it.
    public static let changesForDays = 60

    public struct EndingConsent: Hashable, Sendable {
        public let line: ReferralLine
        public let until: Day

        public init(line: ReferralLine, until: Day) {
            self.line = line
            self.until = until
        }
    }

    public struct ChangedGroup: Hashable, Sendable {
        public let line: ReferralLine
        public let became: GroupOpening

        public init(line: ReferralLine, became: GroupOpening) {
            self.line = line
            self.became = became
        }
    }

    public struct ReturnedLetter: Hashable, Sendable {
        public let line: ReferralLine
        /// Where the group can be called; empty where nobody knows, or the group keeps it to itself.
        public let phone: String

        public init(line: ReferralLine, phone: String) {
            self.line = line
            self.phone = phone
        }
    }

    init(of worker: Identifier<Worker>?, in hub: HubTransaction, clock: Clock, limit: Int) throws {
        let today = clock.today
        let since = clock.now.adding(days: -ChangesDay.changesForDays)
        let some = limit + 1
        let waiting = try WaitingLists(in: hub, clock: clock)
        consents = Lines(
            try hub.today.consentsEnding(
                from: today.adding(days: -ChangesDay.changesForDays),
                to: today.adding(days: ChangesDay.consentDaysAhead), worker: worker, limit: some
            ).map { EndingConsent(line: ReferralLine($0.line), until: $0.until) }, limit: limit)
        groups = Lines(
            try hub.today.changedGroups(since: since, worker: worker, limit: some)
                .map { ChangedGroup(line: ReferralLine($0.line), became: $0.became) }, limit: limit)
        letters = Lines(
            try hub.today.returnedLetters(since: since, worker: worker, limit: some).map {
                ReturnedLetter(line: ReferralLine($0.line), phone: $0.keepsPhone ? "" : $0.contact.phone)
            }, limit: limit)
        lateYeses = Lines(
            try hub.today.lateYeses(since: since, worker: worker, limit: some).map(ReferralLine.init), limit: limit)
        freed = Lines(waiting.freed(for: worker), limit: limit)
        reviews = Lines(waiting.dueForReview(for: worker), limit: limit)
    }
}

/// A group that takes fewer people than it did, with people in it or waiting: for whoever keeps the directory.
public struct NarrowedGroup: Hashable, Sendable {
    public let group: Group.ID
    public let name: String
    public let became: GroupOpening
    public let by: GroupChange.Source
    public let at: Moment
    public let people: Int

    public init(
        group: Group.ID, name: String, became: GroupOpening, by: GroupChange.Source, at: Moment, people: Int
    ) {
        self.group = group
        self.name = name
        self.became = became
        self.by = by
        self.at = at
        self.people = people
    }

    init(_ found: TodayStore.ChangedGroupCount) {
        self.init(
            group: found.group, name: found.name, became: found.became, by: found.by, at: found.at,
            people: found.people)
    }
}

extension Lines {
    static var none: Lines { Lines([], limit: 0) }
}
