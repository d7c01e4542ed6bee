import Vocabulary

/// Exactly what a group sees of a person. It is made once, shown to the worker line by line, and sent as
/// it is. Its fields are the facts of ``SharedFact`` and nothing else: risk, status and what the person
/// avoids have no place to go.
public struct ReferralMessage: Hashable, Sendable, Codable {
    public let callName: String?
    public let hopes: String?
    public let languages: [SpokenLanguage]?
    public let wantsInterpreter: Bool?
    public let whatHelps: String?
    public let access: [AccessCode]?
    public let bringsChildren: Bool?
    public let phone: String?

    /// Takes from what the person told only what `scope` allows and what they said at all.
    public init(about person: AboutPerson, scope: Set<SharedFact>) {
        func told(_ fact: SharedFact, _ text: String) -> String? {
            scope.contains(fact) && !text.allSatisfy(\.isWhitespace) ? text : nil
        }
        callName = told(.callName, person.callName)
        hopes = told(.hopes, person.hopes)
        whatHelps = told(.whatHelps, person.whatHelps)
        phone = told(.phone, person.reach.phone)
        let sharesLanguages = scope.contains(.languages) && !person.languages.isEmpty
        languages = sharesLanguages ? person.languages : nil
        wantsInterpreter = sharesLanguages ? person.interpreter.accepts.answer : nil
        access = scope.contains(.access) ? person.limits.access.answer.flatMap { $0.isEmpty ? nil : $0 } : nil
        bringsChildren = scope.contains(.children) && person.limits.childcareNeeded.isYes ? true : nil
    }

    /// The facts that the message really holds.
    public var facts: Set<SharedFact> {
        var facts: Set<SharedFact> = []
        if callName != nil { facts.insert(.callName) }
        if hopes != nil { facts.insert(.hopes) }
        if languages != nil { facts.insert(.languages) }
        if whatHelps != nil { facts.insert(.whatHelps) }
        if access != nil { facts.insert(.access) }
        if bringsChildren != nil { facts.insert(.children) }
        if phone != nil { facts.insert(.phone) }
        return facts
    }
}
