import Vocabulary

/// One thing that happened in the town, at its moment. All of them in order are the hub's history.
struct Happening {
    enum What {
        case group(Int, GroupStep)
        case resident(Int, Resident.Step)
    }

    /// What happens to a group.
    enum GroupStep: Hashable {
        case added
        /// The coordinator saw the pieces of evidence at these places of the list.
        case shown([Int])
        case asked
        case agreed
        case paused
        /// The directory that it comes from says that it has closed.
        case closedByDirectory
    }

    let at: Moment
    let what: What
}

/// Puts days ago and the order of a day onto the clock.
struct TownCalendar {
    let now: Moment
    let today: Day
    private let clock: Clock

    init(_ clock: Clock) {
        now = clock.now
        today = clock.today
        self.clock = clock
    }

    /// A moment in working hours that many days ago, from nine in the morning on; on the day itself, less than
    /// an hour before now.
    ///
    /// - Parameters:
    ///   - minute: 0…460 into the working day.
    func moment(daysAgo: Int, minute: Int) -> Moment {
        guard daysAgo > 0 else { return now.adding(seconds: -3600 + min(minute, 460) * 7) }
        return today.adding(days: -daysAgo).start(in: clock.zone).adding(seconds: (9 * 60 + minute) * 60)
    }

    /// The same, on a working day: what would fall on a weekend happened on the Friday before.
    func workingMoment(daysAgo: Int, minute: Int) -> Moment {
        guard daysAgo > 0 else { return moment(daysAgo: 0, minute: minute) }
        let shift = max(0, today.adding(days: -daysAgo).weekday.index - Weekday.friday.index)
        return moment(daysAgo: daysAgo + shift, minute: minute)
    }
}

extension DemoTown {
    /// Everything that happened, in the order of time.
    func happenings(on calendar: TownCalendar) -> [Happening] {
        var all: [Happening] = []
        for (index, group) in groups.enumerated() { add(group, index, to: &all, calendar) }
        for (index, resident) in residents.enumerated() { add(resident, index, to: &all, calendar) }
        // Sorting must not shuffle what shares a moment: the place in the list is the second key.
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private func add(_ group: TownGroup, _ index: Int, to all: inout [Happening], _ calendar: TownCalendar) {
        var random = SeededRandom(seed: seed, for: "group \(group.key)")
        func add(_ step: Happening.GroupStep, daysAgo: Int) {
            let minute = Int.random(in: 0...400, using: &random)
            all.append(
                Happening(
                    at: calendar.workingMoment(daysAgo: max(1, daysAgo), minute: minute), what: .group(index, step)))
        }
        add(.added, daysAgo: group.addedDaysAgo + 3)
        let seen = Dictionary(grouping: group.shown.indices) { group.seenDaysAgo(group.shown[$0]) }
        for (daysAgo, pieces) in seen.sorted(by: { $0.key > $1.key }) { add(.shown(pieces), daysAgo: daysAgo) }
        if let days = group.closedDaysAgo { add(.closedByDirectory, daysAgo: days) }
        switch group.agreement {
        case .neverAsked: break
        case .asked(let daysAgo): add(.asked, daysAgo: daysAgo)
        case .agreed(let terms):
            let agreed = group.agreedDaysAgo(terms)
            add(.asked, daysAgo: agreed + 6)
            add(.agreed, daysAgo: agreed)
            if terms.paused { add(.paused, daysAgo: 12) }
        }
    }

    private func add(_ resident: Resident, _ index: Int, to all: inout [Happening], _ calendar: TownCalendar) {
        var random = SeededRandom(seed: seed, for: "resident \(resident.key)")
        var previous = Moment(milliseconds: .min)
        for chapter in resident.chapters {
            var minute = Int.random(in: 0...320, using: &random)
            for step in chapter.steps {
                let planned =
                    step.isByWorker
                    ? calendar.workingMoment(daysAgo: chapter.daysAgo, minute: minute)
                    : calendar.moment(daysAgo: chapter.daysAgo, minute: minute)
                // A weekend moved to its Friday must not overtake what came before.
                let at = max(planned, previous.milliseconds == .min ? planned : previous.adding(seconds: 120))
                all.append(Happening(at: min(at, calendar.now), what: .resident(index, step)))
                previous = at
                minute += Int.random(in: 4...20, using: &random)
            }
        }
    }
}

extension Resident.Step {
    /// Workers keep office hours; groups, reminders and people at a door do not.
    var isByWorker: Bool {
        switch self {
        case .answered, .nudged, .expired, .session, .withdrewConsent, .letterCameBack, .saidYesLate: false
        case .received, .takenOn, .care, .closed, .contact, .explained, .searched, .drafted, .referred, .introduced,
            .ended, .glassBroken:
            true
        }
    }
}

extension TownGroup {
    /// Most evidence is seen when it is made and lasts a year; what lasts longer was seen three weeks ago.
    func seenDaysAgo(_ evidence: ShownEvidence) -> Int {
        guard let endsIn = evidence.endsIn else { return addedDaysAgo }
        return min(addedDaysAgo, max(21, 365 - endsIn))
    }

    /// Groups agree for a year, and never before they are in the directory.
    func agreedDaysAgo(_ terms: Terms) -> Int {
        min(addedDaysAgo - 10, max(25, 365 - (terms.endsIn ?? 200)))
    }
}
