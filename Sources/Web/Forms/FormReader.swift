import Vocabulary

/// Reads the fields of a form into the types of the domain, and remembers what was wrong in words
/// that say what to do. What was typed is kept, so that the form comes back as it was sent.
///
/// ```swift
/// var reader = FormReader(context.form)
/// let name = reader.text("name", upTo: 200, orAsk: "Enter a name or an alias")
/// let fee = reader.pence("fee", orAsk: nil)
/// guard let name, reader.problems.isEmpty else { return site.present(FirstContactPage(reader), in: context) }
/// ```
/// Every reading gives nil where the field is empty or wrong; only the second is always a problem,
/// the first where `orAsk` says what to ask for.
public struct FormReader: Sendable {
    public private(set) var problems: [FieldProblem] = []
    private let form: SubmittedForm

    public init(_ form: SubmittedForm) { self.form = form }

    /// A form before anybody wrote into it, with what is already known.
    public init(filled known: KeyValuePairs<String, String> = [:]) {
        self.form = SubmittedForm(known.map { (name: $0.key, value: $0.value) })
    }

    /// Adds a problem that only the caller could find.
    public mutating func add(_ text: String, to field: String) { problems.append(FieldProblem(field, text)) }

    // MARK: What was typed

    public func typed(_ field: String) -> String { form[field] ?? "" }
    /// Every value under this name, in the order in which they were sent.
    public func all(_ field: String) -> [String] { form.all(field) }
    public func chosen(_ field: String) -> Set<String> { Set(form.all(field)) }
    public func problem(with field: String) -> String? { problems.first { $0.field == field }?.text }

    // MARK: Text

    /// The trimmed text of a field on one line or several. Its length is counted in Unicode scalars,
    /// so that a limit means the same in every script and in the store.
    public mutating func text(_ field: String, upTo limit: Int, orAsk question: String? = nil) -> String? {
        let text = trimmed(field)
        guard !text.isEmpty else { return missing(field, question) }
        let length = text.unicodeScalars.count
        guard length <= limit else {
            add(
                "Make this \(length - limit == 1 ? "1 character" : "\(length - limit) characters") shorter: it can hold \(limit)",
                to: field)
            return nil
        }
        return text
    }

    // MARK: Numbers and money

    public mutating func integer(_ field: String, in range: ClosedRange<Int>, orAsk question: String? = nil) -> Int? {
        let text = trimmed(field)
        guard !text.isEmpty else { return missing(field, question) }
        guard let number = Int(Digits.western(text)), range.contains(number) else {
            add("Enter a whole number from \(range.lowerBound) to \(range.upperBound)", to: field)
            return nil
        }
        return number
    }

    /// An amount such as `2.50`, `2,50`, `£2.50` or `2`; never negative, at most £10,000. What could mean two amounts is
    /// asked about.
    public mutating func pence(_ field: String, orAsk question: String? = nil) -> Pence? {
        let text = trimmed(field)
        guard !text.isEmpty else { return missing(field, question) }
        guard let amount = Pence(typed: Digits.western(text)) else {
            add("Enter an amount of money, like 2.50. Write a thousand pounds as 1000", to: field)
            return nil
        }
        guard amount <= Pence(1_000_000) else {
            add("Enter at most £10,000", to: field)
            return nil
        }
        return amount
    }

    // MARK: Telephone and e-mail

    /// A telephone number that can be dialled, as it was typed.
    ///
    /// - Parameter short: whether numbers are taken that only organisations have, such as 116 123.
    public mutating func phone(
        _ field: String, upTo limit: Int, short: Bool = false, orAsk question: String? = nil
    ) -> String? {
        guard let text = text(field, upTo: limit, orAsk: question) else { return nil }
        guard let number = PhoneNumber(Digits.western(text), short: short) else {
            add("Enter a telephone number, like 07700 900 982 or +44 7700 900 982", to: field)
            return nil
        }
        return number.text
    }

    /// An e-mail address to which a letter can be sent.
    public mutating func email(_ field: String, upTo limit: Int = 254, orAsk question: String? = nil) -> String? {
        guard let text = text(field, upTo: limit, orAsk: question) else { return nil }
        // A name without a dot is a machine of somebody's own network.
        guard let address = EmailAddress(text), address.domain.contains(".") else {
            add("Enter an e-mail address that we can write to, like name@example.org", to: field)
            return nil
        }
        return address.text
    }

    // MARK: Days and times

    /// A day from three inputs (`field-day`, `field-month`, `field-year`), or from one in the shape 2026-11-23.
    public mutating func day(_ field: String, orAsk question: String? = nil) -> Day? {
        let whole = trimmed(field)
        let parts = ["day", "month", "year"].map { Digits.western(trimmed("\(field)-\($0)")) }
        if whole.isEmpty, parts.allSatisfy(\.isEmpty) { return missing(field, question) }
        let day =
            whole.isEmpty
            ? Day(year: Int(parts[2]) ?? 0, month: Int(parts[1]) ?? 0, day: Int(parts[0]) ?? 0)
            : Day(Digits.western(whole))
        // A year of two digits would put an end of evidence into the first century.
        guard let day, day.parts.year >= 1900 else {
            add("Enter a real date, like 27 3 2026", to: field)
            return nil
        }
        return day
    }

    /// A time such as `09:30` or `9:30`.
    public mutating func time(_ field: String, orAsk question: String? = nil) -> TimeOfDay? {
        let text = trimmed(field)
        guard !text.isEmpty else { return missing(field, question) }
        let western = Digits.western(text)
        guard let time = TimeOfDay(western.count == 4 ? "0" + western : western) else {
            add("Enter a time, like 09:30", to: field)
            return nil
        }
        return time
    }

    // MARK: Choices

    /// What is said of a value that a form never offered: a page of before, or somebody who wrote it by hand. It is no
    /// answer, nor the silence of whoever left a question out, so that it is asked about.
    static let notOffered = "Choose one of the answers that are shown"

    /// One of the values of an enumeration. A value that the form does not offer is asked about.
    public mutating func choice<Value: RawRepresentable<String>>(
        _ field: String, of _: Value.Type = Value.self, orAsk question: String? = nil
    ) -> Value? {
        let chosen = typed(field)
        guard !chosen.isEmpty else { return missing(field, question) }
        guard let value = Value(rawValue: chosen) else {
            add(question ?? Self.notOffered, to: field)
            return nil
        }
        return value
    }

    /// Every value that was chosen, each once, in the order in which they were sent. One that the form does not offer is
    /// asked about.
    ///
    /// - Parameter beside: answers that the form offers and that are no such value, such as "nothing of this".
    public mutating func choices<Value: RawRepresentable<String> & Hashable>(
        _ field: String, of _: Value.Type = Value.self, beside: Set<String> = [], orAsk question: String? = nil
    ) -> [Value] {
        var seen: Set<Value> = []
        let values = chosen(field) { Value(rawValue: $0) != nil || beside.contains($0) }
            .filter { !beside.contains($0) }.compactMap(Value.init(rawValue:)).filter { seen.insert($0).inserted }
        if values.isEmpty, problem(with: field) == nil, let question { add(question, to: field) }
        return values
    }

    /// What was chosen under this name, without what is empty. One that the form does not offer is left out, and asked
    /// about.
    public mutating func chosen(_ field: String, among isOffered: (String) -> Bool) -> [String] {
        let values = form.all(field).filter { !$0.isEmpty }
        let offered = values.filter(isOffered)
        if offered.count < values.count { add(Self.notOffered, to: field) }
        return offered
    }

    /// What was chosen among the answers to a question about a person. Nothing chosen is not asked: see ``Told``.
    public mutating func told<Value: RawRepresentable<String>>(
        _ field: String, of _: Value.Type = Value.self
    ) -> Told<Value> {
        switch typed(field) {
        case FormField.unsaid: return .wouldNotSay
        case "", FormField.notAsked: return .notAsked
        case let chosen:
            guard let value = Value(rawValue: chosen) else {
                add(Self.notOffered, to: field)
                return .notAsked
            }
            return .said(value)
        }
    }

    /// Yes, no, that they would rather not say, or nothing.
    public mutating func toldYesNo(_ field: String) -> Told<Bool> { told(field, of: YesOrNo.self).map { $0 == .yes } }

    /// Yes or no; nil where the question is open, which is a problem.
    public mutating func yesOrNo(_ field: String, orAsk question: String) -> Bool? {
        choice(field, of: YesOrNo.self, orAsk: question).map { $0 == .yes }
    }

    /// Whether a box was ticked.
    public func ticked(_ field: String) -> Bool { form[field] != nil }

    private func trimmed(_ field: String) -> String {
        let scalars = typed(field).unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    private mutating func missing<Value>(_ field: String, _ question: String?) -> Value? {
        if let question { add(question, to: field) }
        return nil
    }
}

/// An answer that is one of two.
enum YesOrNo: String {
    case yes, no
}

/// People type numbers in the digits of their own script.
enum Digits {
    /// The text with every decimal digit as 0…9: `٢٧` and `۲۷` become `27`.
    static func western(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
                result += String(Int(value))
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
