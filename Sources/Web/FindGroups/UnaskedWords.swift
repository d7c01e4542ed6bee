import Casework
import People
import Vocabulary

/// What was not asked yet of a person for whom groups are looked for.
struct UnaskedWords {
    let person: Person

    init(_ person: Person) { self.person = person }

    /// Nil where everything was asked that groups are found by.
    var line: FindGroupsPage.Unasked? {
        let unasked = AboutQuestion.unasked(in: person.about)
        let forYou =
            person.about.judgement == nil
            ? Link("one more, for you alone", to: PartWay.ask(person.id).address(of: .risk)) : nil
        guard !unasked.isEmpty || forYou != nil else { return nil }
        let last = unasked.count - 1
        return FindGroupsPage.Unasked(
            questions: unasked.enumerated().map { place, question in
                Link(
                    Self.name(of: question) + (place < last || forYou != nil ? "," : "."),
                    to: PartWay.ask(person.id).address(of: AboutPart(of: question)) + "#" + Self.field(of: question))
            }, forYou: forYou)
    }

    /// "Was 17 in March 2026: two groups depend on it."
    func age(groups: Int, today: Day) -> Link? {
        guard groups > 0, let age = person.about.age.answer else { return nil }
        let day = age.notedOn.map { " in \($0.monthName) \($0.parts.year)" } ?? " when it was noted"
        let depend = groups == 1 ? "1 group near them depends on it." : "\(groups) groups near them depend on it."
        return Link(
            "Was \(age.years)\(day), and may have had a birthday since. \(depend)",
            to: PartWay.ask(person.id).address(of: .company) + "#" + Self.field(of: .age))
    }

    static func name(of question: AboutQuestion) -> String {
        switch question {
        case .message: "leaving a message"
        case .sharedPhone: "who else uses the phone"
        case .interpreter: "an interpreter"
        case .interpreterGender: "who interprets"
        case .interpreterMode: "how they interpret"
        case .volunteering: "helping others"
        case .home: "where they set out from"
        case .walking: "how far they walk"
        case .fares: "fares"
        case .online: "joining online"
        case .fee: "what they can pay"
        case .childcare: "children"
        case .booking: "booking ahead"
        case .access: "what they need in the room"
        case .times: "times"
        case .gender: "how they describe themselves"
        case .audience: "who should be there"
        case .format: "how they like to meet"
        case .age: "age"
        case .background: "background"
        case .papers: "papers"
        }
    }

    /// Where the question stands on its page.
    static func field(of question: AboutQuestion) -> String {
        switch question {
        case .message: "message"
        case .sharedPhone: "shared"
        case .interpreter: "accepts"
        case .interpreterGender: "interpreter-gender"
        case .interpreterMode: "mode"
        case .volunteering: "volunteer"
        case .home: "home"
        case .walking: "walk"
        case .fares: "fares"
        case .online: "online"
        case .fee: "paying"
        case .childcare: "childcare"
        case .booking: "book-ahead"
        case .access: "access"
        case .times: "when"
        case .gender: "gender"
        case .audience: "audience"
        case .format: "format"
        case .age: "age"
        case .background: "background"
        case .papers: "avoid-papers"
        }
    }
}
