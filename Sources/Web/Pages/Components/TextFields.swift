/// What stands around every field: its question, what helps to answer it, and what was wrong.
///
/// ```
/// label      "What should we call you?"
/// hint       "An alias is fine."
/// why        "Why do we ask?" ▸ …
/// problem    "Enter a name or an alias"
/// ```
public struct FieldFrame: Sendable {
    let label: String
    /// Whether the label is the page's one heading: one question a page.
    let isHeading: Bool
    let hint: String?
    let why: String?
    let problem: String?
    let hintID: String?
    let problemID: String?
    /// The ids of what describes the field, for `aria-describedby`.
    let describedBy: String?
    /// The name of the field, for the links of the error summary.
    let id: String

    init(_ id: String, _ label: String, isHeading: Bool, hint: String?, why: String?, problem: String?) {
        self.id = id
        self.label = label
        self.isHeading = isHeading
        self.hint = hint
        self.why = why
        self.problem = problem
        self.hintID = hint.map { _ in "\(id)-hint" }
        self.problemID = problem.map { _ in "\(id)-problem" }
        let describing = [hintID, problemID].compactMap(\.self)
        self.describedBy = describing.isEmpty ? nil : describing.joined(separator: " ")
    }
}

/// A field of one line: `{{#name}}{{>components/text-input}}{{/name}}`.
public struct TextInput: Sendable {
    /// What is typed, which decides about the keyboard of a phone.
    public enum Kind: String, Sendable {
        case text, email, tel, password, search
        /// Digits, but no quantity: the keyboard shows numbers.
        case number
        /// An amount of money, with a pound sign before it.
        case money
    }

    /// How much fits into what can be seen; the words "full" and "short" are classes of the stylesheet.
    public enum Width: String, Sendable { case full, half, short }

    let frame: FieldFrame
    let name: String
    let value: String
    let type: String
    let inputMode: String?
    let autocomplete: String?
    let width: String
    let prefix: String?
    let suffix: String?
    let isUnspelled: Bool

    /// A field filled from `reader`, the form as it was sent or as it begins. `autocomplete` is a token
    /// of the HTML standard: `off` for what is about somebody else.
    public init(
        _ name: String, _ label: String, in reader: FormReader, kind: Kind = .text, width: Width = .full,
        hint: String? = nil, why: String? = nil, isHeading: Bool = false, autocomplete: String? = "off",
        suffix: String? = nil
    ) {
        self.frame = FieldFrame(
            name, label, isHeading: isHeading, hint: hint, why: why, problem: reader.problem(with: name))
        self.name = name
        // A password never comes back in a page.
        self.value = kind == .password ? "" : reader.typed(name)
        self.type =
            switch kind {
            case .number, .money: "text"
            default: kind.rawValue
            }
        self.inputMode =
            switch kind {
            case .number: "numeric"
            case .money: "decimal"
            default: nil
            }
        self.autocomplete = autocomplete
        self.width = width.rawValue
        self.prefix = kind == .money ? "£" : nil
        self.suffix = suffix
        self.isUnspelled = kind != .text
    }
}

/// A field of several lines: `{{#note}}{{>components/text-area}}{{/note}}`.
public struct TextArea: Sendable {
    let frame: FieldFrame
    let name: String
    let value: String
    let rows: Int

    public init(
        _ name: String, _ label: String, in reader: FormReader, rows: Int = 4, hint: String? = nil, why: String? = nil,
        isHeading: Bool = false
    ) {
        self.frame = FieldFrame(
            name, label, isHeading: isHeading, hint: hint, why: why, problem: reader.problem(with: name))
        self.name = name
        self.value = reader.typed(name)
        self.rows = rows
    }
}

/// A day in three fields: `{{#ends}}{{>components/date-input}}{{/ends}}`.
public struct DateInput: Sendable {
    let frame: FieldFrame
    let name: String
    let day: String
    let month: String
    let year: String
    let groupID: String

    public init(
        _ name: String, _ label: String, in reader: FormReader, hint: String? = "For example, 27 3 2026",
        why: String? = nil, isHeading: Bool = false
    ) {
        self.frame = FieldFrame(
            name, label, isHeading: isHeading, hint: hint, why: why, problem: reader.problem(with: name))
        self.name = name
        let whole = reader.typed(name).split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        self.day = whole.count == 3 ? whole[2] : reader.typed("\(name)-day")
        self.month = whole.count == 3 ? whole[1] : reader.typed("\(name)-month")
        self.year = whole.count == 3 ? whole[0] : reader.typed("\(name)-year")
        self.groupID = "\(name)-group"
    }
}
