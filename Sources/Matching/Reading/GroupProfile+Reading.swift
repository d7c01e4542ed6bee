import Vocabulary

extension GroupProfile {
    /// Reads a directory file: an array of groups as `matching.md` draws them.
    ///
    /// Keys that are not known are passed over; a value that is not known, a key that stands twice, or an
    /// id that two groups have is a fault, and then no group is returned.
    public static func directory(json: UnsafeRawBufferPointer) throws(DirectoryFault) -> [GroupProfile] {
        var reader = JSONReader(json.bindMemory(to: UInt8.self))
        var groups: [GroupProfile] = []
        var fault: DirectoryFault?
        do throws(ReadingFault) {
            guard reader.peek() == UInt8(ascii: "[") else {
                throw ReadingFault("the directory must be an array of groups")
            }
            try reader.array { reader throws(ReadingFault) in
                _ = reader.peek()
                let start = reader.position
                do throws(ReadingFault) {
                    groups.append(try GroupProfile(from: &reader))
                } catch {
                    fault = owned(error, by: reader, start: start, place: groups.count + 1)
                    throw error
                }
            }
            try reader.end()
        } catch {
            throw fault ?? DirectoryFault(group: nil, field: "", problem: error.problem)
        }
        return groups
    }

    /// The fault with the id of its group, which may stand behind the field that is wrong.
    private static func owned(
        _ fault: ReadingFault, by reader: JSONReader, start: Int, place: Int
    ) -> DirectoryFault {
        var reader = reader
        reader.rewind(to: start)
        var id: ID?
        // The rest of the group may not even be JSON: then what was read so far has to do.
        try? reader.object(KeyTable(["id"])) { _, reader throws(ReadingFault) in id = try reader.word() }
        return DirectoryFault(group: id, place: place, field: fault.field, problem: fault.problem)
    }

    private init(from reader: inout JSONReader) throws(ReadingFault) {
        var group = GroupProfile(id: "", name: "")
        var id: ID?
        try reader.object(Keys.group) { key, reader throws(ReadingFault) in
            if Field.allCases[key] == .id {
                id = try reader.word()
            } else {
                try group.read(Field.allCases[key], &reader)
            }
        }
        guard let id else { throw ReadingFault("is missing").inside("id") }
        self = GroupProfile(id: id, from: group)
    }

    private init(id: ID, from read: GroupProfile) {
        self = read
        self.id = id
    }

    private mutating func read(_ field: Field, _ reader: inout JSONReader) throws(ReadingFault) {
        switch field {
        case .id: break
        case .name: name = try reader.string()
        case .status: status = try reader.oneOf(Keys.status)
        case .needs: needs = try reader.words()
        case .interests: interests = try reader.words()
        case .format: format = try reader.oneOf(Keys.format)
        case .location: location = try reader.coordinate()
        case .accuracyM: accuracyM = try reader.whole()
        case .online: online = try reader.bool()
        case .byPhone: byPhone = try reader.bool()
        case .travelPaid: travelPaid = try reader.bool()
        case .fee: fee = Pence(try reader.whole())
        case .sessions: sessions = try reader.list { reader throws(ReadingFault) in try reader.session() }
        case .dropIn: dropIn = try reader.bool()
        case .bookAhead: bookAhead = try reader.bool()
        case .audience: audience = try reader.oneOf(Keys.audience)
        case .age: try readAge(&reader)
        case .languages: languages = try reader.words()
        case .english: english = try reader.oneOf(Keys.english)
        case .interpreting: try readInterpreting(&reader)
        case .childcare: childcare = try reader.oneOf(Keys.childcare)
        case .access: access = try reader.words()
        case .asksStatus: asksStatus = try reader.bool()
        case .communities: communities = try reader.words()
        case .register: try readRegister(&reader)
        case .agreement: try agreement.read(&reader)
        case .welcome: welcome = try reader.double()
        case .volunteering: volunteering = try reader.bool()
        case .unknown:
            unknown = Set(
                try reader.list { reader throws(ReadingFault) in try reader.oneOf(Keys.unknown) })
        }
    }

    private mutating func readAge(_ reader: inout JSONReader) throws(ReadingFault) {
        var from: Int?
        var to: Int?
        try reader.object(Keys.age) { key, reader throws(ReadingFault) in
            if key == 0 { from = try reader.whole() } else { to = try reader.whole() }
        }
        age = AgeRange(from: from, to: to)
    }

    private mutating func readInterpreting(_ reader: inout JSONReader) throws(ReadingFault) {
        interpreting = try reader.list { reader throws(ReadingFault) in
            var language: Language?
            var community: CommunityCode?
            try reader.object(Keys.interpreting) { key, reader throws(ReadingFault) in
                if key == 0 { language = try reader.word() } else { community = try reader.word() }
            }
            guard let language else { throw ReadingFault("is missing").inside("language") }
            return InterpretingOffer(language: language, community: community)
        }
    }

    private mutating func readRegister(_ reader: inout JSONReader) throws(ReadingFault) {
        register = try reader.list { reader throws(ReadingFault) in
            var standard: StandardCode?
            var until: Day?
            try reader.object(Keys.evidence) { key, reader throws(ReadingFault) in
                if key == 0 { standard = try reader.word() } else { until = try reader.day() }
            }
            guard let standard else { throw ReadingFault("is missing").inside("standard") }
            return Evidence(standard, until: until)
        }
    }

    private enum Field: String, CaseIterable {
        case id, name, status, needs, interests, format, location, accuracyM, online, byPhone, travelPaid, fee,
            sessions,
            dropIn, bookAhead, audience, age, languages, english, interpreting, childcare, access, asksStatus,
            communities, register,
            agreement, welcome, volunteering, unknown
    }

    fileprivate enum Keys {
        static let group = KeyTable(Field.self)
        static let age = KeyTable(["from", "to"])
        static let interpreting = KeyTable(["language", "community"])
        static let evidence = KeyTable(["standard", "until"])
        static let agreement = KeyTable([
            "agreed", "until", "paused", "monthlyLimit", "acceptedThisMonth", "places", "cohort",
        ])
        static let status = JSONReader.Choices<GroupStatus>()
        static let format = JSONReader.Choices<MeetingFormat>()
        static let audience = JSONReader.Choices<Audience>()
        static let english = JSONReader.Choices<LanguageLevel>()
        static let childcare = JSONReader.Choices<Childcare>()
        static let unknown = JSONReader.Choices<GroupProfile.Unknown>()
    }
}

extension GroupProfile.Agreement {
    fileprivate mutating func read(_ reader: inout JSONReader) throws(ReadingFault) {
        var agreement = self
        try reader.object(GroupProfile.Keys.agreement) { key, reader throws(ReadingFault) in
            switch key {
            case 0: agreement.agreed = try reader.bool()
            case 1: agreement.until = try reader.day()
            case 2: agreement.paused = try reader.bool()
            case 3: agreement.monthlyLimit = try reader.whole()
            case 4: agreement.acceptedThisMonth = try reader.whole()
            case 5: agreement.places = try reader.whole()
            default: agreement.cohort = try reader.whole()
            }
        }
        self = agreement
    }
}
