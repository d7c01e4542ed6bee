/// For how long something is kept, and where that number comes from.
public struct RetentionRule: Hashable, Sendable {
    /// What goes when its time is over. The program knows these and no others.
    public enum What: String, CaseIterable, Sendable {
        /// People whose journey with the hub ended: they are erased.
        case endedPeople = "ended-people"
        /// Letters that went out, or never could.
        case sentMail = "sent-mail"
        /// Half-written forms.
        case drafts
        /// Codes of own pages that open nothing any more.
        case unusedCodes = "unused-codes"
        /// What people asked for and was answered.
        case settledRequests = "settled-requests"
    }

    public let what: What
    /// What it is called on a page.
    public let name: String
    public let explanation: String
    public let days: Int
    public let source: String
}
