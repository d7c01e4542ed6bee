import Casework
import People
import Vocabulary

/// Who works for the hub of the town.
public enum TownStaff: String, CaseIterable, Sendable {
    case mina, tomas, ada, nell, jo, sam

    public var name: String {
        switch self {
        case .mina: "Mina Harlow"
        case .tomas: "Tomas Reed"
        case .ada: "Ada Brook"
        case .nell: "Nell Carrow"
        case .jo: "Jo Marsh"
        case .sam: "Sam Whitlock"
        }
    }

    public var role: Role {
        switch self {
        case .mina, .tomas: .linkWorker
        case .ada: .teamLead
        case .nell: .safeguardingLead
        case .jo: .coordinator
        case .sam: .administrator
        }
    }

    /// What the role is called for people.
    public var roleName: String {
        switch role {
        case .linkWorker: "link worker"
        case .teamLead: "team lead"
        case .safeguardingLead: "safeguarding lead"
        case .coordinator: "coordinator"
        case .administrator: "administrator"
        case .commissioner, .researcher: role.rawValue
        }
    }

    public var email: String { "\(rawValue)@brinehaven.example" }
    public var worker: Identifier<Worker> { Identifier(rawValue: "staff-\(rawValue)") }

    /// This member of staff as the one who acts.
    public var actor: Actor { Actor(hub: DemoTown.hub.id, identity: .worker(worker, name: name, role)) }
}
