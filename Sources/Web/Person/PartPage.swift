import Casework
import Hummingbird
import People
import Vocabulary

/// One short page of a first contact, and the same page again where an answer is changed later.
struct PartPage: Page {
    static let template = "person/part"
    static let audience = Audience.staff

    struct Progress: Sendable {
        let text: String
        let step: Int
        let steps: Int
    }

    /// Said above the form: what stands in it was typed before and not saved, or why it comes back.
    struct Kept: Sendable {
        let text: String
        let link: String
        let address: String
    }

    /// Something that was begun and not saved: to go on with, or to throw away. Never put into the form unasked.
    struct Offer: Sendable {
        let text: String
        let goOn: String
        let removal: String
        let draft: String
        /// Whether it is the way of a first contact that it leads back to.
        let isFirstContact: Bool
    }

    let title: String
    let backLink: Link?
    let section: Section? = .people
    let problems: [FieldProblem]
    let progress: Progress?
    let forYouOnly: String?
    let lead: String?
    let kept: Kept?
    let offers: [Offer]
    let hasOffers: Bool
    let fields: [PartField]
    let action: String
    let draft: String
    /// The number of the draft that stands in the form: what is typed from now on is later.
    let draftNumber: Int
    let readAt: String
    let rows: Int
    let save: Button
    let later: Button?
    let skip: Link?

    /// - Parameters:
    ///   - way: where the form leads.
    ///   - kept: what is said above the form.
    ///   - draft: the draft from which the form is made, if it is.
    ///   - others: drafts that are offered.
    ///   - time: a moment in words.
    init(
        _ form: PartForm, way: PartWay, readAt: String, kept: Kept? = nil, draft: Draft? = nil, others: [Draft] = [],
        time: (Moment) -> String = { _ in "" }
    ) {
        title = PartForm.title(of: form.part, isNew: way.isNew)
        backLink = way.back(from: form.part)
        problems = form.reader.problems
        progress = way.isFirstContact ? Progress(form.part) : nil
        forYouOnly = form.part == .risk ? "Turn the screen away first." : nil
        lead = PartForm.lead(of: form.part)
        self.kept = kept ?? draft.map { Kept($0, way: way, part: form.part, at: time($0.savedAt)) }
        offers = others.map { Offer($0, way: way, part: form.part, at: time($0.savedAt)) }
        hasOffers = !offers.isEmpty
        draftNumber = draft?.number ?? 0
        fields = form.fields
        action = way.address(of: form.part)
        self.draft = way.draft(of: form.part)
        self.readAt = readAt
        rows = fields.count
        save = Button(way.isFirstContact ? "Save and go on" : "Save")
        later =
            way.isFirstContact && !way.isNew
            ? Button("Save for later", weight: .quiet, name: "later", value: "yes") : nil
        skip = way.skip(form.part)
    }
}

extension PartPage.Kept {
    init(_ draft: Draft, way: PartWay, part: AboutPart, at time: String) {
        text = "This is what you typed at \(time). It is not saved yet."
        link = way.isNew ? "Begin with somebody else" : "Show what is saved instead"
        address = way.isNew ? way.address(of: part) : way.freshAddress(of: part)
    }
}

extension PartPage.Offer {
    init(_ draft: Draft, way: PartWay, part: AboutPart, at time: String) {
        let name = draft["call-name"].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        text =
            way.isNew
            ? "You began with \(name ?? "somebody without a name") at \(time). It is not saved yet."
            : "You began to write here at \(time). It is not saved yet."
        goOn = way.address(of: part, asking: "go-on=\(draft.id.inAddress)")
        removal = "\(way.draft(of: part))/removal"
        self.draft = draft.id.rawValue
        isFirstContact = way.isFirstContact
    }
}

extension PartPage.Progress {
    init(_ part: AboutPart) {
        step = (AboutPart.allCases.firstIndex(of: part) ?? 0) + 1
        steps = AboutPart.allCases.count
        text = "Step \(step) of \(steps)"
    }
}

/// Where the pages of a part lead: through a first contact, or back to the person.
enum PartWay {
    /// The first page about somebody who is not written down yet.
    case someoneNew
    case firstContact(Person.ID)
    case change(Person.ID)
    /// A question that groups rest on: back to the groups.
    case ask(Person.ID)

    var isFirstContact: Bool {
        switch self {
        case .someoneNew, .firstContact: true
        case .change, .ask: false
        }
    }
    var isNew: Bool { if case .someoneNew = self { true } else { false } }

    func address(of part: AboutPart) -> String {
        switch self {
        case .someoneNew: "/app/first-contact"
        case .firstContact(let id): "/app/people/\(id.inAddress)/first-contact/\(part.rawValue)"
        case .change(let id): "/app/people/\(id.inAddress)/about/\(part.rawValue)"
        case .ask(let id):
            "/app/people/\(id.inAddress)/about/\(part.rawValue)?\(Self.toGroups.name)=\(Self.toGroups.value)"
        }
    }

    /// Says in an address that the form leads to the groups.
    static let toGroups = (name: "then", value: "groups")

    /// The way to change a part: back to the person, or to the groups where these asked.
    static func changing(_ id: Person.ID, in context: SiteContext) -> PartWay {
        context.query[toGroups.name] == toGroups.value ? .ask(id) : .change(id)
    }

    /// The form with what is stored, whatever was typed before.
    func freshAddress(of part: AboutPart) -> String {
        address(of: part, asking: "fresh=yes")
    }

    /// The address of a part with one more word of a query.
    func address(of part: AboutPart, asking query: String) -> String {
        let address = address(of: part)
        return address + (address.contains("?") ? "&" : "?") + query
    }

    func draft(of part: AboutPart) -> String {
        switch self {
        case .someoneNew: "/app/first-contact/draft"
        case .firstContact(let id), .change(let id), .ask(let id): "/app/people/\(id.inAddress)/drafts/\(part.rawValue)"
        }
    }

    /// Where saving a part leads.
    func next(after part: AboutPart) -> String {
        switch self {
        case .someoneNew: "/app"
        case .firstContact(let id):
            Self.neighbour(of: part, by: 1).map { address(of: $0) } ?? "/app/people/\(id.inAddress)/first-contact/check"
        case .change(let id): "/app/people/\(id.inAddress)?done=changed"
        case .ask(let id): "/app/people/\(id.inAddress)/groups"
        }
    }

    func back(from part: AboutPart) -> Link? {
        switch self {
        case .someoneNew: Link("Back to Today", to: "/app")
        case .firstContact(let id):
            Link("Back", to: Self.neighbour(of: part, by: -1).map { address(of: $0) } ?? "/app/people/\(id.inAddress)")
        case .change(let id): Link("Back to the person", to: "/app/people/\(id.inAddress)")
        case .ask(let id): Link("Back to the groups", to: "/app/people/\(id.inAddress)/groups")
        }
    }

    func skip(_ part: AboutPart) -> Link? {
        switch self {
        case .someoneNew: nil
        case .firstContact: Link("Skip this question", to: next(after: part))
        case .change(let id): Link("Cancel", to: "/app/people/\(id.inAddress)")
        case .ask(let id): Link("Cancel", to: "/app/people/\(id.inAddress)/groups")
        }
    }

    private static func neighbour(of part: AboutPart, by steps: Int) -> AboutPart? {
        let parts = AboutPart.allCases
        guard let index = parts.firstIndex(of: part), parts.indices.contains(index + steps) else { return nil }
        return parts[index + steps]
    }
}

extension Identifier {
    /// The id as a part of an address: ids of ours are plain, those of directories may hold anything.
    var inAddress: String { Site.query(rawValue).replacing("/", with: "%2F") }
}
