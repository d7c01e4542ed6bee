import Casework
import Community
import People
import Reference
import Vocabulary

/// The questions of one part, as fields with what was typed or stored. "Why do we ask?" stands under each.
struct PartForm {
    typealias NeedCodes = CodeList<NeedList>

    let part: AboutPart
    let reference: ReferenceData
    let reader: FormReader
    /// Places to choose a starting point from.
    var places: [FindPlaces.KnownPlace] = []
    /// Groups to choose from, where somebody keeps away from some.
    var groups: [FindGroupsByName.Found] = []
    /// What is stored.
    var known = AboutPerson()
    var today: Day?
    /// A row more was asked for.
    var wantsMoreRows = false

    static let moreRows = "more"
    static let search = "look-up"
    static let nothingSpecial = "nothing"
    static let notJudged = "not-judged"

    /// What the page asks.
    static func title(of part: AboutPart, isNew: Bool = false) -> String {
        switch part {
        case .reach: isNew ? "Who are you meeting?" : "How can we reach them safely?"
        case .languages: "Which languages do they speak?"
        case .interpreter: "Would they like an interpreter?"
        case .needs: "What matters most to them?"
        case .hopes: "What do they hope for?"
        case .interests: "What do they like to do?"
        case .travel: "How can they get there?"
        case .takingPart: "What would make it possible to take part?"
        case .times: "When are they free?"
        case .company: "Whom would they like to be with?"
        case .avoid: "Is there anything to keep away from?"
        case .risk: "How much risk are they at?"
        }
    }

    /// What the page says below its question.
    static func lead(of part: AboutPart) -> String? {
        switch part {
        case .reach: "Only one thing is needed: one way to find them again. Everything else can wait."
        case .languages: "Their best language first. A little of a language counts."
        case .interpreter: "A professional interpreter is free for them. Never a child; family only if they choose it."
        case .needs: "Tap what matters, the most important first. Use their order, not ours."
        case .hopes: nil
        case .interests: "Tick everything they enjoy, or did before."
        case .travel: "We work out the walk ourselves. No map service is told where anybody lives."
        case .takingPart, .times, .company: nil
        case .avoid:
            "Only you see this, and they themselves: on their own page, once they typed in their code again. Nobody is asked for a reason, and no group is ever told."
        case .risk:
            "You set this, on what you heard and saw. It decides what a group must hold. No group is ever told. On their own page they can read how careful we are, once they typed in their code again, and never why. If why has to be kept, seal it."
        }
    }

    var fields: [PartField] {
        switch part {
        case .reach: reach
        case .languages: languages
        case .interpreter: interpreter
        case .needs: [PartField(needs: NeedsField(NeedsOrder(reader, known: reference.needs), in: reference.needs))]
        case .hopes: hopes
        case .interests: interests
        case .travel: travel
        case .takingPart: takingPart
        case .times: times
        case .company: company
        case .avoid: avoid
        case .risk: risk
        }
    }

    // MARK: Shared by the parts

    static let yesNo = [Choice("yes", "Yes"), Choice("no", "No")]

    /// A question about the person. They may always rather not say, and as long as nothing is chosen, nobody asked; once
    /// something is, that nobody asked can be chosen again, for whoever pressed by mistake.
    func question(
        _ name: String, _ label: String, _ answers: [Choice], hint: String? = nil, why: String? = nil,
        isInline: Bool = false
    ) -> PartField {
        let unsaid = Choice(FormField.unsaid, "They would rather not say")
        let notAsked = reader.typed(name).isEmpty ? [] : [Choice(FormField.notAsked, "Not asked yet")]
        return .radios(
            Radios(
                name, label, answers + [unsaid] + notAsked, in: reader, hint: hint, why: why, isInline: isInline))
    }

    /// The tick under a question that is answered in a field of its own.
    func unsaid(_ field: String, _ label: String) -> PartField {
        .checkboxes(
            Checkboxes(
                "\(field)-unsaid", label, [Choice("yes", "They would rather not say")], in: reader, isInline: true))
    }

    func rows(_ fields: [String], _ make: (Int) -> PartField) -> [PartField] {
        let shown = (1...PartRows.most).last { row in fields.contains { !reader.typed("\($0)-\(row)").isEmpty } } ?? 0
        let asked = Int(reader.typed("rows")) ?? 0
        let count = PartRows.count(filled: shown, shown: max(shown, asked), more: wantsMoreRows)
        return (1...count).map(make)
    }

    /// Selects of communities, one a row. Only the first carries the reason why it is asked.
    func communities(_ field: String, _ label: String, hint: String?, why: String) -> [PartField] {
        let choices =
            [Choice("", "Choose one")] + reference.communities.entries.map { Choice($0.code.rawValue, $0.name) }
        return rows([field]) { row in
            .select(
                Select(
                    "\(field)-\(row)", row == 1 ? label : "And", choices, in: reader, hint: row == 1 ? hint : nil,
                    why: row == 1 ? why : nil))
        }
    }

    func more(_ words: String) -> PartField {
        .button(Button(words, weight: .quiet, name: PartForm.moreRows, value: "yes"))
    }
}
