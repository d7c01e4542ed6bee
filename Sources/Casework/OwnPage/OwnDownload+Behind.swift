import Community
import People
import Storage
import Vocabulary

/// What the hub wrote about somebody besides their own record, for their copy: how obstacles were met, whom they may be
/// known as too, what was begun and not sent, why a record was opened that was somebody else's, what was written to them.
extension OwnDownload {
    /// How something that stood between them and a group was solved.
    public struct SolvedBarrier: Encodable, Sendable {
        public let group: String
        public let barrier: String
        public let how: String
        public let at: String
        public let by: String
    }

    /// That another record here may be of them too. Whose it is stands in no copy: it may be somebody else's.
    public struct LinkedRecord: Encodable, Sendable {
        public let because: String
        public let at: String
        public let by: String
    }

    /// What somebody began to write about them and has not saved.
    public struct Unsaved: Encodable, Sendable {
        public let part: String
        public let by: String
        public let at: String
        public let words: [Words]

        public struct Words: Encodable, Sendable {
            public let field: String
            public let text: String
        }
    }

    /// That somebody opened their record because it could not wait.
    public struct EmergencyLook: Encodable, Sendable {
        public let because: String
        public let from: String
        public let until: String
        public let by: String
    }

    /// A letter to themselves.
    public struct LetterToThem: Encodable, Sendable {
        public let to: String
        public let subject: String
        /// Empty once it was sent: its text is forgotten.
        public let body: String
        public let madeAt: String
        public let state: String
        public let sentAt: String?
    }

    /// What ``OwnDownload`` takes from here, with the names of whoever wrote it.
    struct Behind {
        /// Fields of forms that are in no copy: those of the form itself, and where somebody sets out from, which leads to a
        /// door.
        private static let leftOut = Draft.Field.ofTheForm.union(["home", "latitude", "longitude", "place-search"])

        var solvedBarriers: [SolvedBarrier] = []
        var links: [LinkedRecord] = []
        var drafts: [Unsaved] = []
        var emergencyLooks: [EmergencyLook] = []
        var letters: [LetterToThem] = []

        init(
            of person: Person, in hub: HubTransaction, said: (Moment) -> String
        ) throws {
            let solved = try hub.solvedBarriers.of(person.id)
            let links = try hub.personLinks.of(person.id, limit: MakeOwnDownload.most)
            let drafts = try hub.drafts.about(person.id, limit: MakeOwnDownload.most)
            let glasses = try hub.breakGlass.of(person.id, limit: MakeOwnDownload.most)
            let groups = try hub.groups.names(Array(Set(solved.map(\.group))))
            let names = try hub.accounts.names(
                Set(solved.map(\.by) + links.map(\.by) + drafts.map { $0.worker } + glasses.map(\.worker)))
            func name(_ worker: Identifier<Worker>) -> String { names[worker] ?? "somebody who worked here" }
            solvedBarriers = solved.map {
                SolvedBarrier(
                    group: groups[$0.group] ?? "a group", barrier: $0.code, how: $0.how, at: said($0.solvedAt),
                    by: name($0.by))
            }
            self.links = links.map { LinkedRecord(because: $0.reason, at: said($0.at), by: name($0.by)) }
            self.drafts = drafts.map {
                Unsaved(
                    part: $0.form.split(separator: "/").last.map(String.init) ?? "", by: name($0.worker),
                    at: said($0.draft.savedAt),
                    words: $0.draft.fields.filter { !$0.value.isEmpty && !Self.leftOut.contains($0.name) }
                        .map { Unsaved.Words(field: $0.name, text: $0.value) })
            }
            emergencyLooks = glasses.map {
                EmergencyLook(
                    because: $0.reason, from: said($0.begunAt), until: said($0.endedAt ?? $0.endsAt),
                    by: name($0.worker))
            }
            letters = try hub.outbox.to(person.id).map {
                LetterToThem(
                    to: $0.recipient, subject: $0.subject, body: $0.body, madeAt: said($0.createdAt),
                    state: $0.state.rawValue, sentAt: $0.sentAt.map(said))
            }
        }
    }
}
