import Community
import Logging
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

extension TestDesk {
    /// What Today tells the worker of what ended or changed.
    func changes(by actor: Actor? = nil) async throws -> ChangesDay { try await peopleDay(by: actor).changes }

    func peopleDay(by actor: Actor? = nil) async throws -> PeopleDay {
        guard case .people(let day) = try await OpenToday(desk: desk)(by: actor ?? linkWorker) else {
            throw Access.Refusal.notInRole
        }
        return day
    }

    func jobs(_ mailer: Mailer? = nil) -> HubJobs {
        HubJobs(desk: desk, mailer: mailer, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// What the trail holds of a person, the oldest first.
    func verbs(concerning person: Person.ID) async throws -> [String] {
        try await desk.database.read(hub) { try $0.events.concerning(person).map(\.verb).reversed() }
    }
}
