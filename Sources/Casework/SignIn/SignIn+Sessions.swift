import Storage
import Vocabulary

extension SignIn {
    /// A session as its owner sees it in the list of theirs.
    public struct OpenSession: Sendable {
        public let id: String
        public let startedAt: Moment
        public let seenAt: Moment
        /// "Firefox on a phone".
        public let device: String
        public let hasSecondStep: Bool
    }

    /// The sessions of whoever is signed in, the one used last first.
    public func sessions(of actor: Actor) async throws -> [OpenSession] {
        guard let worker = actor.worker else { return [] }
        let now = desk.clock.now
        return try await desk.database.read(actor.hub) { try $0.staffSessions.all(of: worker) }
            .filter { $0.endsAt > now && $0.seenAt.adding(seconds: Self.idle) > now }
            .filter { !desk.left.holds($0.id, of: actor.hub, isStaff: true) }
            .map {
                OpenSession(
                    id: $0.id, startedAt: $0.startedAt, seenAt: $0.seenAt, device: $0.device ?? "A browser",
                    hasSecondStep: $0.hasSecondStep)
            }
    }

    /// Since when whoever is signed in has a second step; nil where there is none.
    public func secondStepSince(of actor: Actor) async throws -> Moment? {
        guard let worker = actor.worker else { return nil }
        return try await desk.database.read(actor.hub) { try $0.secondSteps.find(worker)?.setUpAt }
    }

    /// Ends one session of whoever is signed in. One that is over, or somebody else's, is left as it is.
    public func endSession(_ session: String, of actor: Actor) async throws {
        guard let worker = actor.worker else { return }
        try await desk.database.keepHouse(actor.hub) { _ = try $0.staffSessions.remove(session, of: worker) }
    }

    /// Ends every session of whoever is signed in but the one they are using.
    public func endOtherSessions(of actor: Actor, keeping session: String) async throws {
        guard let worker = actor.worker else { return }
        try await desk.database.keepHouse(actor.hub) { try $0.staffSessions.removeAll(of: worker, but: session) }
    }
}
