import Casework
import Reference
import Vocabulary

// The parts about being in touch and about what matters.
extension PartForm {
    var reach: [PartField] {
        [
            .text(
                TextInput(
                    "call-name", "What should we call them?", in: reader, width: .half,
                    hint: "A first name or an alias. They choose.",
                    why: "So that you, and later a group, can greet them. It need not be the name on any paper.")),
            .text(
                TextInput(
                    "phone", "Phone", in: reader, kind: .tel, width: .half,
                    why: "To find them again. A number that somebody they trust answers is fine too.")),
            question(
                "message", "May we leave a message?", PartForm.yesNo,
                hint: "If they are not sure, choose nothing: then we leave none.",
                why: "A message that the wrong person hears can put them in danger.", isInline: true),
            question(
                "shared", "Does anybody else use this phone?", PartForm.yesNo,
                why: "So that nobody says who we are before we know who answers.", isInline: true),
            .text(
                TextInput(
                    "shared-with", "Who else uses it?", in: reader, width: .half,
                    hint: "For example, a cousin, at weekends.", why: "So that we know when to hang up politely.")),
            .text(
                TextInput(
                    "safe-times", "When is it safe to call?", in: reader,
                    hint: "For example, weekdays before 3 in the afternoon.",
                    why: "Some people can only speak freely at certain times.")),
            .text(
                TextInput(
                    "email", "E-mail", in: reader, kind: .email, width: .half,
                    why: "Only if they read it themselves and nobody else does.")),
            .text(
                TextInput(
                    "other-way", "Another way to find them", in: reader,
                    hint: "For example, at the library on Tuesdays, or through a friend they trust.",
                    why: "Phones get lost, and people are moved. One more way keeps you in touch.")),
        ]
    }

    var languages: [PartField] {
        let languages =
            [Choice("", "Choose one")] + reference.languages.entries.map { Choice($0.language.rawValue, $0.name) }
        let levels =
            [Choice("", "How well?")]
            + [LanguageLevel.basic, .conversational, .fluent].map {
                Choice($0.rawValue, AboutWords.words($0).capitalizedFirst)
            }
        let why = "So that we look for groups they can follow, and send an interpreter where there is none."
        return rows(["language"]) { row in
            .row([
                .select(
                    Select(
                        "language-\(row)", row == 1 ? "Their best language" : "Another language", languages, in: reader)
                ),
                .select(Select("level-\(row)", "How well do they speak it?", levels, in: reader)),
            ])
        } + [more("Add another language"), .details(Details("Why do we ask?", [why]))]
    }

    var interpreter: [PartField] {
        [
            question(
                "accepts", "Would they like an interpreter?", PartForm.yesNo,
                why: "With an interpreter, more groups are open to them.", isInline: true),
            question(
                "interpreter-gender", "Should it be a woman or a man?",
                [Choice("woman", "A woman"), Choice("man", "A man"), Choice("either", "It does not matter")],
                why: "Some things are hard to say in front of a man, or of a woman."),
            question(
                "mode", "How should they interpret?",
                [
                    Choice("in-person", "In the room"), Choice("telephone", "By telephone"),
                    Choice("either", "It does not matter"),
                ], why: "A voice on the telephone knows less about them; a face is easier to trust."),
        ]
            + communities(
                "excluded", "Should the interpreter not be from a certain community?",
                hint: "We do not ask for a reason, and nobody else is told.",
                why: "In a small community, one interpreter may know the family. Others carry a war with them.")
            + [more("Add another community")]
    }

    var hopes: [PartField] {
        [
            .area(
                TextArea(
                    "hopes", "What do they hope for?", in: reader, rows: 5, hint: "In their own words.",
                    why:
                        "A group may be told this, word for word, but only if they say yes. So write nothing here that is not for a group."
                )),
            .area(
                TextArea(
                    "what-helps", "What helps them to feel at ease?", in: reader, rows: 4,
                    hint: "For example, to sit near the door, or to come with a friend the first time.",
                    why: "So that a group can welcome them well. It is told only if they say yes.")),
        ]
    }

    var interests: [PartField] {
        [
            .checkboxes(
                Checkboxes(
                    "interests", "What do they enjoy?",
                    reference.interests.entries.map { Choice($0.code.rawValue, $0.name) }, in: reader,
                    why: "A group that does what they love comes higher in the list.")),
            question(
                "volunteer", "Would they like to help others there, now or later?", PartForm.yesNo,
                hint: "Nobody has to, and they can change their mind.",
                why: "Some groups have roles for people who want to give something back.", isInline: true),
        ]
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
