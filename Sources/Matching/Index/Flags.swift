import Vocabulary

/// What is either so or not so of a group.
enum Flag: Int, CaseIterable {
    /// In the directory and not closed.
    case open
    case closed, paused, women, men, oneToOne, online, placed, travelPaid, noChildcare, bookAhead, asksStatus
    /// Did not agree, or paused its agreement.
    case notAgreed
    case full, dropIn, volunteering
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

    mutating func set(_ group: UnsafePointer<GroupProfile>, at slot: Int) {
        var facts: UInt64 = 0
        func note(_ flag: Flag, _ isSet: Bool) { facts |= (isSet ? 1 : 0) << UInt64(flag.rawValue) }
        note(.open, group.pointee.status != .closed)
        note(.closed, group.pointee.status == .closed)
        note(.paused, group.pointee.status == .paused)
        note(.women, group.pointee.audience == .women)
        note(.men, group.pointee.audience == .men)
        note(.oneToOne, group.pointee.format == .oneToOne)
        note(.online, group.pointee.online)
        note(.placed, group.pointee.location != nil)
        note(.travelPaid, group.pointee.travelPaid)
        note(.noChildcare, group.pointee.childcare == .none)
        note(.bookAhead, group.pointee.bookAhead)
        note(.asksStatus, group.pointee.asksStatus)
        let agreement = group.pointee.agreement
        note(.notAgreed, !agreement.agreed || agreement.paused)
        note(.full, agreement.acceptedThisMonth >= agreement.monthlyLimit || agreement.places == 0)
        note(.dropIn, group.pointee.dropIn)
        note(.volunteering, group.pointee.volunteering)
        if group.pointee.languages.contains(.english) {
            for level in LanguageLevel.allCases { note(.english(atLeast: level), level >= group.pointee.english) }
        }
        let start = slot / 64 * FlagWords.stride
        let bit: UInt64 = 1 << UInt64(slot & 63)
        words.withUnsafeMutableBufferPointer { words in
            while facts != 0 {
                words[start + facts.trailingZeroBitCount] |= bit
                facts &= facts - 1
            }
        }
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
