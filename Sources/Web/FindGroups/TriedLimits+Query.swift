import Casework
import Vocabulary

/// Limits in an address: `walk=20&with=fares&fee=2.50&time=TH-morning`. They are numbers and choices that say
/// nothing about anybody; what is known of the person never stands in an address.
extension TriedLimits {
    static let walks = [10, 15, 20, 30, 45, 60]

    /// What can be had or solved, by its word in an address.
    enum Aid: String, CaseIterable {
        case fares, online, childcare, booking, interpreter
    }

    /// Reads limits from what follows the question mark. A form that was sent has `try`, so that a box
    /// without a tick counts as no.
    init(_ reader: inout FormReader) {
        self.init()
        let isForm = reader.ticked("try")
        let aids = Set(reader.choices("with", of: Aid.self))
        maxWalkMinutes = reader.integer("walk", in: 1...240)
        maxFee = reader.pence("fee")
        canTravel = isForm ? aids.contains(.fares) : (aids.contains(.fares) ? true : nil)
        canJoinOnline = isForm ? aids.contains(.online) : (aids.contains(.online) ? true : nil)
        time = Time(reader.typed("time"))
        childcareIsSolved = aids.contains(.childcare)
        bookingIsSolved = aids.contains(.booking)
        interpreterIsFound = aids.contains(.interpreter)
    }

    /// The pairs of an address, in a fixed order.
    var query: [(name: String, value: String)] {
        var pairs: [(String, String)] = []
        if canTravel == false || canJoinOnline == false { pairs.append(("try", "yes")) }
        if let maxWalkMinutes { pairs.append(("walk", String(maxWalkMinutes))) }
        if let maxFee { pairs.append(("fee", maxFee.typed)) }
        if let time { pairs.append(("time", time.word)) }
        return pairs + aids.map { ("with", $0.rawValue) }
    }

    private var aids: [Aid] {
        [
            canTravel == true ? .fares : nil, canJoinOnline == true ? .online : nil,
            childcareIsSolved ? .childcare : nil,
            bookingIsSolved ? .booking : nil, interpreterIsFound ? .interpreter : nil,
        ].compactMap(\.self)
    }

    /// `?walk=20&with=fares`, or nothing where no limit is tried and nothing is added.
    func address(_ path: String, adding extra: [(name: String, value: String)] = []) -> String {
        let pairs = query + extra
        return pairs.isEmpty ? path : path + "?" + pairs.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }
}

extension TriedLimits.Time {
    /// Nil for the person's own times, and for what is none of ours.
    init?(_ word: String) {
        if word == "any" {
            self = .any
            return
        }
        let parts = word.split(separator: "-")
        guard parts.count == 2, let day = Weekday(rawValue: String(parts[0])),
            let part = TriedLimits.PartOfDay(rawValue: String(parts[1]))
        else { return nil }
        self = .on(day, part)
    }

    var word: String {
        switch self {
        case .any: "any"
        case .on(let day, let part): "\(day.rawValue)-\(part.rawValue)"
        }
    }

    /// Every choice with its words: the person's own times first.
    static var choices: [Choice] {
        [Choice("", "Their own times"), Choice("any", "Any time")]
            + Weekday.allCases.flatMap { day in
                TriedLimits.PartOfDay.allCases.map { part in
                    Choice(
                        TriedLimits.Time.on(day, part).word,
                        part == .day ? day.name : "\(day.name) \(part.rawValue)")
                }
            }
    }
}

extension Pence {
    /// As it is typed: `2.50`, `2`.
    var typed: String {
        let rest = amount % 100
        return rest == 0 ? String(amount / 100) : "\(amount / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
