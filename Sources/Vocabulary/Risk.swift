/// The risk that a link worker sets, and with it what a group must hold (`matching.md`).
public enum Risk: String, CaseIterable, Codable, Sendable, Comparable {
    /// No particular risk.
    case r0 = "R0"
    /// Isolated, low mood.
    case r1 = "R1"
    /// Torture, trauma.
    case r2 = "R2"
    /// Trafficking, gender violence, exploitation.
    case r3 = "R3"
    /// In immediate danger: nobody is sent to a group.
    case r4 = "R4"

    public var level: Int {
        switch self {
        case .r0: 0
        case .r1: 1
        case .r2: 2
        case .r3: 3
        case .r4: 4
        }
    }

    public static func < (left: Risk, right: Risk) -> Bool { left.level < right.level }

    /// What this level adds to the ones below it.
    public var addedStandards: [StandardCode] {
        switch self {
        case .r0: ["safeguarding-policy", "registered-body", "liability-insurance", "data-protection"]
        case .r1: ["safeguarding-training", "lone-working", "complaints"]
        case .r2: ["dbs", "trauma-training", "confidentiality"]
        case .r3: ["modern-slavery-training"]
        case .r4: []
        }
    }

    /// Every standard that a group must hold for a person at this level.
    public var requiredStandards: [StandardCode] {
        Risk.allCases.filter { $0 <= self }.flatMap(\.addedStandards)
    }
}

extension Risk? {
    /// The level whose care somebody gets. While nobody has judged it, that is R2's: an answer that nobody gave must open
    /// no gate. This is the one place that says so.
    public var care: Risk { self ?? .r2 }

    /// Every standard that a group must hold for a person whose risk was judged, or not yet.
    public var requiredStandards: [StandardCode] { care.requiredStandards }
}
