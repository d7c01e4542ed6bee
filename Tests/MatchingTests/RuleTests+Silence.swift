import Matching
import Testing
import Vocabulary

/// What nobody has said, what is known about only, and how else than on foot one takes part.
extension RuleTests {
    @Test func `a session whose last day is over is as if it were not there`() throws {
        for (days, fits) in [(-1, false), (0, true), (1, true)] {
            let found = try codes { group, situation in
                group.sessions = [
                    GroupSession(
                        RuleTests.window(.thursday, "10:00", "12:00"), until: situation.today.adding(days: days)),
                    GroupSession(RuleTests.window(.friday, "20:00", "21:00")),
                ]
            }
            #expect(found == (fits ? [] : [.time]), "\(days)")
        }
        var group = try Read.directory(Example.directory)[0]
        let situation = try Read.situation(Example.situation)
        for count in [1, 2, 3, 7] {
            group.sessions = Array(
                repeating: GroupSession(
                    RuleTests.window(.friday, "20:00", "21:00"), until: situation.today.adding(days: -1)),
                count: count)
            #expect(try DirectoryIndex([group]).match(situation).offers.first?.cautions == [.timesUnknown])
        }
    }

    @Test func `opening hours fit whoever can come for half an hour`() throws {
        for (isOpen, free, fits) in [
            (true, "11:30", true), (true, "11:31", false), (false, "11:30", false), (false, "10:00", true),
        ] {
            let found = try codes { group, situation in
                group.dropIn = false
                group.sessions[0].isOpen = isOpen
                situation.free = [RuleTests.window(.thursday, free, "13:00")]
            }
            #expect(found == (fits ? [] : [.time]), "\(isOpen) \(free)")
        }
    }

    @Test func `what nobody has said is neither yes nor no, and is asked about`() throws {
        let lacking: [(GroupProfile.Unknown, ReasonCode, Change)] = [
            (.access, .access, { _, situation in situation.access = ["hearing-loop"] }),
            (.childcare, .childcare, { _, situation in situation.childcareNeeded = true }),
            (.cost, .cost, { group, _ in group.fee = Pence(900) }),
            (.papers, .papers, { group, _ in group.asksStatus = true }),
        ]
        for (fact, code, change) in lacking {
            #expect(try codes(change) == [code])
            for other in GroupProfile.Unknown.allCases {
                let found = try codes { group, situation in
                    change(&group, &situation)
                    group.unknown = [other]
                }
                #expect(found == (other == fact ? [] : [code]), "\(fact) \(other)")
            }
        }
        #expect(
            try codes { group, situation in
                situation.access = ["a ramp that no group of the directory has"]
                group.unknown = [.access]
            } == [])
    }

    @Test func `cautions stand in their order, each where it matters to this person`() throws {
        func cautions(_ change: Change) throws -> [Caution] {
            var group = try Read.directory(Example.directory)[0]
            var situation = try Read.situation(Example.situation)
            change(&group, &situation)
            let answer = try DirectoryIndex([group]).match(situation)
            #expect(PlainAnswer(answer) == PlainAnswer([group], situation))
            return try #require(answer.offers.first).cautions
        }
        let all: Change = { group, situation in
            group.sessions = []
            group.unknown = Set(GroupProfile.Unknown.allCases)
            group.accuracyM = 501
            group.register = Risk.r2.requiredStandards.map { .init($0, until: nil) }
            situation.access = ["hearing-loop"]
            situation.childcareNeeded = true
            situation.risk = nil
        }
        #expect(try cautions(all) == Caution.allCases)
        #expect(
            try cautions { group, situation in
                all(&group, &situation)
                situation.free = nil
                situation.access = []
                situation.childcareNeeded = false
                situation.avoidPapers = false
                situation.risk = .r2
            } == [.costUnknown, .placeAbout])
        #expect(
            try cautions { group, situation in
                all(&group, &situation)
                situation.home = nil
                situation.reach.canTravel = true
            }.contains(.placeAbout) == false)
        for (group, home, isTold) in [(500, 0, false), (0, 500, false), (250, 250, false), (250, 251, true)] {
            let found = try cautions { profile, situation in
                profile.accuracyM = group
                situation.homeAccuracyM = home
            }
            #expect(found == (isTold ? [.placeAbout] : []), "\(group) \(home)")
        }
    }

    @Test func `one takes part by telephone from anywhere, if one has a telephone`() throws {
        let afar: Change = { group, situation in
            group.location = nil
            group.byPhone = true
            situation.horizonKm = 0
        }
        #expect(try codes(afar) == [])
        #expect(
            try codes { group, situation in
                afar(&group, &situation)
                situation.reach.phone = false
                situation.reach.online = true
            } == [.reach])
        #expect(
            try codes { group, situation in
                group.byPhone = true
                situation.horizonKm = 0
                situation.reach.maxWalkMinutes = 0
            } == [])
    }

    @Test func `who may be near is considered, and the longest walk is the one that counts`() throws {
        let home = try #require(Coordinate(latitude: 52.95, longitude: -1.15))
        for accuracy in [1, 500, 501, 8_000, 8_001, 30_000] {
            let place = try #require(
                Coordinate(latitude: 52.9536 + Double(accuracy) / 100_000, longitude: -1.1505))
            let least = home.distance(to: place) - Double(accuracy)
            for ofHome in [false, true] {
                let found = try [-1.0, 1.0].map { step in
                    try codes { group, situation in
                        group.location = place
                        if ofHome { situation.homeAccuracyM = accuracy } else { group.accuracyM = accuracy }
                        situation.horizonKm = (least + step) / 1000
                        situation.reach.canTravel = true
                    }
                }
                #expect(found == [nil, []], "\(accuracy) \(ofHome)")
            }
        }
        // 401.7 metres are a walk of 7 minutes, and of 13 where the place may be 370 metres further on.
        #expect(
            try codes { group, situation in
                group.accuracyM = 370
                situation.reach.maxWalkMinutes = 12
            } == [.reach])
        #expect(
            try codes { group, situation in
                group.accuracyM = 300
                situation.homeAccuracyM = 70
                situation.reach.maxWalkMinutes = 13
            } == [])
    }
}
