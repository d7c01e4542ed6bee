import Foundation
import People
import Testing
import Vocabulary

@testable import Storage

struct StoredAboutTests {
    /// As a program stored somebody of whom nothing was asked but a telephone number, before there were three values.
    private static let preset = """
        {"audience":"any","avoid":{"communities":[],"groups":[]},"avoidPapers":true,"background":"no-preference",
        "callName":"Robin","communities":[],"format":"any","gender":"unsaid","hopes":"","interests":[],
        "interpreter":{"accepts":false,"excludedCommunities":[],"genderWish":"unsaid","mode":"either"},"languages":[],
        "limits":{"access":[],"canBookAhead":true,"canJoinOnline":false,"canTravel":false,"childcareNeeded":false,
        "horizonKilometres":10,"maxFee":0,"maxWalkMinutes":30},"needs":[],
        "reach":{"email":"","mayLeaveMessage":false,"otherWay":"","phone":"07700 900982","phoneIsShared":false,
        "safeTimes":"","sharedWith":""},"requires":[],"risk":"R0","wantsToVolunteer":false,"whatHelps":""}
        """

    /// And somebody who had answered.
    private static let answered = """
        {"age":17,"audience":"same","avoid":{"communities":["c"],"groups":["g"]},"avoidPapers":false,
        "background":"wanted","callName":"Robin","communities":["eritrean"],"format":"one-to-one","gender":"woman",
        "hopes":"To sing","interests":["cooking"],
        "interpreter":{"accepts":true,"excludedCommunities":["c"],"genderWish":"man","mode":"in-person"},
        "languages":[{"language":"ti","level":"fluent"}],
        "limits":{"access":["step-free"],"canBookAhead":false,"canJoinOnline":true,"canTravel":true,
        "childcareNeeded":true,"free":[{"day":"TH","from":"09:30","to":"14:30"}],
        "home":{"latitude":52.95,"longitude":-1.15},"horizonKilometres":5,"maxFee":250,"maxWalkMinutes":15},
        "needs":["english"],
        "reach":{"email":"","mayLeaveMessage":true,"otherWay":"","phone":"07700 900982","phoneIsShared":true,
        "safeTimes":"","sharedWith":""},"requires":["dbs"],"risk":"R3","wantsToVolunteer":true,"whatHelps":""}
        """

    private func read(_ json: String) throws -> AboutPerson {
        try JSONDecoder().decode(StoredAbout.self, from: Data(json.utf8)).about
    }

    @Test func `what an old document may have had preset was not asked, and R0 was not judged`() throws {
        let about = try read(Self.preset)
        for question in AboutQuestion.allCases {
            #expect(!question.standing(in: about).isAsked, "\(question)")
        }
        #expect(about.judgement == nil)
        #expect(about.reach.phone == "07700 900982" && about.callName == "Robin")
    }

    @Test func `what somebody must have chosen in an old document stays an answer`() throws {
        let about = try read(Self.answered)
        for question in AboutQuestion.allCases {
            #expect(question.standing(in: about).isAsked, "\(question)")
        }
        #expect(about.judgement == RiskJudgement(.r3, on: nil))
        #expect(about.age == .said(NotedAge(17, on: nil)))
        #expect(about.limits.free.answer?.windows?.count == 1)
        #expect(about.limits.maxFee == .said(Pence(250)))
        #expect(about.interpreter.genderWish == .said(.man) && about.gender == .said(.woman))
        #expect(about.limits.home.answer == Coordinate(latitude: 52.95, longitude: -1.15))
    }

    @Test func `R0 that was judged stays judged, with its day`() throws {
        var about = try read(Self.preset)
        about.judgement = RiskJudgement(.r0, on: Day("2026-11-30"))
        about.limits.free = .said(.anyTime)
        about.limits.access = .said([])
        about.limits.canTravel = .said(false)
        about.limits.canBookAhead = .wouldNotSay
        let again = try read(String(decoding: try JSONEncoder().encode(StoredAbout(about)), as: UTF8.self))
        #expect(again == about)
        #expect(again.risk == .r0)
    }

    @Test func `each of the three values of each question comes back as it was`() throws {
        for about in [AboutPerson(), Self.nobodySays, try read(Self.answered), Example.person().about] {
            #expect(try read(String(decoding: try JSONEncoder().encode(StoredAbout(about)), as: UTF8.self)) == about)
        }
    }

    /// While servers are renewed one after the other, the version before writes too, and knows nothing of what was asked.
    @Test func `what the version before reads is as careful, and what it wrote is read with care`() throws {
        var about = Self.nobodySays
        about.limits.canTravel = .said(true)
        let new = try JSONEncoder().encode(StoredAbout(about))
        var fields = try #require(try JSONSerialization.jsonObject(with: new) as? [String: Any])
        #expect(fields["risk"] as? String == "R2" && fields["avoidPapers"] as? Bool == true)
        for unknown in ["told", "judged", "ageNotedOn"] { fields[unknown] = nil }
        let old = try JSONSerialization.data(withJSONObject: fields)
        let again = try read(String(decoding: old, as: UTF8.self))
        #expect(again.limits.canTravel == .said(true))
        #expect(again.judgement == nil, "nobody judged it before, and nobody has now")
        #expect(AboutQuestion.allCases.filter { $0.standing(in: again).isAsked } == [.fares])
    }

    private static var nobodySays: AboutPerson {
        var about = AboutPerson()
        about.reach.mayLeaveMessage = .wouldNotSay
        about.reach.phoneIsShared = .wouldNotSay
        about.interpreter = InterpreterWishes(accepts: .wouldNotSay, genderWish: .wouldNotSay, mode: .wouldNotSay)
        about.limits.home = .wouldNotSay
        about.limits.maxWalkMinutes = .wouldNotSay
        about.limits.canTravel = .wouldNotSay
        about.limits.canJoinOnline = .wouldNotSay
        about.limits.maxFee = .wouldNotSay
        about.limits.free = .wouldNotSay
        about.limits.canBookAhead = .wouldNotSay
        about.limits.childcareNeeded = .wouldNotSay
        about.limits.access = .wouldNotSay
        about.gender = .wouldNotSay
        about.audience = .wouldNotSay
        about.format = .wouldNotSay
        about.age = .wouldNotSay
        about.background = .wouldNotSay
        about.avoidPapers = .wouldNotSay
        about.wantsToVolunteer = .wouldNotSay
        return about
    }

    /// Counted in the type itself: whoever adds a question to a person and not to the list is told here.
    @Test func `every answer that can be not asked is among the questions`() {
        func count(_ value: Any) -> Int {
            Mirror(reflecting: value).children.reduce(0) { sum, child in
                let name = String(describing: type(of: child.value))
                return sum + (name.hasPrefix("Told<") ? 1 : count(child.value))
            }
        }
        #expect(count(AboutPerson()) == AboutQuestion.allCases.count)
        #expect(AboutQuestion.allCases.filter { $0.standing(in: AboutPerson()).isAsked } == [])
    }
}
