import Crypto
import Foundation
import Vocabulary

/// An event as its row says it is, for the one question of whether its hash fits.
///
///     hash = SHA-256( hash of the event before · hub · number · moment · actor · verb · subject · person · detail )
///
/// Fields are counted before they are joined, so that no two lists of fields give the same bytes.
struct HashedEvent {
    /// The hash that stands in the row.
    let hash: String
    /// The hash that the row says the event before it had.
    let previous: String
    private let hub: Identifier<Hub>
    private let content: [String]

    init(
        hub: Identifier<Hub>, previous: String, at moment: Moment, actor: (kind: String, id: String), verb: String,
        subject: EventSubject, person: String?, detail: String, hash: String = ""
    ) {
        self.hub = hub
        self.previous = previous
        self.hash = hash
        content = [
            String(moment.milliseconds), actor.kind, actor.id, verb, subject.kind, subject.id, person ?? "", detail,
        ]
    }

    /// - Throws: ``StorageFault/unreadable(column:)``.
    init(_ row: Row, of hub: Identifier<Hub>) throws {
        self.init(
            hub: hub, previous: try row.text("previous_hash"), at: try row.moment("at"),
            actor: (try row.text("actor_kind"), try row.text("actor_id")), verb: try row.text("verb"),
            subject: EventSubject(kind: try row.text("subject_kind"), id: try row.text("subject_id")),
            person: try row.optionalText("person_id"), detail: try row.text("detail"), hash: try row.text("hash"))
    }

    /// The hash this event has under that number.
    func hash(as number: Int) -> String {
        var digest = SHA256()
        for field in [previous, hub.rawValue, String(number)] + content {
            digest.update(data: Data("\(field.utf8.count):".utf8))
            digest.update(data: Data(field.utf8))
        }
        return Hexadecimal.text(digest.finalize())
    }
}
