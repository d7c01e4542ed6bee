import Casework

/// Who may ask for what: every route, and the answer that each role gets for each relationship.
///
/// It is written by hand and knows nothing of ``Access``: the test asks the whole site, route by route, and compares. A
/// new route needs one line here, with the rule that fits it; `docs/access.md` is made from this list.
enum AccessTable {
    struct Row: Sendable {
        /// As the router has it: `GET /app/people/{person}`.
        let route: String
        let rule: Rule

        init(_ route: String, _ rule: Rule) {
            self.route = route
            self.rule = rule
        }
    }

    /// What a route asks of whoever comes.
    enum Rule: Hashable, Sendable {
        /// Nothing.
        case anybody
        /// To be asked from this very machine, or with a token; a browser finds nothing.
        case machine
        /// To be signed in, in whatever role.
        case signedIn
        /// One of these roles; whatever the address names is there, or it is not.
        case roles(Set<Role>)
        /// A relationship to the person that is enough to look.
        case look
        /// One that is enough for what whoever is there must be able to do: a contact, a yes taken back.
        case contact
        /// To be a lead who may look.
        case keepByLaw
        /// One that is enough to change the record.
        case change
        /// One that is enough to say who walks with them from now on.
        case handOn
        /// To stand in today for the worker whom the address names.
        case standsIn
        /// To be the worker who walks with them.
        case ownWorker
        /// To be a team lead, or to walk with the person of the earlier of two records.
        case judge
        /// To have broken this very glass.
        case ownGlass
        /// The token in the address.
        case link
        /// That a person has opened their own page with their code; in whatever role a browser is signed in beside.
        case ownPage
    }

    private static let walkers: Set<Role> = [.linkWorker, .teamLead]
    private static let directory: Set<Role> = [.linkWorker, .teamLead, .safeguardingLead, .coordinator]
    private static let keepers: Set<Role> = [.coordinator, .safeguardingLead]
    private static let mail: Set<Role> = [.coordinator, .administrator]
    private static let breakers: Set<Role> = [.linkWorker, .teamLead, .safeguardingLead]

    static let rows: [Row] =
        site + signIn + today + people + ownPageForStaff + referrals + groups + house + links + ownPage

    private static let site = [
        Row("GET /", .anybody),
        Row("GET /en", .anybody),
        Row("GET /assets/{hash}/{name}", .anybody),
        Row("GET /favicon.ico", .anybody),
        Row("GET /robots.txt", .anybody),
        Row("GET /healthz", .anybody),
        Row("GET /readyz", .anybody),
        Row("GET /metrics", .machine),
        Row("GET /styleguide", .anybody),
        Row("GET /styleguide/right-to-left", .anybody),
        Row("POST /styleguide", .anybody),
    ]

    private static let signIn = [
        Row("GET /sign-in", .anybody),
        Row("POST /sign-in", .anybody),
        Row("POST /sign-out", .anybody),
        Row("GET /app/account", .signedIn),
        Row("POST /app/account/password", .signedIn),
        Row("POST /app/account/other-sessions/end", .signedIn),
        Row("POST /app/account/sessions/end", .signedIn),
        Row("GET /app/account/second-step", .signedIn),
        Row("POST /app/account/second-step", .signedIn),
        Row("POST /app/account/recovery-codes", .signedIn),
        Row("GET /app/account/provider", .signedIn),
        Row("POST /app/account/provider", .signedIn),
        Row("GET /app/account/provider/way", .signedIn),
        Row("POST /app/account/provider/end", .signedIn),
        Row("GET /sign-in/code", .anybody),
        Row("POST /sign-in/code", .anybody),
        Row("GET /sign-in/link", .anybody),
        Row("POST /sign-in/link", .anybody),
        Row("GET /sign-in/link/{token}", .link),
        Row("POST /sign-in/link/{token}", .link),
        Row("GET /sign-in/provider", .anybody),
        Row("GET /sign-in/provider/return", .anybody),
    ]

    private static let today = [
        Row("GET /app/cover", .roles(walkers)),
        Row("POST /app/cover", .roles(walkers)),
        Row("POST /app/cover/{cover}/end", .roles(walkers)),
        Row("GET /app/cover/days/{worker}", .standsIn),
        Row("GET /app/colleagues", .roles([.administrator])),
        Row("GET /app/colleagues/{colleague}/closing", .roles([.administrator])),
        Row("POST /app/colleagues/{colleague}/closing", .roles([.administrator])),
        Row("GET /app", .signedIn),
        Row("GET /app/held-form", .signedIn),
        Row("POST /app/held-form/removal", .signedIn),
        Row("GET /app/today/{section}", .roles([.linkWorker, .teamLead])),
    ]

    private static let people = [
        Row("GET /app/people", .roles(walkers)),
        Row("POST /app/people", .roles(walkers)),
        Row("GET /app/first-contact", .roles(walkers)),
        Row("POST /app/first-contact", .roles(walkers)),
        Row("POST /app/first-contact/draft", .roles(walkers)),
        Row("POST /app/first-contact/draft/removal", .roles(walkers)),
        Row("GET /app/people/{person}", .look),
        Row("GET /app/people/{person}/referrals", .look),
        Row("GET /app/people/{person}/help-now", .look),
        Row("GET /app/worries/{worry}", .look),
        Row("POST /app/worries/{worry}/calls", .contact),
        Row("POST /app/worries/{worry}/decision", .contact),
        Row("POST /app/worries/{worry}/closing", .keepByLaw),
        Row("GET /app/likenesses/{likeness}", .judge),
        Row("POST /app/likenesses/{likeness}/decision", .judge),
        Row("GET /app/people/{person}/contacts/new", .contact),
        Row("POST /app/people/{person}/contacts", .contact),
        Row("POST /app/people/{person}/consents/{consent}/withdrawal", .contact),
        Row("GET /app/people/{person}/about/{part}", .change),
        Row("POST /app/people/{person}/about/{part}", .change),
        Row("POST /app/people/{person}/drafts/{part}", .change),
        Row("POST /app/people/{person}/drafts/{part}/removal", .change),
        Row("POST /app/people/{person}/worker", .change),
        Row("GET /app/people/{person}/links", .change),
        Row("POST /app/people/{person}/links", .change),
        Row("GET /app/people/{person}/links/{other}", .change),
        Row("POST /app/people/{person}/links/{other}/ending", .change),
        Row("GET /app/people/{person}/sealed", .change),
        Row("POST /app/people/{person}/sealed", .change),
        Row("POST /app/people/{person}/sealed/opening", .change),
        Row("GET /app/people/{person}/hand-over", .handOn),
        Row("POST /app/people/{person}/hand-over", .handOn),
        Row("GET /app/people/{person}/journey", .change),
        Row("POST /app/people/{person}/journey", .change),
        Row("POST /app/people/{person}/first-contact", .change),
        Row("GET /app/people/{person}/first-contact/{part}", .change),
        Row("POST /app/people/{person}/first-contact/{part}", .change),
        Row("GET /app/people/{person}/groups", .change),
        Row("POST /app/people/{person}/groups/question", .change),
        Row("POST /app/people/{person}/suggestion/setting-aside", .change),
    ]

    private static let ownPageForStaff = [
        Row("GET /app/people/{person}/own-page", .change),
        Row("POST /app/people/{person}/own-page/code", .change),
        Row("POST /app/people/{person}/own-page/code/stop", .change),
        Row("POST /app/people/{person}/own-page/requests/{request}/answer", .change),
        Row("GET /app/people/{person}/kept", .keepByLaw),
        Row("POST /app/people/{person}/kept", .keepByLaw),
        Row("POST /app/people/{person}/kept/release", .keepByLaw),
        Row("GET /app/erasures", .roles([.teamLead, .administrator])),
        Row("GET /app/retention", .roles([.teamLead, .administrator])),
        Row("POST /app/retention", .roles([.teamLead, .administrator])),
        Row("POST /app/retention/count", .roles([.teamLead, .administrator])),
    ]

    private static let ownPage = [
        Row("GET /me", .anybody),
        Row("POST /me", .anybody),
        Row("GET /me/leave", .anybody),
        Row("POST /me/sign-out", .anybody),
        Row("GET /me/yes", .ownPage),
        Row("POST /me/yes/{consent}/withdrawal", .ownPage),
        Row("POST /me/yes/{consent}/withdrawal/taking-back", .ownPage),
        Row("POST /me/alone", .ownPage),
        Row("POST /me/alone/end", .ownPage),
        Row("GET /me/facts", .ownPage),
        Row("GET /me/private", .ownPage),
        Row("GET /me/looks", .ownPage),
        Row("GET /me/copy", .ownPage),
        Row("POST /me/copy", .ownPage),
        Row("GET /me/sealed", .ownPage),
        Row("POST /me/sealed", .ownPage),
        Row("GET /me/correction", .ownPage),
        Row("POST /me/correction", .ownPage),
        Row("GET /me/erasure", .ownPage),
        Row("POST /me/erasure", .ownPage),
        Row("POST /me/erasure/taking-back", .ownPage),
        Row("GET /me/code", .ownPage),
        Row("POST /me/code", .ownPage),
        Row("POST /me/code/stop", .ownPage),
    ]

    private static let referrals = [
        Row("GET /app/people/{person}/groups/{group}/referral", .change),
        Row("GET /app/people/{person}/groups/{group}/referral/barriers", .change),
        Row("POST /app/people/{person}/groups/{group}/referral/barriers", .change),
        Row("GET /app/people/{person}/groups/{group}/referral/explanation", .change),
        Row("POST /app/people/{person}/groups/{group}/referral/explanation", .change),
        Row("GET /app/people/{person}/groups/{group}/referral/consent", .change),
        Row("POST /app/people/{person}/groups/{group}/referral/consent", .change),
        Row("POST /app/people/{person}/groups/{group}/wish", .change),
        Row("GET /app/referrals/{referral}", .look),
        Row("POST /app/referrals/{referral}/sending", .change),
        Row("POST /app/referrals/{referral}/more-at-once", .change),
        Row("POST /app/referrals/{referral}/introduction", .change),
        Row("GET /app/referrals/{referral}/attendance", .change),
        Row("POST /app/referrals/{referral}/attendance", .change),
        Row("GET /app/referrals/{referral}/end", .change),
        Row("POST /app/referrals/{referral}/end", .change),
        Row("GET /app/referrals/{referral}/consent-withdrawal", .contact),
        Row("POST /app/referrals/{referral}/consent-withdrawal", .contact),
        Row("GET /app/referrals/{referral}/consent-renewal", .change),
        Row("POST /app/referrals/{referral}/consent-renewal", .change),
        Row("POST /app/referrals/{referral}/review", .change),
        Row("POST /app/referrals/{referral}/letter", .change),
        Row("POST /app/referrals/{referral}/link", .change),
        Row("POST /app/referrals/{referral}/address", .ownWorker),
    ]

    private static let groups = [
        Row("GET /app/register", .roles(directory)),
        Row("GET /app/groups", .roles(directory)),
        Row("GET /app/groups/new", .roles(keepers)),
        Row("POST /app/groups", .roles(keepers)),
        Row("GET /app/groups/{group}", .roles(directory)),
        Row("GET /app/groups/{group}/details", .roles(keepers)),
        Row("POST /app/groups/{group}/details", .roles(keepers)),
        Row("GET /app/groups/{group}/evidence", .roles(keepers)),
        Row("POST /app/groups/{group}/evidence", .roles(keepers)),
        Row("POST /app/groups/{group}/differences", .roles(keepers)),
        Row("POST /app/groups/{group}/pause", .roles(keepers)),
        Row("POST /app/groups/{group}/discretion", .roles(keepers)),
        Row("POST /app/groups/{group}/links/renewal", .roles(keepers)),
        Row("POST /app/groups/{group}/links/keeping", .roles(keepers)),
        Row("POST /app/groups/{group}/agreement-requests", .roles(keepers)),
    ]

    private static let house = [
        Row("GET /app/break-glass", .roles(breakers)),
        Row("POST /app/break-glass", .roles(breakers)),
        Row("POST /app/break-glass/{glass}/end", .ownGlass),
        Row("GET /app/break-glass/uses", .roles([.teamLead, .safeguardingLead])),
        Row("POST /app/break-glass/{glass}/look", .roles([.teamLead, .safeguardingLead])),
        Row("GET /app/figures", .roles([.commissioner, .teamLead, .coordinator])),
        Row("GET /app/figures/gaps", .roles([.commissioner, .teamLead, .coordinator])),
        Row("GET /app/figures/gaps/table", .roles([.commissioner, .teamLead, .coordinator])),
        Row("GET /app/sharing", .roles([.teamLead])),
        Row("POST /app/sharing/proposal", .roles([.teamLead])),
        Row("POST /app/sharing/confirmation", .roles([.teamLead])),
        Row("GET /app/sharing/people/{person}", .roles([.teamLead])),
        Row("POST /app/sharing/people/{person}", .roles([.teamLead])),
        Row("GET /app/extracts", .roles([.researcher])),
        Row("GET /app/agreements-with-hubs", .roles([.coordinator, .administrator])),
        Row("POST /app/agreements-with-hubs", .roles([.coordinator, .administrator])),
        Row("POST /app/agreements-with-hubs/{agreement}/end", .roles([.coordinator, .administrator])),
        Row("GET /app/outbox", .roles(mail)),
        Row("POST /app/outbox/{mail}/another-try", .roles(mail)),
        Row("GET /app/jobs", .roles([.administrator])),
        Row("POST /app/jobs/{kind}/requests", .roles([.administrator])),
    ]

    private static let links = [
        Row("GET /r", .anybody),
        Row("POST /r", .anybody),
        Row("GET /r/{token}", .link),
        Row("GET /r/{token}/worry", .link),
        Row("POST /r/{token}/reading", .link),
        Row("POST /r/{token}/acceptance", .link),
        Row("POST /r/{token}/waiting-list", .link),
        Row("POST /r/{token}/taking-back", .link),
        Row("POST /r/{token}/introduction", .link),
        Row("POST /r/{token}/refusal", .link),
        Row("POST /r/{token}/pause", .link),
        Row("POST /r/{token}/attendance", .link),
        Row("POST /r/{token}/worry", .link),
        Row("GET /a/{token}", .link),
        Row("POST /a/{token}/agreement", .link),
        Row("POST /a/{token}/refusal", .link),
        Row("POST /a/{token}/pause", .link),
        Row("GET /setup/{token}", .link),
        Row("POST /setup/{token}", .link),
    ]
}
