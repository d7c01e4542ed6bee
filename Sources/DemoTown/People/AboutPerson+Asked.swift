import People
import Vocabulary

extension AboutPerson {
    /// A first contact was finished: every question was asked, and what the story does not tell was answered as most do.
    mutating func wasAsked(on day: Day) {
        func answer<Value>(_ told: inout Told<Value>, _ usual: Value) {
            if !told.isAsked { told = .said(usual) }
        }
        if reach.hasPhone {
            answer(&reach.mayLeaveMessage, false)
            answer(&reach.phoneIsShared, false)
        }
        answer(&interpreter.accepts, false)
        if interpreter.accepts.isYes {
            answer(&interpreter.genderWish, .either)
            answer(&interpreter.mode, .either)
        }
        answer(&limits.maxWalkMinutes, 30)
        answer(&limits.canTravel, false)
        answer(&limits.canJoinOnline, false)
        answer(&limits.maxFee, .zero)
        answer(&limits.free, .anyTime)
        answer(&limits.canBookAhead, true)
        answer(&limits.childcareNeeded, false)
        answer(&limits.access, [])
        answer(&audience, .any)
        answer(&format, .any)
        answer(&background, .noPreference)
        answer(&avoidPapers, true)
        answer(&wantsToVolunteer, false)
        if !limits.home.isAsked { limits.home = .wouldNotSay }
        if !gender.isAsked { gender = .wouldNotSay }
        if !age.isAsked { age = .wouldNotSay }
        if judgement == nil { judgement = RiskJudgement(.r0, on: day) }
    }
}
