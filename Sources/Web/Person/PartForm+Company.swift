import Casework
import People
import Reference
import Vocabulary

// The parts about people to be with, people to keep away from, and risk.
extension PartForm {
    var company: [PartField] {
        [
            question(
                "gender", "How do they describe themselves?",
                [
                    Choice("woman", "A woman"), Choice("man", "A man"), Choice("other", "In another way"),
                ], why: "Some groups are only for women, or only for men."),
            question(
                "audience", "Who should be there?",
                [Choice("any", "Anybody"), Choice("same", "Only people of their own gender")],
                why: "Some people feel safe only among women, or only among men."),
            question(
                "format", "How would they like to meet?",
                [
                    Choice("any", "It does not matter"), Choice("group", "In a group"),
                    Choice("one-to-one", "With one person at a time"),
                ], why: "A group can be too much at first. One person can be a beginning."),
            .text(
                TextInput(
                    "age", "Age", in: reader, kind: .number, width: .short, hint: ageHint,
                    why: "Some groups are for young people, or for older ones.")),
            unsaid("age", "If they do not tell their age"),
        ]
            + communities(
                "community", "Which communities do they call their own?", hint: nil,
                why: "Only for the next question. It says nothing about papers or status, and we never ask for those.")
            + [
                more("Add another community"),
                question(
                    "background", "Do they want to meet people of the same background?",
                    [
                        Choice("wanted", "Yes, they would like that"), Choice("not-wanted", "No, rather not"),
                        Choice("no-preference", "It does not matter"),
                    ], why: "Some long for it, others fear it. Both are good reasons."),
            ]
    }

    private var ageHint: String {
        guard let age = known.age.answer, let today else { return "A guess is fine." }
        return "We have: \(AboutWords.words(age, today: today)). Write an age only if you asked again."
    }

    var avoid: [PartField] {
        let found: [PartField] =
            groups.isEmpty
            ? []
            : [
                .checkboxes(
                    Checkboxes(
                        "avoid-groups", "Groups to keep away from",
                        groups.map { Choice($0.id.rawValue, $0.name) }, in: reader,
                        why: "Somebody they fear may go there. These groups are never offered."))
            ]
        return found + [
            .row([
                .text(
                    TextInput(
                        "group-search", "Look for a group to keep away from", in: reader, kind: .search,
                        hint: "Any part of its name.",
                        why: groups.isEmpty ? "Somebody they fear may go there. These groups are never offered." : nil)),
                .button(Button("Look", weight: .quiet, name: PartForm.search, value: "yes")),
            ])
        ]
            + communities(
                "avoid-community", "Communities to keep away from", hint: nil,
                why: "Groups of that community are not offered. The reason is theirs.")
            + [
                more("Add another community"),
                question(
                    "avoid-papers", "Would they rather not show papers?", PartForm.yesNo,
                    why:
                        "Some groups ask for papers at the door. Until we know, we leave out groups that ask for them.",
                    isInline: true),
            ]
    }

    var risk: [PartField] {
        [
            .radios(
                Radios(
                    "risk", "Level of risk",
                    reference.risks.map { meaning in
                        Choice(
                            meaning.risk.rawValue, "\(meaning.name) (\(meaning.risk.rawValue))",
                            hint: "\(meaning.explanation) \(meaning.advice)")
                    } + [
                        Choice(
                            PartForm.notJudged, "I cannot judge it yet",
                            hint: "Until you do, we are as careful as with somebody who has lived through trauma.")
                    ], in: reader,
                    why: "People at risk are sent only to groups whose training and checks fit, and which are in date.")
            )
        ]
    }
}
