import Casework
import Foundation
import Storage
import Vocabulary

/// What mail waits, went out and failed. Letters themselves are shown in the demo only.
struct OutboxPage: Page {
    static let template = "outbox/outbox"
    static let audience = Audience.staff

    let title = "Mail to groups"
    let section: Section? = .outbox
    let notice: Notice?
    let lead: String
    let mails: [Mail]
    let isEmpty: Bool
    let pages: Pagination?

    struct Mail: Sendable {
        let subject: String
        let recipient: String
        let when: String
        let tag: Tag
        let problem: String?
        let letter: Letter?
        let again: Again?
    }

    /// The text of a letter with its link to open: in the demo.
    struct Letter: Sendable {
        let lines: [String]
        let link: Link?
    }

    struct Again: Sendable {
        let action: String
    }

    init(_ outbox: Outbox, page: Int, zone: TimeZone, isDemo: Bool, triedAgain: Bool) {
        notice = triedAgain ? Notice("We try it again within a minute.") : nil
        lead = OutboxPage.lead(outbox, isDemo: isDemo)
        mails = outbox.lines.map { Mail($0, zone: zone, isDemo: isDemo) }
        isEmpty = outbox.lines.isEmpty
        pages = Pagination(page: page, size: ReadOutbox.pageSize, total: outbox.total) { "/app/outbox?page=\($0)" }
    }
}

extension OutboxPage {
    private static func lead(_ outbox: Outbox, isDemo: Bool) -> String {
        if isDemo {
            return
                "In the demo nothing leaves this machine. Here you can read each letter and open its link, as the group "
                + "would."
        }
        if outbox.isStuck {
            return
                "Letters are waiting and nobody has tried to send them. Ask your administrator whether a mail server is "
                + "set up."
        }
        return outbox.failed == 0
            ? "Letters to groups go out by themselves. If the mail server does not answer, we try again."
            : "\(outbox.failed) could not be sent. Check the address, then try again, or call the group."
    }
}

extension OutboxPage.Mail {
    init(_ line: Outbox.Line, zone: TimeZone, isDemo: Bool) {
        func said(_ moment: Moment) -> String { "\(moment.day(in: zone).inWords), \(moment.time(in: zone))" }
        subject = line.subject
        recipient = line.recipient
        switch line.state {
        case .sent:
            when = "Sent on \(said(line.sentAt ?? line.createdAt))"
            tag = Tag(isDemo ? "Shown here" : "Sent", .good)
        case .waiting where line.attempts == 0:
            when = "Written on \(said(line.createdAt))"
            tag = Tag("On its way", .calm)
        case .waiting:
            when = "Tried \(OutboxPage.Mail.times(line.attempts)). Next try on \(said(line.nextAt))"
            tag = Tag("Waiting", .waiting)
        case .failed:
            when = "Written on \(said(line.createdAt)). Tried \(OutboxPage.Mail.times(line.attempts))"
            tag = Tag("Could not be sent", .urgent)
        }
        problem = line.problem
        letter = line.body.map { body in
            let lines = body.split(omittingEmptySubsequences: true) { $0.isNewline }.map(String.init)
            let address = lines.first { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
            return OutboxPage.Letter(
                lines: lines.filter { $0 != address },
                // What is written to colleagues leads to pages of their own.
                link: address.flatMap { address in
                    ["/r/", "/a/"].contains { address.contains($0) }
                        ? Link("Open the link as the group", to: address) : nil
                })
        }
        again =
            line.canTryAgain
            ? OutboxPage.Again(
                action: "/app/outbox/\(line.id)/another-try") : nil
    }

    private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
