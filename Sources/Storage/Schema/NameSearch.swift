import Vocabulary

extension FoldedName {
    /// A pattern for `LIKE … ESCAPE '\\'` that finds `text` anywhere, its signs taken as they are.
    static func pattern(_ text: String) -> String { "%" + beginning(text) }

    /// A pattern that finds what begins with `text`.
    static func beginning(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    }

    /// Words of a search that are looked for one by one: nobody types more, and each costs a comparison a row.
    private static let mostWords = 8

    /// A condition: the name holds what is searched for, each word of it somewhere, or all of it however the name is
    /// cut into words; or, as it was typed, where a name has nothing to fold.
    ///
    /// - Parameters:
    ///   - folded: the column with the folded name, as it is named in the statement.
    ///   - name: the column with the name itself.
    static func condition(_ search: String, in folded: StaticString, or name: StaticString) -> SQL {
        let words = Array(words(search).prefix(mostWords))
        let column = SQL(literal: folded.description)
        let typed: SQL = "\(SQL(literal: name.description)) LIKE \(pattern(search)) ESCAPE '\\'"
        // Nothing is left of an apostrophe alone, which is no search for everybody.
        guard !words.isEmpty else { return "(\(typed))" }
        var each: SQL = "\(column) LIKE \(pattern(words[0])) ESCAPE '\\'"
        for word in words.dropFirst() { each += " AND \(column) LIKE \(pattern(word)) ESCAPE '\\'" }
        return """
            (\(each) OR REPLACE(\(column), ' ', '') LIKE \(pattern(words.joined())) ESCAPE '\\' OR \(typed))
            """
    }
}
