import Community
import Vocabulary

/// What we write to a group, or to somebody of our own: a subject and a text in plain words.
///
/// Letters travel over other people's machines and are read on shared screens. None holds a fact about a
/// person: what there is to know stands behind the link.
public struct Letter: Hashable, Sendable {
    public let kind: Kind
    public let subject: String
    public let body: String

    public enum Kind: String, CaseIterable, Sendable {
        case referral, nudge, deletion, agreement, worry, danger, likeness
        case consentEnded = "consent-ended"
        case brokenGlass = "broken-glass"
        case glassSearch = "glass-search"
        case ownPage = "own-page"
        case signInLink = "sign-in-link"
        case secondStep = "second-step"
        case cover
        case handedOver = "handed-over"
    }

    init(_ kind: Kind, subject: String, paragraphs: [String?]) {
        self.kind = kind
        self.subject = Letter.oneLine(subject)
        body = paragraphs.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    /// Somebody would like to come: please look and answer.
    ///
    /// - Parameter answerBy: nil where the group has answered and only needs a new link.
    public static func referral(to group: Group, from hub: Hub, link: String, answerBy: Day?) -> Letter {
        Letter(
            .referral, subject: "A new message from \(hub.name) for \(group.details.name)",
            paragraphs: [
                greeting(group),
                "\(hub.name) would like to put somebody in touch with you. This page says what they would like to be "
                    + "called and what they hope for. You can answer there. You do not need an account.",
                link,
                answerBy.map {
                    "Please answer by \($0.inWords). You can say yes, say that they have to wait, or say no."
                },
                "The link is for your group only. Please do not pass it on.",
                questions(hub),
                howToStop,
                hub.name,
            ])
    }

    /// The same question once more, after a week of silence.
    public static func nudge(to group: Group, from hub: Hub, link: String, sentOn: Day, answerBy: Day) -> Letter {
        Letter(
            .nudge, subject: "\(hub.name) is waiting for an answer from \(group.details.name)",
            paragraphs: [
                greeting(group),
                "On \(sentOn.inWords) we wrote to you about somebody who would like to get to know you. They are still "
                    + "waiting to hear. It takes a minute to answer on this page:",
                link,
                "If we hear nothing by \(answerBy.inWords), we take it that it does not suit you now, and look for "
                    + "another group. That is fine too.",
                questions(hub),
                howToStop,
                hub.name,
            ])
    }

    /// The person took back their yes to being written about: what the group wrote down has to go.
    public static func deletion(to group: Group, from hub: Hub, sentOn: Day) -> Letter {
        Letter(
            .deletion, subject: "Please delete a message from \(hub.name)",
            paragraphs: [
                greeting(group),
                "On \(sentOn.inWords) we sent you a link to a message about somebody. They have asked us to take it "
                    + "back. This is their right, and it says nothing about you. The link has ended.",
                "Please delete or shred what you wrote down from it: names, phone numbers and notes. Please do not get "
                    + "in touch with them. You do not need to answer.",
                questions(hub),
                hub.name,
            ])
    }

    /// The time for which the person let us tell the group about them is over.
    ///
    /// - Parameter canWorry: whether the person goes there, so that the link goes on taking a call for help.
    public static func consentEnded(to group: Group, from hub: Hub, sentOn: Day, canWorry: Bool) -> Letter {
        Letter(
            .consentEnded, subject: "A link from \(hub.name) has ended",
            paragraphs: [
                greeting(group),
                "On \(sentOn.inWords) we sent you a link to a message about somebody. The time for which they let us show "
                    + "it to you is over. The link shows the message no more. This says nothing about you, nor that "
                    + "they will stop coming.",
                "Please delete or shred what you wrote down from it. We ask them whether they say yes again.",
                canWorry
                    ? "Are you worried about them? The same link still lets you ask us for a call, at any time." : nil,
                questions(hub),
                hub.name,
            ])
    }

    /// Whether, and how many people, the group would like to welcome.
    ///
    /// - Parameter endsOn: when the agreement before this one ends or ended; nil for a first question.
    public static func agreement(
        to group: Group, from hub: Hub, link: String, answerBy: Day, endsOn: Day?
    ) -> Letter {
        Letter(
            .agreement, subject: "A question from \(hub.name) for \(group.details.name)",
            paragraphs: [
                greeting(group),
                endsOn.map { "What we agreed with each other goes up to \($0.inWords)." },
                "We help people to find groups near them. Would you like to welcome some of them? We only send "
                    + "people to groups that said yes, and only as many as you say. Please tell us on this page. You do "
                    + "not need an account.",
                link,
                "The link works until \(answerBy.inWords). You can say no, and you can pause at any time.",
                questions(hub),
                hub.name,
            ])
    }

    /// To a person themselves: where their own page is. Whoever else reads it learns nothing about them, nor who we are.
    public static func ownPage(link: String, code: String) -> Letter {
        Letter(
            .ownPage, subject: "Your list",
            paragraphs: [
                "Your list is on this page:", link, "Type in: \(code)",
                "Write the code down where only you find it. Then delete this message.",
            ])
    }

    private static func greeting(_ group: Group) -> String {
        let name = oneLine(group.details.contact.name)
        return name.isEmpty ? "Hello \(oneLine(group.details.name))," : "Hello \(name),"
    }

    private static func questions(_ hub: Hub) -> String? {
        switch (hub.settings.phone, hub.settings.email) {
        case ("", ""): nil
        case (let phone, ""): "Questions? Call us on \(phone)."
        case ("", let email): "Questions? Write to \(email)."
        case (let phone, let email): "Questions? Call us on \(phone) or write to \(email)."
        }
    }

    private static let howToStop =
        "Is it too much at the moment? On the same page you can ask us to stop sending people for a while."

    /// The text without line breaks and other signs that do not print: names come from other people's files.
    static func oneLine(_ text: String) -> String {
        text.split {
            $0.isWhitespace || $0.isNewline || $0.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        .joined(separator: " ")
    }
}
