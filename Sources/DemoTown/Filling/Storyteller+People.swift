import Casework
import Community
import People
import Storage
import Vocabulary

extension Storyteller {
    mutating func tell(_ step: Resident.Step, of index: Int) throws {
        switch step {
        case .received, .takenOn, .care, .closed, .contact, .explained: try tellOfThemselves(step, index)
        case .searched: try search(index)
        case .glassBroken(let staff, let reason): try breakGlass(index, by: staff, because: reason)
        case .drafted, .referred, .answered, .nudged, .expired, .introduced, .session, .ended, .withdrewConsent,
            .letterCameBack, .saidYesLate:
            try tellOfGroup(step, index)
        }
    }

    /// The person, who has to have been received.
    func person(_ index: Int) throws -> Person {
        guard let person = people[index] else { throw Contradiction.unknownResident(town.residents[index].key) }
        return person
    }

    mutating func save(_ person: Person, _ index: Int) throws {
        try hub.people.save(person)
        people[index] = person
        people[index]?.version += 1
    }

    /// Their own worker, or the team lead while they have none.
    func worker(of person: Person) -> EventActor {
        EventActor(kind: .worker, id: (person.worker ?? TownStaff.ada.worker).rawValue)
    }

    private mutating func tellOfThemselves(_ step: Resident.Step, _ index: Int) throws {
        let resident = town.residents[index]
        if case .received(let route) = step { return try receive(resident, index, by: route) }
        var person = try person(index)
        var verb = "journey-moved"
        var detail: [String: String] = [:]
        switch step {
        case .takenOn(let staff):
            person.worker = staff.worker
            verb = "person-taken-on"
        case .care(let move):
            try person.care.move(move)
            if move == .assess { person.about.wasAsked(on: today) }
            detail = JourneyStep(move).detail
        case .closed(let reason):
            try person.care.close(because: reason)
            detail = JourneyStep(.close, because: reason).detail
        case .contact(let kind, let reached, let note):
            let contact = Contact(
                id: id("contact \(resident.key) \(now.milliseconds)"), person: person.id, at: now, kind: kind,
                reached: reached, note: note, by: person.worker ?? TownStaff.ada.worker)
            try hub.contacts.add(contact)
            if reached { person.lastContactAt = now }
            verb = "contact-recorded"
            detail = ["kind": kind.rawValue, "reached": reached ? "yes" : "no"]
        case .explained(let language, let withInterpreter):
            person.understanding = Understanding(
                language: language, withInterpreter: withInterpreter, confirmedOn: today)
            verb = "explanation-understood"
        default: return
        }
        try save(person, index)
        try record(verb, of: "person", person.id.rawValue, by: worker(of: person), person: person.id, detail: detail)
    }

    private mutating func search(_ index: Int) throws {
        let person = try person(index)
        searches[index] = today
        try record(
            "person-looked-at", of: "person", person.id.rawValue, by: worker(of: person), person: person.id,
            detail: ["part": "groups", "because": "own-worker"])
    }

    private func breakGlass(_ index: Int, by staff: TownStaff, because reason: String) throws {
        let person = try person(index)
        let glass = BreakGlass(
            id: id("glass \(town.residents[index].key) \(now.milliseconds)"), of: person.id, by: staff.worker,
            because: reason, at: now)
        try hub.breakGlass.add(glass)
        try record(
            "break-glass-begun", of: "person", person.id.rawValue, by: Storyteller.actor(staff), person: person.id,
            detail: ["glass": glass.id.rawValue])
    }

    private mutating func receive(_ resident: Resident, _ index: Int, by route: Resident.Route) throws {
        var about = resident.about
        about.age = about.age.map { NotedAge($0.years, on: today) }
        about.judgement = about.risk.map { RiskJudgement($0, on: today) }
        let person = Person(
            id: id("resident \(resident.key)"), about: about, createdAt: now,
            wantsMoreAtOnce: resident.wantsMoreAtOnce, version: 0)
        try hub.people.add(person)
        people[index] = person
        people[index]?.version = 1
        try record(
            "person-received", of: "person", person.id.rawValue, by: Storyteller.actor(.ada), person: person.id,
            detail: ["route": route.rawValue])
    }
}
