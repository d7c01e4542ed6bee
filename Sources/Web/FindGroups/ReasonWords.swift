import Casework
import Matching
import People
import Reference
import Vocabulary

/// Why a group is not offered, in words for the worker.
struct ReasonWords {
    let reference: ReferenceData
    let about: AboutPerson
    /// What the worker tries out in place of what they said.
    var tried = TriedLimits()

    /// The question that nobody asked, or that they would rather not answer, behind a reason.
    func open(_ code: ReasonCode) -> OpenQuestion? { OpenQuestion(behind: code, in: about, tried: tried) }

    /// A heading for many groups, which says nothing that they did not say.
    func heading(_ code: ReasonCode) -> String {
        guard let open = open(code) else { return Self.heading(code) }
        return "\(Self.perhaps(code)): \(open.words)"
    }

    /// What may stand in the way as long as a question is open.
    private static func perhaps(_ code: ReasonCode) -> String {
        switch code {
        case .reach: "It may be too far"
        case .cost: "It may cost too much"
        case .audience: "Only for some people"
        case .age: "Only for some ages"
        case .papers: "Asks for papers"
        default: heading(code)
        }
    }

    /// A heading for many groups: "Too far to walk".
    static func heading(_ code: ReasonCode) -> String {
        switch code {
        case .paused: "Taking a break"
        case .risk: "Nobody in danger is sent to a group"
        case .standards: "Evidence is missing or has ended"
        case .agreement: "Not asked, or their yes has ended"
        case .full: "Full"
        case .audience: "For other people, or not only for their own gender"
        case .age: "For another age"
        case .language: "No language in common"
        case .interpreter: "Only an interpreter they would rather not have"
        case .access: "Something they need in the room is missing"
        case .childcare: "Nobody looks after children"
        case .reach: "Too far to walk"
        case .cost: "Costs more than they can pay"
        case .time: "At times when they are not free"
        case .booking: "Has to be booked ahead"
        case .papers: "Asks for papers"
        case .avoid: "To be avoided"
        case .format: "Not the way they would like to meet"
        }
    }

    /// What stands against a group: what anybody may read, and what would tell the person's risk or whom they fear.
    struct Told {
        var open: [String] = []
        var forWorker: [String] = []
    }

    /// One sentence about one group, which the person may read too.
    func sentence(_ reason: Reason) -> String {
        if let open = open(reason.code) { return "\(Self.perhaps(reason.code)): \(open.words)." }
        return switch reason.code {
        case .paused: "The group is taking a break."
        case .risk: "Somebody in danger now is not sent to a group. Make them safe first."
        case .standards: "We have not seen everything yet that we ask of a group."
        case .agreement: "It was not asked to take people from us, or its yes has ended or is paused."
        case .full: "It is full for now."
        case .audience:
            about.audience.answer == .same
                ? "It is for other people, or not only for their own gender as they asked." : "It is for other people."
        case .age: "It is for another age."
        case .language: "They would not follow what is said, and there is no interpreter."
        case .interpreter: "The only interpreter is one they would rather not have."
        case .access: "Something they need in the room is missing."
        case .childcare: "Nobody looks after children there."
        case .reach: "It is too far for them to walk, and they have no money for fares."
        case .cost: "It costs more than they can pay."
        case .time: "It meets when they are not free."
        case .booking: "It has to be booked ahead, and they cannot."
        case .papers: "It asks for papers that they would rather not show."
        case .avoid: "Something else stands in the way."
        case .format: "They would like to meet another way."
        }
    }

    /// The words about a group, without those that another one says already.
    func told(_ reasons: [Reason]) -> Told {
        // A group that gave no yes has no places either: that it is full is no news.
        let codes = Set(reasons.map(\.code))
        var told = Told()
        for reason in reasons where !(reason.code == .full && codes.contains(.agreement)) {
            if reason.code != .avoid || reasons.count == 1 { told.open.append(sentence(reason)) }
            switch reason.code {
            case .standards: told.forWorker.append(gap(reason.standards))
            case .avoid: told.forWorker.append("They keep away from it. Only you can see this.")
            default: break
            }
        }
        return told
    }

    private func gap(_ gap: StandardsGap?) -> String {
        guard let gap else { return "Evidence is missing or has ended." }
        func names(_ standards: [StandardCode]) -> String {
            standards.map { reference.standards.name(of: $0).inSentence }.joined(separator: ", ")
        }
        let missing = gap.missing.isEmpty ? nil : "Not shown to us: \(names(gap.missing))."
        let expired = gap.expired.isEmpty ? nil : "Has ended: \(names(gap.expired))."
        return [missing, expired].compactMap(\.self).joined(separator: " ")
    }
}

/// What would open more groups, and what to do about it.
struct OpeningWords {
    /// "Solving childcare would open 6 more groups".
    static func headline(_ code: ReasonCode, _ groups: Int, asking: OpenQuestion? = nil) -> String {
        let more = groups == 1 ? "1 more group" : "\(groups) more groups"
        if let asking, !asking.isUnsaid { return "Asking \(asking.clause) could open \(more)" }
        return "\(deed(code)) would open \(more)"
    }

    private static func deed(_ code: ReasonCode) -> String {
        switch code {
        case .childcare: "Booking childcare"
        case .reach: "A way to get there"
        case .cost: "Help with the fee"
        case .language: "Finding an interpreter"
        case .interpreter: "Finding another interpreter"
        case .booking: "Booking for them"
        case .time: "Another time of the week"
        case .full: "A free place"
        case .agreement: "A yes from the group"
        case .standards: "Fresh evidence"
        default: "Another choice"
        }
    }

    static func advice(_ code: ReasonCode) -> String {
        switch code {
        case .childcare: "Ask their family, a crèche, or the group. Do it before the first visit."
        case .reach: "A bus pass, a lift, or walking the first time together."
        case .cost: "Ask the group to let them come for less, or ask for money that is set aside for this."
        case .language, .interpreter: "Ask them which interpreter they would like, then book one for the first visits."
        case .booking: "Book ahead on their behalf, and tell them in time."
        case .time: "Ask whether another hour would work."
        case .full: "Ask the group when it has room. Its number for the month starts again on the first."
        case .agreement: "The coordinator can ask it for a yes again."
        case .standards: "The coordinator can ask the group to show what is missing."
        default: "Ask them whether they see it differently now."
        }
    }

    /// The limits with this one thing solved; nil where it cannot be tried by the worker.
    static func solved(_ code: ReasonCode, in tried: TriedLimits) -> TriedLimits? {
        var more = tried
        switch code {
        case .childcare: more.childcareIsSolved = true
        case .reach: more.canTravel = true
        case .cost: more.maxFee = Pence(2000)
        case .language, .interpreter: more.interpreterIsFound = true
        case .booking: more.bookingIsSolved = true
        case .time: more.time = .any
        default: return nil
        }
        return more
    }
}

extension String {
    /// "free" at the start of a line is "Free".
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }

    /// Nil where there is nothing in it.
    var nonEmpty: String? { isEmpty ? nil : self }

    /// "Training in trauma" inside a sentence; "DBS checks" stays as it is.
    var inSentence: String {
        guard let first, !dropFirst().prefix(1).allSatisfy(\.isUppercase) else { return self }
        return first.lowercased() + dropFirst()
    }
}
