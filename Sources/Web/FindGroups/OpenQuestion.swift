import Casework
import Matching
import People
import Vocabulary

/// A question about a person without whose answer a group is left out: matching takes the most careful answer, and a page
/// must not say that it was theirs.
struct OpenQuestion: Hashable {
    let question: AboutQuestion
    /// They were asked, and would rather not say.
    let isUnsaid: Bool

    /// What stands behind a reason; nil where it rests on what they said themselves, or on no question at all.
    ///
    /// - Parameter tried: what the worker tries out in place of what they said.
    init?(behind code: ReasonCode, in about: AboutPerson, tried: TriedLimits = TriedLimits()) {
        let questions: [AboutQuestion] =
            switch code {
            case .reach:
                [.home] + (tried.maxWalkMinutes == nil ? [.walking] : []) + (tried.canTravel == nil ? [.fares] : [])
            case .cost: tried.maxFee == nil ? [.fee] : []
            case .audience: [.gender]
            case .age: [.age]
            case .papers: [.papers]
            case .paused, .risk, .standards, .agreement, .full, .language, .interpreter, .access, .childcare, .time,
                .booking, .avoid, .format:
                []
            }
        for question in questions {
            switch question.standing(in: about) {
            case .said: continue
            case .notAsked: (self.question, isUnsaid) = (question, false)
            case .wouldNotSay: (self.question, isUnsaid) = (question, true)
            }
            return
        }
        return nil
    }

    /// "we have not asked how far they can walk"
    var words: String { (isUnsaid ? "they would rather not say " : "we have not asked ") + clause }

    /// To where it is asked; nil where it was.
    func ask(_ person: Person.ID) -> Link? {
        isUnsaid
            ? nil
            : Link(
                "Ask \(clause)",
                to: PartWay.ask(person).address(of: AboutPart(of: question)) + "#" + UnaskedWords.field(of: question))
    }

    /// What is asked, inside a sentence.
    var clause: String {
        switch question {
        case .home: "where they set out from"
        case .walking: "how far they can walk"
        case .fares: "whether they can pay a fare"
        case .fee: "what they can pay"
        case .gender: "how they describe themselves"
        case .age: "how old they are"
        case .papers: "whether papers are a worry"
        case .message, .sharedPhone, .interpreter, .interpreterGender, .interpreterMode, .volunteering, .online,
            .childcare, .booking, .access, .times, .audience, .format, .background:
            UnaskedWords.name(of: question)
        }
    }
}
