import Foundation

/// Counts the time that this thread had a processor.
///
/// Matching waits for nothing, so on a quiet machine this is the time on the wall; on a busy one it leaves
/// out the turns of others, though not what they do to the caches.
struct ProcessorClock {
    var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    func measure(_ work: () throws -> Void) rethrows -> Duration {
        let start = now
        try work()
        return now - start
    }
}
