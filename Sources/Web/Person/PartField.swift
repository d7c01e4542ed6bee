import Reference
import Vocabulary

/// One thing in the form of a part: exactly one of these is there.
struct PartField: Sendable {
    var text: TextInput?
    var area: TextArea?
    var radios: Radios?
    var checkboxes: Checkboxes?
    var select: Select?
    var button: Button?
    var heading: String?
    var note: String?
    var details: Details?
    var row: Row?
    var week: WeekGrid?
    var needs: NeedsField?

    /// Fields that belong together, beside each other where there is room.
    struct Row: Sendable {
        let fields: [PartField]
    }

    static func text(_ text: TextInput) -> PartField { PartField(text: text) }
    static func area(_ area: TextArea) -> PartField { PartField(area: area) }
    static func radios(_ radios: Radios) -> PartField { PartField(radios: radios) }
    static func checkboxes(_ checkboxes: Checkboxes) -> PartField { PartField(checkboxes: checkboxes) }
    static func select(_ select: Select) -> PartField { PartField(select: select) }
    static func button(_ button: Button) -> PartField { PartField(button: button) }
    static func heading(_ heading: String) -> PartField { PartField(heading: heading) }
    static func note(_ note: String) -> PartField { PartField(note: note) }
    static func details(_ details: Details) -> PartField { PartField(details: details) }
    static func row(_ fields: [PartField]) -> PartField { PartField(row: Row(fields: fields)) }
}

/// The week as boxes to tick, a line a day.
struct WeekGrid: Sendable {
    struct Day: Sendable {
        let name: String
        let boxes: [Box]
    }

    struct Box: Sendable {
        let id: String
        let value: String
        let slot: String
        let isChosen: Bool
    }

    let days: [Day]

    init(_ reader: FormReader) {
        let chosen = reader.chosen("slot")
        days = Weekday.allCases.map { day in
            Day(
                name: day.name,
                boxes: FreeTimes.Slot.allCases.map { slot in
                    let field = FreeTimes.Ticked(day: day, slot: slot).field
                    return Box(id: "slot-\(field)", value: field, slot: slot.name, isChosen: chosen.contains(field))
                })
        }
    }
}

/// Needs in the person's own order, and those that can still be tapped.
struct NeedsField: Sendable {
    struct Chosen: Sendable {
        let place: Int
        let name: String
        let code: String
        let canMoveUp: Bool
    }

    struct Other: Sendable {
        let name: String
        let explanation: String
        let code: String
    }

    let chosen: [Chosen]
    let others: [Other]
    let isEmpty: Bool
    let isFull: Bool

    init(_ order: NeedsOrder, in known: PartForm.NeedCodes) {
        isEmpty = order.needs.isEmpty
        chosen = order.needs.enumerated().map { index, need in
            Chosen(place: index + 1, name: known.name(of: need), code: need.rawValue, canMoveUp: index > 0)
        }
        others = known.entries.filter { !order.needs.contains($0.code) }.map {
            Other(name: $0.name, explanation: $0.explanation, code: $0.code.rawValue)
        }
        isFull = others.isEmpty
    }
}
