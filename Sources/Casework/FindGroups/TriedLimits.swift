import Matching
import Vocabulary

/// Limits that are tried on the spot: they change what is found and nothing of what is kept.
public struct TriedLimits: Hashable, Sendable {
    public var maxWalkMinutes: Int?
    /// Somebody pays the fare, or drives.
    public var canTravel: Bool?
    /// For one session.
    public var maxFee: Pence?
    public var canJoinOnline: Bool?
    public var time: Time?
    /// Somebody looks after the children.
    public var childcareIsSolved = false
    /// Somebody books ahead for the person.
    public var bookingIsSolved = false
    /// An interpreter is found for a language of the person.
    public var interpreterIsFound = false

    public init() {}

    public var isEmpty: Bool { self == TriedLimits() }

    /// When the person is free.
    public enum Time: Hashable, Sendable {
        case any
        case on(Weekday, PartOfDay)
    }

    /// A part of the day; the parts overlap, since a session from eleven to one is in the morning for many.
    public enum PartOfDay: String, CaseIterable, Sendable {
        case day, morning, afternoon, evening

        var hours: (from: Int, to: Int) {
            switch self {
            case .day: (0, 24)
            case .morning: (6, 13)
            case .afternoon: (12, 18)
            case .evening: (17, 24)
            }
        }
    }

    func applied(to situation: Situation) -> Situation {
        var tried = situation
        if let maxWalkMinutes { tried.reach.maxWalkMinutes = maxWalkMinutes }
        if let canTravel { tried.reach.canTravel = canTravel }
        if let maxFee { tried.maxFee = maxFee }
        if let canJoinOnline { tried.reach.online = canJoinOnline }
        switch time {
        case nil: break
        case .any: tried.free = nil
        case .on(let day, let part): tried.free = TriedLimits.window(day, part).map { [$0] }
        }
        if childcareIsSolved { tried.childcareNeeded = false }
        if bookingIsSolved { tried.canBookAhead = true }
        if interpreterIsFound {
            tried.interpreter.accepts = true
            tried.interpreter.hubLanguages += tried.languages.filter(\.level.canFollow).map(\.language)
        }
        return tried
    }

    private static func window(_ day: Weekday, _ part: PartOfDay) -> WeeklyWindow? {
        guard let from = TimeOfDay(minutes: part.hours.from * 60), let to = TimeOfDay(minutes: part.hours.to * 60)
        else {
            return nil
        }
        return WeeklyWindow(day: day, from: from, to: to)
    }
}
