import Vocabulary

/// How full a group is, counted from its referrals and never typed.
public struct Load: Hashable, Sendable {
    /// Referrals the group accepted in the current month.
    public let acceptedThisMonth: Int
    /// People it holds now: accepted, introduced or attending.
    public let held: Int
    /// Referrals that wait for its answer, those on its waiting list among them.
    public let waiting: Int
    /// People on its waiting list.
    public let waitlisted: Int

    public init(acceptedThisMonth: Int = 0, held: Int = 0, waiting: Int = 0, waitlisted: Int = 0) {
        self.acceptedThisMonth = acceptedThisMonth
        self.held = held
        self.waiting = waiting
        self.waitlisted = waitlisted
    }

    /// Places that nobody has, whoever waits for them: what the group itself can give away.
    public func placesLeft(under agreement: Agreement) -> Int { max(0, agreement.places - held) }

    /// How many newcomers the group can take today, whoever they are: its places, or what is left of the month,
    /// whichever is less.
    public func free(under agreement: Agreement) -> Int {
        max(0, min(placesLeft(under: agreement), agreement.monthlyLimit - acceptedThisMonth))
    }

    /// What can be offered to somebody new: a place for which somebody on the waiting list waits is theirs.
    public func newcomersLeft(under agreement: Agreement?) -> Int {
        guard let agreement else { return 0 }
        return max(0, free(under: agreement) - waitlisted)
    }

    /// How many of those who wait have a place now, whoever waits longest first.
    public func freedPlaces(under agreement: Agreement?, on day: Day) -> Int {
        guard let agreement, agreement.holds(on: day) else { return 0 }
        return min(waitlisted, free(under: agreement))
    }
}
