import Casework
import Community
import People
import Reference
import Vocabulary

/// Does the person still agree? Asked again before, or after, their yes ends.
struct RenewalPage: Page {
    static let template = "refer/renewal"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let problems: [FieldProblem]
    let lead: String
    let message: SummaryList
    let action: String
    let until: UntilFields
    let how: Radios
    let manner: MannerFields
    let who: TextInput
    let go = Button("They say yes for longer")

    init(_ record: ReferralRecord, _ reader: FormReader, reference: ReferenceData) {
        let address = "/app/referrals/\(record.referral.id)"
        let ends = record.consent.counts(on: record.today) ? "counts until" : "ended on"
        title = "Ask \(record.person.shownName) again"
        backLink = Link("Back to the referral", to: address)
        problems = reader.problems
        lead = "Their yes \(ends) \(record.consent.until.inWords). May \(record.group.details.name) go on knowing this?"
        message = SummaryList(MessageLines(reference: reference).rows(of: record.referral.message))
        action = address + "/consent-renewal"
        until = UntilFields(
            "How much longer may the group keep this?", today: record.today, after: record.consent.until, in: reader)
        how = ConsentPage.how(in: reader)
        manner = MannerFields(record.person, reader, reference: reference)
        who = ConsentPage.who(in: reader)
    }

    static func read(_ reader: inout FormReader, of record: ReferralRecord) -> (until: Day, manner: Consent.Manner)? {
        let until = UntilFields.read(&reader, today: record.today, after: record.consent.until)
        let manner = ConsentPage.manner(&reader)
        guard reader.problems.isEmpty, let until, let manner else { return nil }
        return (until, manner)
    }
}
