/// Where in a person's copy each column stands that is about them, or why it is left out: the one list, held against the
/// schema by a test, as ``ErasureRules`` is.
///
/// A table is about people where it has a column of ``owners``. A new one, or a new column, fails the test until
/// it stands here: the copy is promised as all that is held.
enum CopyRules {
    /// Columns by which a row belongs to a person, or to a referral of theirs.
    static let owners: Set<String> = ["person_id", "first_id", "referral_id"]
    /// Tables about people that name them by another way.
    static let alsoAboutPeople: Set<String> = ["people", "drafts", "submissions", "likenesses"]

    /// What becomes of a column.
    enum Place: Hashable {
        /// Free words, as they were written, under this name.
        case words(String)
        /// A code, a day, a number or a name behind an id, under this name.
        case fact(String)
        /// A document of the program, unfolded under this name.
        case document(String)
        case leftOut(because: String)
    }

    private static let ids = Place.leftOut(because: "A number of the program that says nothing by itself.")
    private static let engine = Place.leftOut(because: "Repeats another column, so that it can be searched for.")
    private static let proof = Place.leftOut(because: "A hash or a key: it would open, or vouch for, something.")

    private static let beforeFillingIns = Place.leftOut(
        because: "Typed before this program, forgotten after two weeks: whether it was saved is not known.")
    private static let elsewhere = Place.leftOut(
        because: "It tells of another record, which may be somebody else's: it is theirs to ask for.")

    /// By table and column. `hub_id` and the columns of ``owners`` say whose row it is, and are not asked for.
    static let columns: [String: [String: Place]] = [
        "people": [
            "id": .fact("id"), "call_name": engine, "name_folded": engine, "name_folded_at": engine,
            "about": .document("about"), "state": engine, "care": .fact("state"), "worker_id": .fact("worker"),
            "created_at": .fact("since"), "last_contact_at": .fact("lastContactAt"),
            "risk": engine, "phone_sign": engine, "email_sign": engine, "short_number": engine,
            "understanding": .document("understanding"), "wants_more_at_once": .fact("wantsMoreAtOnce"),
            "version": engine,
            "handed_on_at": .leftOut(because: "That they were handed on, when and by whom, stands in what was done."),
            "erased_at": .leftOut(because: "Whoever was erased has no copy."),
        ],
        "contacts": [
            "id": ids, "at": .fact("contacts"), "kind": .fact("contacts"), "reached": .fact("contacts"),
            "note": .words("contacts"), "by_id": .fact("contacts"), "note_sealed": .fact("contacts"),
        ],
        "consents": [
            "id": .fact("consents"), "group_id": .fact("consents"), "scope": .fact("consents"),
            "given_at": .fact("consents"), "until_day": .fact("consents"), "manner": .document("consents"),
            "withdrawn_at": .fact("consents"), "purpose": .fact("consents"),
            "returns_until": .leftOut(because: "Half an hour in which they can bring it back; then nothing."),
            "wished_again_at": .leftOut(because: "In the trail: that they wish for the group again."),
            "end_told_at": .leftOut(because: "In the trail: that the time of their yes is over."),
        ],
        "referrals": [
            "id": .fact("referrals"), "group_id": .fact("referrals"), "consent_id": .fact("referrals"),
            "message": .document("referrals"), "state": .fact("referrals"), "created_at": .fact("referrals"),
            "sent_at": .fact("referrals"), "answered_at": .fact("referrals"),
            "accepted_at": .leftOut(because: "The same moment as the answer that said yes."),
            "ended_at": .fact("referrals"), "declined_because": .fact("referrals"),
            "ended_because": .fact("referrals"), "nudged_at": .fact("referrals"), "welcome": .fact("referrals"),
            "letter_back_at": .fact("referrals"), "late_yes_at": .fact("referrals"), "review_on": .fact("referrals"),
            "waits_from": .leftOut(because: "From when the program counts the days of the group."),
            "withdrawn_from": .leftOut(
                because: "The state before, for the half hour in which a yes can be brought back."),
            "link_trouble": .leftOut(because: "Whether the group's own link has to be made anew."),
            "token_hash": proof, "link_ends_at": .leftOut(because: "When a link of the group ends, not of theirs."),
            "version": engine,
        ],
        "attendances": [
            "id": ids, "on_day": .fact("referrals"), "outcome": .fact("referrals"), "said_at": .fact("referrals"),
            "by_group": .fact("referrals"),
        ],
        "referral_links": ["token_hash": proof],
        "referral_codes": ["code_hash": proof],
        "solved_barriers": [
            "group_id": .fact("solvedBarriers"), "code": .fact("solvedBarriers"), "how": .words("solvedBarriers"),
            "solved_at": .fact("solvedBarriers"), "by_id": .fact("solvedBarriers"),
        ],
        "unmet_needs": [
            "need": .fact("unmetNeeds"), "district": .words("unmetNeeds"), "obstacle": .words("unmetNeeds"),
            "searched_on": .fact("unmetNeeds"),
        ],
        "cohort_lines": [
            "plan_id": ids, "place": .leftOut(because: "The order of a list in which others stand too."),
            "group_id": .fact("shares"), "mark": .fact("shares"), "shortage": .fact("shares"),
            "set_aside_at": .fact("shares"),
        ],
        "broken_glass": [
            "id": ids, "worker_id": .fact("emergencyLooks"), "reason": .words("emergencyLooks"),
            "begun_at": .fact("emergencyLooks"), "ends_at": .fact("emergencyLooks"),
            "ended_at": .fact("emergencyLooks"),
            "looked_at": .leftOut(because: "In the trail: that a lead looked into why."),
            "looked_by": .leftOut(because: "In the trail: who looked into why."),
        ],
        "person_links": [
            "second_id": .leftOut(because: "The other record may be somebody else's: it is theirs to ask for."),
            "reason": .words("links"), "linked_by": .fact("links"), "linked_at": .fact("links"),
        ],
        "person_requests": [
            "id": ids, "kind": .fact("requests"), "part": .words("requests"), "words": .words("requests"),
            "state": .fact("requests"), "made_at": .fact("requests"), "acts_at": .fact("requests"),
            "answered_at": .fact("requests"), "answer": .words("requests"), "answered_by": .fact("requests"),
        ],
        "kept_parts": [
            "part": .fact("kept"), "ground": .fact("kept"), "words": .words("kept"), "kept_at": .fact("kept"),
            "by_id": .fact("kept"),
        ],
        "filling_ins": [
            "worker_id": .fact("drafts"), "form": .fact("drafts"), "fields": .document("drafts"),
            "saved_at": .fact("drafts"), "id": ids, "number": ids,
            "closed_at": .leftOut(because: "What was saved or thrown away: nothing is left in it."),
        ],
        // Nothing writes here any more, and nobody can tell which of them were saved: docs/adr/0050.
        "drafts": [
            "worker_id": beforeFillingIns, "form": beforeFillingIns, "fields": beforeFillingIns,
            "saved_at": beforeFillingIns,
        ],
        "worries": [
            "id": ids, "group_id": .fact("worries"), "raised_at": .fact("worries"), "state": .fact("worries"),
            "story": .document("worries"), "version": engine,
        ],
        "likenesses": [
            "id": elsewhere, "newer_id": elsewhere, "earlier_id": elsewhere, "signs": elsewhere, "found_at": elsewhere,
            "told_again_at": elsewhere, "decision": elsewhere, "decided_by": elsewhere, "decided_at": elsewhere,
        ],
        "events": [
            "number": ids, "at": .fact("trail"), "actor_kind": .fact("trail"), "actor_id": .fact("trail"),
            "verb": .fact("trail"), "subject_kind": .fact("trail"), "subject_id": .fact("trail"),
            "detail": .document("trail"), "previous_hash": proof, "hash": proof,
        ],
        "outbox": [
            "id": ids, "kind": ids, "recipient": .words("letters"), "subject": .words("letters"),
            "body": .words("letters"), "created_at": .fact("letters"),
            "next_at": .leftOut(because: "When the program tries again."),
            "attempts": .leftOut(because: "How often the program tried."), "state": .fact("letters"),
            "sent_at": .fact("letters"), "problem": .leftOut(because: "What a mail server said, without an address."),
        ],
        "sealed_facts": [
            "field": .leftOut(because: "Counted here; named and unsealed in the copy of what is sealed."),
            "version": engine, "generation": proof,
            "sealed": .leftOut(
                because: "Counted here; opened in the copy of what is sealed, behind the code once more."),
            "changed_at": .leftOut(because: "In the copy of what is sealed."),
        ],
        "person_keys": ["generation": proof, "key_id": proof, "wrapped": proof],
        "own_page_codes": [
            "code_hash": proof, "given_at": .leftOut(because: "In the trail."), "used_at": ids,
            "seen_by": .leftOut(because: "In the trail: who gave it."),
        ],
        "own_page_sessions": [
            "id": proof, "started_at": .leftOut(because: "In the trail."), "seen_at": ids, "ends_at": ids,
            "open_until": ids,
        ],
        "erasures": [
            "id": ids, "because": ids, "done_at": ids,
            "receipt": .leftOut(because: "Whoever was erased has no copy; the receipt is given to them by itself."),
        ],
        "submissions": [
            "id": .leftOut(because: "That a form was taken, for three days, so that it is not taken twice."),
            "at": ids, "result": ids,
        ],
    ]
}
