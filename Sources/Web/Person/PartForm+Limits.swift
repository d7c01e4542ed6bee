import Casework
import People
import Reference
import Vocabulary

// The parts about what a week, a purse and a family allow.
extension PartForm {
    var travel: [PartField] {
        [
            question(
                "home", "Where do they usually set out from?", startingPoints,
                hint: "Choose a place near them. Only its position is kept, never an address.",
                why: "To work out how long the walk to each group is."),
            .row([
                .text(
                    TextInput(
                        "place-search", "Look for another place", in: reader, kind: .search,
                        hint: "Any part of the name of a group that meets near them.")),
                .button(Button("Look", weight: .quiet, name: PartForm.search, value: "yes")),
            ]),
            .row([
                .text(
                    TextInput(
                        "latitude", "Or by hand: latitude", in: reader, kind: .number, width: .short,
                        hint: "Like 52.954")),
                .text(
                    TextInput("longitude", "Longitude", in: reader, kind: .number, width: .short, hint: "Like -1.150")),
            ]),
            .text(
                TextInput(
                    "walk", "How long can they walk, one way?", in: reader, kind: .number, width: .short,
                    why: "Groups that are further are shown only if there is another way to get there.",
                    suffix: "minutes")),
            unsaid("walk", "If they do not tell how long"),
            question(
                "fares", "Can they pay for a bus or tram?", PartForm.yesNo,
                why: "Many people have no money for fares. Then we look for groups on foot, or that pay the way.",
                isInline: true),
            question(
                "online", "Can they join online?", PartForm.yesNo,
                hint: "With a phone or computer, enough data, and a place to talk.",
                why: "Some groups meet on a screen.", isInline: true),
        ]
    }

    private var startingPoints: [Choice] {
        let kept = known.limits.home.answer.map { _ in [Choice("kept", "The place that is set now")] } ?? []
        let known = places.map { place in
            Choice(
                "\(place.coordinate.latitude),\(place.coordinate.longitude)", "Near \(place.name)",
                hint: place.lines.isEmpty ? nil : place.lines.joined(separator: ", "))
        }
        return kept + known
    }

    var takingPart: [PartField] {
        [
            question(
                "paying", "What can they pay each time?",
                [Choice("free", "It must be free"), Choice("some", "Up to the amount below")],
                why: "Then no group asks them for money they do not have."),
            .text(
                TextInput(
                    "fee", "The most they can pay each time", in: reader, kind: .money, width: .short,
                    hint: "Like 2.50")),
            question(
                "childcare", "Do they need somebody to look after children?", PartForm.yesNo,
                why: "We solve this before the first visit, not after a missed one.", isInline: true),
            question(
                "book-ahead", "Can they book ahead?", PartForm.yesNo,
                hint: "Choose No if work or calls change their week at short notice.",
                why: "Then we look for drop-ins, where nobody is cross if they miss a day.", isInline: true),
            .checkboxes(
                Checkboxes(
                    "access", "What do they need in the room?",
                    reference.access.entries.map { Choice($0.code.rawValue, $0.name, hint: $0.explanation) } + [
                        Choice(PartForm.nothingSpecial, "Nothing special"),
                        Choice(FormField.unsaid, "They would rather not say"),
                    ],
                    in: reader,
                    why: "So that they can get in, follow, and stay.")),
        ]
    }

    var times: [PartField] {
        let days = [Choice("", "Choose a day")] + Weekday.allCases.map { Choice($0.rawValue, $0.name) }
        return [
            question(
                "when", "When could they go to a group?",
                [Choice("any", "Any time"), Choice("some", "Only at these times")],
                why: "So that we show only groups that meet when they can come."),
            PartField(week: WeekGrid(reader)),
            .heading("Exact times"),
            .note("Only where morning, afternoon and evening do not fit, such as between two school runs."),
        ]
            + rows(["exact-day", "exact-from", "exact-to"]) { row in
                .row([
                    .select(Select("exact-day-\(row)", "Day", days, in: reader)),
                    .text(TextInput("exact-from-\(row)", "From", in: reader, width: .short)),
                    .text(TextInput("exact-to-\(row)", "To", in: reader, width: .short)),
                ])
            } + [more("Add another time")]
    }
}
