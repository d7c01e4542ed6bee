import Casework
import Community
import People
import Reference
import Vocabulary

/// What a person's own page says of their groups and of what they told.
struct OwnWords {
    let reference: ReferenceData
    let clock: Clock

    func group(_ entry: OwnRecord.Entry) -> OwnHomePage.Group {
        let referral = entry.referral
        func on(_ moment: Moment?) -> String { moment.map { " on \($0.day(in: clock.zone).inWords)" } ?? "" }
        let tag: Tag
        let line: String
        switch referral.state {
        case .draft: (tag, line) = (Tag("Not sent yet", .waiting), "We have not asked the group yet.")
        case .sent: (tag, line) = (Tag("Waits for an answer", .waiting), "We asked the group\(on(referral.sentAt)).")
        case .waitlisted:
            (tag, line) = (Tag("On the waiting list", .waiting), "The group answered\(on(referral.answeredAt)).")
        case .accepted: (tag, line) = (Tag("The group said yes", .good), "It answered\(on(referral.answeredAt)).")
        case .introduced: (tag, line) = (Tag("You have met", .good), "You and the group know each other.")
        case .attending: (tag, line) = (Tag("You go there", .good), "You have been there.")
        case .declined:
            let reason = referral.declinedBecause.map { ReferralWords.declineReason($0, reference) }
            (tag, line) = (
                Tag("The group said no", .ended),
                "It answered\(on(referral.answeredAt))." + (reason.map { " Why: \($0)." } ?? "")
            )
        case .expired: (tag, line) = (Tag("No answer came", .ended), "The wait ended\(on(referral.endedAt)).")
        case .ended:
            let reason = referral.endedBecause.map { You.words(ReferralWords.endReason($0, reference)) }
            (tag, line) = (
                Tag("Ended", .ended), "It ended\(on(referral.endedAt))." + (reason.map { " Why: \($0)." } ?? "")
            )
        }
        return OwnHomePage.Group(
            name: entry.groupName, tag: tag,
            line: [line, Self.change(entry)].compactMap(\.self).joined(separator: " "),
            withdrawal: entry.consent.map(Self.withdrawal))
    }

    /// What changed at the group, as far as it concerns them; nil where nothing did.
    private static func change(_ entry: OwnRecord.Entry) -> String? {
        guard entry.referral.state.isOpen else { return nil }
        let waits = !entry.referral.state.holdsPlace
        switch entry.opening {
        case .closed: return "This group has closed. Your link worker talks with you about what comes next."
        case .paused: return "This group is taking a break. Ask your link worker when it goes on."
        case .pausedReferrals, .notAgreed:
            return waits ? "This group takes nobody new for now. Your link worker knows." : nil
        case .open: return nil
        }
    }

    static func withdrawal(of consent: Consent) -> String {
        "\(OwnAddress.home)/yes/\(consent.id.inAddress)/withdrawal"
    }

    /// The parts that may be read where somebody else could look on.
    static let openParts: [AboutPart] = [
        .languages, .hopes, .interests, .takingPart, .times, .company,
    ]

    /// The parts that open behind the code: a new number, safe hours and where somebody sets out from lead to them. How
    /// careful we are has words of its own (`Risk.careInWords`).
    static let partsBehind: [AboutPart] = AboutPart.allCases.filter { !openParts.contains($0) && $0 != .risk }

    /// One part, in words to the person; nil where nothing is written there.
    static func part(_ part: AboutPart, _ about: AboutPerson, _ words: AboutWords) -> OwnFactsPage.Part? {
        // What somebody typed themselves stays as they typed it.
        let isOurs = ![.reach, .hopes].contains(part)
        let rows = words.shown(part, in: about).map { answer in
            SummaryRow(You.words(answer.key), lines: isOurs ? answer.lines.map(You.words) : answer.lines)
        }
        guard !rows.isEmpty else { return nil }
        return OwnFactsPage.Part(
            title: You.words(TimelineWords.name(of: part)).capitalizedFirst, facts: SummaryList(rows))
    }

    static func words(_ ground: KeptPart.Ground) -> String {
        switch ground {
        case .law: "Another law says that we have to keep it."
        case .claim: "It is needed for a case before a court."
        case .safeguarding: "It keeps somebody else safe."
        }
    }
}
