import Foundation
import Vocabulary

/// The words a hub works with: controlled lists that are data, not code.
public struct ReferenceData: Sendable {
    public let needs: CodeList<NeedList>
    public let interests: CodeList<InterestList>
    public let standards: CodeList<StandardList>
    public let communities: CodeList<CommunityList>
    public let access: CodeList<AccessList>
    public let declineReasons: CodeList<DeclineReasonList>
    public let endingReasons: CodeList<EndingReasonList>
    public let closingReasons: CodeList<ClosingReasonList>
    public let languages: LanguageList
    /// The five levels, R0 first.
    public let risks: [RiskMeaning]
    /// For how long what is kept.
    public let retention: [RetentionRule]
    /// What each pack says of itself, by name.
    public let packs: [PackHeader]
    private let days: CodeList<WeekdayList>

    /// The packs that came with the program. Throws the first fault; ``check(folder:)`` finds all.
    public static func load() throws(ReferenceFault) -> ReferenceData { try load(folder: folder) }

    /// Reads the packs in `folder`, one `.yaml` file each.
    public static func load(folder: URL) throws(ReferenceFault) -> ReferenceData {
        let (data, faults) = read(folder: folder)
        if let first = faults.first { throw first }
        guard let data else {
            throw ReferenceFault(pack: "packs", problem: "could not be read", remedy: "install the program again")
        }
        return data
    }

    /// Every fault in the packs of `folder`, or of the program where it is left out.
    public static func check(folder: URL? = nil) -> (packs: [PackHeader], faults: [ReferenceFault]) {
        let (data, faults) = read(folder: folder ?? self.folder)
        return (data?.packs ?? [], faults)
    }

    /// The meaning of a level. Every level has one: the packs are refused otherwise.
    public func meaning(of risk: Risk) -> RiskMeaning {
        risks.first { $0.risk == risk }
            ?? RiskMeaning(risk: risk, name: risk.rawValue, explanation: "", advice: "")
    }

    /// The day that a word stands for: `Mon`, `MONDAY`, `mo`.
    public func day(forWord word: some StringProtocol) -> Weekday? {
        days.code(forWord: word).flatMap { Weekday(rawValue: $0.rawValue) }
    }

    static var folder: URL { Bundle.module.bundleURL.appendingPathComponent("Packs", isDirectory: true) }

    private static func read(folder: URL) -> (ReferenceData?, [ReferenceFault]) {
        var reader = PackReader(folder: folder)
        let needs = reader.codes("needs", of: NeedList.self)
        let interests = reader.codes("interests", of: InterestList.self)
        let standards = reader.codes("standards", of: StandardList.self, withEvidence: true)
        let communities = reader.codes("communities", of: CommunityList.self)
        let access = reader.codes("access", of: AccessList.self)
        let declines = reader.codes("decline-reasons", of: DeclineReasonList.self)
        let endings = reader.codes("ending-reasons", of: EndingReasonList.self)
        let closings = reader.codes("closing-reasons", of: ClosingReasonList.self)
        let days = reader.codes("days", of: WeekdayList.self)
        let languages = reader.languages("languages")
        let risks = reader.risks("risk-levels")
        let retention = reader.retention("retention")
        if let standards { reader.requireStandards(of: standards) }
        if let days { reader.requireDays(of: days) }
        guard let needs, let interests, let standards, let communities, let access, let declines, let endings,
            let closings, let days, let languages, let risks, let retention
        else { return (nil, reader.faults) }
        let data = ReferenceData(
            needs: needs, interests: interests, standards: standards, communities: communities, access: access,
            declineReasons: declines, endingReasons: endings, closingReasons: closings, languages: languages,
            risks: risks, retention: retention, packs: reader.packs, days: days)
        return (data, reader.faults)
    }
}
