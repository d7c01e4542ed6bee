import Casework
import Foundation
import People
import Reference
import Vocabulary

/// What the trail says, for the person whom it concerns: who, what, and why, in words.
///
/// Every verb that Casework records has words here; a test reads the sources and fails where one has none.
struct TrailWords {
    let reference: ReferenceData
    let clock: Clock

    struct Line: Sendable {
        let day: String
        /// The day as a program reads it.
        let date: String
        let who: String
        let did: String
        /// Why they could; nil where it goes without saying.
        let why: String?
    }

    func line(_ line: OwnTrail.Line) -> Line {
        let day = line.at.day(in: clock.zone)
        return Line(
            day: "\(day.inWords), \(line.at.time(in: clock.zone))", date: day.description, who: Self.who(line),
            did: did(line), why: why(line))
    }

    static func who(_ line: OwnTrail.Line) -> String {
        switch line.who {
        case .worker(let name, let role): role.map { "\(name), \(Self.words($0))" } ?? name
        case .group: line.groupName ?? "A group"
        case .you: "You"
        case .program: "Our program"
        }
    }

    static func words(_ role: Role) -> String { role.rawValue.replacing("-", with: " ") }

    private func did(_ line: OwnTrail.Line) -> String {
        let words = Self.did[line.verb] ?? "did something that we have no words for"
        let part = line[.part].map(Self.part) ?? "your record"
        let group = line.who == .group ? "you" : line.groupName ?? "a group"
        return words.replacing("{part}", with: part).replacing("{group}", with: group)
    }

    private func why(_ line: OwnTrail.Line) -> String? {
        if let reason = line.reason { return "They wrote: “\(reason)”" }
        if let purpose = line[.purpose] { return Self.purposes[purpose] ?? "No reason was written down." }
        guard Self.looks.contains(line.verb) else { return nil }
        guard let because = line[.because] else { return nil }
        return Self.relationships[because]
    }

    /// The verbs of which a person wants to know why.
    static let looks: Set<String> = ["person-looked-at", "referral-looked-at", "sealed-opened", "break-glass-begun"]

    /// A part of the record as the trail names it.
    static func part(_ name: String) -> String {
        switch name {
        case "record": "your whole record"
        case "answers": "what you told us"
        case "referrals": "the groups that are over"
        case "own-page": "what you asked for on this page"
        case "kept": "what has to stay by law"
        case "referral": "what a group is told of you"
        case "contacts": "the notes of calls and meetings"
        case "messages": "what groups were told"
        case "about": "what you told us"
        case "groups": "which groups fit you"
        // Not why: whoever reads it may be somebody who only has the same name or telephone as somebody else.
        case "likeness": "your name and number"
        case "worry": "what a group asked us to call about"
        case "danger": "how to help you now"
        default: AboutPart(rawValue: name).map { You.words(TimelineWords.name(of: $0)) } ?? "a part of your record"
        }
    }

    /// Why somebody could look, by what ties them to the person.
    static let relationships: [String: String] = [
        "own-worker": "They are your link worker.",
        "nobodys-yet": "You have no link worker yet, and somebody has to begin.",
        "team-lead": "They lead the team.",
        "cover": "They stand in for your worker, who is away.",
        "receiving-hub": "You are moving to their hub.",
        "break-glass": "It could not wait, and nobody else was there.",
        "safeguarding": "They keep people safe here.",
        "earlier-record": "They help to keep our records right.",
        "themself": "It is your own.",
    ]

    /// What sealed facts were opened for.
    static let purposes: [String: String] = [
        "health-rights": "To find out what you have a right to.",
        "safety-plan": "To plan with you how you stay safe.",
        "crisis": "Somebody was in danger.",
        "hand-over": "To hand it to a colleague.",
        "asked-by-the-person": "You asked for it.",
        "correcting": "To put something right.",
        "own-copy": "To read what is yours.",
    ]

    /// After the name of who did it, by the verb of the trail.
    static let did: [String: String] = [
        // The record
        "person-looked-at": "looked at {part}",
        "about-changed": "wrote down {part}",
        "first-contact-begun": "began the first talk with you",
        "first-contact-finished": "ended the first talk with you",
        "person-received": "wrote down that you came to us",
        "person-taken-on": "became your link worker",
        "person-handed-on": "handed your record to a colleague",
        "person-left-to-team": "wrote down that your worker left, and that somebody else is found for you",
        "journey-moved": "changed how it goes on with you",
        "case-began": "began to find groups with you",
        "contact-recorded": "wrote down that you were in touch",
        "explanation-understood": "wrote down that you understood what we do",
        "more-at-once-asked": "wrote down that you would like several groups at once",
        "barriers-solved": "wrote down how something in the way is solved",
        // Groups
        "consent-given": "wrote down that you said yes to a group",
        "consent-renewed": "wrote down that your yes lasts longer",
        "consent-withdrawn": "took back your yes to a group",
        "referral-drafted": "wrote what {group} would be told",
        "referral-sent": "asked {group} whether you can come",
        "referral-letter-printed": "printed a letter for {group}",
        "referral-link-renewed": "gave {group} a new link to what it was told",
        "referral-opened-by-code": "opened what it was told, by the code of a letter",
        "referral-read": "read what it was told",
        // From before a tap was asked for: whether somebody read it, nobody knows.
        "referral-looked-at": "opened the page with what it was told, or its mail program did",
        "referral-brought-back": "brought back your time with {group}",
        "referral-link-closed": "closed the link of {group}, which has somebody else to write to",
        "consent-brought-back": "brought back your yes to a group",
        "group-wished-again": "wrote down that you would like a group all the same",
        "referral-accepted": "said yes",
        "referral-waitlisted": "put you on its waiting list",
        "referral-declined": "said no",
        "referral-answer-taken-back": "took its answer back",
        "referral-introduced": "wrote down that you and the group met",
        "referral-attended": "wrote down that you came",
        "attendance-said": "said whether you came",
        "attendance-recorded": "wrote down whether you came",
        "referral-ended": "ended your time with {group}",
        "referral-expired": "ended the wait for {group}, which did not answer",
        "group-nudged": "reminded {group} that you wait",
        "consent-ended": "noted that the time for which you said yes is over",
        "letter-came-back": "noted that our letter to {group} came back",
        "letter-arrived": "noted that our letter to {group} went out",
        "late-yes-said": "said yes after it had ended",
        "waiting-list-reviewed": "looked at your place on the waiting list of {group}",
        "group-change-told": "noted that {group} has closed or is taking a break",
        "people-linked": "wrote down that two records may be of one person",
        "people-unlinked": "wrote down that two records are not of one person",
        "group-suggested": "suggested a group for you",
        "suggestion-set-aside": "set aside a group that was suggested for you",
        "sharing-changed": "chose anew which group is suggested for you",
        // This page
        "own-page-opened": "opened this page",
        "own-page-opened-further": "typed in the code of this page once more, and opened what could do harm",
        "own-page-refused": "tried a code of this page that no longer counts",
        "own-page-code-given": "made a new code for this page",
        "own-page-code-stopped": "stopped the code for this page",
        "own-record-downloaded": "took a copy of this record",
        "correction-asked": "asked to put something right",
        "correction-answered": "answered what you asked",
        "erasure-asked": "asked to delete this record",
        "erasure-taken-back": "took back that this record is deleted",
        "part-kept": "wrote down that {part} must stay by law",
        "part-released": "wrote down that {part} need not stay by law",
        "person-erased": "deleted this record",
        // About a hub, its groups, its staff: no person reads these, and they have words all the same.
        "hub-added": "added a hub",
        "account-added": "added an account",
        "cover-arranged": "wrote down who stands in for a colleague",
        "cover-ended": "wrote down that nobody stands in for a colleague any more",
        "hub-settings-changed": "changed how the hub is reached",
        "account-linked": "made a new link for an account",
        "account-closed": "closed an account",
        "account-reopened": "opened an account again",
        "sessions-ended": "signed an account out everywhere",
        "password-chosen": "chose a password",
        "provider-connected": "connected an account with the organisation's sign-in",
        "provider-disconnected": "parted an account from the organisation's sign-in",
        "signed-in": "signed in",
        "group-added": "added a group",
        "group-corrected": "corrected a group",
        "group-imported": "took a group from a directory",
        "group-read-again": "read a group from a directory again",
        "group-paused-referrals": "asked us to send nobody for a while",
        "group-resumed-referrals": "asked us to go on",
        "evidence-added": "added evidence about a group",
        "group-links-renewed": "gave a group new links, after somebody else became its contact",
        "group-links-kept": "left a group its links, after somebody else became its contact",
        "agreement-asked": "asked a group whether it takes people",
        "agreement-given": "agreed to take people",
        "agreement-refused": "said that it takes nobody",
        "sharing-proposed": "proposed who gets which group",
        "sharing-confirmed": "confirmed who gets which group",
        "directory-imported": "took in a directory",
        "group-opening-changed": "changed whether a group takes people",
        "closure-days-set": "wrote down on which days we are closed",
        "clock-accepted": "said that the clock is right",
        "source-followed": "agreed with a directory again",
        "mail-tried-again": "tried to send a letter again",
        "job-asked-for": "asked for a job by the clock",
        "retention-looked-at": "looked at the rules for keeping",
        "retention-switched-on": "switched on the rules for keeping",
        "retention-switched-off": "switched off the rules for keeping",
        "retention-applied": "removed what was past its time",
        // Sealed facts and looks that could not wait
        "sealed-forgotten": "took away something that was sealed about you",
        "fact-sealed": "sealed something that you told",
        "sealed-opened": "opened what is sealed about you",
        "person-keys-restored": "made what is sealed about you readable again",
        "sealing-key-turned": "changed the key that seals",
        "break-glass-begun": "opened your record though somebody else is your link worker, because it could not wait",
        "break-glass-ended": "closed your record again",
        "break-glass-missed": "tried to open a record that is not here",
        "break-glass-searched": "looked for you by your name or a number, because it could not wait",
        "break-glass-looked-into": "looked into why your record was opened",
        // Worries of groups, and records that may be of one person
        "worry-raised": "asked us to call",
        "worry-raised-again": "asked us again to call",
        "worry-called": "called a group that asked us to",
        "worry-decided": "wrote down what is done after a group asked us to call",
        "worry-closed": "closed what a group asked us to call about",
        "likeness-found": "found two records that may be of one person",
        "likeness-decided": "said whether two records are of one person",
        "likeness-told-again": "told the leads again of two records",
        "group-address-opened": "opened where a group meets that keeps it secret",
        "group-discretion-set": "wrote down whether where a group meets is secret",
        "hub-agreement-made": "agreed with another hub what it may know",
        "hub-agreement-ended": "ended what was agreed with another hub",
        "letters-stopped": "stopped letters that had not gone out",
        // How staff sign in
        "recovery-code-used": "signed in with a code for emergencies",
        "recovery-codes-made": "made codes for emergencies",
        "second-step-set-up": "set up a second step for signing in",
        "second-step-ended": "ended a second step for signing in",
        "sign-in-link-sent": "asked for a link to sign in",
    ]
}

/// Our words about somebody, turned to themselves: "what they hope for" becomes "what you hope for". Only for words of
/// ours; what somebody typed is left as it is.
enum You {
    static func words(_ text: String) -> String {
        let turned = text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
            let bare = word.trimmingCharacters(in: .punctuationCharacters)
            guard let you = you[bare.lowercased()] else { return String(word) }
            let cased = bare.first?.isUppercase == true ? you.prefix(1).uppercased() + you.dropFirst() : you
            return String(word.replacing(bare, with: cased))
        }
        return turned.joined(separator: " ")
    }

    private static let you = [
        "they": "you", "them": "you", "their": "your", "theirs": "yours", "themselves": "yourself",
    ]
}
