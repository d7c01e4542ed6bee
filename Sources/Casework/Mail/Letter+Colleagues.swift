import People
import Storage
import Vocabulary

/// What we write to those who work in a hub about whose people are whose. None holds a fact about a person, and no name
/// of one.
extension Letter {
    /// That somebody stands in for somebody, or does so no longer; to either of the two.
    static func cover(
        _ cover: Cover, of away: Account, by here: Account, to reader: Account, from hub: Hub, begins: Bool
    ) -> Letter {
        let (worker, colleague) = (oneLine(away.name), oneLine(here.name))
        let isAway = reader.id == away.id
        let days =
            cover.firstDay == cover.lastDay
            ? "on \(cover.firstDay.inWords)" : "from \(cover.firstDay.inWords) to \(cover.lastDay.inWords)"
        let what =
            switch (begins, isAway) {
            case (true, true): "\(colleague) stands in for you \(days), and sees your people on those days."
            case (true, false):
                "You stand in for \(worker) \(days). On those days you see their people, and Today leads to their day."
            case (false, true): "\(colleague) no longer stands in for you. Your people are with you alone."
            case (false, false): "You no longer stand in for \(worker)."
            }
        return Letter(
            .cover, subject: "Standing in at \(hub.name)",
            paragraphs: [
                "Hello \(oneLine(reader.name)),", what,
                "If this is a surprise, talk to your team lead today.", hub.name,
            ])
    }

    /// Somebody is the reader's to walk with from now on.
    ///
    /// - Parameter giver: who handed them on; nil where their account is not there any more.
    static func personHanded(by giver: Account?, to reader: Account, from hub: Hub, link: String) -> Letter {
        Letter(
            .handedOver, subject: "Somebody handed to you at \(hub.name)",
            paragraphs: [
                "Hello \(oneLine(reader.name)),",
                "\(giver.map { oneLine($0.name) } ?? "A colleague") handed somebody to you. You are their link worker from "
                    + "now on. Today shows you who it is:",
                link,
                "Please get in touch with them, and say who you are. We do not know whether anybody told them.",
                hub.name,
            ])
    }

    /// A colleague left, and their people are the reader's now.
    static func peopleHanded(_ count: Int, of leaver: Account, to reader: Account, from hub: Hub) -> Letter {
        let people = count == 1 ? "1 person whom they supported is" : "\(count) people whom they supported are"
        return Letter(
            .handedOver, subject: "People handed to you at \(hub.name)",
            paragraphs: [
                "Hello \(oneLine(reader.name)),",
                "\(oneLine(leaver.name)) no longer works here. \(people) with you now. You find them under People.",
                "Please get in touch with each of them, and say who you are. We do not know whether anybody told them.",
                hub.name,
            ])
    }

    /// A colleague left, and nobody walks with their people: to the team lead.
    static func peopleLeft(_ count: Int, of leaver: Account, to reader: Account, from hub: Hub) -> Letter {
        let people = count == 1 ? "1 person whom they supported has" : "\(count) people whom they supported have"
        return Letter(
            .handedOver, subject: "People without a worker at \(hub.name)",
            paragraphs: [
                "Hello \(oneLine(reader.name)),",
                "\(oneLine(leaver.name)) no longer works here. \(people) nobody now. Today shows you who they are, so that "
                    + "you can hand each of them to somebody.",
                hub.name,
            ])
    }
}
