import Vocabulary

/// Letters to those of the hub who have to look at something today. None says about whom.
extension Letter {
    /// A group is worried about somebody.
    public static func worry(to hub: Hub, link: String) -> Letter {
        Letter(
            .worry, subject: "Kith: a group asks for a call today",
            paragraphs: [
                "A group told us that it is worried about somebody. It expects a call today.",
                "It stands at the top of Today, with the number to call:",
                link,
                hub.name,
            ])
    }

    /// A worker wrote down that somebody is in danger now.
    public static func danger(to hub: Hub, link: String) -> Letter {
        Letter(
            .danger, subject: "Kith: somebody needs you now",
            paragraphs: [
                "A link worker wrote down that somebody is in danger now. Please call the link worker.",
                "It stands at the top of Today:",
                link,
                hub.name,
            ])
    }

    /// To a lead: a colleague opened a record that is not theirs. It names neither of the two.
    public static func brokenGlass(to hub: Hub, link: String) -> Letter {
        Letter(
            .brokenGlass, subject: "Kith: a record was opened because it could not wait",
            paragraphs: [
                "Somebody in your team opened the record of a person who is not theirs. They gave a reason, and can look "
                    + "for three hours.",
                "Please read the reason, and talk to them if it does not convince you:",
                link,
                hub.name,
            ])
    }

    /// To a lead: a colleague looked for a record that is not theirs. It says neither who nor for whom.
    public static func glassSearch(to hub: Hub, link: String) -> Letter {
        Letter(
            .glassSearch, subject: "Kith: somebody looked for a record in an emergency",
            paragraphs: [
                "Somebody in your team looked for the record of a person who is not theirs. You can see here who searched, "
                    + "and read why if they opened one:",
                link,
                hub.name,
            ])
    }

    /// To a lead, or to the worker of the earlier record: two records may be of one person.
    public static func likeness(to hub: Hub, link: String, isReminder: Bool = false) -> Letter {
        Letter(
            .likeness,
            subject: isReminder ? "Kith: two records still wait for a look" : "Kith: two records wait for a look",
            paragraphs: [
                isReminder
                    ? "Two records may be of the same person. They have waited for a look for two working days."
                    : "Two records may be of the same person. Please look at them today.",
                "Nobody is referred from the newer one before somebody has looked. They stand on Today:",
                link,
                hub.name,
            ])
    }
}
