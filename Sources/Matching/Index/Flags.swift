import Vocabulary

/// What is either so or not so of a group.
enum Flag: Int, CaseIterable {
    /// In the directory and not closed.
    case open
    case closed, paused, women, men, oneToOne, online, placed, travelPaid, noChildcare, bookAhead, asksStatus
    /// Did not agree, or paused its agreement.
    case notAgreed
    case full, hasSessions, dropIn, volunteering
    /// Run in English, and no more of it is needed than none, basic, conversational, fluent.
    case englishNone, englishBasic, englishConversational, englishFluent
}

/// The flags of 64 groups side by side, so that one look at 64 groups reads three cache lines.
///
///     words 0…23    groups 0…63:     open │ closed │ paused │ women │ … │ (three spare)
///     words 24…47   groups 64…127:   open │ closed │ paused │ women │ … │ (three spare)
struct FlagWords: Sendable {
    static let stride = 24

    private(set) var words: [UInt64] = []

    /// Makes room for the slots below `count`.
    mutating func reserve(slots count: Int) {
        let missing = (count + 63) / 64 * FlagWords.stride - words.count
        if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
    }

    func contains(_ flag: Flag, _ slot: Int) -> Bool {
        words[slot / 64 * FlagWords.stride + flag.rawValue] & (1 << UInt64(slot & 63)) != 0
    }

    mutating func clear(_ slot: Int) {
        let start = slot / 64 * FlagWords.stride
        for index in start..<start + FlagWords.stride { words[index] &= ~(1 << UInt64(slot & 63)) }
    }

    mutating func set(_ group: GroupProfile, at slot: Int) {
        let agreement = group.agreement
        let needed: [(Flag, Bool)] = [
            (.open, group.status != .closed), (.closed, group.status == .closed), (.paused, group.status == .paused),
            (.women, group.audience == .women), (.men, group.audience == .men),
            (.oneToOne, group.format == .oneToOne), (.online, group.online), (.placed, group.location != nil),
            (.travelPaid, group.travelPaid), (.noChildcare, group.childcare == .none),
            (.bookAhead, group.bookAhead), (.asksStatus, group.asksStatus),
            (.notAgreed, !agreement.agreed || agreement.paused),
            (.full, agreement.acceptedThisMonth >= agreement.monthlyLimit || agreement.places == 0),
            (.hasSessions, !group.sessions.isEmpty), (.dropIn, group.dropIn), (.volunteering, group.volunteering),
        ]
        for (flag, isSet) in needed where isSet { set(flag, slot) }
        guard group.languages.contains(.english) else { return }
        for level in LanguageLevel.allCases where level >= group.english { set(.english(atLeast: level), slot) }
    }

    private mutating func set(_ flag: Flag, _ slot: Int) {
        words[slot / 64 * FlagWords.stride + flag.rawValue] |= 1 << UInt64(slot & 63)
    }

    /// The same flags with every group at the slot that `destinations` gives for its old one.
    func moved(to destinations: [UInt32], slots: Int) -> FlagWords {
        var moved = FlagWords()
        moved.reserve(slots: slots)
        for (slot, destination) in destinations.enumerated() where destination != UInt32.max {
            let from = slot / 64 * FlagWords.stride
            let to = Int(destination) / 64 * FlagWords.stride
            for flag in 0..<FlagWords.stride {
                moved.words[to + flag] |= (words[from + flag] >> UInt64(slot & 63) & 1) << UInt64(destination & 63)
            }
        }
        return moved
    }
}

extension Flag {
    /// The groups in which somebody with this level of English can take part.
    static func english(atLeast level: LanguageLevel) -> Flag {
        switch level {
        case .none: .englishNone
        case .basic: .englishBasic
        case .conversational: .englishConversational
        case .fluent: .englishFluent
        }
    }
}
