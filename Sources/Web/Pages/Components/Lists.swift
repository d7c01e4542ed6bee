/// How a state is felt: its colour, which is never its only sign.
public enum Tone: String, Sendable {
    case calm, good, waiting, urgent, ended
}

/// The state of something in one or two words: `{{#state}}{{>components/tag}}{{/state}}`.
public struct Tag: Sendable {
    let text: String
    let tone: String

    public init(_ text: String, _ tone: Tone = .calm) {
        self.text = text
        self.tone = tone.rawValue
    }
}

/// Facts, one below the other: `{{#facts}}{{>components/summary-list}}{{/facts}}`.
public struct SummaryList: Sendable {
    let rows: [SummaryRow]

    public init(_ rows: [SummaryRow]) { self.rows = rows }
}

/// One fact, and where it is changed.
public struct SummaryRow: Sendable {
    let key: String
    /// One line a paragraph. Where somebody typed it, the browser finds out its direction.
    let lines: [String]
    let action: Link?
    /// What the action's link is about, for those who hear it without its row.
    let actionSubject: String

    public init(_ key: String, _ value: String, change: Link? = nil) {
        self.init(key, lines: value.split(separator: "\n").map(String.init), change: change)
    }

    public init(_ key: String, lines: [String], change: Link? = nil) {
        self.key = key
        self.lines = lines.isEmpty ? ["–"] : lines
        self.action = change
        self.actionSubject = key.lowercased()
    }
}

/// Something with a name, a state, a few facts and next steps: `{{#cards}}{{>components/card}}{{/cards}}`.
public struct Card: Sendable {
    let title: String
    let address: String?
    let tag: Tag?
    let lines: [String]
    let next: NextSteps?

    struct NextSteps: Sendable {
        let links: [Link]
    }

    public init(_ title: String, to address: String? = nil, tag: Tag? = nil, lines: [String] = [], links: [Link] = []) {
        self.title = title
        self.address = address
        self.tag = tag
        self.lines = lines
        self.next = links.isEmpty ? nil : NextSteps(links: links)
    }
}

/// A table; where the screen is narrow each row becomes a short list: `{{#groups}}{{>components/table}}{{/groups}}`.
public struct DataTable: Sendable {
    public struct Cell: Sendable {
        let text: String
        let link: Link?
        let tag: Tag?
        /// The column's name, repeated where the row is a list.
        fileprivate(set) var column: String = ""
        fileprivate(set) var isFirst = false
        let isNumber: Bool

        public static func text(_ text: String) -> Cell { Cell(text: text, link: nil, tag: nil, isNumber: false) }
        public static func number(_ number: Int) -> Cell {
            Cell(text: String(number), link: nil, tag: nil, isNumber: true)
        }
        public static func link(_ text: String, to address: String) -> Cell {
            Cell(text: "", link: Link(text, to: address), tag: nil, isNumber: false)
        }
        public static func tag(_ tag: Tag) -> Cell { Cell(text: "", link: nil, tag: tag, isNumber: false) }
    }

    struct Column: Sendable {
        let name: String
        let isNumber: Bool
    }

    struct Row: Sendable {
        let cells: [Cell]
    }

    /// What the table shows, said before it.
    let caption: String
    let columns: [Column]
    let rows: [Row]

    public init(_ caption: String, columns: [String], rows: [[Cell]]) {
        self.caption = caption
        self.columns = columns.enumerated().map { index, name in
            Column(name: name, isNumber: rows.first.map { index < $0.count && $0[index].isNumber } ?? false)
        }
        self.rows = rows.map { cells in
            Row(
                cells: zip(cells, columns).enumerated().map { index, pair in
                    var cell = pair.0
                    cell.column = pair.1
                    cell.isFirst = index == 0
                    return cell
                })
        }
    }
}

/// Things to do, each with its state: `{{#tasks}}{{>components/task-list}}{{/tasks}}`.
public struct TaskList: Sendable {
    public struct Task: Sendable {
        let link: Link
        let detail: String?
        let tag: Tag

        public init(_ text: String, to address: String, detail: String? = nil, tag: Tag) {
            self.link = Link(text, to: address)
            self.detail = detail
            self.tag = tag
        }
    }

    let tasks: [Task]

    public init(_ tasks: [Task]) { self.tasks = tasks }
}

/// Where one is in a list of several pages: `{{#pages}}{{>components/pagination}}{{/pages}}`.
public struct Pagination: Sendable {
    let previous: Link?
    let next: Link?
    /// "21 to 40 of 318".
    let position: String
    /// Which list it is, where a page has several.
    let label: String

    /// Nil where everything fits on one page. `address` gives that of a page by its number, counted from 1.
    public init?(page: Int, size: Int, total: Int, label: String = "Pages", address: (Int) -> String) {
        guard total > size, page >= 1 else { return nil }
        self.label = label
        let first = min((page - 1) * size + 1, total)
        let last = min(page * size, total)
        self.position = "\(first) to \(last) of \(total)"
        self.previous = page > 1 ? Link("Previous", to: address(page - 1)) : nil
        self.next = last < total ? Link("Next", to: address(page + 1)) : nil
    }
}

/// More for those who want to know: `{{#more}}{{>components/details}}{{/more}}`.
public struct Details: Sendable {
    let summary: String
    let lines: [String]

    public init(_ summary: String, _ lines: [String]) {
        self.summary = summary
        self.lines = lines
    }
}

/// A button that sends the form it stands in: `{{#save}}{{>components/button}}{{/save}}`.
public struct Button: Sendable {
    public enum Weight: String, Sendable { case main, quiet, serious }

    let text: String
    let weight: String
    /// The field that tells which of several buttons was pressed.
    let name: String?
    let value: String?

    public init(_ text: String, weight: Weight = .main, name: String? = nil, value: String? = nil) {
        self.text = text
        self.weight = weight.rawValue
        self.name = name
        self.value = value
    }
}
