import People
import Storage
import Vocabulary

/// Whom a hub has for what is dangerous: the name and the number to call.
public struct SafeguardingContact: Hashable, Sendable {
    /// Nil where the hub has no safeguarding lead.
    public let name: String?
    /// Empty where the hub has no telephone.
    public let phone: String
    /// Whether it is whoever reads it: nobody is sent to call themselves.
    public let isReader: Bool

    public init(name: String?, phone: String, isReader: Bool = false) {
        self.name = name
        self.phone = phone
        self.isReader = isReader
    }
}

extension HubTransaction {
    /// Whom to call when somebody is in danger: what the hub's settings say, and else the safeguarding lead by their account
    /// and the telephone of the hub. The one place that knows where these stand.
    ///
    /// - Parameter actor: who reads it. Where a hub has two safeguarding leads, each is told of the other.
    func safeguardingContact(for actor: Actor) throws -> SafeguardingContact {
        let leads = try accounts.open(inRoles: [Role.safeguardingLead.rawValue])
        let lead = leads.first { $0.id != actor.worker } ?? leads.first
        let settings = try ownHub().settings
        let isNamed = !settings.safeguardingName.isEmpty
        let isReader =
            actor.role == .safeguardingLead
            && (isNamed
                ? FoldedName.text(settings.safeguardingName) == FoldedName.text(actor.name) : lead?.id == actor.worker)
        return SafeguardingContact(
            name: isNamed ? settings.safeguardingName : lead?.name,
            phone: settings.safeguardingPhone.isEmpty ? settings.phone : settings.safeguardingPhone, isReader: isReader)
    }

    /// Puts a letter into the outbox of everybody who has to look: each address once.
    ///
    /// - Parameters:
    ///   - roles: those whose open accounts get it.
    ///   - workers: and these, whatever their role.
    ///   - toHub: whether the hub's own address gets it too.
    ///   - left: whoever did what it is about.
    func tell(
        _ letter: Letter, roles: [Role], workers: [Identifier<Worker>] = [], toHub: Bool = false,
        but left: Identifier<Worker>? = nil, desk: Desk
    ) throws {
        var addresses = toHub ? [try ownHub().settings.email] : []
        addresses += try accounts.open(inRoles: roles.map(\.rawValue)).filter { $0.id != left }.map(\.email)
        if !workers.isEmpty {
            // A worker who left is no longer told: those of the other roles are.
            let meeting = [Role.linkWorker, .teamLead].map(\.rawValue)
            addresses += try accounts.open(inRoles: meeting).filter { workers.contains($0.id) && $0.id != left }
                .map(\.email)
        }
        var seen: Set<String> = []
        for address in addresses where seen.insert(address).inserted { try post(letter, to: address, desk: desk) }
    }

    /// Everybody who has to know that this person is in danger now.
    func tellOfDanger(about person: Person, by actor: Actor, desk: Desk) throws {
        try tell(
            .danger(to: try ownHub(), link: desk.linkToToday), roles: [.safeguardingLead, .teamLead],
            workers: [person.worker].compactMap(\.self), toHub: true, but: actor.worker, desk: desk)
    }
}
