import Testing
import Vocabulary

@testable import Matching

/// The index as it grows, and the parts it is made of.
@Suite struct IndexTests {
    @Test func `an index that grew group by group answers as one that was built at once`() throws {
        var random = SeededNumbers(seed: 7)
        let home = try #require(Coordinate(latitude: 52.95, longitude: -1.15))
        var groups: [GroupProfile] = []
        for number in 0..<3000 {
            var group = RandomCase.group(number, near: home, &random)
            // More words than a row of the directory has room for.
            group.interests.append(.init("interest \(number % 150)"))
            groups.append(group)
        }
        var grown = try DirectoryIndex()
        for group in groups { try grown.put(group) }
        for number in stride(from: 0, to: 3000, by: 7) {
            groups[number].location = Coordinate(latitude: 52.96, longitude: -1.14)
            groups[number].sessions = []
            try grown.put(groups[number])
        }
        for number in stride(from: 2999, through: 0, by: -5) {
            let wasThere = grown.remove(groups[number].id)
            let isStillThere = grown.remove(groups[number].id)
            #expect(wasThere && !isStillThere)
            groups.remove(at: number)
        }
        let built = try DirectoryIndex(groups)
        #expect(grown.count == groups.count && built.count == groups.count)
        for seed in UInt64(1)...15 {
            var situation = RandomCase(seed: seed).situation
            situation.home = seed % 3 == 0 ? nil : home
            let plain = PlainAnswer(groups, situation)
            #expect(PlainAnswer(grown.match(situation)) == plain)
            #expect(PlainAnswer(built.match(situation)) == plain)
        }
    }

    @Test func `ids that crowd between two neighbours keep their order`() throws {
        var index = try DirectoryIndex()
        var ids: [String] = []
        for number in 0..<400 {
            // Each goes between the last two, then a run before the first and after the last.
            let id = String(repeating: "m", count: 1 + number / 2) + (number % 2 == 0 ? "a" : "z")
            ids += [id, "a\(1000 - number)", "z\(1000 + number)"]
        }
        for id in ids {
            var group = GroupProfile(id: .init(id), name: "")
            group.needs = ["a"]
            group.online = true
            try index.put(group)
        }
        let answer = index.match(Situation(today: RandomCase.today, needs: ["a"]))
        #expect(answer.blocked.map(\.id.rawValue) == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func `no place within the horizon lies outside the stretches of the grid`() throws {
        var random = SeededNumbers(seed: 3)
        for _ in 0..<4000 {
            let home = try #require(
                Coordinate(
                    latitude: random.pick([Double.random(in: -90...90, using: &random), 89.995, -90, 90, 0]),
                    longitude: random.pick([Double.random(in: -180...180, using: &random), 180, -180, 179.9999])))
            let horizon = random.pick([0, 0.1, 1, 10, 100, 300])
            let number = random.pick(Array(Grid.accuracies.indices))
            let accuracy = Grid.accuracies[number]
            let stretches = Grid.stretches(around: home, horizonKm: horizon, ofAccuracy: number)
            for _ in 0..<8 {
                let spread = (horizon + Double(accuracy) / 1000) / 100 * random.pick([0.5, 1, 1.2])
                let latitude = min(90, max(-90, home.latitude + Double.random(in: -spread...spread, using: &random)))
                var longitude =
                    home.longitude + Double.random(in: -spread...spread, using: &random) * random.pick([1, 2, 50])
                while longitude > 180 { longitude -= 360 }
                while longitude < -180 { longitude += 360 }
                let place = try #require(Coordinate(latitude: latitude, longitude: longitude))
                guard home.distance(to: place) - Double(accuracy) <= horizon * 1000 else { continue }
                let key = Grid.key(of: place, accuracyM: accuracy, anywhere: false)
                #expect(stretches.contains { $0.contains(key) }, "\(home) \(place) \(horizon)")
                #expect(Grid.keys(ofAccuracy: number).contains(key))
            }
            for (first, second) in zip(stretches, stretches.dropFirst()) {
                #expect(first.upperBound < second.lowerBound)
            }
        }
    }

    @Test func `the quick distance agrees with the formula on minutes and on the horizon`() throws {
        var random = SeededNumbers(seed: 5)
        for _ in 0..<20_000 {
            let home = try #require(
                Coordinate(
                    latitude: Double.random(in: -90...90, using: &random),
                    longitude: Double.random(in: -180...180, using: &random)))
            let scale = random.pick([0.00001, 0.01, 0.1, 1, 20, 200])
            let place = try #require(
                Coordinate(
                    latitude: min(90, max(-90, home.latitude + Double.random(in: -scale...scale, using: &random))),
                    longitude: min(180, max(-180, home.longitude + Double.random(in: -scale...scale, using: &random)))))
            let exact = home.distance(to: place)
            let (ofHome, ofPlace) = (random.pick([0, 0, 1, 800, 30_000]), random.pick([0, 0, 1, 800, 1_000_000_000]))
            let least = exact - Double(ofHome + ofPlace)
            let horizon = random.pick([10, least / 1000, (least / 1000).nextDown, least / 1000 + 1e-7])
            let quick = HomeDistance(home: home, horizonKm: horizon, accuracyM: ofHome)
                .measure(RoundedPoint(place), Int32(ofPlace), exactly: place)
            #expect(Int(quick.minutes) == Coordinate.walkMinutes(metres: exact + Double(ofHome + ofPlace)))
            #expect(quick.isNear == (least <= horizon * 1000))
        }
    }

    @Test(arguments: [false, true])
    func `findings that are a small part of the directory stand in the order of their ids`(crowd: Bool) throws {
        var groups: [GroupProfile] = []
        for number in 0..<4000 {
            var group = GroupProfile(id: .init("g\(number &* 7919 % 4000 + 1000)"), name: "")
            group.needs = ["a"]
            group.online = true
            groups.append(group)
        }
        var index = try DirectoryIndex(groups)
        var ids: [String] = []
        for number in 0..<300 {
            // A crowd has one neighbour below and one above, so that its numbers are close together.
            let id = crowd ? "g2500-\(number &* 37 % 300 + 100)" : "\(number &* 37 % 300 + 100)"
            var group = GroupProfile(id: .init(id), name: "")
            group.needs = ["b"]
            group.online = true
            try index.put(group)
            ids.append(id)
        }
        let answer = index.match(Situation(today: RandomCase.today, needs: ["b"]))
        #expect(answer.blocked.map(\.id.rawValue) == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func `last days compare as the days do, in every year that can be written`() throws {
        var days: [Day] = []
        for text in ["0001-01-01", "0001-01-02", "1969-12-31", "1970-01-01", "2019-12-31", "2020-01-01", "2026-11-27"] {
            days.append(try #require(Day(text)))
        }
        days.append(try #require(Day("9999-12-30")))
        days.append(try #require(Day("9999-12-31")))
        let numbers = [LastDay.missing] + days.map { LastDay.number($0) } + [LastDay.noEnd]
        #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
        #expect(numbers.allSatisfy { $0 < 1 << UInt32(LastDay.width) })
        #expect(
            LastDay.number(Day(number: .min)) > LastDay.missing && LastDay.number(Day(number: .max)) < LastDay.noEnd)
    }

    @Test func `sixty-four numbers are compared as one by one`() throws {
        var random = SeededNumbers(seed: 11)
        let edges = [0, 1, 63, 64, 250, 1023, 1024, GroupProfile.largestCount]
        var slices = Slices()
        slices.reserve(slots: 128)
        var fees: [Int] = []
        for slot in 0..<128 {
            fees.append(random.pick(edges))
            var group = GroupProfile(id: .init("g\(slot)"), name: "")
            group.fee = Pence(fees[slot])
            slices.set(Draft(&group, StandardBoard.Lanes(repeating: LastDay.missing), columns: 0..<0), at: slot)
        }
        for least in edges + [2, 65, GroupProfile.largestCount + 1, Int.max] {
            for word in 0..<2 {
                let found = slices.words.withUnsafeBufferPointer { words -> UInt64? in
                    words.baseAddress.map { words in
                        SliceView(words + word * Slices.stride)
                            .atLeast(UInt64(least), Slices.fee, bits: slices.feeBits)
                    }
                }
                for bit in 0..<64 {
                    #expect((try #require(found) >> UInt64(bit) & 1 == 1) == (fees[word * 64 + bit] >= least))
                }
            }
        }
        slices.clear(70)
        #expect(slices.words[Slices.stride...].allSatisfy { $0 >> 6 & 1 == 0 })
    }

    @Test func `a situation that nobody checked is judged and does not end the program`() throws {
        var group = GroupProfile(id: "g", name: "")
        group.needs = ["a"]
        group.online = true
        let index = try DirectoryIndex([group])
        for edge in [-1, Int.min, Int.max] {
            var situation = Situation(today: RandomCase.today, needs: ["a"])
            situation.maxFee = Pence(edge)
            situation.age = edge
            situation.homeAccuracyM = edge
            let codes = index.match(situation).blocked.flatMap { $0.reasons.map(\.code) }
            #expect(codes.contains(.cost) == (edge < 0) && !codes.contains(.age))
        }
    }

    @Test func `a session that no group has any more gives its number to the next`() throws {
        var index = try DirectoryIndex()
        var group = GroupProfile(id: "g", name: "")
        group.needs = ["a"]
        group.online = true
        let window = try #require(
            WeeklyWindow(day: .monday, from: TimeOfDay(minutes: 600)!, to: TimeOfDay(minutes: 660)!))
        for day in 0..<500 {
            group.sessions = [0, 1, 2, 3].prefix(1 + day % 4).map {
                GroupSession(window, isOpen: $0 == 1, until: RandomCase.today.adding(days: day + $0))
            }
            try index.put(group)
        }
        #expect(index.sessions.from.count <= 2 * SessionBook.chunk)
        var situation = Situation(today: RandomCase.today, needs: ["a"])
        situation.reach.online = true
        for free in [window, WeeklyWindow(day: .sunday, from: window.from, to: window.to)!] {
            situation.free = [free]
            #expect(PlainAnswer(index.match(situation)) == PlainAnswer([group], situation))
        }
    }

    @Test func `a sheet has a word for each reason, in the order of the codes`() {
        #expect(ReasonWord.allCases.map { "\($0)" } == ReasonCode.allCases.map(\.rawValue))
        #expect(ReasonSheet.reasons == ReasonCode.allCases.count)
    }
}
