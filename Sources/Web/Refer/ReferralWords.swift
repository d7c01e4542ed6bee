import Casework
import People
import Reference
import Vocabulary

/// The states, verbs and ends of a referral in words.
enum ReferralWords {
    static func state(_ state: Referral.State) -> String {
        switch state {
        case .draft: "Not sent yet"
        case .sent: "Waiting for an answer"
        case .waitlisted: "On their waiting list"
        case .accepted: "They said yes"
        case .introduced: "They have met"
        case .attending: "Takes part"
        case .declined: "They said no"
        case .expired: "No answer"
        case .ended: "Ended"
        }
    }

    static func tag(_ state: Referral.State) -> Tag {
        let tone: Tone =
            switch state {
            case .draft: .calm
            case .sent, .waitlisted: .waiting
            case .accepted, .introduced, .attending: .good
            case .declined, .expired, .ended: .ended
            }
        return Tag(self.state(state), tone)
    }

    static func outcome(_ outcome: Attendance.Outcome) -> String {
        switch outcome {
        case .came: "They came"
        case .didNotCome: "They did not come"
        case .worried: "The group is worried: call today"
        }
    }

    /// How welcome somebody felt, from 1 to 5.
    static let welcome = ["Not at all", "A little", "So-so", "Welcome", "Very welcome"]

    static func endReason(_ reason: Referral.EndReason, _ reference: ReferenceData) -> String {
        reference.endingReasons.name(of: Code(reason.rawValue))
    }

    static func declineReason(_ reason: Referral.DeclineReason, _ reference: ReferenceData) -> String {
        reference.declineReasons.name(of: Code(reason.rawValue))
    }
}

/// What a group is told, line by line. The worker's preview and the letter's page show these lines, made from
/// the one value that is stored.
struct MessageLines {
    let reference: ReferenceData

    struct Line: Hashable {
        let fact: SharedFact
        let key: String
        /// Each a paragraph of its own.
        let values: [String]

        /// All of it in one paragraph.
        var value: String { values.joined(separator: ". ").replacing(".. ", with: ". ") }
    }

    func lines(of message: ReferralMessage) -> [Line] {
        SharedFact.allCases.compactMap { fact in
            values(of: fact, in: message).map { Line(fact: fact, key: Self.key(fact), values: $0) }
        }
    }

    /// The same, as the rows of a list.
    func rows(of message: ReferralMessage) -> [SummaryRow] {
        lines(of: message).map { SummaryRow($0.key, lines: $0.values) }
    }

    /// What a fact is called where it is chosen and where it is read.
    static func key(_ fact: SharedFact) -> String {
        switch fact {
        case .callName: "What to call them"
        case .hopes: "What they hope for"
        case .languages: "Languages"
        case .whatHelps: "What helps them feel at ease"
        case .access: "What they need in the room"
        case .children: "Children"
        case .phone: "Phone, and how to use it safely"
        }
    }

    private func values(of fact: SharedFact, in message: ReferralMessage) -> [String]? {
        if fact == .phone { return message.phone.map(PhoneWords.lines) }
        return value(of: fact, in: message)?.split(whereSeparator: \.isNewline).map(String.init)
    }

    private func value(of fact: SharedFact, in message: ReferralMessage) -> String? {
        switch fact {
        case .callName: message.callName
        case .hopes: message.hopes
        case .languages: languages(message)
        case .whatHelps: message.whatHelps
        case .access: message.access?.map { reference.access.name(of: $0) }.joined(separator: ", ")
        case .children: message.bringsChildren == true ? "Children come along" : nil
        case .phone: nil
        }
    }

    private func languages(_ message: ReferralMessage) -> String? {
        guard let languages = message.languages else { return nil }
        let spoken = languages.map { "\(reference.languages.name(of: $0.language)) (\(Self.level($0.level)))" }
        return spoken.joined(separator: ", ") + (message.wantsInterpreter == true ? ". Would like an interpreter" : "")
    }

    private static func level(_ level: LanguageLevel) -> String {
        switch level {
        case .none: "not yet"
        case .basic: "a little"
        case .conversational: "can talk"
        case .fluent: "fluent"
        }
    }
}
