import Casework
import Matching
import People
import Vocabulary

/// Limits to be changed on the spot: a form that asks again and saves nothing.
struct LimitsForm {
    let action: String
    let isOpen: Bool
    /// "Up to 30 minutes on foot, no fares, free only".
    let now: String
    let walk: Select
    let fee: TextInput
    let time: Select
    let aids: Checkboxes
    let apply: Button
    /// Back to the person's own limits; nil while they are the ones that are used.
    let reset: Link?

    init(_ reader: FormReader, found: FoundGroups, action: String) {
        let limits = found.person.about.limits
        // What was typed wrongly comes back as it was typed.
        let shown = reader.problems.isEmpty ? LimitsForm.filled(found) : reader
        self.action = action
        isOpen = !found.tried.isEmpty || !reader.problems.isEmpty
        now = LimitsForm.words(found)
        let known = [limits.maxWalkMinutes.answer, found.tried.maxWalkMinutes].compactMap(\.self)
        let walks = Set(TriedLimits.walks + known).sorted().map {
            Choice(String($0), $0 == 1 ? "1 minute" : "Up to \($0) minutes")
        }
        walk = Select("walk", "How far on foot?", [Choice("", "As we know it")] + walks, in: shown, width: .full)
        fee = TextInput("fee", "The most for one session", in: shown, kind: .money, width: .short)
        time = Select("time", "When?", TriedLimits.Time.choices, in: shown, width: .full)
        var choices = [
            Choice("fares", "The fare is paid, or somebody drives"), Choice("online", "They can join online"),
        ]
        if limits.childcareNeeded.isYes { choices.append(Choice("childcare", "Childcare is solved")) }
        if limits.canBookAhead.isNo { choices.append(Choice("booking", "Somebody books for them")) }
        choices.append(Choice("interpreter", "An interpreter is found"))
        aids = Checkboxes("with", "What if", choices, in: shown)
        apply = Button("Show groups")
        reset = found.tried.isEmpty ? nil : Link("Back to their own limits", to: action)
    }

    private static func filled(_ found: FoundGroups) -> FormReader {
        let (situation, tried, limits) = (found.situation, found.tried, found.person.about.limits)
        // What nobody said is not filled in, though something has to be taken for it meanwhile.
        var fields: [(name: String, value: String)] = [
            ("walk", (tried.maxWalkMinutes ?? limits.maxWalkMinutes.answer).map(String.init) ?? ""),
            ("fee", (tried.maxFee ?? limits.maxFee.answer)?.typed ?? ""), ("time", tried.time?.word ?? ""),
        ]
        if situation.reach.canTravel { fields.append(("with", "fares")) }
        if situation.reach.online { fields.append(("with", "online")) }
        if tried.childcareIsSolved { fields.append(("with", "childcare")) }
        if tried.bookingIsSolved { fields.append(("with", "booking")) }
        if tried.interpreterIsFound { fields.append(("with", "interpreter")) }
        return FormReader(SubmittedForm(fields))
    }

    /// What is known or tried, and apart from it what is taken as long as nobody has said.
    private static func words(_ found: FoundGroups) -> String {
        let (situation, tried, limits) = (found.situation, found.tried, found.person.about.limits)
        let all = [
            (
                tried.maxWalkMinutes != nil || limits.maxWalkMinutes.answer != nil,
                "up to \(situation.reach.maxWalkMinutes) minutes on foot"
            ),
            (
                tried.canTravel != nil || limits.canTravel.answer != nil,
                situation.reach.canTravel ? "by bus or lift" : "no fares"
            ),
            (
                tried.maxFee != nil || limits.maxFee.answer != nil,
                situation.maxFee == .zero ? "free only" : "up to \(situation.maxFee) each time"
            ),
            (situation.reach.online, "online too"),
        ]
        let known = all.filter(\.0).map(\.1).joined(separator: ", ")
        let taken = all.dropLast().filter { !$0.0 }.map(\.1).joined(separator: ", ")
        if taken.isEmpty { return known }
        return (known.isEmpty ? "" : known + "; ") + "until somebody asks: " + taken
    }
}
