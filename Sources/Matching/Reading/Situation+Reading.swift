import Vocabulary

extension Situation {
    /// Reads a situation file as `matching.md` draws it. Keys that are not known are passed over.
    public init(json: UnsafeRawBufferPointer) throws(SituationFault) {
        var reader = JSONReader(json.bindMemory(to: UInt8.self))
        do throws(ReadingFault) {
            self = try Situation(from: &reader)
            try reader.end()
        } catch {
            throw SituationFault(field: error.field, problem: error.problem)
        }
        try check()
    }

    init(from reader: inout JSONReader) throws(ReadingFault) {
        var read = Situation(today: Day(number: 0), needs: [])
        var today: Day?
        guard reader.peek() == UInt8(ascii: "{") else { throw ReadingFault("the situation must be an object") }
        try reader.object(Keys.situation) { key, reader throws(ReadingFault) in
            let field = Field.allCases[key]
            if field == .today { today = try reader.day() } else { try read.read(field, &reader) }
        }
        guard let today else { throw ReadingFault("is missing").inside("today") }
        read.today = today
        self = read
    }

    private mutating func read(_ field: Field, _ reader: inout JSONReader) throws(ReadingFault) {
        switch field {
        case .today: break
        case .needs: needs = try reader.words()
        case .interests: interests = try reader.words()
        case .format: format = try reader.oneOf(Keys.format)
        case .home: home = try reader.coordinate()
        case .homeAccuracyM: homeAccuracyM = try reader.whole()
        case .horizonKm: horizonKm = try reader.double()
        case .reach: try readReach(&reader)
        case .maxFee: maxFee = Pence(try reader.whole())
        case .free: free = try reader.list { reader throws(ReadingFault) in try reader.window() }
        case .canBookAhead: canBookAhead = try reader.bool()
        case .gender: gender = try reader.oneOf(Keys.gender)
        case .audience: audience = try reader.oneOf(Keys.audience)
        case .age: age = try reader.whole()
        case .languages: try readLanguages(&reader)
        case .interpreter: try readInterpreter(&reader)
        case .childcareNeeded: childcareNeeded = try reader.bool()
        case .access: access = try reader.words()
        case .avoidPapers: avoidPapers = try reader.bool()
        case .risk: risk = try reader.oneOf(Keys.risk).risk
        case .requires: requires = try reader.words()
        case .avoid: try readAvoidance(&reader)
        case .communities: communities = try reader.words()
        case .background: background = try reader.oneOf(Keys.background)
        case .wantsToVolunteer: wantsToVolunteer = try reader.bool()
        case .waitingDays: waitingDays = try reader.whole()
        }
    }

    private mutating func readReach(_ reader: inout JSONReader) throws(ReadingFault) {
        var reach = Reach()
        try reader.object(Keys.reach) { key, reader throws(ReadingFault) in
            switch key {
            case 0: reach.maxWalkMinutes = try reader.whole()
            case 1: reach.canTravel = try reader.bool()
            case 2: reach.online = try reader.bool()
            default: reach.phone = try reader.bool()
            }
        }
        self.reach = reach
    }

    private mutating func readLanguages(_ reader: inout JSONReader) throws(ReadingFault) {
        languages = try reader.list { reader throws(ReadingFault) in
            var language: Language?
            var level: LanguageLevel?
            try reader.object(Keys.spoken) { key, reader throws(ReadingFault) in
                if key == 0 { language = try reader.word() } else { level = try reader.oneOf(Keys.level) }
            }
            guard let language else { throw ReadingFault("is missing").inside("language") }
            guard let level else { throw ReadingFault("is missing").inside("level") }
            return SpokenLanguage(language, level)
        }
    }

    private mutating func readInterpreter(_ reader: inout JSONReader) throws(ReadingFault) {
        var wish = InterpreterWish()
        try reader.object(Keys.interpreter) { key, reader throws(ReadingFault) in
            switch key {
            case 0: wish.accepts = try reader.bool()
            case 1: wish.hubLanguages = try reader.words()
            default: wish.excludedCommunities = try reader.words()
            }
        }
        interpreter = wish
    }

    private mutating func readAvoidance(_ reader: inout JSONReader) throws(ReadingFault) {
        var avoidance = Avoidance()
        try reader.object(Keys.avoid) { key, reader throws(ReadingFault) in
            if key == 0 { avoidance.groups = try reader.words() } else { avoidance.communities = try reader.words() }
        }
        avoid = avoidance
    }

    private enum Field: String, CaseIterable {
        case today, needs, interests, format, home, homeAccuracyM, horizonKm, reach, maxFee, free, canBookAhead, gender,
            audience, age,
            languages, interpreter, childcareNeeded, access, avoidPapers, risk, requires, avoid, communities,
            background,
            wantsToVolunteer, waitingDays
    }

    private enum Keys {
        static let situation = KeyTable(Field.self)
        static let reach = KeyTable(["maxWalkMinutes", "canTravel", "online", "phone"])
        static let spoken = KeyTable(["language", "level"])
        static let interpreter = KeyTable(["accepts", "hubLanguages", "excludedCommunities"])
        static let avoid = KeyTable(["groups", "communities"])
        static let format = JSONReader.Choices<FormatWish>()
        static let gender = JSONReader.Choices<Gender>()
        static let audience = JSONReader.Choices<AudienceWish>()
        static let level = JSONReader.Choices<LanguageLevel>()
        static let risk = JSONReader.Choices<JudgedRisk>()
        static let background = JSONReader.Choices<BackgroundWish>()
    }
}

/// A risk as files write it: a level, or that nobody has judged it.
enum JudgedRisk: String, CaseIterable {
    case r0 = "R0"
    case r1 = "R1"
    case r2 = "R2"
    case r3 = "R3"
    case r4 = "R4"
    case unjudged

    init(_ risk: Risk?) { self = risk.flatMap { JudgedRisk(rawValue: $0.rawValue) } ?? .unjudged }

    var risk: Risk? { Risk(rawValue: rawValue) }
}
