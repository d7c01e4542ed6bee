import Matching
import Testing
import Vocabulary

/// Each rule of `matching.md` at its edges. Every test starts from the example, against which nothing stands.
@Suite struct RuleTests {
    typealias Change = @Sendable (inout GroupProfile, inout Situation) -> Void

    /// The example with a change: the codes against the group; nil where it is not considered.
    func codes(_ change: Change) throws -> [ReasonCode]? {
        var group = try Read.directory(Example.directory)[0]
        var situation = try Read.situation(Example.situation)
        change(&group, &situation)
        let answer = try DirectoryIndex([group]).match(situation)
        #expect(PlainAnswer(answer) == PlainAnswer([group], situation))
        guard answer.considered == 1 else { return nil }
        return (Array(answer.signposts) + Array(answer.blocked)).first?.reasons.map(\.code) ?? []
    }

    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    static func window(_ day: Weekday, _ from: String, _ to: String) -> WeeklyWindow {
        WeeklyWindow(day: day, from: TimeOfDay(from)!, to: TimeOfDay(to)!)!
    }

    @Test func `a group is considered when it is open, near and meets a need`() throws {
        #expect(try codes { group, _ in group.status = .closed } == nil)
        #expect(try codes { group, _ in group.needs = ["food"] } == nil)
        #expect(try codes { group, _ in group.needs = [] } == nil)
        #expect(try codes { _, situation in situation.horizonKm = 0.3 } == nil)
        #expect(try codes { group, _ in group.location = nil } == nil)
        #expect(try codes { _, situation in situation.home = nil } == [.reach])
        #expect(
            try codes { group, situation in
                group.location = nil
                group.online = true
                situation.reach.online = true
            } == [])
        #expect(
            try codes { group, situation in
                group.online = true
                situation.horizonKm = 0
            } == [])
    }

    @Test func `the horizon takes in a group that stands exactly on it`() throws {
        let home = try #require(Coordinate(latitude: 52.95, longitude: -1.15))
        let place = try #require(Coordinate(latitude: 52.9536, longitude: -1.1505))
        let kilometres = home.distance(to: place) / 1000
        let metres = home.distance(to: place)
        #expect(try codes { _, situation in situation.horizonKm = kilometres.nextUp } == [])
        #expect(try codes { _, situation in situation.horizonKm = kilometres.nextDown.nextDown } == nil)
        #expect(kilometres.nextUp * 1000 >= metres)
    }

    @Test func `a paused group is blocked, and nobody in danger is sent to a group`() throws {
        #expect(try codes { group, _ in group.status = .paused } == [.paused])
        #expect(try codes { _, situation in situation.risk = .r4 } == [.risk, .standards])
        #expect(try codes { _, situation in situation.risk = nil } == [.standards])
        #expect(
            try codes { group, situation in
                situation.risk = .r4
                group.register = Risk.r4.requiredStandards.map { .init($0, until: nil) }
            } == [.risk])
    }

    @Test func `a standard holds to the end of its last day`() throws {
        for (days, holds) in [(-1, false), (0, true), (1, true)] {
            let found = try codes { group, situation in
                group.register[0].until = situation.today.adding(days: days)
            }
            #expect(found == (holds ? [] : [.standards]))
        }
    }

    @Test func `of several entries of a standard one that holds is enough`() throws {
        #expect(
            try codes { group, situation in
                group.register.insert(.init("safeguarding-policy", until: situation.today.adding(days: -9)), at: 0)
                group.register.append(.init("safeguarding-policy", until: situation.today.adding(days: -5)))
            } == [])
    }

    @Test func `a standard is missing, or expired when every entry has ended`() throws {
        var group = try Read.directory(Example.directory)[0]
        var situation = try Read.situation(Example.situation)
        situation.risk = .r2
        situation.requires = ["immigration-advice-regulation", "zebra", "aardvark"]
        group.register += [
            .init("trauma-training", until: situation.today.adding(days: -1)),
            .init("trauma-training", until: situation.today.adding(days: -300)),
            .init("dbs", until: nil), .init("aardvark", until: situation.today.adding(days: -1)),
        ]
        let answer = try DirectoryIndex([group]).match(situation)
        #expect(
            answer.blocked.first?.reasons == [
                Reason(
                    .standards,
                    standards: StandardsGap(
                        missing: [
                            "complaints", "confidentiality", "immigration-advice-regulation", "lone-working",
                            "safeguarding-training", "zebra",
                        ], expired: ["aardvark", "trauma-training"]))
            ])
    }

    @Test func `an agreement is agreed, in time and not paused`() throws {
        #expect(try codes { group, _ in group.agreement.agreed = false } == [.agreement])
        #expect(try codes { group, _ in group.agreement.paused = true } == [.agreement])
        #expect(try codes { group, _ in group.agreement.until = nil } == [])
        #expect(try codes { group, situation in group.agreement.until = situation.today } == [])
        #expect(
            try codes { group, situation in group.agreement.until = situation.today.adding(days: -1) } == [.agreement])
    }

    @Test func `a group is full at its monthly limit or without places`() throws {
        #expect(try codes { group, _ in group.agreement.acceptedThisMonth = 3 } == [])
        #expect(try codes { group, _ in group.agreement.acceptedThisMonth = 4 } == [.full])
        #expect(try codes { group, _ in group.agreement.acceptedThisMonth = 5 } == [.full])
        #expect(try codes { group, _ in group.agreement.places = 0 } == [.full])
        #expect(
            try codes { group, _ in
                group.agreement.monthlyLimit = 0
                group.agreement.acceptedThisMonth = 0
            } == [.full])
    }

    @Test(arguments: Gender.allCases, Audience.allCases)
    func `an audience takes in its own, and the same only its own`(gender: Gender, audience: Audience) throws {
        let isOwn = (gender == .woman && audience == .women) || (gender == .man && audience == .men)
        for wish in AudienceWish.allCases {
            let fits = isOwn || (wish == .any && audience == .everyone)
            let found = try codes { group, situation in
                group.audience = audience
                situation.gender = gender
                situation.audience = wish
            }
            #expect(found == (fits ? [] : [.audience]))
        }
    }

    @Test func `both ends of an age range are inside, and an unknown age is never outside`() throws {
        for (age, fits) in [(17, false), (18, true), (64, true), (65, false)] {
            let found = try codes { group, situation in
                group.age = AgeRange(from: 18, to: 64)
                situation.age = age
            }
            #expect(found == (fits ? [] : [.age]))
        }
        #expect(
            try codes { group, situation in
                group.age = AgeRange(from: 90, to: nil)
                situation.age = nil
            } == [])
    }

    @Test func `a person follows a group in their tongue, in enough English, or through an interpreter`() throws {
        let basic: Change = { group, situation in
            group.languages = ["en"]
            group.interpreting = []
            situation.interpreter.accepts = false
        }
        #expect(try codes(basic) == [])
        #expect(
            try codes { group, situation in
                basic(&group, &situation)
                group.english = .conversational
            } == [.language])
        // Someone without English has none of it, which is enough where none is needed.
        #expect(
            try codes { group, situation in
                basic(&group, &situation)
                situation.languages = []
                group.english = .none
            } == [])
        #expect(
            try codes { group, situation in
                basic(&group, &situation)
                group.languages = []
                group.english = .none
            } == [.language])
        // Conversational English is a language that the person has, whatever level the group names.
        #expect(
            try codes { group, situation in
                basic(&group, &situation)
                group.english = .fluent
                situation.languages = [SpokenLanguage("en", .conversational)]
            } == [])
        #expect(
            try codes { group, situation in
                basic(&group, &situation)
                group.languages = ["ti"]
                situation.languages = [SpokenLanguage("ti", .basic), SpokenLanguage("ti", .conversational)]
            } == [])
        #expect(
            try codes { group, situation in
                group.languages = []
                group.interpreting = []
                situation.interpreter.hubLanguages = ["en"]
            } == [.language])
    }

    @Test func `an excluded interpreter is told apart from a language that nobody interprets`() throws {
        let interpreted: Change = { group, situation in
            group.languages = []
            group.interpreting = [InterpretingOffer(language: "ti", community: "eritrean")]
            situation.interpreter.accepts = false
        }
        #expect(try codes(interpreted) == [.interpreter])
        #expect(
            try codes { group, situation in
                interpreted(&group, &situation)
                situation.interpreter.excludedCommunities = []
            } == [])
        #expect(
            try codes { group, situation in
                interpreted(&group, &situation)
                group.interpreting.append(InterpretingOffer(language: "ti", community: nil))
            } == [])
        #expect(
            try codes { group, situation in
                interpreted(&group, &situation)
                group.interpreting[0] = InterpretingOffer(language: "ar", community: "eritrean")
            } == [.language])
        #expect(
            try codes { group, situation in
                interpreted(&group, &situation)
                situation.interpreter.accepts = true
            } == [])
    }

    @Test func `access, childcare, fees, booking, papers and format stand in the way alone`() throws {
        #expect(try codes { _, situation in situation.access = ["step-free"] } == [])
        #expect(try codes { _, situation in situation.access = ["step-free", "hearing-loop"] } == [.access])
        #expect(try codes { _, situation in situation.childcareNeeded = true } == [.childcare])
        for childcare in [Childcare.provided, .welcome] {
            #expect(
                try codes { group, situation in
                    group.childcare = childcare
                    situation.childcareNeeded = true
                } == [])
        }
        #expect(try codes { group, _ in group.fee = Pence(1) } == [.cost])
        #expect(
            try codes { group, situation in
                group.fee = Pence(200)
                situation.maxFee = Pence(200)
            } == [])
        #expect(
            try codes { group, situation in
                group.bookAhead = true
                situation.canBookAhead = false
            } == [.booking])
        #expect(try codes { group, _ in group.bookAhead = true } == [])
        #expect(try codes { group, _ in group.asksStatus = true } == [.papers])
        #expect(
            try codes { group, situation in
                group.asksStatus = true
                situation.avoidPapers = false
            } == [])
        #expect(try codes { _, situation in situation.format = .oneToOne } == [.format])
        #expect(try codes { _, situation in situation.format = .group } == [])
        #expect(
            try codes { group, situation in
                group.format = .oneToOne
                situation.format = .group
            } == [.format])
    }

    @Test func `a group is reached online, on foot, or by a way somebody pays for`() throws {
        #expect(try codes { _, situation in situation.reach.maxWalkMinutes = 7 } == [])
        #expect(try codes { _, situation in situation.reach.maxWalkMinutes = 6 } == [.reach])
        #expect(
            try codes { _, situation in
                situation.reach.maxWalkMinutes = 6
                situation.reach.canTravel = true
            } == [])
        #expect(
            try codes { group, situation in
                situation.reach.maxWalkMinutes = 6
                group.travelPaid = true
            } == [])
        #expect(
            try codes { group, situation in
                group.location = nil
                group.online = true
                situation.reach.canTravel = true
            } == [.reach])
    }

    @Test func `a session lies inside one free window, or a drop-in shares half an hour`() throws {
        let cases: [(dropIn: Bool, free: [WeeklyWindow], fits: Bool)] = [
            (false, [RuleTests.window(.thursday, "10:00", "12:00")], true),
            (false, [RuleTests.window(.thursday, "10:01", "12:00")], false),
            (false, [RuleTests.window(.thursday, "10:00", "11:59")], false),
            (false, [RuleTests.window(.friday, "00:00", "24:00")], false),
            // Two windows that meet are still two.
            (
                false, [RuleTests.window(.thursday, "09:00", "11:00"), RuleTests.window(.thursday, "11:00", "13:00")],
                false
            ),
            (true, [RuleTests.window(.thursday, "11:30", "13:00")], true),
            (true, [RuleTests.window(.thursday, "11:31", "13:00")], false),
            (true, [RuleTests.window(.thursday, "09:00", "10:30")], true),
            (true, [RuleTests.window(.thursday, "09:00", "10:29")], false),
            (true, [], false),
        ]
        for (index, example) in cases.enumerated() {
            let found = try codes { group, situation in
                group.dropIn = example.dropIn
                situation.free = example.free
            }
            #expect(found == (example.fits ? [] : [.time]), "case \(index)")
        }
        #expect(try codes { _, situation in situation.free = nil } == [])
    }

    @Test func `a group without times is offered with a caution`() throws {
        var group = try Read.directory(Example.directory)[0]
        var situation = try Read.situation(Example.situation)
        group.sessions = []
        #expect(try DirectoryIndex([group]).match(situation).offers.first?.cautions == [.timesUnknown])
        situation.free = []
        #expect(try DirectoryIndex([group]).match(situation).offers.first?.cautions == [.timesUnknown])
        situation.free = nil
        #expect(try DirectoryIndex([group]).match(situation).offers.first?.cautions == [])
    }

    @Test func `a group or a community to avoid is blocked for a private reason`() throws {
        #expect(try codes { _, situation in situation.avoid.groups = ["g1"] } == [.avoid])
        #expect(try codes { _, situation in situation.avoid.groups = ["g2"] } == [])
        #expect(try codes { _, situation in situation.avoid.communities = ["eritrean"] } == [.avoid])
        #expect(ReasonCode.allCases.filter(\.isPrivate) == [.avoid])
    }

    @Test func `a group that is only not agreed is told of, and at a risk it is blocked`() throws {
        var group = try Read.directory(Example.directory)[0]
        var situation = try Read.situation(Example.situation)
        group.agreement.agreed = false
        group.agreement.places = 0
        let told = try DirectoryIndex([group]).match(situation)
        #expect(told.signposts.first?.unlock == nil && told.signposts.count == 1)
        group.agreement.places = 1
        let one = try DirectoryIndex([group]).match(situation)
        #expect(one.signposts.first?.unlock == .agreement)
        #expect(one.unlocks == [Answer.Unlock(code: .agreement, groups: 1)])
        group.register = Risk.r1.requiredStandards.map { .init($0, until: nil) }
        situation.risk = .r1
        let blocked = try DirectoryIndex([group]).match(situation)
        #expect(blocked.signposts.isEmpty && blocked.blocked.first?.unlock == .agreement)
    }
}
