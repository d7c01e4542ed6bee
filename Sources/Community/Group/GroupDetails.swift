import Vocabulary

/// What a group is like to join: the facts that matching and the cards on the page are made of.
///
/// Where a fact decides whether somebody can come, it is ``Known``: a directory that is silent about the cost has not
/// said that it is free. Where a yes is all that counts, false is not a no: nobody has said yes.
public struct GroupDetails: Hashable, Sendable {
    public var name: String
    /// A few sentences for the link worker and the person.
    public var summary: String
    public var organisation: String
    public var contact: GroupContact
    public var status: GroupStatus
    public var needs: [NeedCode]
    public var interests: [InterestCode]
    public var format: Known<MeetingFormat>
    public var place: Place?
    public var online: Bool
    /// One takes part by telephone.
    public var byPhone: Bool
    /// The group pays for the way there.
    public var travelPaid: Bool
    /// For one session.
    public var fee: Known<Pence>
    public var sessions: [GroupSession]
    /// What could not be read as weekly times, in the directory's own words.
    public var timesInWords: String
    public var dropIn: Bool
    public var bookAhead: Bool
    public var audience: Known<Audience>
    /// Open at an end of which nothing was said.
    public var age: AgeRange
    /// The languages it is run in; empty where nobody has said.
    public var languages: [Language]
    /// How much English it takes to join in.
    public var english: Known<LanguageLevel>
    public var interpreting: [InterpretingOffer]
    public var childcare: Known<Childcare>
    /// Said and empty is that it has none of what we ask for.
    public var access: Known<[AccessCode]>
    /// Asks for status or identity papers.
    public var asksStatus: Known<Bool>
    public var communities: [CommunityCode]
    /// Has roles for volunteers.
    public var volunteering: Bool

    /// A group of which only the name is known.
    public init(name: String) {
        self.name = name
        summary = ""
        organisation = ""
        contact = GroupContact()
        status = .active
        needs = []
        interests = []
        format = .notKnown
        place = nil
        online = false
        byPhone = false
        travelPaid = false
        fee = .notKnown
        sessions = []
        timesInWords = ""
        dropIn = false
        bookAhead = false
        audience = .notKnown
        age = .open
        languages = []
        english = .notKnown
        interpreting = []
        childcare = .notKnown
        access = .notKnown
        asksStatus = .notKnown
        communities = []
        volunteering = false
    }
}
