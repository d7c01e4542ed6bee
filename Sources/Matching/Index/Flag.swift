import Vocabulary

/// What is either so or not so of a group.
enum Flag: Int, CaseIterable {
    /// In the directory and not closed.
    case open
    case closed, paused, women, men, oneToOne, online, byPhone, placed, travelPaid, bookAhead
    /// Said to be so; not where nobody knows.
    case noChildcare, asksStatus
    case accessUnknown, costUnknown
    /// Did not agree, or paused its agreement.
    case notAgreed
    case full, dropIn, volunteering
    /// Run in English, and no more of it is needed than none, basic, conversational, fluent.
    case englishNone, englishBasic, englishConversational, englishFluent
    /// Takes nobody above some age.
    case hasOldest
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

    /// One bit for each flag, at its number.
    static func bits(of group: UnsafePointer<GroupProfile>) -> UInt64 {
        var bits: UInt64 = 0
        func note(_ flag: Flag, _ isSet: Bool) { bits |= (isSet ? 1 : 0) << UInt64(flag.rawValue) }
        note(.open, group.pointee.status != .closed)
        note(.closed, group.pointee.status == .closed)
        note(.paused, group.pointee.status == .paused)
        note(.women, group.pointee.audience == .women)
        note(.men, group.pointee.audience == .men)
        note(.oneToOne, group.pointee.format == .oneToOne)
        note(.online, group.pointee.online)
        note(.byPhone, group.pointee.byPhone)
        note(.placed, group.pointee.location != nil)
        note(.travelPaid, group.pointee.travelPaid)
        note(.bookAhead, group.pointee.bookAhead)
        let unknown = group.pointee.unknown
        note(.noChildcare, group.pointee.childcare == .none && !unknown.contains(.childcare))
        note(.asksStatus, group.pointee.asksStatus && !unknown.contains(.papers))
        note(.accessUnknown, unknown.contains(.access))
        note(.costUnknown, unknown.contains(.cost))
        let agreement = group.pointee.agreement
        note(.notAgreed, !agreement.agreed || agreement.paused)
        note(.full, agreement.acceptedThisMonth >= agreement.monthlyLimit || agreement.places == 0)
        note(.dropIn, group.pointee.dropIn)
        note(.volunteering, group.pointee.volunteering)
        note(.hasOldest, group.pointee.age.to != nil)
        if group.pointee.languages.contains(.english) {
            for level in LanguageLevel.allCases { note(.english(atLeast: level), level >= group.pointee.english) }
        }
        return bits
    }
}
