import Foundation

/// A lifecycle as a Mermaid state diagram, made from its table of moves.
struct LifecycleDiagram {
    let title: String
    let sentences: [String]
    let first: String
    let moves: [(verb: String, from: [String], to: String)]

    /// The section of the document: heading, sentences, diagram, and the same in words.
    var section: String {
        let arrows = moves.flatMap { move in
            move.from.map { "    \(Self.id($0)) --> \(Self.id(move.to)) : \(move.verb)" }
        }
        let left = Set(moves.flatMap(\.from))
        let ends = Set(moves.map(\.to)).subtracting(left).sorted().map { "    \(Self.id($0)) --> [*]" }
        let rows = moves.map { "| \($0.verb) | \($0.from.joined(separator: ", ")) | \($0.to) |" }
        return """
            ## \(title)

            \(sentences.joined(separator: "\n"))

            ```mermaid
            stateDiagram-v2
                [*] --> \(Self.id(first))
            \((arrows + ends).joined(separator: "\n"))
            ```

            | verb | from | to |
            |---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }

    /// A dash would be read as an arrow.
    private static func id(_ state: String) -> String { state.replacing("-", with: "_") }
}
