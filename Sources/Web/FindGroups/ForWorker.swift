/// What is for the worker alone, on a page that may be shown to the person or printed: closed until it is opened, and
/// never on paper.
///
/// `{{#.forWorker}}{{>components/for-worker}}{{/.forWorker}}`
struct ForWorker: Sendable {
    let summary = "For you only"
    let lines: [String]
    let hasLines: Bool

    init(_ lines: [String?]) {
        self.lines = lines.compactMap(\.self)
        hasLines = !self.lines.isEmpty
    }
}
