import People

/// What a person said yes to, in words.
enum ConsentWords {
    /// What the group is told it for, as a sentence.
    static func purpose(_ purpose: Consent.Purpose?) -> String {
        switch purpose {
        case .join: "So that they can join in."
        case .ask: "So that the group can say whether it has a place."
        case nil: "What for was not written down then."
        }
    }

    /// The facts, with commas between them, in their own order.
    static func list(_ scope: Set<SharedFact>) -> String {
        SharedFact.allCases.filter(scope.contains).map { MessageLines.key($0).lowercased() }
            .joined(separator: ", ")
    }
}
