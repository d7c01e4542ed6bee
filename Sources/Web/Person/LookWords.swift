import Casework

/// What a look was at, and why, in words that the person themselves can read.
enum LookWords {
    static func text(_ look: PersonRecord.Look) -> String {
        let who = look.isYou ? "\(look.name) (you)" : look.name
        let what = "looked at \(parts(look.parts))"
        guard let reason = reason(look.because) else { return "\(who) \(what)." }
        return "\(who) \(what), because \(reason)."
    }

    private static func parts(_ parts: [String]) -> String {
        var words: [String] = []
        for part in parts.map(name) where !words.contains(part) { words.append(part) }
        let shown = words.count > 4 ? Array(words.prefix(3)) + ["\(words.count - 3) things more"] : words
        return shown.count > 1
            ? shown.dropLast().joined(separator: ", ") + " and " + (shown.last ?? "") : shown.first ?? "this page"
    }

    private static func name(of part: String) -> String {
        if let part = AboutPart(rawValue: part) { return TimelineWords.name(of: part) }
        return switch part {
        case "record": "this page"
        case "answers": "all that they told us"
        case "groups": "groups for them"
        case "referral", "referrals": "their referrals"
        case "links": "who else they may be"
        case "likeness": "their name and number"
        case "worry": "what a group is worried about"
        case "danger": "what to do now"
        default: "a part of this page"
        }
    }

    /// What ties somebody to the person, by the name that the trail gives it.
    private static func reason(_ because: String?) -> String? {
        switch because {
        case "own-worker": "they are their link worker"
        case "nobodys-yet": "they had no link worker yet"
        case "team-lead": "they lead the team"
        case "cover": "they stand in for their link worker"
        case "receiving-hub": "their hub is taking over"
        case "break-glass": "it could not wait"
        case "safeguarding": "they keep people safe here"
        case "earlier-record": "they help to keep records right"
        case "themself": "it is about them"
        default: nil
        }
    }
}
