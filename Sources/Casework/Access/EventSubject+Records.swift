import Community
import People
import Storage
import Vocabulary

extension EventSubject {
    static func person(_ id: Person.ID) -> EventSubject { EventSubject(kind: "person", id: id.rawValue) }
    static func group(_ id: Group.ID) -> EventSubject { EventSubject(kind: "group", id: id.rawValue) }
    static func referral(_ id: Referral.ID) -> EventSubject { EventSubject(kind: "referral", id: id.rawValue) }
    static func cohortPlan(_ id: CohortPlan.ID) -> EventSubject { EventSubject(kind: "cohort-plan", id: id.rawValue) }
    static func worry(_ id: Worry.ID) -> EventSubject { EventSubject(kind: "worry", id: id.rawValue) }
    static func likeness(_ id: Likeness.ID) -> EventSubject { EventSubject(kind: "likeness", id: id.rawValue) }
    static func consent(_ id: Consent.ID) -> EventSubject { EventSubject(kind: "consent", id: id.rawValue) }
    static func account(_ id: Identifier<Worker>) -> EventSubject { EventSubject(kind: "account", id: id.rawValue) }
    static func hub(_ id: Identifier<Hub>) -> EventSubject { EventSubject(kind: "hub", id: id.rawValue) }
    static func hubAgreement(_ id: HubAgreement.ID) -> EventSubject {
        EventSubject(kind: "hub-agreement", id: id.rawValue)
    }
    static func cover(_ id: Cover.ID) -> EventSubject { EventSubject(kind: "cover", id: id.rawValue) }
    static func job(_ kind: JobKind) -> EventSubject { EventSubject(kind: "job", id: kind.rawValue) }
}
