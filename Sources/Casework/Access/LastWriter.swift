import People
import Storage
import Vocabulary

/// Who wrote what is stored now, and when, as the trail has it.
public struct LastWriter: Hashable, Sendable {
    public let name: String
    public let at: Moment
    /// The worker, where it was one: somebody may have written it themselves, in another window.
    public let worker: Identifier<Worker>?

    /// Whether it is the one who asks.
    public func isSelf(_ actor: Actor) -> Bool { worker != nil && worker == actor.worker }
}

extension HubTransaction {
    /// The writer of an event; nil where there is none.
    func writer(of event: Event?) throws -> LastWriter? {
        guard let event else { return nil }
        let name: String
        var worker: Identifier<Worker>?
        switch event.actor.kind {
        case .worker:
            let id = Identifier<Worker>(rawValue: event.actor.id)
            name = try accounts.names([id])[id] ?? "a colleague"
            worker = id
        case .group: name = "the group"
        case .person: name = "the person themselves"
        case .job, .command: name = "Kith by itself"
        }
        return LastWriter(name: name, at: event.at, worker: worker)
    }
}
