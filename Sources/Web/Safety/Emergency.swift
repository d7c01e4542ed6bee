import Casework
import Vocabulary

/// What stands first where a life may be at stake: 999, and then whom to call.
public struct Emergency: Sendable {
    /// Whom to call after 999, with the number behind it; nil where nobody is known, and for the safeguarding lead.
    let then: String?
    let call: Link?

    /// - Parameter lead: nil where it is not known now, as where the store is lost.
    init(_ lead: SafeguardingContact? = nil) {
        guard let lead, !lead.isReader, !(lead.name == nil && lead.phone.isEmpty) else {
            (then, call) = (nil, nil)
            return
        }
        call = lead.phone.isEmpty ? nil : CallHub.telephone(lead.phone)
        then = "Then call \(lead.whom)" + (call == nil ? "." : ":")
    }

    /// Whether every answer of this route says so, also one that refuses.
    static func concerns(_ route: String?) -> Bool {
        guard let route else { return false }
        return route.hasPrefix("/app/break-glass") || route.hasPrefix("/app/worries") || route.hasSuffix("/help-now")
    }
}

extension SafeguardingContact {
    /// By name and role.
    var whom: String { name.map { "\($0), the safeguarding lead" } ?? "your team lead" }
}

extension Companion {
    /// Who is there for somebody today, in a sentence.
    static func words(_ companion: Companion?) -> String {
        guard let companion else { return "They have no link worker yet." }
        guard let standIn = companion.standIn else { return "Their link worker is \(companion.name)." }
        return "Their link worker, \(companion.name), is away. \(standIn.name) stands in until "
            + "\(standIn.until.inWords): call \(standIn.name)."
    }
}
