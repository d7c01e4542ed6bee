import Vocabulary

/// A key and its value in one call, for files in the words of the vocabulary.
extension JSONWriter {
    mutating func text(_ name: String, _ value: String?) {
        key(name)
        write(value)
    }

    mutating func number(_ name: String, _ value: Int?) {
        key(name)
        write(value)
    }

    mutating func fact(_ name: String, _ value: Bool) {
        key(name)
        write(value)
    }

    mutating func words<Word: Spelled>(_ name: String, _ words: [Word]) {
        key(name)
        array(words) { out, word in out.write(word.rawValue) }
    }

    mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
        key(name)
        object(body)
    }

    mutating func list<Element>(
        _ name: String, _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        array(elements) { out, element in out.object { out in body(&out, element) } }
    }

    mutating func place(_ name: String, _ place: Coordinate?) {
        key(name)
        guard let place else { return writeNull() }
        object { out in
            out.key("latitude")
            out.write(place.latitude)
            out.key("longitude")
            out.write(place.longitude)
        }
    }

    mutating func windows(_ name: String, _ windows: [WeeklyWindow]?) {
        guard let windows else {
            key(name)
            return writeNull()
        }
        list(name, windows) { out, window in
            out.text("day", window.day.rawValue)
            out.text("from", window.from.description)
            out.text("to", window.to.description)
        }
    }
}
