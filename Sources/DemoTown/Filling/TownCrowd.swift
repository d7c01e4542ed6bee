import Community
import People
import Vocabulary

/// More of the same for load tests: variations of the town's groups, and people with plain stories.
enum TownCrowd {
    /// Groups like the known ones, elsewhere in a larger town, with names that tell them apart.
    static func groups(_ count: Int, likeThese known: [TownGroup], seed: UInt64) -> [TownGroup] {
        guard !known.isEmpty else { return [] }
        return (0..<count).map { number in
            var random = SeededRandom(seed: seed, for: "crowd group \(number)")
            let model = known[Int.random(in: 0..<known.count, using: &random)]
            let corner = Corner(Int.random(in: 1...300, using: &random), Int.random(in: 1...60, using: &random))
            var group = TownGroup(
                "\(model.key)-\(number)", "\(model.details.name), \(corner.address)", of: model.details.organisation
            ) { details in
                let name = details.name
                let contact = details.contact
                details = model.details
                details.name = name
                details.contact = contact
                if model.details.place != nil { details.place = corner.place() }
            }
            let drift = Int.random(in: -30...120, using: &random)
            group.shown = model.shown.map { .init(standard: $0.standard, endsIn: $0.endsIn.map { $0 + drift }) }
            group.agreement = model.agreement
            group.origin = model.origin
            group.addedDaysAgo = model.addedDaysAgo
            return group
        }
    }

    /// People with plain stories: waiting, referred, attending, ended. No group is given more than half of
    /// what it agreed to, so that the town's own people still fit.
    static func residents(_ count: Int, among groups: [TownGroup], seed: UInt64) -> [Resident] {
        var places = groups.map { ($0.key, $0.roomForCrowd) }.filter { $0.1 > 0 }
        return (0..<count).map { number in
            var random = SeededRandom(seed: seed, for: "crowd resident \(number)")
            let resident = described(number, &random)
            guard let index = places.indices.randomElement(using: &random) else {
                return resident.begun(Int.random(in: 8...30, using: &random), by: .mina, from: .themselves, in: "en")
            }
            let (key, left) = places[index]
            places[index].1 = left - 1
            if left == 1 {
                places.swapAt(index, places.count - 1)
                places.removeLast()
            }
            return told(resident, with: key, &random)
        }
    }

    private static func described(_ number: Int, _ random: inout SeededRandom) -> Resident {
        let tongues: [Language] = ["ti", "ar", "fa", "uk", "so", "pl", "ur", "prs", "am", "ku"]
        let needs: [NeedCode] = [
            "belonging", "english", "food", "mental-health", "work", "activity", "housing", "family",
        ]
        let home = Corner(Int.random(in: 1...100, using: &random), Int.random(in: 1...20, using: &random))
        return Resident("crowd-\(number)", "\(names[number % names.count]) \(number)", at: home) { about in
            about.reach = SafeReach(otherWay: "At the library", mayLeaveMessage: .said(Bool.random(using: &random)))
            about.languages = [
                SpokenLanguage(tongues[number % tongues.count], .fluent),
                SpokenLanguage("en", LanguageLevel.allCases.randomElement(using: &random) ?? .basic),
            ]
            about.interpreter.accepts = .said(Bool.random(using: &random))
            about.needs = Array(needs.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random)))
            about.hopes = "To meet people who are kind."
            about.gender = DescribedGender.allCases.randomElement(using: &random).map { .said($0) } ?? .wouldNotSay
            about.age = .said(NotedAge(Int.random(in: 18...80, using: &random), on: nil))
            about.risk = [.r0, .r0, .r0, .r1, .r1, .r2, .r3].randomElement(using: &random) ?? .r0
        }
    }

    private static func told(_ resident: Resident, with group: String, _ random: inout SeededRandom) -> Resident {
        let worker: TownStaff = Bool.random(using: &random) ? .mina : .tomas
        let start = Int.random(in: 60...110, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return resident.ago(Int.random(in: 0...6, using: &random), .received(.surgery))
        case 1: return resident.begun(start, by: worker, from: .library, in: "en")
        case 2...3: return resident.begun(start, by: worker, from: .friend, in: "en").ago(6, .referred(to: group))
        case 4...8:
            return resident.begun(start, by: worker, from: .surgery, in: "en").ago(start - 10, .referred(to: group))
                .ago(start - 13, .answered(by: group, .accepted)).ago(start - 17, .introduced(to: group))
                .ago(start - 24, .session(of: group, .came)).ago(start - 38, .session(of: group, .came))
                .ago(Int.random(in: 2...21, using: &random), .contact(.call, reached: true, "All well."))
        default:
            return resident.begun(start, by: worker, from: .faith, in: "en").ago(start - 8, .referred(to: group))
                .ago(start - 15, .nudged(group)).ago(start - 25, .expired(at: group))
                .ago(9, .closed(.whatTheyWantedIsDone))
        }
    }

    private static let names = [
        "Rowan", "Noor", "Sasha", "Lior", "Deniz", "Amal", "Kai", "Robin", "Jude", "Mika", "Sol", "Ariel", "Nur", "Ash",
    ]
}

extension TownGroup {
    /// How many of the crowd can be sent here: none unless the group agreed before their stories begin, is not
    /// paused and is large.
    fileprivate var roomForCrowd: Int {
        guard case .agreed(let terms) = agreement, details.status == .active, !terms.paused, (terms.endsIn ?? 1) > 0,
            terms.places >= 8, agreedDaysAgo(terms) > 110
        else { return 0 }
        return min(terms.places, terms.monthly) / 2
    }
}
