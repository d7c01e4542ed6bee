/// One of the answers that a question offers.
public struct Choice: Sendable {
    public let value: String
    public let text: String
    public let hint: String?

    public init(_ value: String, _ text: String, hint: String? = nil) {
        self.value = value
        self.text = text
        self.hint = hint
    }
}

/// An answer as it stands in the page.
struct OfferedChoice: Sendable {
    let value: String
    let text: String
    let hint: String?
    let hintID: String?
    /// The first answer carries the field's own id, so that the error summary leads to it.
    let id: String
    let isChosen: Bool

    static func list(_ choices: [Choice], named name: String, chosen: Set<String>) -> [OfferedChoice] {
        choices.enumerated().map { index, choice in
            let id = index == 0 ? name : "\(name)-\(index + 1)"
            return OfferedChoice(
                value: choice.value, text: choice.text, hint: choice.hint,
                hintID: choice.hint.map { _ in "\(id)-hint-of-choice" },
                id: id, isChosen: chosen.contains(choice.value))
        }
    }
}

/// A question with exactly one answer: `{{#risk}}{{>components/radios}}{{/risk}}`.
public struct Radios: Sendable {
    let frame: FieldFrame
    let name: String
    let choices: [OfferedChoice]
    let isInline: Bool

    public init(
        _ name: String, _ label: String, _ choices: [Choice], in reader: FormReader, hint: String? = nil,
        why: String? = nil, isHeading: Bool = false, isInline: Bool = false
    ) {
        self.frame = FieldFrame(
            name, label, isHeading: isHeading, hint: hint, why: why, problem: reader.problem(with: name))
        self.name = name
        // An answer whose value is empty is one too: it is never chosen for whoever said nothing.
        let chosen = reader.typed(name)
        self.choices = OfferedChoice.list(choices, named: name, chosen: chosen.isEmpty ? [] : [chosen])
        self.isInline = isInline
    }
}

/// A question with any number of answers: `{{#access}}{{>components/checkboxes}}{{/access}}`.
public struct Checkboxes: Sendable {
    let frame: FieldFrame
    let name: String
    let choices: [OfferedChoice]
    let isInline: Bool

    public init(
        _ name: String, _ label: String, _ choices: [Choice], in reader: FormReader, hint: String? = nil,
        why: String? = nil, isHeading: Bool = false, isInline: Bool = false
    ) {
        self.frame = FieldFrame(
            name, label, isHeading: isHeading, hint: hint, why: why, problem: reader.problem(with: name))
        self.name = name
        self.choices = OfferedChoice.list(choices, named: name, chosen: reader.chosen(name))
        self.isInline = isInline
    }
}

/// A long list of answers of which one is chosen: `{{#language}}{{>components/select}}{{/language}}`.
public struct Select: Sendable {
    let frame: FieldFrame
    let name: String
    let choices: [OfferedChoice]
    let width: String

    public init(
        _ name: String, _ label: String, _ choices: [Choice], in reader: FormReader, width: TextInput.Width = .half,
        hint: String? = nil, why: String? = nil, isHeading: Bool = false
    ) {
        self.frame = FieldFrame(
            name, label, isHeading: isHeading, hint: hint, why: why, problem: reader.problem(with: name))
        self.name = name
        let chosen = reader.typed(name)
        self.choices = OfferedChoice.list(choices, named: name, chosen: chosen.isEmpty ? [] : [chosen])
        self.width = width.rawValue
    }
}
