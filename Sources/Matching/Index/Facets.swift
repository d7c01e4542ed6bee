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

    /// Adds the column of every word of a group to a list; a new word takes a new one of `all`.
    mutating func add(_ group: UnsafePointer<GroupProfile>, to columns: inout [Int32], in all: inout WordColumns) {
        for word in group.pointee.needs { columns.append(Int32(needs.column(adding: word, to: &all))) }
        for word in group.pointee.interests { columns.append(Int32(interests.column(adding: word, to: &all))) }
        for word in group.pointee.languages { columns.append(Int32(languages.column(adding: word, to: &all))) }
        for word in group.pointee.access { columns.append(Int32(access.column(adding: word, to: &all))) }
        for word in group.pointee.communities { columns.append(Int32(communities.column(adding: word, to: &all))) }
        for offer in group.pointee.interpreting {
            let number = interpreted.number(of: offer.language) {
                interpreting.append(Interpreting(column: all.addColumn()))
                return interpreting.count - 1
            }
            columns.append(Int32(interpreting[number].column))
            columns.append(Int32(interpreterColumn(offer, number, &all)))
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
