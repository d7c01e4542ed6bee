import Casework
import Hummingbird
import Vocabulary

/// Behind a link that has ended and still takes one thing: that the group is worried, or that it would have said yes. It
/// shows nobody.
struct EndedLinkPage: Page {
    static let template = "group/ended"
    static let audience = Audience.group

    let title: String
    let lead: String
    /// Who to call first, where somebody may be in danger.
    let inDanger: Bool
    let ask: Ask?
    let callHub: CallHub?

    struct Ask: Sendable {
        let action: String
        let text: String
        let button: Button
    }

    init(_ ended: EndedLink, address: String) {
        callHub = CallHub(ended.hub)
        let hub = ended.hub.name
        switch (ended.takes, ended.said) {
        case (.worry, false):
            title = "This message has ended"
            lead =
                "The time for which \(hub) may show it to \(ended.groupName) is over. Please delete what you wrote down."
            inDanger = true
            ask = Ask(
                action: "\(address)/worry",
                text: "Are you worried about the person? Tap here, and we call you. You need not say why on this page.",
                button: Button("We are worried: please call us", weight: .serious))
        case (.worry, true):
            title = "Thank you. We will call you"
            lead = "We have your message, and told our team at once. We call you today, or as soon as our office opens."
            inDanger = true
            ask = Ask(
                action: "\(address)/worry", text: "Are you worried again?",
                button: Button("Please call us again", weight: .serious))
        case (.lateYes, false):
            title = "The time to answer is over"
            lead = "\(hub) has gone on to look for another group. You do not need to do anything."
            inDanger = false
            ask = Ask(
                action: "\(address)/acceptance",
                text:
                    "Would you welcome the person all the same? Tell us. We ask them: they may have another group by now.",
                button: Button("Yes, they would be welcome"))
        case (.lateYes, true):
            title = "Thank you. We pass it on"
            lead =
                "We tell the link worker that the person would be welcome with you. If they still want to come, we write to you again."
            inDanger = false
            ask = nil
        }
    }
}
