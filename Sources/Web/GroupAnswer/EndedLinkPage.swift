import Casework
import Hummingbird
import Vocabulary

/// Behind a link that has ended and still takes something: that the group is worried, or that it would have said yes. It
/// shows nobody.
struct EndedLinkPage: Page {
    static let template = "group/ended"
    static let audience = Audience.group

    let title: String
    let lead: String
    /// That they would have said yes; nil where that is no answer any more, or was given.
    let lateYes: Ask?
    let worry: Ask?
    let callHub: CallHub?

    struct Ask: Sendable {
        let action: String
        let text: String
        let button: Button
    }

    init(_ ended: EndedLink, address: String) {
        callHub = CallHub(ended.hub)
        let hub = ended.hub.name
        let isWorried = ended.takes.contains(.worry) && ended.said.contains(.worry)
        let mayStillSayYes = ended.takes.contains(.lateYes)
        switch (isWorried, mayStillSayYes, ended.said.contains(.lateYes)) {
        case (true, _, _):
            title = "Thank you. We will call you"
            lead = "We have your message, and told our team at once. We call you today, or as soon as our office opens."
        case (false, true, true):
            title = "Thank you. We pass it on"
            lead =
                "We tell the link worker that the person would be welcome with you. If they still want to come, we write to you again."
        case (false, true, false):
            title = "The time to answer is over"
            lead = "\(hub) has gone on to look for another group. You do not need to do anything."
        case (false, false, _):
            title = "This message has ended"
            lead =
                "The time for which \(hub) may show it to \(ended.groupName) is over. Please delete what you wrote down."
        }
        lateYes =
            mayStillSayYes && !ended.said.contains(.lateYes)
            ? Ask(
                action: "\(address)/acceptance",
                text:
                    "Would you welcome the person all the same? Tell us. We ask them: they may have another group by now.",
                button: Button("Yes, they would be welcome")) : nil
        worry =
            ended.takes.contains(.worry)
            ? Ask(
                action: "\(address)/worry",
                text: isWorried
                    ? "Are you worried again?"
                    : "Are you worried about the person? Tap here, and we call you. You need not say why on this page.",
                button: Button(
                    isWorried ? "Please call us again" : "We are worried: please call us",
                    weight: mayStillSayYes && !isWorried ? .quiet : .serious)) : nil
    }
}
