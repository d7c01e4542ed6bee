import Matching
import Testing
import Vocabulary

/// The parts of the score at their edges.
@Suite struct ScoreTests {
    private func offer(_ change: (inout GroupProfile, inout Situation) -> Void) throws -> Offer {
        var group = try Read.directory(Example.directory)[0]
        var situation = try Read.situation(Example.situation)
        change(&group, &situation)
        let offer = try #require(try DirectoryIndex([group]).match(situation).offers.first)
        #expect(offer == PlainRules(situation: situation).offer(group))
        #expect(offer.score == offer.why.values.reduce(0, +))
        #expect(!offer.why.values.contains(0))
        return offer
    }

    @Test func `needs count by their place, and one that is written twice counts once`() throws {
        let needs: [NeedCode] = ["a", "b", "c", "d", "e", "f"]
        for (place, score) in [40, 24, 16, 8, 4, 4].enumerated() {
            let offer = try offer { group, situation in
                group.needs = [needs[place]]
                situation.needs = needs
            }
            #expect(offer.why[.need] == score)
        }
        let all = try offer { group, situation in
            group.needs = needs
            situation.needs = needs
        }
        #expect(all.why[.need] == 96)
        let twice = try offer { group, situation in
            group.needs = ["b", "b"]
            situation.needs = ["a", "a", "b", "a"]
        }
        #expect(twice.why[.need] == 24)
    }

    @Test func `three shared interests are the most that count`() throws {
        for (shared, score) in [(0, nil), (1, 6), (3, 18), (5, 18)] as [(Int, Int?)] {
            let offer = try offer { group, situation in
                let words: [InterestCode] = ["a", "b", "c", "d", "e"]
                group.interests = Array(words.prefix(shared))
                situation.interests = words + words
            }
            #expect(offer.why[.interest] == score)
        }
    }

    @Test func `a group by telephone is as near as one that is online`() throws {
        let near = try [false, true].map { phone in
            try offer { group, situation in
                group.location = nil
                group.byPhone = true
                group.online = true
                situation.reach.phone = phone
                situation.reach.online = !phone
            }.why[.near]
        }
        #expect(near == [5, 5])
        #expect(try offer { group, _ in group.byPhone = true }.why[.near] == 18)
    }

    @Test func `a tongue is fluent and not English`() throws {
        #expect(
            try offer { _, situation in situation.languages[0] = SpokenLanguage("ti", .conversational) }.why[.tongue]
                == nil)
        let english = try offer { group, situation in
            group.languages = ["en"]
            situation.languages = [SpokenLanguage("en", .fluent)]
        }
        #expect(english.why[.tongue] == nil)
    }

    @Test func `near falls by one for every three minutes on foot, and online counts five`() throws {
        #expect(try offer { group, situation in group.location = situation.home }.why[.near] == 20)
        let far = try offer { group, situation in
            group.location = Coordinate(latitude: 53.0, longitude: -1.15)
            situation.reach.canTravel = true
        }
        #expect(far.why[.near] == nil)
        let online = try offer { group, situation in
            group.location = nil
            group.online = true
            situation.reach.online = true
        }
        #expect(online.why[.near] == 5 && online.walkMinutes == nil)
        let homeless = try offer { group, situation in
            situation.home = nil
            group.online = true
            situation.reach.online = true
        }
        #expect(homeless.why[.near] == nil)
    }

    @Test func `a shared community counts as the person wishes`() throws {
        #expect(try offer { _, situation in situation.background = .wanted }.why[.background] == 10)
        #expect(try offer { _, situation in situation.background = .notWanted }.why[.background] == -10)
        #expect(try offer { _, situation in situation.background = .noPreference }.why[.background] == nil)
        let other = try offer { group, situation in
            group.communities = ["kurdish"]
            situation.background = .wanted
        }
        #expect(other.why[.background] == nil)
    }

    @Test func `welcome counts twice and rounds down, and unknown counts four`() throws {
        for (welcome, score) in [(nil, 4), (0, nil), (0.49, nil), (0.5, 1), (4.99, 9), (5, 10)] as [(Double?, Int?)] {
            #expect(try offer { group, _ in group.welcome = welcome }.why[.welcome] == score)
        }
    }

    @Test func `room is the free tenths of the monthly limit`() throws {
        for (accepted, limit, score) in [(0, 1, 10), (2, 3, 3), (6, 7, 1), (19, 20, nil)] as [(Int, Int, Int?)] {
            let offer = try offer { group, _ in
                group.agreement.acceptedThisMonth = accepted
                group.agreement.monthlyLimit = limit
            }
            #expect(offer.why[.room] == score)
        }
    }

    @Test func `offers stand by score, then walk, then the bytes of the id`() throws {
        let example = try Read.directory(Example.directory)[0]
        let situation = try Read.situation(Example.situation)
        func group(_ id: String, latitude: Double?) -> GroupProfile {
            var group = example.renamed(.init(id))
            group.online = true
            group.location = latitude.flatMap { Coordinate(latitude: $0, longitude: -1.15) }
            return group
        }
        var online = situation
        online.reach.online = true
        online.horizonKm = 1000
        online.free = nil
        // The far two score as little for nearness as each other, the one without a place scores five.
        let groups = [
            group("b", latitude: 54), group("é", latitude: 54.5), group("z", latitude: 54.5), group("a", latitude: nil),
            group("Z", latitude: 54.5),
        ]
        let ids = try DirectoryIndex(groups).match(online).offers.map(\.id.rawValue)
        #expect(ids == ["a", "b", "Z", "z", "é"])
    }
}
