/// What somebody who signs in is there to do, and with it what they may see (`interfaces.md`, Roles).
public enum Role: String, CaseIterable, Codable, Sendable {
    /// Accompanies people: sees the people they work with.
    case linkWorker = "link-worker"
    /// Sees the people of the whole team.
    case teamLead = "team-lead"
    case safeguardingLead = "safeguarding-lead"
    /// Keeps the directory and the register.
    case coordinator
    /// Pays for the work: figures only.
    case commissioner
    /// Agreed extracts only.
    case researcher
    /// Looks after people's accounts and the settings, and never sees a case.
    case administrator
}
