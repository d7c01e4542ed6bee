/// The addresses that stand in our letters: the one place where they are put together.
extension Desk {
    /// The page on which a group sees and answers one referral.
    public func link(toReferral secret: Secret) -> String { "\(baseURL)/r/\(secret.text)" }

    /// The page on which a group says what it agrees to.
    public func link(toAgreement secret: Secret) -> String { "\(baseURL)/a/\(secret.text)" }

    /// Where a group types in the short code of a printed letter.
    public var addressForCodes: String { "\(baseURL)/r" }

    /// Where a lead reads why records were opened.
    public var linkToBrokenGlass: String { "\(baseURL)/app/break-glass/uses" }
    /// The page on which a member of staff signs in by a link from a mail.
    func link(toSignIn secret: Secret) -> String { "\(baseURL)/sign-in/link/\(secret.text)" }

    /// The worker's first page.
    public var linkToToday: String { "\(baseURL)/app" }
}
