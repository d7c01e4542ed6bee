import Vocabulary

/// Which sessions of the directory fit the times at which somebody is free.
///
///     session     0    1    2    3   …      bit 0   lies inside one free window, or is open and shares half an hour
///     fits        0    4    5    6   …      bit 1   shares half an hour with one, which is enough for a drop-in
///                                           bit 2   is held, today or later
struct FreeTimes {
    private let fits: UnsafePointer<UInt8>
    private let longWeeks: UnsafePointer<UInt32>

    /// - Parameters:
    ///   - fits: room for a number for each session, which is filled here.
    init(
        _ free: [WeekSpan], today: UInt32, _ sessions: SessionView, longWeeks: UnsafePointer<UInt32>,
        filling fits: UnsafeMutablePointer<UInt8>
    ) {
        typealias Minutes = SIMD8<Int16>
        let day = SIMD8<Int32>(repeating: Int32(bitPattern: today))
        for start in stride(from: 0, to: sessions.count, by: SessionBook.chunk) {
            let from = UnsafeRawPointer(sessions.from + start).loadUnaligned(as: Minutes.self)
            let to = UnsafeRawPointer(sessions.to + start).loadUnaligned(as: Minutes.self)
            // How much a session keeps away from the ends of the best window, and how much it shares with one.
            var inside = Minutes(repeating: -1)
            var shared = Minutes(repeating: -1)
            for window in free {
                let (opens, closes) = (Minutes(repeating: window.from), Minutes(repeating: window.to))
                inside = pointwiseMax(inside, pointwiseMin(from &- opens, closes &- to))
                shared = pointwiseMax(shared, pointwiseMin(to, closes) &- pointwiseMax(from, opens))
            }
            // A number below zero is all sign, so that it is taken for all ones, and any other for none.
            let open = UnsafeRawPointer(sessions.open + start).loadUnaligned(as: Minutes.self)
            let last = UnsafeRawPointer(sessions.last + start).loadUnaligned(as: SIMD8<Int32>.self)
            let shares = ~((shared &- Minutes(repeating: 30)) &>> 15)
            let isHeld = Minutes(truncatingIfNeeded: ~((last &- day) &>> 31))
            let lies = ~(inside &>> 15) | open & shares
            let bits = isHeld & (lies & 1 | shares & 2 | Minutes(repeating: 4))
            UnsafeMutableRawPointer(fits + start).storeBytes(
                of: SIMD8<UInt8>(truncatingIfNeeded: bits), as: SIMD8<UInt8>.self)
        }
        fits[Int(SessionBook.noTimes)] = 0
        self.fits = UnsafePointer(fits)
        self.longWeeks = longWeeks
    }

    /// Whether one of the sessions fits, or none is held.
    /// - Parameter dropIn: 1 for a drop-in, else 0.
    @inline(__always)
    func fit(_ sessions: RowSessions, dropIn: UInt64) -> Bool {
        var found = UInt8(0)
        if let place = sessions.longWeek {
            for index in place + 1...place + Int(longWeeks[place]) { found |= fits[Int(longWeeks[index])] }
        } else {
            found = fits[Int(sessions.first)] | fits[Int(sessions.second)] | fits[Int(sessions.third)]
        }
        return (found ^ 4) & (5 | UInt8(truncatingIfNeeded: dropIn) &<< 1) != 0
    }
}

/// The sessions of a directory as bare memory.
struct SessionView {
    let from: UnsafePointer<Int16>
    let to: UnsafePointer<Int16>
    let open: UnsafePointer<Int16>
    let last: UnsafePointer<Int32>
    /// A multiple of ``SessionBook/chunk``.
    let count: Int
}
