import Vocabulary

/// The columns of one list of words.
struct Facet<Word: Spelled & Sendable>: Sendable {
    private var columns = WordNumbers<Word>()

    /// The column of a word; nil where no group ever had it.
    func column(of word: Word) -> Int? { columns.number(of: word) }

    @inline(__always)
    mutating func column(adding word: Word, to all: inout WordColumns) -> Int {
        columns.number(of: word) { all.addColumn() }
    }
}

/// Every list of words that a group can have, and which column stands for which word.
struct Facets: Sendable {
    private(set) var needs = Facet<NeedCode>()
    private(set) var interests = Facet<InterestCode>()
    private(set) var languages = Facet<Language>()
    private(set) var access = Facet<AccessCode>()
    private(set) var communities = Facet<CommunityCode>()
    /// Every language that is interpreted into, by its number.
    private(set) var interpreting: [Interpreting] = []
    private var interpreted = WordNumbers<Language>()

    struct Interpreting: Sendable {
        /// The groups that interpret into the language, whoever interprets.
        let column: Int
        /// The same for each community of an interpreter.
        var interpreters: [Interpreter] = []
    }

    struct Interpreter: Sendable {
        let community: CommunityCode?
        let column: Int
    }

    /// Who interprets into a language; nil where no group ever had somebody.
    func interpreting(into language: Language) -> Interpreting? {
        interpreted.number(of: language).map { interpreting[$0] }
    }

    /// Writes the words of a group into the columns at its slot.
    mutating func set(_ group: UnsafePointer<GroupProfile>, at slot: Int, in columns: inout WordColumns) {
        for word in group.pointee.needs { columns.set(needs.column(adding: word, to: &columns), slot) }
        for word in group.pointee.interests { columns.set(interests.column(adding: word, to: &columns), slot) }
        for word in group.pointee.languages { columns.set(languages.column(adding: word, to: &columns), slot) }
        for word in group.pointee.access { columns.set(access.column(adding: word, to: &columns), slot) }
        for word in group.pointee.communities { columns.set(communities.column(adding: word, to: &columns), slot) }
        for offer in group.pointee.interpreting {
            let number = interpreted.number(of: offer.language) {
                interpreting.append(Interpreting(column: columns.addColumn()))
                return interpreting.count - 1
            }
            columns.set(interpreting[number].column, slot)
            columns.set(interpreterColumn(offer, number, &columns), slot)
        }
    }

    private mutating func interpreterColumn(
        _ offer: InterpretingOffer, _ number: Int, _ columns: inout WordColumns
    ) -> Int {
        let known = interpreting[number].interpreters.first { $0.community == offer.community }
        if let known { return known.column }
        let column = columns.addColumn()
        interpreting[number].interpreters.append(Interpreter(community: offer.community, column: column))
        return column
    }
}
