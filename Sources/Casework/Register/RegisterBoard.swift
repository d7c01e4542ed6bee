import Community
import Foundation
import Storage
import Vocabulary

/// The register by what ends soon: the coordinator's first look in the morning.
public struct RegisterBoard: Sendable {
    /// What is about to end, or ended a short while ago.
    public let endingEvidence: [EndingEvidence]
    public let endingAgreements: [EndingAgreement]
    /// Groups that were never asked whether they want people from us: they can be signposted at most.
    public let neverAsked: [GroupLine]
    /// Groups that were asked and have not answered.
    public let unanswered: [GroupLine]
    /// Groups whose details differ from what their source says now.
    public let withDifferences: [GroupLine]
    /// Groups with words that none of our lists knows.
    public let withUnmappedWords: [GroupLine]
    public let groupCount: Int

    public struct EndingEvidence: Hashable, Sendable {
        public let group: Group.ID
        public let name: String
        public let standard: StandardCode
        public let until: Day
    }

    public struct EndingAgreement: Hashable, Sendable {
        public let group: Group.ID
        public let name: String
        public let until: Day
    }

    /// How many days ahead an end is shown, and how many days back.
    public static let daysAhead = 60
    public static let daysBack = 30
    /// At most so many ends of each kind.
    public static let endsShown = 25
    /// At most so many groups of each kind: the rest is behind a filter of the directory.
    public static let groupsShown = 8
}

/// One group in a list.
public struct GroupLine: Hashable, Sendable {
    public let id: Group.ID
    public let name: String
    /// What tells it from another group of its name.
    public let signs: [String]

    init(_ group: Group) {
        id = group.id
        name = group.details.name
        signs = group.signs
    }
}

/// Loads the ``RegisterBoard``. The number of statements does not depend on how many groups there are.
public struct ReadRegisterBoard: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(by actor: Actor) async throws -> RegisterBoard {
        try Access.require(.seeDirectory, of: actor)
        let today = desk.clock.today
        let first = today.adding(days: -RegisterBoard.daysBack)
        let last = today.adding(days: RegisterBoard.daysAhead)
        let ends = RegisterBoard.endsShown
        // One more than is shown tells whether there are more.
        let groups = RegisterBoard.groupsShown + 1
        return try await desk.database.read(actor.hub) { hub in
            let evidence = try hub.groups.evidenceEnding(from: first, to: last, limit: ends)
            let agreements = try hub.groups.agreementsEnding(from: first, to: last, limit: ends)
            let names = try hub.groups.names(Array(Set(evidence.map(\.group) + agreements.map(\.group))))
            return RegisterBoard(
                endingEvidence: evidence.map {
                    .init(
                        group: $0.group, name: names[$0.group] ?? $0.name, standard: $0.evidence.standard,
                        until: $0.evidence.until ?? last
                    )
                },
                endingAgreements: agreements.map {
                    .init(group: $0.group, name: names[$0.group] ?? $0.name, until: $0.until)
                },
                neverAsked: try hub.groups.page(of: .neverAsked, limit: groups, offset: 0).map(GroupLine.init),
                unanswered: try hub.groups.page(of: .unanswered, limit: groups, offset: 0).map(GroupLine.init),
                withDifferences: try hub.groups.page(of: .differing, limit: groups, offset: 0).map(GroupLine.init),
                withUnmappedWords: try hub.groups.page(of: .unmapped, limit: groups, offset: 0).map(GroupLine.init),
                groupCount: try hub.groups.count())
        }
    }
}
