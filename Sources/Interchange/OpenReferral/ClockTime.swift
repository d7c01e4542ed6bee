import Vocabulary

/// A time of day as directories write it: `10:00`, `10:00:00`, `10:00Z`, `9:00am`, `9.30 PM`, `0930`, `noon`.
enum ClockTime {
    /// Nil where the text is no time that a clock can show. A zone after the time is passed over: what
    /// stands on the door is local time.
    static func read(_ text: String) -> TimeOfDay? {
        var rest = Array(text.lowercased().utf8.filter { $0 != 0x20 })
        switch String(decoding: rest, as: UTF8.self) {
        case "noon", "midday", "12noon": return TimeOfDay(minutes: 720)
        case "midnight", "12midnight": return TimeOfDay(minutes: 1440)
        default: break
        }
        let half = takeHalf(&rest)
        if half == nil { dropZone(&rest) }
        guard let (hour, minute) = parts(rest, needsColon: half == nil), (0..<60).contains(minute) else { return nil }
        switch half {
        case nil: return hour < 24 || (hour == 24 && minute == 0) ? TimeOfDay(minutes: hour * 60 + minute) : nil
        case .morning:
            return (1...12).contains(hour) ? TimeOfDay(minutes: hour % 12 * 60 + minute) : nil
        case .afternoon:
            return (1...12).contains(hour) ? TimeOfDay(minutes: (hour % 12 + 12) * 60 + minute) : nil
        }
    }

    private enum Half { case morning, afternoon }

    private static func takeHalf(_ bytes: inout [UInt8]) -> Half? {
        let letters = bytes.filter { $0 != UInt8(ascii: ".") }
        guard let last = letters.last, last == UInt8(ascii: "m"), letters.count >= 3 else { return nil }
        let half: Half
        switch letters[letters.count - 2] {
        case UInt8(ascii: "a"): half = .morning
        case UInt8(ascii: "p"): half = .afternoon
        default: return nil
        }
        // `9.30a.m.` loses its letters and the points around them, and keeps the point between its numbers.
        while let end = bytes.last, !isDigit(end) { bytes.removeLast() }
        return half
    }

    /// Takes `Z`, `+01:00` or `-0500` off the end.
    private static func dropZone(_ bytes: inout [UInt8]) {
        if bytes.last == UInt8(ascii: "z") { bytes.removeLast() }
        if let sign = bytes.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }), sign > 3 {
            bytes.removeSubrange(sign...)
        }
    }

    private static func parts(_ bytes: [UInt8], needsColon: Bool) -> (hour: Int, minute: Int)? {
        let pieces = bytes.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
        guard let first = pieces.first, let hour = number(first) else { return nil }
        switch pieces.count {
        case 1:
            if bytes.count == 4 { return (hour / 100, hour % 100) }
            return needsColon ? nil : (hour, 0)
        case 2...4:
            guard pieces[1].count == 2, let minute = number(pieces[1]) else { return nil }
            for piece in pieces.dropFirst(2) where number(piece) == nil { return nil }
            if pieces.count > 2, let seconds = number(pieces[2]), seconds > 59 { return nil }
            return (hour, minute)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...9).contains(digits.count), digits.allSatisfy(isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
