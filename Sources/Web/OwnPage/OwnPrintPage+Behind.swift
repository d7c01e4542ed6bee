import Casework
import People

extension OwnPrintPage {
    /// What was written about somebody besides their own record: the same as in the file.
    static func behind(_ copy: OwnDownload) -> [(title: String, rows: [SummaryRow])] {
        [
            (
                "How we got past obstacles",
                copy.solvedBarriers.map { SummaryRow($0.group, lines: [$0.how, said($0.at, by: $0.by)]) }
            ),
            (
                "That another record here may be yours too",
                copy.links.map { SummaryRow(day($0.at), lines: [$0.because, $0.by]) }
            ),
            (
                "Begun and not sent",
                copy.drafts.map { draft in
                    let form = AboutPart(rawValue: draft.part).map { You.words(TimelineWords.name(of: $0)) }
                    let typed = draft.words.map(\.text)
                    return SummaryRow(form ?? "A form", lines: typed + [said(draft.at, by: draft.by)])
                }
            ),
            (
                "Why your record was opened in an emergency",
                copy.emergencyLooks.map { SummaryRow(day($0.from), lines: [$0.because, $0.by]) }
            ),
            (
                "Letters to you",
                copy.letters.map {
                    SummaryRow(day($0.madeAt), lines: [$0.to, $0.subject, $0.body].filter { !$0.isEmpty })
                }
            ),
            (
                "What stays by law",
                copy.kept.map { SummaryRow(day($0.keptAt), lines: [$0.words, $0.by].filter { !$0.isEmpty }) }
            ),
        ]
    }

    private static func said(_ at: String, by name: String) -> String { "\(name), \(day(at))" }
}
