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
    /// A column for each language that is interpreted into, whoever interprets.
    private(set) var interpreted = Facet<Language>()
    /// For each of these languages, a column for each community of an interpreter.
    private(set) var interpreters: [Language: [Interpreter]] = [:]

    struct Interpreter: Sendable {
        let community: CommunityCode?
        let column: Int
    }

    /// Writes the words of a group into the columns at its slot.
    mutating func set(_ group: UnsafePointer<GroupProfile>, at slot: Int, in columns: inout WordColumns) {
        for word in group.pointee.needs { columns.set(needs.column(adding: word, to: &columns), slot) }
        for word in group.pointee.interests { columns.set(interests.column(adding: word, to: &columns), slot) }
        for word in group.pointee.languages { columns.set(languages.column(adding: word, to: &columns), slot) }
        for word in group.pointee.access { columns.set(access.column(adding: word, to: &columns), slot) }
        for word in group.pointee.communities { columns.set(communities.column(adding: word, to: &columns), slot) }
        for offer in group.pointee.interpreting {
            columns.set(interpreted.column(adding: offer.language, to: &columns), slot)
            columns.set(interpreterColumn(offer, &columns), slot)
        }
    }

    private mutating func interpreterColumn(_ offer: InterpretingOffer, _ columns: inout WordColumns) -> Int {
        let known = interpreters[offer.language, default: []]
        if let interpreter = known.first(where: { $0.community == offer.community }) { return interpreter.column }
        let column = columns.addColumn()
        interpreters[offer.language, default: []].append(Interpreter(community: offer.community, column: column))
        return column
    }
}
